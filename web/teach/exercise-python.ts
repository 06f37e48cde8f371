/** A Python of its own that has run what the exercises of notebooks build on, as far as it was needed. */
import type { Python } from "../python/client.ts";
import type { CellRequest } from "../python/protocol.ts";
import type { AssignedExercise } from "./exercises.ts";
import { limitedRun, type Ran } from "./limited-run.ts";
import type { Limits } from "./limits.ts";

/** What session.py is asked for besides a cell: see checking.py. */
export interface Request extends CellRequest {
  readonly observe?: readonly string[];
  readonly plan?: boolean;
  readonly judge?: readonly [source: string, observed: string];
}

export class Interpreter {
  /** How many of a notebook's shared cells it has run, by page. */
  #done = new Map<string, number>();
  /** Whether it has run nothing but the lesson's own cells. */
  #isFresh = true;

  constructor(
    readonly python: Python,
    readonly signal: AbortSignal,
    readonly limits: Limits,
  ) {}

  /** Begin anew, with nothing of what has run so far. */
  restart(): void {
    this.python.restart();
    this.#done.clear();
    this.#isFresh = true;
  }

  /** Run the cells that an exercise builds on; returns what failed, and would in a fresh interpreter too. */
  async prepare({ page, setup }: AssignedExercise): Promise<Ran | null> {
    const limits = { ...this.limits, seconds: this.limits.secondsToLoad };
    for (let next = this.#done.get(page) ?? 0; next < setup.length; next++) {
      const request = { page, cell: "setup", source: setup[next]! };
      const ran = await limitedRun(this.python, request, this.signal, limits);
      if (endOf(ran) === "done") {
        this.#done.set(page, next + 1);
        continue;
      }
      if (this.#isFresh) return ran;
      this.restart(); // a program that ran before may have spoiled it
      next = -1;
    }
    return null;
  }

  run(request: Request): Promise<Ran> {
    this.#isFresh = false;
    return limitedRun(this.python, request, this.signal, this.limits);
  }
}

/** How a cell ended, as its interpreter says. */
export const endOf = (ran: Ran): unknown =>
  ran.kind === "ended" ? (ran.outcome as { ended?: unknown } | null)?.ended : ran.kind;
