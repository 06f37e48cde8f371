/** Has Python train: one query at a time, in short slices, so that it also answers others; the last wish counts. */
import { PythonError, type Python } from "../../../python/client.ts";
import { Film, type Answer } from "./history.ts";
import type { Settings } from "../query.ts";
import { isSame } from "../state.ts";

/** How long Python trains before it tells how far it has come: about one picture. */
const SLICE_MS = 25;

export interface Outcome {
  /** A new training is there, at its beginning. */
  begun(film: Film): void;
  /** The film has one more frame, or is found to be lost. */
  grown(film: Film): void;
  /** Python had forgotten the training, and makes it anew. */
  catchingUp(): void;
  /** What was wished for is there. */
  fulfilled(): void;
  /** gdlib refuses the settings, or (null) fails on them; they are what they were before. */
  refused(message: string | null): void;
  /** Python is not to be had (its status says why); the wish stays open. */
  interrupted(): void;
}

export class Trainer {
  #film: Film;
  /** What is wished for; other settings than the film's make it begin anew. */
  #settings: Settings;
  #until: number;
  /** Whether the film must begin anew all the same. */
  #isAnew = false;
  #isAsking = false;

  /** @param key whose training it is; Python keeps one for each */
  constructor(
    readonly python: Pick<Python, "ask">,
    readonly key: string,
    film: Film,
    readonly outcome: Outcome,
    readonly isGone: () => boolean,
  ) {
    this.#film = film;
    this.#settings = film.settings;
    this.#until = film.end;
  }

  get film(): Film {
    return this.#film;
  }

  /** The settings that are wished for. */
  get settings(): Settings {
    return this.#settings;
  }

  /** Whether the film is not the one that is wished for. */
  get isWaiting(): boolean {
    return this.#isAnew || !isSame(this.#settings, this.#film.settings);
  }

  /** Whether there is something to be done. */
  get isOpen(): boolean {
    return this.isWaiting || (this.#film.end < this.#until && !this.#film.isLost);
  }

  /** The epoch up to which it is to train. */
  get until(): number {
    return this.#until;
  }

  /** Begin a new training, and train up to an epoch. */
  begin(settings: Settings, until = 0): void {
    this.#settings = settings;
    this.#isAnew = true;
    this.#until = until;
    void this.pursue();
  }

  /** Show a training that is there already. */
  take(film: Film): void {
    this.#film = film;
    this.#settings = film.settings;
    this.#isAnew = false;
    this.#until = film.end;
    this.outcome.begun(film);
  }

  /** Wish for nothing but the film that is there. */
  stay(): void {
    this.#settings = this.#film.settings;
    this.#isAnew = false;
    this.#until = this.#film.end;
  }

  /** Train on, up to an epoch; a training that is awaited goes as far as it was wished for. */
  train(until: number): void {
    if (this.isWaiting) return void this.pursue();
    this.#until = Math.max(this.#until, until);
    void this.pursue();
  }

  /** Train no further than the present epoch; a training that is awaited is still to come. */
  halt(): void {
    if (!this.isWaiting) this.#until = this.#film.end;
  }

  /** Do what is left to be done; after an interruption, try again. */
  async pursue(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      while (this.isOpen && !this.isGone()) await this.#ask();
    } catch (error) {
      this.#onError(error);
    } finally {
      this.#isAsking = false;
    }
  }

  async #ask(): Promise<void> {
    const [settings, film, isAnew] = [this.#settings, this.#film, this.isWaiting];
    const isOutdated = () => settings !== this.#settings || film !== this.#film;
    const asked = this.python.ask("training", {
      ...settings,
      key: this.key,
      until: isAnew ? 0 : this.#until,
      milliseconds: SLICE_MS,
      known: isAnew ? 0 : film.losses.length,
    });
    const answer = (await asked.catch((error: unknown) => {
      if (isOutdated() && isRefusal(error)) return null;
      throw error;
    })) as Answer | null;
    if (answer === null || this.isGone() || isOutdated()) return;
    if (isAnew) this.#begun(new Film(answer));
    else if (film.add(answer)) this.outcome.grown(film);
    else this.outcome.catchingUp();
    if (!this.isOpen) this.outcome.fulfilled();
  }

  #begun(film: Film): void {
    this.#film = film;
    this.#settings = film.settings;
    this.#isAnew = false;
    this.outcome.begun(film);
  }

  #onError(error: unknown): void {
    if (!(error instanceof PythonError)) throw error;
    if (!isRefusal(error)) return this.outcome.interrupted();
    this.stay();
    this.outcome.refused(error.reason === "refused" ? error.message : null);
  }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof PythonError && ["refused", "faulty"].includes(error.reason);
