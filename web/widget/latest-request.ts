/** From what a reader wishes for to a run: one question to Python at a time, and the last wish counts. */
import { PythonError } from "../python/client.ts";

export interface Outcome<Run> {
  /** A run has come, to be shown from its state `n` on. If that throws, the run before is shown once more. */
  run(run: Run, n: number): void;
  /** What was wished for last is there. */
  fulfilled(): void;
  /** gdlib refuses the wish, or (null) fails on it; it is what it was before. */
  refused(message: string | null): void;
  /** Whether the run that came last could not be drawn, so that what was wished for is still not shown. */
  undrawn(isUndrawn: boolean): void;
}

/** Where runs come from. */
export interface Source<Wish, Run> {
  /** Return the run that fulfils a wish, if the page has it; null: Python has to be asked. */
  known(wish: Wish): Run | null;
  ask(wish: Wish): Promise<Run>;
  /** Return the wish that a run fulfils. */
  wishOf(run: Run): Wish;
}

export class Wishes<Wish extends object, Run> {
  #wish: Wish;
  /** The last run that fulfilled a wish. */
  #run: Run;
  /** The last run that was drawn to the end, and from which state on. */
  #drawn: readonly [run: Run, n: number];
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
    this.#drawn = [initial, 0];
    this.#wish = source.wishOf(initial);
  }

  get wish(): Wish {
    return this.#wish;
  }

  /** The state of the next run that shall be shown. */
  get n(): number {
    return this.#n;
  }

  /** Wish for something else than before, shown from state `n` on. */
  change(change: Partial<Wish>, n = 0): void {
    this.#wish = { ...this.#wish, ...change };
    this.#n = n;
    void this.pursue();
  }

  /** Ask for what is wished for, unless it is known; after a failure, ask again. */
  async pursue(): Promise<void> {
    this.isOpen = true;
    this.outcome.undrawn(false);
    const known = this.source.known(this.#wish);
    if (known !== null) this.#show(known, this.#wish);
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      while (this.isOpen && !this.isGone()) await this.#ask();
    } catch (error) {
      // Where Python is not to be had, the wish stays open (its status says why).
      if (!(error instanceof PythonError)) throw error;
    } finally {
      this.#isAsking = false;
    }
  }

  async #ask(): Promise<void> {
    const wish = this.#wish;
    try {
      const run = await this.source.ask(wish);
      if (this.isOpen && !this.isGone()) this.#show(run, wish);
    } catch (error) {
      if (!(error instanceof PythonError) || error.reason === "failed") throw error;
      // A Python that was stopped, for something else, is asked again.
      if (error.reason === "refused") this.#refuse(wish, error.message);
      if (error.reason === "faulty") this.#refuse(wish, null);
    }
  }

  /** Show a run that was asked for with `wish`: if that is no longer the last one, the wish stays open. */
  #show(run: Run, wish: Wish): void {
    const isLast = wish === this.#wish;
    this.#draw(run, this.#n);
    if (!isLast) return;
    this.#close(run);
    this.outcome.fulfilled();
  }

  /** Draw a run; if that fails, the one before, so that what stands there is whole, and of one run. */
  #draw(run: Run, n: number): void {
    try {
      this.outcome.run(run, n);
    } catch (error) {
      this.outcome.undrawn(true);
      this.outcome.run(...this.#drawn);
      throw error;
    }
    this.#drawn = [run, n];
  }

  #refuse(wish: Wish, message: string | null): void {
    if (wish !== this.#wish || !this.isOpen) return;
    this.#close(this.#run);
    this.outcome.refused(message);
  }

  #close(run: Run): void {
    this.#run = run;
    this.#wish = this.source.wishOf(run);
    this.isOpen = false;
  }
}
