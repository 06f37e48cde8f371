/** Sends one query at a time to Python; when its answer comes, only the newest settings are sent next. */
import { PythonError } from "../python/client.ts";

/** How long the settings must stay unchanged before a verdict is requested: it takes Python longer than the run. */
export const VERDICT_DELAY_MS = 120;

export interface RequestListener<Run> {
  /** Shows a run, beginning with its state `n`. If this throws, it is called again with the previous run. */
  run(run: Run, n: number): void;
  /** Called when the run of the newest query is shown. */
  fulfilled(): void;
  /** Called when gdlib raised a ValueError with `message`, or (null) any other error; restores the previous query. */
  refused(message: string | null): void;
  /** Called with whether drawing the latest run failed; the previous one is then still shown. */
  undrawn(isUndrawn: boolean): void;
}

/** Where runs come from. */
export interface Source<Query, Run> {
  /** Return the cached run for a query; null if Python must compute it. */
  cached(query: Query): Run | null;
  ask(query: Query): Promise<Run>;
  /** Return the query that a run answers. */
  queryOf(run: Run): Query;
}

export class LatestRequest<Query extends object, Run> {
  #query: Query;
  /** The last run that answered the newest query. */
  #run: Run;
  /** The last run that was drawn without an error, and the state from which it was shown. */
  #drawn: readonly [run: Run, n: number];
  #n = 0;
  #isSending = false;
  /** Whether the run of the newest query is not shown yet. */
  isPending = false;

  /**
   * @param initial the prerendered run
   * @param isGone returns whether the widget has been removed from the page
   */
  constructor(
    readonly source: Source<Query, Run>,
    readonly initial: Run,
    readonly listener: RequestListener<Run>,
    readonly isGone: () => boolean,
  ) {
    this.#run = initial;
    this.#drawn = [initial, 0];
    this.#query = source.queryOf(initial);
  }

  /** The newest query. */
  get query(): Query {
    return this.#query;
  }

  /** The number of the state from which the next run is shown. */
  get n(): number {
    return this.#n;
  }

  /** Change the query and send it; its run is shown from state `n`. */
  change(change: Partial<Query>, n = 0): void {
    this.#query = { ...this.#query, ...change };
    this.#n = n;
    void this.send();
  }

  /** Send the newest query, unless its run is cached; after a failure, send it again. */
  async send(): Promise<void> {
    this.isPending = true;
    this.listener.undrawn(false);
    const cached = this.source.cached(this.#query);
    if (cached !== null) this.#show(cached, this.#query);
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      while (this.isPending && !this.isGone()) await this.#ask();
    } catch (error) {
      // Python could not be loaded: the query stays pending, the status line says why.
      if (!(error instanceof PythonError)) throw error;
    } finally {
      this.#isSending = false;
    }
  }

  async #ask(): Promise<void> {
    const query = this.#query;
    try {
      const run = await this.source.ask(query);
      if (this.isPending && !this.isGone()) this.#show(run, query);
    } catch (error) {
      if (!(error instanceof PythonError) || error.reason === "failed") throw error;
      if (error.reason === "refused") this.#refuse(query, error.message);
      if (error.reason === "faulty") this.#refuse(query, null);
      // "stopped": something else on the page has stopped Python; `send` asks again
    }
  }

  /** Show the run of `query`; if that is no longer the newest query, the request stays pending. */
  #show(run: Run, query: Query): void {
    const isNewest = query === this.#query;
    this.#draw(run, this.#n);
    if (!isNewest) return;
    this.#close(run);
    this.listener.fulfilled();
  }

  /** Draw a run; if that fails, redraw the previous one, so that the page never mixes two runs. */
  #draw(run: Run, n: number): void {
    try {
      this.listener.run(run, n);
    } catch (error) {
      this.listener.undrawn(true);
      this.listener.run(...this.#drawn);
      throw error;
    }
    this.#drawn = [run, n];
  }

  #refuse(query: Query, message: string | null): void {
    if (query !== this.#query || !this.isPending) return;
    this.#close(this.#run);
    this.listener.refused(message);
  }

  #close(run: Run): void {
    this.#run = run;
    this.#query = this.source.queryOf(run);
    this.isPending = false;
  }
}
