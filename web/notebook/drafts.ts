/** Drafts: a reader's own code, stored in localStorage for each cell of each page. */
import { storageFailureOf, type StorageFailure, type Store } from "../core/site-storage.ts";

export interface Draft {
  /** The reader's code. */
  readonly mine: string;
  /** The lesson's code at the time of the edit. */
  readonly lesson: string;
  /** The reader's draft for an earlier version of the lesson, until they choose between the two. */
  readonly earlier?: string;
}

/** Return the name of a cell's draft in `siteStorage`. */
export const draftKey = (page: string, cell: string): string => `cell:${page}:${cell}`;

/** Stores drafts. Those that localStorage refuses are kept until the page is closed; the first failure is reported. */
export class DraftStore {
  #hasFailed = false;
  /** Drafts that could not be stored; null: a removal that failed. */
  #refused = new Map<string, Draft | null>();

  constructor(
    readonly store: () => Store,
    readonly onFailure: (refusal: StorageFailure, cell: string) => void,
  ) {}

  /** Return the draft of a cell, or null. */
  read(page: string, cell: string): Draft | null {
    const name = draftKey(page, cell);
    const refused = this.#refused.get(name);
    if (refused !== undefined) return refused;
    try {
      const draft: unknown = JSON.parse(this.store().getItem(name) ?? "null");
      return isDraft(draft) ? draft : null;
    } catch {
      return null; // storage forbidden, or an item of another format
    }
  }

  /** Store a draft, or remove it (null). */
  write(page: string, cell: string, draft: Draft | null): void {
    const name = draftKey(page, cell);
    try {
      if (draft === null) this.store().removeItem(name);
      else this.store().setItem(name, JSON.stringify(draft));
      this.#refused.delete(name);
    } catch (error) {
      this.#refused.set(name, draft);
      if (!this.#hasFailed) this.onFailure(storageFailureOf(error), cell);
      this.#hasFailed = true;
    }
  }
}

function isDraft(value: unknown): value is Draft {
  const { mine, lesson, earlier } = (value ?? {}) as Partial<Record<string, unknown>>;
  const isText = (part: unknown) => typeof part === "string";
  return isText(mine) && isText(lesson) && (earlier === undefined || isText(earlier));
}
