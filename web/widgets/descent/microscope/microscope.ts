/** The gradient microscope: the gradient at the shown state, by formula and by finite differences. */
import { PythonError, type Python } from "../../../python/client.ts";
import type { Status } from "../../../python/protocol.ts";
import type { Size } from "../../../plot/axes.ts";
import type { DescentWords } from "../words.ts";
import { withMinus } from "../../../core/numbers.ts";
import {
  errorText,
  exponentOf,
  microscopeFrame,
  microscopeParts,
  type MicroscopeState,
} from "./view.ts";
import { stepAt, type Run } from "../run.ts";
import { areSlopesAt, DEFAULT_DISTANCE, DISTANCES, readingOf, type Slopes } from "./slopes.ts";

/** The chart's size until it is measured. */
const SIZE: Size = { width: 320, height: 250 };
/** Python's states in which a query does not load Python. */
const LOADED_STATES: readonly Status["state"][] = ["ready", "running"];

export class Microscope {
  /** The distance as text; null: the microscope is closed. */
  #h: string | null = null;
  #run: Run | null = null;
  #n = 0;
  /** The last measurements from Python. */
  #slopes: Slopes | null = null;
  #isAsking = false;

  /**
   * @param panel the element that contains it
   * @param key the widget's key
   * @param isGone returns whether the widget has been removed from the page
   */
  constructor(
    readonly python: Python,
    readonly panel: HTMLElement,
    readonly key: string,
    readonly words: DescentWords,
    readonly isGone: () => boolean,
  ) {}

  /** The distance as text, one of DISTANCES; null: the microscope is closed. */
  get h(): string | null {
    return this.#h;
  }

  /** Open with the distance `h`; null closes. */
  set(h: string | null): void {
    if (h !== null && this.#h === null) this.#open();
    this.#h = h;
    this.panel.hidden = h === null;
    this.#show();
  }

  toggle(): void {
    this.set(this.#h === null ? DEFAULT_DISTANCE : null);
  }

  /** Set the state that the microscope shows. */
  setStep(run: Run, n: number): void {
    [this.#run, this.#n] = [run, n];
    this.#show();
  }

  /** Redraw after a resize. */
  redraw(): void {
    this.#show();
  }

  /** Request missing measurements from Python; after a failure, request them again. */
  async requestSlopes(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      while (!this.isGone() && this.#isMissing) await this.#ask();
    } catch (error) {
      if (!(error instanceof PythonError)) throw error; // the status line of Python says why
    } finally {
      this.#isAsking = false;
    }
  }

  async #ask(): Promise<void> {
    const { loss } = this.#run!.facts.parameters;
    const { t } = stepAt(this.#run!, this.#n);
    this.#slopes = await this.python.ask("microscope", { loss, t });
    if (!this.isGone()) this.#show();
  }

  /** Whether measurements are missing: the numbers, or the curves if Python is loaded anyway. */
  get #isMissing(): boolean {
    const state = this.#state;
    if (!state || (this.#slopes && areSlopesAt(this.#slopes, state.run, state.n))) return false;
    return state.reading === null || LOADED_STATES.includes(this.python.status.state);
  }

  get #state(): MicroscopeState | null {
    if (this.#h === null || !this.#run) return null;
    const reading = readingOf(this.#run, this.#n, this.#h, this.#slopes);
    return { run: this.#run, n: this.#n, h: this.#h, reading, slopes: this.#slopes };
  }

  #open(): void {
    if (this.panel.childElementCount > 0) return;
    this.panel.innerHTML = microscopeFrame(this.key, this.words).text;
  }

  #show(): void {
    const state = this.#state;
    if (!state) return;
    const parts = microscopeParts(state, this.#size(), this.words);
    for (const [name, content] of Object.entries(parts)) {
      this.panel.querySelector(`[data-part="${name}"]`)!.innerHTML = content.text;
    }
    this.#showDistance(state.h);
    this.#setDataAttributes(state);
    void this.requestSlopes();
  }

  #size(): Size {
    const picture = this.panel.querySelector("svg.gd-errors")!;
    const width = picture.clientWidth || SIZE.width;
    const height = picture.clientHeight || SIZE.height;
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    return { width, height };
  }

  #showDistance(h: string): void {
    const slider = this.panel.querySelector<HTMLInputElement>('[data-field="h"]')!;
    slider.value = String(DISTANCES.indexOf(h));
    slider.setAttribute(
      "aria-valuetext",
      this.words.microscope.power(withMinus(String(exponentOf(h)))),
    );
  }

  /** Set the data-* attributes of the panel. */
  #setDataAttributes({ run, n, h, reading }: MicroscopeState): void {
    const { t, grad } = stepAt(run, n);
    this.panel.toggleAttribute("data-stale", reading === null);
    if (reading === null) this.panel.dataset["awaits"] = "verdict";
    else delete this.panel.dataset["awaits"];
    if (reading) Object.assign(this.panel.dataset, { n, t, grad, h, ...reading.slope });
  }

  /** The announcement for screen readers; null while there is no measurement. */
  get spoken(): string | null {
    const state = this.#state;
    if (!state?.reading) return null;
    const { forward, central } = state.reading.error;
    const h = this.words.microscope.power(withMinus(String(exponentOf(state.h))));
    return this.words.microscope.spoken({
      n: String(state.n),
      h,
      forward: errorText(forward),
      central: errorText(central),
    });
  }

  /** The Python program of the shown measurement. */
  get program(): string {
    return this.panel.querySelector('[data-part="microscope-program"]')!.textContent!;
  }
}
