/** The notebooks of this visit, by page, and the addresses and stores that cells use. */
import type { Python } from "../python/client.ts";
import type * as editorModule from "./editor.ts";
import { Notebook, Turn } from "./notebook.ts";
import { siteStorage, type Refusal } from "../core/site-storage.ts";
import { editName, Saved } from "./drafts.ts";

const notebooks = new Map<string, Notebook>();
const turn = new Turn();

/** The name of the page an element stands on. Not its address, which instant navigation changes later. */
export const pageKey = (element: HTMLElement): string =>
  element.dataset["page"] ?? location.pathname.replace(/index\.html$/, "");

export function notebookOf(page: string, python: Python): Notebook {
  let notebook = notebooks.get(page);
  if (!notebook) notebooks.set(page, (notebook = new Notebook(page, python, turn)));
  return notebook;
}

/** What the event "failure" of `storage` tells. */
export interface Unsaved {
  readonly refusal: Refusal;
  /** The name of the cell whose edit was not kept. */
  readonly cell: string;
}

/** Tells whoever listens, by the event "failure", that edits cannot be kept. */
export const storage = new EventTarget();

export const saved = new Saved(
  () => siteStorage,
  (refusal, cell) =>
    storage.dispatchEvent(new CustomEvent<Unsaved>("failure", { detail: { refusal, cell } })),
);

/** Whether a key of localStorage is that of a cell's edit. */
export const isStoredEdit = (key: string | null, page: string, cell: string): boolean =>
  key === siteStorage.keyOf(editName(page, cell));

let editor: Promise<typeof editorModule> | null = null;

/** Fetch the editor, once. */
export function loadEditor(): Promise<typeof editorModule> {
  editor ??= import("./editor.ts").catch((error: unknown) => {
    editor = null; // the next click tries again
    throw error;
  });
  return editor;
}
