/** A reader's own code, kept by the browser for each cell of each page. */
import { refusalOf, type Refusal, type Store } from "../site-storage.ts";

export interface Edit {
  /** The reader's code. */
  readonly mine: string;
  /** The lesson's code when they changed it. */
  readonly lesson: string;
}

const key = (page: string, cell: string): string => `cell:${page}:${cell}`;

/** Keeps edits, and says once if the browser will not. */
export class Saved {
  #hasFailed = false;

  constructor(
    readonly store: () => Store,
    readonly onFailure: (refusal: Refusal, cell: string) => void,
  ) {}

  /** Return the edit of a cell, if there is one that differs from the lesson. */
  read(page: string, cell: string): Edit | null {
    try {
      const text = this.store().getItem(key(page, cell));
      const edit = text === null ? null : (JSON.parse(text) as Edit);
      const isWhole = typeof edit?.mine === "string" && typeof edit.lesson === "string";
      return isWhole ? edit : null;
    } catch {
      return null; // forbidden, or not ours
    }
  }

  /** Keep the reader's code, or nothing if it is the lesson's own. */
  write(page: string, cell: string, edit: Edit): void {
    try {
      if (edit.mine === edit.lesson) this.store().removeItem(key(page, cell));
      else this.store().setItem(key(page, cell), JSON.stringify(edit));
    } catch (error) {
      if (!this.#hasFailed) this.onFailure(refusalOf(error), cell);
      this.#hasFailed = true;
    }
  }
}
