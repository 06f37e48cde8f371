/** From what a reader wishes for to a run: one question to Python at a time, and the last wish counts. */
import { PythonError, type Python } from "../python/client.ts";
import { fromAnswer, parametersOf, type Run } from "./run.ts";
import { isSameRun, type Parameters } from "./state.ts";

/** Null for `t` and `lr` leaves them to the landscape. */
export type Wish = Omit<Parameters, "t" | "lr"> & {
  readonly t: number | null;
  readonly lr: number | null;
};

export interface Outcome {
  /** A run has come, to be shown from its state `n` on. */
  run(run: Run, n: number): void;
  /** What was wished for last is there. */
  fulfilled(): void;
  /** gdlib refuses the wish; it is what it was before. */
  refused(message: string): void;
}

export class Wishes {
  #wish: Wish;
  /** The last run that came. */
  #run: Run;
  #isAsking = false;
  /** Whether the reader waits for something that is not there yet. */
  isOpen = false;

  /**
   * @param initial the run that the page brings along: no question is needed for it
   * @param isGone tells that the widget has left the page
   */
  constructor(
    readonly python: Python,
    readonly initial: Run,
    readonly outcome: Outcome,
    readonly isGone: () => boolean,
  ) {
    this.#run = initial;
    this.#wish = parametersOf(initial);
  }

  get wish(): Wish {
    return this.#wish;
  }

  /** Wish for something else than before, shown from state `n` on. */
  change(change: Partial<Wish>, n = 0): void {
    this.#wish = { ...this.#wish, ...change };
    void this.pursue(n);
  }

  /** Ask for what is wished for; after a failure, ask again. */
  async pursue(n = 0): Promise<void> {
    this.isOpen = true;
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      await this.#fulfil(n);
    } catch (error) {
      this.#onError(error);
    } finally {
      this.#isAsking = false;
    }
  }

  async #fulfil(n: number): Promise<void> {
    let wish: Wish;
    let run: Run;
    do {
      wish = this.#wish;
      run = await this.#runOf(wish);
      if (this.isGone()) return;
      this.outcome.run(run, n);
    } while (wish !== this.#wish);
    this.#close(run);
    this.outcome.fulfilled();
  }

  async #runOf(wish: Wish): Promise<Run> {
    const { t, lr } = wish;
    const initial = parametersOf(this.initial);
    const isInitial = t !== null && lr !== null && isSameRun({ ...wish, t, lr }, initial);
    return isInitial ? this.initial : fromAnswer(await this.python.ask("descent", wish));
  }

  #close(run: Run): void {
    this.#run = run;
    this.#wish = parametersOf(run);
    this.isOpen = false;
  }

  /** Where Python is not to be had, the wish stays open (its status says why). */
  #onError(error: unknown): void {
    if (!(error instanceof PythonError)) throw error;
    if (error.reason !== "refused") return;
    this.#close(this.#run);
    this.outcome.refused(error.message);
  }
}
