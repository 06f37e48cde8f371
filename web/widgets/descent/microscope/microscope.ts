/** The gradient microscope: the slope at the state that is shown, by formula and by differences of an adjustable width. */
import { PythonError, type Python } from "../../../python/client.ts";
import type { Status } from "../../../python/protocol.ts";
import type { Size } from "../../../plot/axes.ts";
import type { Words } from "../../../widget/words.ts";
import { withMinus } from "../../../core/numbers.ts";
import { errorText, exponentOf, microscopeFrame, microscopeParts, type Sight } from "./view.ts";
import { stepAt, type Run } from "../run.ts";
import { belongTo, DEFAULT_DISTANCE, DISTANCES, readingOf, type Slopes } from "./slopes.ts";

/** The graph's size until the browser says how much room there is. */
const SIZE: Size = { width: 320, height: 250 };
/** The states in which asking Python loads nothing. */
const HERE: readonly Status["state"][] = ["ready", "running"];

export class Microscope {
  /** Null: it is closed. */
  #h: string | null = null;
  #run: Run | null = null;
  #n = 0;
  /** The last slope that Python has measured. */
  #slopes: Slopes | null = null;
  #isAsking = false;

  /**
   * @param panel where it is, on the page
   * @param key the widget's name
   * @param isGone tells that the widget has left the page
   */
  constructor(
    readonly python: Python,
    readonly panel: HTMLElement,
    readonly key: string,
    readonly words: Words,
    readonly isGone: () => boolean,
  ) {}

  /** The distance, as it is typed; null while the microscope is closed. */
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

  /** Open, or close. */
  toggle(): void {
    this.set(this.#h === null ? DEFAULT_DISTANCE : null);
  }

  /** Look at state `n` of `run`, as soon as it is open. */
  look(run: Run, n: number): void {
    [this.#run, this.#n] = [run, n];
    this.#show();
  }

  /** Draw anew, in the size there is. */
  redraw(): void {
    this.#show();
  }

  /** Ask for what is missing; after a failure, ask again. */
  async pursue(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      while (!this.isGone() && this.#isMissing) await this.#ask();
    } catch (error) {
      if (!(error instanceof PythonError)) throw error; // its status line says why
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

  /** Whether there is something to ask for: the numbers, or, where Python is there anyway, the curves. */
  get #isMissing(): boolean {
    const sight = this.#sight;
    if (!sight || (this.#slopes && belongTo(this.#slopes, sight.run, sight.n))) return false;
    return sight.reading === null || HERE.includes(this.python.status.state);
  }

  get #sight(): Sight | null {
    if (this.#h === null || !this.#run) return null;
    const reading = readingOf(this.#run, this.#n, this.#h, this.#slopes);
    return { run: this.#run, n: this.#n, h: this.#h, reading, slopes: this.#slopes };
  }

  #open(): void {
    if (this.panel.childElementCount > 0) return;
    this.panel.innerHTML = microscopeFrame(this.key, this.words).text;
  }

  #show(): void {
    const sight = this.#sight;
    if (!sight) return;
    const parts = microscopeParts(sight, this.#size(), this.words);
    for (const [name, content] of Object.entries(parts)) {
      this.panel.querySelector(`[data-part="${name}"]`)!.innerHTML = content.text;
    }
    this.#showDistance(sight.h);
    this.#tell(sight);
    void this.pursue();
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

  /** Say of the panel what it shows, as `data-…`. */
  #tell({ run, n, h, reading }: Sight): void {
    const { t, grad } = stepAt(run, n);
    this.panel.toggleAttribute("data-stale", reading === null);
    if (reading === null) this.panel.dataset["awaits"] = "verdict";
    else delete this.panel.dataset["awaits"];
    if (reading) Object.assign(this.panel.dataset, { n, t, grad, h, ...reading.slope });
  }

  /** What a screen reader says; null while there is nothing to say. */
  get spoken(): string | null {
    const sight = this.#sight;
    if (!sight?.reading) return null;
    const { forward, central } = sight.reading.error;
    const h = this.words.microscope.power(withMinus(String(exponentOf(sight.h))));
    return this.words.microscope.spoken({
      n: String(sight.n),
      h,
      forward: errorText(forward),
      central: errorText(central),
    });
  }

  /** The program that measures what is shown. */
  get program(): string {
    return this.panel.querySelector('[data-part="microscope-program"]')!.textContent!;
  }
}
