/** A Python interpreter that runs the shared cells of notebooks before exercises, as needed. */
import type { Python } from "../python/client.ts";
import type { CellRequest } from "../python/protocol.ts";
import type { AssignedExercise } from "./exercises.ts";
import { limitedRun, type RunResult } from "./limited-run.ts";
import type { Limits } from "./limits.ts";

/** A request to run a cell, with fields for a teacher's check: see web/python/session/checking.py. */
export interface Request extends CellRequest {
  readonly observe?: readonly string[];
  readonly plan?: boolean;
  readonly judge?: readonly [source: string, observed: string];
}

export class ExercisePython {
  /** How many of a notebook's shared cells have run, by page. */
  #done = new Map<string, number>();
  /** Whether only the lesson's own cells have run. */
  #isFresh = true;

  constructor(
    readonly python: Python,
    readonly signal: AbortSignal,
    readonly limits: Limits,
  ) {}

  restart(): void {
    this.python.restart();
    this.#done.clear();
    this.#isFresh = true;
  }

  /** Run the shared cells above an exercise; returns the run that failed, also in a fresh interpreter, or null. */
  async prepare({ page, setup }: AssignedExercise): Promise<RunResult | null> {
    const limits = { ...this.limits, seconds: this.limits.secondsToLoad };
    for (let next = this.#done.get(page) ?? 0; next < setup.length; next++) {
      const request = { page, cell: "setup", source: setup[next]! };
      const ran = await limitedRun(this.python, request, this.signal, limits);
      if (endingOf(ran) === "done") {
        this.#done.set(page, next + 1);
        continue;
      }
      if (this.#isFresh) return ran;
      this.restart(); // a program that ran before may have spoiled it
      next = -1;
    }
    return null;
  }

  run(request: Request): Promise<RunResult> {
    this.#isFresh = false;
    return limitedRun(this.python, request, this.signal, this.limits);
  }
}

/** Return how a run ended, as reported by its interpreter. */
export const endingOf = (ran: RunResult): unknown =>
  ran.kind === "ended" ? (ran.outcome as { ended?: unknown } | null)?.ended : ran.kind;
