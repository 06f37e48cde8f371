/** Playback of numbered frames: play, pause, step, seek. Independent of the DOM. */

export interface Frame {
  readonly n: number;
  /** The interpolation between frame n and n + 1, 0 … 1; always 0 with reduced motion. */
  readonly fraction: number;
  readonly playing: boolean;
}

const FRAME_MS = 16;
/** `requestAnimationFrame`; in Node, a timer. */
const requestFrame: (callback: () => void) => unknown =
  typeof requestAnimationFrame === "function"
    ? requestAnimationFrame
    : (callback) => setTimeout(callback, FRAME_MS);

export class Playback {
  #n = 0;
  #last: number;
  /** Identifies the current call of `play`: callbacks scheduled by an earlier one are ignored. */
  #playing: object | null = null;
  #began = 0;
  /** Milliseconds from one frame to the next. */
  interval: number;
  /** Whether to interpolate between frames. */
  smooth: boolean;
  /** Whether playback loops. */
  repeats = false;

  constructor(
    last: number,
    interval: number,
    smooth: boolean,
    readonly onChange: (frame: Frame) => void,
  ) {
    this.#last = last;
    this.interval = interval;
    this.smooth = smooth;
  }

  get n(): number {
    return this.#n;
  }

  get last(): number {
    return this.#last;
  }

  get playing(): boolean {
    return this.#playing !== null;
  }

  /** Go to frame `n`, clamped to 0 … `last`, which becomes the last frame; playback continues. */
  seek(n: number, last = this.#last): void {
    this.#last = last;
    this.#n = Math.min(Math.max(Math.round(n), 0), last);
    this.#began = performance.now();
    if (this.playing && this.#n === last && !this.repeats) this.#halt();
    this.#notify(0);
  }

  /** Play from the current frame; at the end, from the beginning. */
  play(): void {
    if (this.playing || this.#last === 0) return;
    if (this.#n === this.#last) this.#n = 0;
    this.#began = performance.now();
    this.#playing = {};
    this.#schedule();
    this.#notify(0);
  }

  pause(): void {
    if (!this.playing) return;
    this.#halt();
    this.#notify(0);
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  /** Pause, and go one frame forward (1) or back (−1). */
  step(by: 1 | -1): void {
    this.#halt();
    this.seek(this.#n + by);
  }

  #halt(): void {
    this.#playing = null;
  }

  #schedule(): void {
    const current = this.#playing;
    requestFrame(() => this.#playing === current && this.#advance(performance.now()));
  }

  #advance(now: number): void {
    const passed = Math.floor((now - this.#began) / this.interval);
    const next = this.#n + passed;
    this.#n = this.repeats ? next % (this.#last + 1) : Math.min(next, this.#last);
    this.#began += passed * this.interval;
    if (this.#n === this.#last && !this.repeats) {
      this.#halt();
      this.#notify(0);
      return;
    }
    this.#schedule();
    if (this.smooth) this.#notify((now - this.#began) / this.interval);
    else if (passed > 0) this.#notify(0);
  }

  #notify(fraction: number): void {
    this.onChange({ n: this.#n, fraction, playing: this.playing });
  }
}
