/** What all cells of a visit share: the notebooks by page, the drafts, and the editor's module. */
import type { Python } from "../python/client.ts";
import type * as editorModule from "./editor.ts";
import { Notebook, Mutex } from "./notebook.ts";
import { siteStorage, type StorageFailure } from "../core/site-storage.ts";
import { draftKey, DraftStore } from "./drafts.ts";

const notebooks = new Map<string, Notebook>();
const pythonMutex = new Mutex();

/** Return the name of an element's page: from its markup, as instant navigation may have changed `location`. */
export const pageKey = (element: HTMLElement): string =>
  element.dataset["page"] ?? location.pathname.replace(/index\.html$/, "");

export function notebookOf(page: string, python: Python): Notebook {
  let notebook = notebooks.get(page);
  if (!notebook) notebooks.set(page, (notebook = new Notebook(page, python, pythonMutex)));
  return notebook;
}

/** The detail of the event "failure" of `draftEvents`. */
export interface DraftFailure {
  readonly refusal: StorageFailure;
  /** The name of the cell whose draft could not be stored. */
  readonly cell: string;
}

/** Dispatches "failure" when a draft could not be stored. */
export const draftEvents = new EventTarget();

export const drafts = new DraftStore(
  () => siteStorage,
  (refusal, cell) =>
    draftEvents.dispatchEvent(
      new CustomEvent<DraftFailure>("failure", { detail: { refusal, cell } }),
    ),
);

/** Return whether a key of localStorage is that of a cell's draft. */
export const isDraftKey = (key: string | null, page: string, cell: string): boolean =>
  key === siteStorage.keyOf(draftKey(page, cell));

let editor: Promise<typeof editorModule> | null = null;

/** Load the editor's module, once. */
export function loadEditor(): Promise<typeof editorModule> {
  editor ??= import("./editor.ts").catch((error: unknown) => {
    editor = null; // the next click tries again
    throw error;
  });
  return editor;
}
