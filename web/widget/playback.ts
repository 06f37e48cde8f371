/** Moving through numbered frames: play, pause, step, scrub. It knows no picture and no page. */

export interface Frame {
  readonly n: number;
  /** How far the picture is on its way to frame n + 1: 0 … 1. Always 0 when motion is not wanted. */
  readonly fraction: number;
  readonly playing: boolean;
}

const TURN_MS = 16;
/** Before the next picture is drawn; or, where nothing is drawn, soon. */
const soon: (turn: () => void) => unknown =
  typeof requestAnimationFrame === "function"
    ? requestAnimationFrame
    : (turn) => setTimeout(turn, TURN_MS);

export class Playback {
  #n = 0;
  #last: number;
  /** Which call of `play` is under way: every halt makes the turns that are still due stale. */
  #playing: object | null = null;
  #began = 0;
  /** Milliseconds from one frame to the next. */
  interval: number;
  /** Whether pictures between two frames are wanted. */
  smooth: boolean;
  /** Whether it begins anew at the end. */
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

  /** Go to frame `n` (or the nearest there is) of a film that ends with frame `last`; playing goes on. */
  seek(n: number, last = this.#last): void {
    this.#last = last;
    this.#n = Math.min(Math.max(Math.round(n), 0), last);
    this.#began = performance.now();
    if (this.playing && this.#n === last && !this.repeats) this.#halt();
    this.#tell(0);
  }

  /** Play from here, or from the beginning if this is the end. */
  play(): void {
    if (this.playing || this.#last === 0) return;
    if (this.#n === this.#last) this.#n = 0;
    this.#began = performance.now();
    this.#playing = {};
    this.#schedule();
    this.#tell(0);
  }

  pause(): void {
    if (!this.playing) return;
    this.#halt();
    this.#tell(0);
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  /** Go one frame on (or back, with −1), and stay there. */
  step(by: 1 | -1): void {
    this.#halt();
    this.seek(this.#n + by);
  }

  #halt(): void {
    this.#playing = null;
  }

  #schedule(): void {
    const current = this.#playing;
    soon(() => this.#playing === current && this.#advance(performance.now()));
  }

  #advance(now: number): void {
    const passed = Math.floor((now - this.#began) / this.interval);
    const next = this.#n + passed;
    this.#n = this.repeats ? next % (this.#last + 1) : Math.min(next, this.#last);
    this.#began += passed * this.interval;
    if (this.#n === this.#last && !this.repeats) {
      this.#halt();
      this.#tell(0);
      return;
    }
    this.#schedule();
    if (this.smooth) this.#tell((now - this.#began) / this.interval);
    else if (passed > 0) this.#tell(0);
  }

  #tell(fraction: number): void {
    this.onChange({ n: this.#n, fraction, playing: this.playing });
  }
}
