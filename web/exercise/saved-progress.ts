/** How far a reader has come with the exercises; kept by their browser, and theirs to take away. */
import { siteStorage, type Store } from "../core/site-storage.ts";

export type Progress = "new" | "tried" | "solved";

export interface Entry {
  readonly state: Progress;
  /** How many hints have been opened. */
  readonly hints: number;
  /** Whether the solution has been looked at. */
  readonly seen: boolean;
  /** How often it has been checked. */
  readonly checks: number;
}

const NOTHING: Entry = { state: "new", hints: 0, seen: false, checks: 0 };
const PREFIX = "exercise:";

/** Remembers entries; where the browser keeps nothing, until the page is closed. */
export class Record {
  #entries = new Map<string, Entry>();

  constructor(readonly store: () => Store) {}

  read(page: string, exercise: string): Entry {
    const key = `${PREFIX}${page}:${exercise}`;
    try {
      const text = this.store().getItem(key);
      if (text !== null) return { ...NOTHING, ...(JSON.parse(text) as Partial<Entry>) };
    } catch {
      // forbidden, or not ours: then what this visit knows
    }
    return this.#entries.get(key) ?? NOTHING;
  }

  /** Change an entry; what is solved stays solved. */
  write(page: string, exercise: string, change: Partial<Entry>): Entry {
    const before = this.read(page, exercise);
    const state = before.state === "solved" ? "solved" : (change.state ?? before.state);
    const entry = { ...before, ...change, state };
    const key = `${PREFIX}${page}:${exercise}`;
    this.#entries.set(key, entry);
    try {
      this.store().setItem(key, JSON.stringify(entry));
    } catch {
      // the cells have said that nothing can be kept
    }
    return entry;
  }
}

export const record = new Record(() => siteStorage);
