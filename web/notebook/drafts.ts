/** A reader's own code, kept by the browser for each cell of each page. */
import { refusalOf, type Refusal, type Store } from "../core/site-storage.ts";

export interface Edit {
  /** The reader's code. */
  readonly mine: string;
  /** The lesson's code when they changed it. */
  readonly lesson: string;
  /** Code of theirs that was stored for another version of the lesson, as long as they have not chosen. */
  readonly earlier?: string;
}

/** Return the name under which the edit of a cell is stored. */
export const editName = (page: string, cell: string): string => `cell:${page}:${cell}`;

/** Keeps edits, and says once if the browser will not; what it refuses is kept until the page is closed. */
export class Saved {
  #hasFailed = false;
  /** What the browser has refused; null: that there is no edit. */
  #refused = new Map<string, Edit | null>();

  constructor(
    readonly store: () => Store,
    readonly onFailure: (refusal: Refusal, cell: string) => void,
  ) {}

  /** Return the edit of a cell, if there is one. */
  read(page: string, cell: string): Edit | null {
    const name = editName(page, cell);
    const refused = this.#refused.get(name);
    if (refused !== undefined) return refused;
    try {
      const edit: unknown = JSON.parse(this.store().getItem(name) ?? "null");
      return isEdit(edit) ? edit : null;
    } catch {
      return null; // forbidden, or not ours
    }
  }

  /** Keep an edit; null: that there is none. */
  write(page: string, cell: string, edit: Edit | null): void {
    const name = editName(page, cell);
    try {
      if (edit === null) this.store().removeItem(name);
      else this.store().setItem(name, JSON.stringify(edit));
      this.#refused.delete(name);
    } catch (error) {
      this.#refused.set(name, edit);
      if (!this.#hasFailed) this.onFailure(refusalOf(error), cell);
      this.#hasFailed = true;
    }
  }
}

function isEdit(value: unknown): value is Edit {
  const { mine, lesson, earlier } = (value ?? {}) as Partial<Record<string, unknown>>;
  const isText = (part: unknown) => typeof part === "string";
  return isText(mine) && isText(lesson) && (earlier === undefined || isText(earlier));
}
