/** Plays a training history, and continues the training at its end. Independent of the DOM. */
import { DEFAULT_EPOCHS_PER_SECOND } from "../state.ts";
import type { TrainingHistory } from "./history.ts";

/** The training that is played. */
export interface PlayableTraining {
  readonly history: TrainingHistory;
  /** The last epoch of the training. */
  readonly epochs: number;
  /** Whether a training with other settings is pending. */
  readonly isPending: boolean;
  /** Continue the training up to an epoch. */
  train(until: number): void;
  halt(): void;
}

/** Called after every change. */
export type Listener = (playing: boolean) => void;

/** A snapshot is shown for at most this time, even if the next one is many epochs later. */
const MOST_SNAPSHOT_MS = 350;
/** While playing, training is requested at most this many seconds ahead of the history. */
const LOOKAHEAD_S = 0.1;

/** `requestAnimationFrame`, or a test's replacement. */
type RequestFrame = (callback: (now: number) => void) => unknown;

export class Player {
  #epoch: number;
  /** Identifies the current call of `play`: callbacks scheduled by an earlier one are ignored. */
  #playing: object | null = null;
  /** When the next snapshot is due. */
  #due = 0;
  /** The epoch and time from which the speed of the training is measured. */
  #base: { epoch: number; at: number } | null = null;
  /** Epochs a second; null: as fast as possible. */
  speed: number | null = DEFAULT_EPOCHS_PER_SECOND;

  constructor(
    readonly training: PlayableTraining,
    readonly listener: Listener,
    readonly requestFrame: RequestFrame = (callback) => requestAnimationFrame(callback),
  ) {
    this.#epoch = training.history.snapshots[0]!.epoch;
  }

  /** The index of the shown snapshot. */
  get n(): number {
    return this.training.history.at(this.#epoch);
  }

  get playing(): boolean {
    return this.#playing !== null;
  }

  /** Whether the last snapshot is shown. */
  get isAtLast(): boolean {
    return this.n === this.training.history.last;
  }

  /** Whether the training can be continued. */
  get canTrain(): boolean {
    const { history, epochs } = this.training;
    return history.end < epochs && !history.isLost;
  }

  /** Show the snapshot of an epoch, or the last before it, and pause. */
  seek(epoch: number): void {
    this.#halt();
    this.#show(epoch);
  }

  /** Pause and go to the next snapshot; at the last one, train for an epoch. */
  step(): void {
    this.#halt();
    const { history } = this.training;
    if (!this.isAtLast) this.#show(history.snapshots[this.n + 1]!.epoch);
    else if (this.canTrain) this.training.train(history.end + 1);
  }

  back(): void {
    this.seek(this.training.history.snapshots[Math.max(0, this.n - 1)]!.epoch);
  }

  /** Play from the current snapshot; at the end, from the beginning. */
  play(): void {
    if (this.playing) return;
    if (this.isAtLast && !this.canTrain) this.#epoch = 0;
    this.#base = null;
    this.#due = 0;
    this.#schedule((this.#playing = {}));
    this.listener(true);
  }

  pause(): void {
    if (!this.playing) return;
    this.#halt();
    this.listener(false);
  }

  /** A new history has started: show its first snapshot; playback continues. */
  onStarted(): void {
    this.#base = null;
    this.#due = 0;
    this.#show(0);
  }

  /** The history has a new snapshot: show it if the previous last one was shown. */
  onExtended(): void {
    const { snapshots } = this.training.history;
    const wasAtLast = this.#epoch === (snapshots.at(-2) ?? snapshots.at(-1)!).epoch;
    this.#show(wasAtLast ? snapshots.at(-1)!.epoch : this.#epoch);
  }

  #show(epoch: number): void {
    const { history } = this.training;
    this.#epoch = history.snapshots[history.at(epoch)]!.epoch;
    this.listener(this.playing);
  }

  #halt(): void {
    this.#playing = null;
    this.training.halt();
  }

  #schedule(current: object): void {
    this.requestFrame((now) => {
      if (this.#playing !== current) return;
      this.#advanceTo(now);
      if (this.#playing === current) this.#schedule(current);
    });
  }

  #advanceTo(now: number): void {
    if (this.training.isPending) return;
    if (!this.isAtLast) this.#advance(now);
    else if (this.canTrain) this.#train(now);
    else this.pause();
  }

  #advance(now: number): void {
    const { history } = this.training;
    let n = this.n;
    if (this.#due === 0) this.#due = now + this.#stay(n);
    while (n < history.last && now >= this.#due) this.#due += this.#stay(++n);
    this.#base = null;
    if (n !== this.n) this.#show(history.snapshots[n]!.epoch);
  }

  /** Return how long snapshot `n` is shown, in milliseconds. */
  #stay(n: number): number {
    const { snapshots } = this.training.history;
    const next = snapshots[n + 1];
    if (this.speed === null || !next) return 1;
    return Math.min(MOST_SNAPSHOT_MS, ((next.epoch - snapshots[n]!.epoch) * 1000) / this.speed);
  }

  #train(now: number): void {
    const { history, epochs } = this.training;
    const base = (this.#base ??= { epoch: history.end, at: now });
    if (this.speed === null) return this.training.train(epochs);
    const due = base.epoch + Math.ceil(((now - base.at) * this.speed) / 1000);
    const farthest = history.end + Math.max(1, Math.ceil(this.speed * LOOKAHEAD_S));
    if (due > farthest) this.#base = { epoch: history.end, at: now }; // Python trains more slowly
    const until = Math.min(due, farthest, epochs);
    if (until > history.end) this.training.train(until);
  }
}
