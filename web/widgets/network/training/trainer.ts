/**
 * Trains in Python, in short queries, so that queries of other widgets are answered in between. Sends one at a time;
 * then continues with the newest settings.
 */
import { PythonError, type Python } from "../../../python/client.ts";
import { TrainingHistory, type Answer } from "./history.ts";
import type { Settings } from "../query.ts";
import { isSameTraining } from "../state.ts";

/** How long Python trains before it answers: about one frame. */
const SLICE_MS = 25;

export interface TrainerListener {
  /** Called when a new training has started, at epoch 0. */
  started(history: TrainingHistory): void;
  /** Called when the history has a new snapshot, or has diverged. */
  extended(history: TrainingHistory): void;
  /** Called when Python was restarted, has lost the training, and repeats it from the start. */
  catchingUp(): void;
  /** Called when the requested epoch is reached. */
  fulfilled(): void;
  /** Called when gdlib raised a ValueError with `message`, or (null) any other error; restores the old settings. */
  refused(message: string | null): void;
  /** Called when Python could not be loaded (its status says why); the request stays pending. */
  interrupted(): void;
}

export class Trainer {
  #history: TrainingHistory;
  /** The requested settings; if they differ from the history's, a new training starts. */
  #settings: Settings;
  #until: number;
  /** Whether to restart even with the same settings. */
  #isRestart = false;
  #isAsking = false;

  /** @param key identifies the training in Python, which keeps one for each key */
  constructor(
    readonly python: Pick<Python, "ask">,
    readonly key: string,
    history: TrainingHistory,
    readonly listener: TrainerListener,
    readonly isGone: () => boolean,
  ) {
    this.#history = history;
    this.#settings = history.settings;
    this.#until = history.end;
  }

  get history(): TrainingHistory {
    return this.#history;
  }

  /** The requested settings. */
  get settings(): Settings {
    return this.#settings;
  }

  /** Whether the history is not the requested one. */
  get isPending(): boolean {
    return this.#isRestart || !isSameTraining(this.#settings, this.#history.settings);
  }

  /** Whether the requested epoch is not reached yet. */
  get isUnfinished(): boolean {
    return this.isPending || (this.#history.end < this.#until && !this.#history.isLost);
  }

  /** The requested epoch. */
  get until(): number {
    return this.#until;
  }

  /** Start a new training, and train up to an epoch. */
  begin(settings: Settings, until = 0): void {
    this.#settings = settings;
    this.#isRestart = true;
    this.#until = until;
    void this.resume();
  }

  /** Show a history without a query. */
  restore(history: TrainingHistory): void {
    this.#history = history;
    this.#settings = history.settings;
    this.#isRestart = false;
    this.#until = history.end;
    this.listener.started(history);
  }

  /** Cancel pending settings and epochs: keep the history as it is. */
  cancelPending(): void {
    this.#settings = this.#history.settings;
    this.#isRestart = false;
    this.#until = this.#history.end;
  }

  /** Continue the training up to an epoch; a pending training keeps its own. */
  train(until: number): void {
    if (this.isPending) return void this.resume();
    this.#until = Math.max(this.#until, until);
    void this.resume();
  }

  /** Stop after the current epoch; a pending training is not cancelled. */
  halt(): void {
    if (!this.isPending) this.#until = this.#history.end;
  }

  /** Send queries until the requested epoch is reached; after an interruption, try again. */
  async resume(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      while (this.isUnfinished && !this.isGone()) await this.#ask();
    } catch (error) {
      this.#onError(error);
    } finally {
      this.#isAsking = false;
    }
  }

  async #ask(): Promise<void> {
    const [settings, history, isRestart] = [this.#settings, this.#history, this.isPending];
    const isOutdated = () => settings !== this.#settings || history !== this.#history;
    const asked = this.python.ask("training", {
      ...settings,
      key: this.key,
      until: isRestart ? 0 : this.#until,
      milliseconds: SLICE_MS,
      known: isRestart ? 0 : history.losses.length,
    });
    const answer = (await asked.catch((error: unknown) => {
      if (isOutdated() && isRefusal(error)) return null;
      throw error;
    })) as Answer | null;
    if (answer === null || this.isGone() || isOutdated()) return;
    if (isRestart) this.#started(new TrainingHistory(answer));
    else if (history.add(answer)) this.listener.extended(history);
    else this.listener.catchingUp();
    if (!this.isUnfinished) this.listener.fulfilled();
  }

  #started(history: TrainingHistory): void {
    this.#history = history;
    this.#settings = history.settings;
    this.#isRestart = false;
    this.listener.started(history);
  }

  #onError(error: unknown): void {
    if (!(error instanceof PythonError)) throw error;
    if (!isRefusal(error)) return this.listener.interrupted();
    this.cancelPending();
    this.listener.refused(error.reason === "refused" ? error.message : null);
  }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof PythonError && ["refused", "faulty"].includes(error.reason);
