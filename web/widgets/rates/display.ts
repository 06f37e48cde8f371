/** Puts a sweep, a rate or a choice on the page, into the markup that view.ts made. */
import { place, type Size } from "../../plot/axes.ts";
import { typed, withMinus } from "../../core/numbers.ts";
import { clipPath, type Plane } from "../../plot/plot-area.ts";
import { Stage } from "../../widget/widget-dom.ts";
import { WORDS, type Language } from "../../widget/words.ts";
import { plane, pointer, pointPlace, still } from "./plot.ts";
import { ofAll, ofRun } from "./summary.ts";
import { nearestStop, type Parameters } from "./state.ts";
import { lastRun, type Sweep } from "./sweep.ts";
import { table } from "./table.ts";
import { caption, name, PLOT_SIZE, readout, summary } from "./view.ts";
import { RATES_WORDS, type RatesWords } from "./words.ts";

export class Display extends Stage {
  readonly own: RatesWords;
  #size: Size = PLOT_SIZE;
  #marked: Element | null = null;

  constructor(
    root: HTMLElement,
    readonly key: string,
    readonly language: Language,
  ) {
    super(root, WORDS[language]);
    this.own = RATES_WORDS[language];
  }

  plane(sweep: Sweep): Plane {
    return plane(sweep, this.#size);
  }

  /** Measure the picture; true if it has another size than it is drawn for. */
  measure(): boolean {
    const [size] = this.fit([".gd-plot svg", this.#size]);
    const changed = size !== this.#size;
    this.#size = size;
    return changed;
  }

  /** Draw all but the selected rate. */
  showPicture(sweep: Sweep): void {
    const clipId = `${this.key}-clip`;
    this.fill("clip", clipPath(clipId, this.plane(sweep)));
    this.fill("still", still(sweep, this.#size, this.own, clipId));
  }

  /** Show a new sweep everywhere, except for what depends on the selected rate. */
  showSweep(sweep: Sweep): void {
    this.showPicture(sweep);
    this.fillIfOther("table", table(sweep, this.own));
    this.#marked = null;
    this.fillIfOther("summary", summary(sweep, this.language));
    this.part("summary").dataset["mood"] = ofAll(sweep, this.own, this.words.verdict.join).mood;
    this.showProgram(sweep.facts.program);
    this.root.querySelector("figure")!.ariaLabel = name(sweep, this.language);
    this.part("caption").textContent = caption(sweep, this.language);
  }

  /** Show which rate is selected, and where its run ends. */
  showSelected(sweep: Sweep, i: number): void {
    const handle = this.root.querySelector<SVGGElement>(".gd-start")!;
    const { x, y } = pointPlace(sweep, i, this.#size);
    handle.setAttribute("transform", `translate(${place(x, y)})`);
    const { title, sentence } = ofRun(sweep, i, this.own);
    const attributes = {
      role: "slider",
      tabindex: "0",
      "aria-label": this.own.plot.point,
      "aria-valuemin": typed(sweep.lr[0]!),
      "aria-valuemax": typed(sweep.lr[lastRun(sweep)]!),
      "aria-valuenow": typed(sweep.lr[i]!),
      "aria-valuetext": this.spoken(`${title}. ${sentence}`),
    };
    for (const [name, value] of Object.entries(attributes)) handle.setAttribute(name, value);
    this.#markRow(i);
    this.lookAt(sweep, i);
  }

  /** Point at run `i`, selected or not, and say where it ends. */
  lookAt(sweep: Sweep, i: number): void {
    this.fill("pointer", pointer(sweep, i, this.#size));
    this.fill("end", readout(sweep, i, this.own));
    this.part("readout").dataset["mood"] = ofRun(sweep, i, this.own).mood;
  }

  override focusBeside(): void {
    this.root.querySelector<SVGGElement>(".gd-start")!.focus();
  }

  #markRow(i: number): void {
    this.#marked?.removeAttribute("aria-current");
    this.#marked = this.part("table").querySelector(`tr[data-i="${i}"]`);
    this.#marked?.setAttribute("aria-current", "true");
  }

  /** Offer to open a rate in another widget; null: there is none. */
  showOpen(lr: number | null): void {
    const button = this.action("open")!;
    button.hidden = lr === null;
    if (lr !== null) button.textContent = this.own.open(typed(lr));
  }

  /** Show a choice in its fields; a field in which someone is typing is left alone. */
  showParameters({ loss, t, steps }: Parameters): void {
    this.field<HTMLSelectElement>("loss").value = loss;
    const slider = this.field("steps-slider");
    slider.value = String(nearestStop(steps));
    slider.setAttribute("aria-valuetext", withMinus(typed(steps)));
    for (const [name, value] of Object.entries({ t, steps })) this.showNumber(name, value);
  }

  announceRun(sweep: Sweep, i: number): void {
    const { title, sentence } = ofRun(sweep, i, this.own);
    this.announceResult(`${title}. ${sentence}`);
  }

  announceAll(sweep: Sweep): void {
    const { title, sentence } = ofAll(sweep, this.own, this.words.verdict.join);
    this.announceResult(`${title}${this.words.verdict.colon}${sentence}`);
  }
}
