/** A reader's progress with the exercises, stored in localStorage. */
import { siteStorage, type Store } from "../core/site-storage.ts";

export type ExerciseState = "new" | "tried" | "solved";

export interface ExerciseProgress {
  readonly state: ExerciseState;
  /** How many hints have been opened. */
  readonly hints: number;
  /** Whether the solution has been opened. */
  readonly seen: boolean;
  /** How often the program has been checked. */
  readonly checks: number;
}

const INITIAL: ExerciseProgress = { state: "new", hints: 0, seen: false, checks: 0 };
const PREFIX = "exercise:";

/** Stores progress; where storage is forbidden, it lasts until the page is closed. */
export class ProgressStore {
  #entries = new Map<string, ExerciseProgress>();

  constructor(readonly store: () => Store) {}

  read(page: string, exercise: string): ExerciseProgress {
    const key = `${PREFIX}${page}:${exercise}`;
    try {
      const text = this.store().getItem(key);
      if (text !== null) return { ...INITIAL, ...(JSON.parse(text) as Partial<ExerciseProgress>) };
    } catch {
      // storage forbidden, or an item of another format: use what this visit has written
    }
    return this.#entries.get(key) ?? INITIAL;
  }

  /** Change an exercise's progress; a solved one stays solved. */
  write(page: string, exercise: string, change: Partial<ExerciseProgress>): ExerciseProgress {
    const before = this.read(page, exercise);
    const state = before.state === "solved" ? "solved" : (change.state ?? before.state);
    const entry = { ...before, ...change, state };
    const key = `${PREFIX}${page}:${exercise}`;
    this.#entries.set(key, entry);
    try {
      this.store().setItem(key, JSON.stringify(entry));
    } catch {
      // drafts.ts reports that nothing can be stored
    }
    return entry;
  }
}

export const savedProgress = new ProgressStore(() => siteStorage);
