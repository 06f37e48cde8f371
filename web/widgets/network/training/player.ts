/** Moves through a film, and has it trained on where it ends. It knows no picture and no page. */
import type { Film } from "./history.ts";

/** What is played. */
export interface Reel {
  readonly film: Film;
  /** The epoch at which it ends. */
  readonly epochs: number;
  /** Whether another film is on its way. */
  readonly isWaiting: boolean;
  /** Train on, up to an epoch. */
  train(until: number): void;
  halt(): void;
}

/** Told after every change: whether only the playing goes on, or something has come to rest. */
export type Listener = (playing: boolean) => void;

/** No frame stays longer than this, however many epochs lie before the next. */
const LONGEST_MS = 350;
/** How far ahead of the film, in seconds, a training that plays may be wished for. */
const AHEAD = 0.1;

/** Calls back before the next picture, with the time in milliseconds. */
type NextTurn = (turn: (now: number) => void) => unknown;

export class Player {
  #epoch: number;
  /** Which call of `play` is under way: a pause makes the turns that are still due stale. */
  #playing: object | null = null;
  /** When the next frame is due. */
  #due = 0;
  /** Where and when training along began. */
  #base: { epoch: number; at: number } | null = null;
  /** Epochs a second; null: as fast as it goes. */
  speed: number | null = 60;

  constructor(
    readonly reel: Reel,
    readonly listener: Listener,
    readonly nextTurn: NextTurn = (turn) => requestAnimationFrame(turn),
  ) {
    this.#epoch = reel.film.frames[0]!.epoch;
  }

  /** The number of the frame that is shown. */
  get n(): number {
    return this.reel.film.at(this.#epoch);
  }

  get playing(): boolean {
    return this.#playing !== null;
  }

  /** Whether the last frame is shown. */
  get isAtLast(): boolean {
    return this.n === this.reel.film.last;
  }

  /** Whether the film could go on by training. */
  get canTrain(): boolean {
    const { film, epochs } = this.reel;
    return film.end < epochs && !film.isLost;
  }

  /** Show the frame of an epoch, or the last before it, and stay there. */
  seek(epoch: number): void {
    this.#halt();
    this.#show(epoch);
  }

  /** Go one frame on; at the last one, train for an epoch. */
  step(): void {
    this.#halt();
    const { film } = this.reel;
    if (!this.isAtLast) this.#show(film.frames[this.n + 1]!.epoch);
    else if (this.canTrain) this.reel.train(film.end + 1);
  }

  back(): void {
    this.seek(this.reel.film.frames[Math.max(0, this.n - 1)]!.epoch);
  }

  /** Play from here, or from the beginning if this is the end. */
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

  /** Another film is there: show its beginning; playing goes on. */
  begun(): void {
    this.#base = null;
    this.#due = 0;
    this.#show(0);
  }

  /** The film has grown by a frame: whoever saw its end sees the new one. */
  grown(): void {
    const { frames } = this.reel.film;
    const wasAtLast = this.#epoch === (frames.at(-2) ?? frames.at(-1)!).epoch;
    this.#show(wasAtLast ? frames.at(-1)!.epoch : this.#epoch);
  }

  #show(epoch: number): void {
    const { film } = this.reel;
    this.#epoch = film.frames[film.at(epoch)]!.epoch;
    this.listener(this.playing);
  }

  #halt(): void {
    this.#playing = null;
    this.reel.halt();
  }

  #schedule(current: object): void {
    this.nextTurn((now) => {
      if (this.#playing !== current) return;
      this.#turn(now);
      if (this.#playing === current) this.#schedule(current);
    });
  }

  #turn(now: number): void {
    if (this.reel.isWaiting) return;
    if (!this.isAtLast) this.#advance(now);
    else if (this.canTrain) this.#train(now);
    else this.pause();
  }

  #advance(now: number): void {
    const { film } = this.reel;
    let n = this.n;
    if (this.#due === 0) this.#due = now + this.#stay(n);
    while (n < film.last && now >= this.#due) this.#due += this.#stay(++n);
    this.#base = null;
    if (n !== this.n) this.#show(film.frames[n]!.epoch);
  }

  /** Return how long frame `n` stays, in milliseconds. */
  #stay(n: number): number {
    const { frames } = this.reel.film;
    const next = frames[n + 1];
    if (this.speed === null || !next) return 1;
    return Math.min(LONGEST_MS, ((next.epoch - frames[n]!.epoch) * 1000) / this.speed);
  }

  #train(now: number): void {
    const { film, epochs } = this.reel;
    const base = (this.#base ??= { epoch: film.end, at: now });
    if (this.speed === null) return this.reel.train(epochs);
    const due = base.epoch + Math.ceil(((now - base.at) * this.speed) / 1000);
    const farthest = film.end + Math.max(1, Math.ceil(this.speed * AHEAD));
    if (due > farthest) this.#base = { epoch: film.end, at: now }; // it cannot be trained that fast
    const until = Math.min(due, farthest, epochs);
    if (until > film.end) this.reel.train(until);
  }
}
