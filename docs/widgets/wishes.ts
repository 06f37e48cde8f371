/** From what a reader wishes for to a run: one question to Python at a time, and the last wish counts. */
import { PythonError } from "./python/client.ts";

export interface Outcome<Run> {
  /** A run has come, to be shown from its state `n` on. */
  run(run: Run, n: number): void;
  /** What was wished for last is there. */
  fulfilled(): void;
  /** gdlib refuses the wish; it is what it was before. */
  refused(message: string): void;
}

/** Where runs come from. */
export interface Source<Wish, Run> {
  ask(wish: Wish): Promise<Run>;
  /** Return the wish that a run fulfils. */
  wishOf(run: Run): Wish;
}

export class Wishes<Wish extends object, Run> {
  #wish: Wish;
  /** The last run that came. */
  #run: Run;
  /** The state of the next run that shall be shown. */
  #n = 0;
  #isAsking = false;
  /** Whether the reader waits for something that is not there yet. */
  isOpen = false;

  /**
   * @param initial the run that the page brings along
   * @param isGone tells that the widget has left the page
   */
  constructor(
    readonly source: Source<Wish, Run>,
    readonly initial: Run,
    readonly outcome: Outcome<Run>,
    readonly isGone: () => boolean,
  ) {
    this.#run = initial;
    this.#wish = source.wishOf(initial);
  }

  get wish(): Wish {
    return this.#wish;
  }

  /** Wish for something else than before, shown from state `n` on. */
  change(change: Partial<Wish>, n = 0): void {
    this.#wish = { ...this.#wish, ...change };
    this.#n = n;
    void this.pursue();
  }

  /** Ask for what is wished for; after a failure, ask again. */
  async pursue(): Promise<void> {
    this.isOpen = true;
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      await this.#fulfil();
    } catch (error) {
      this.#onError(error);
    } finally {
      this.#isAsking = false;
    }
  }

  async #fulfil(): Promise<void> {
    let wish: Wish;
    let run: Run;
    do {
      wish = this.#wish;
      run = await this.source.ask(wish);
      if (this.isGone()) return;
      this.outcome.run(run, this.#n);
    } while (wish !== this.#wish);
    this.#close(run);
    this.outcome.fulfilled();
  }

  #close(run: Run): void {
    this.#run = run;
    this.#wish = this.source.wishOf(run);
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
