/** Shows a sweep, a rate or a choice in the markup of view.ts. */
import { svgPoint, type Size } from "../../plot/axes.ts";
import { inputText, withMinus } from "../../core/numbers.ts";
import { clipPath, type PlotArea } from "../../plot/plot-area.ts";
import { WidgetDom } from "../../widget/widget-dom.ts";
import { WORDS, type Language } from "../../widget/words.ts";
import { plotArea, pointer, runPoint, staticLayer } from "./plot.ts";
import { sweepText, runText } from "./summary.ts";
import { nearestStepsStop, type Parameters } from "./state.ts";
import { lastRun, type Sweep } from "./sweep.ts";
import { table } from "./table.ts";
import { caption, name, PLOT_SIZE, readout, summary } from "./view.ts";
import { RATES_WORDS, type RatesWords } from "./words.ts";

export class Display extends WidgetDom {
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

  plotArea(sweep: Sweep): PlotArea {
    return plotArea(sweep, this.#size);
  }

  /** Measure the chart; return whether its size has changed. */
  measure(): boolean {
    const [size] = this.fitViewBoxes([".gd-plot svg", this.#size]);
    const changed = size !== this.#size;
    this.#size = size;
    return changed;
  }

  /** Redraw the static layer. */
  showPicture(sweep: Sweep): void {
    const clipId = `${this.key}-clip`;
    this.fill("clip", clipPath(clipId, this.plotArea(sweep)));
    this.fill("still", staticLayer(sweep, this.#size, this.own, clipId));
  }

  /** Show a new sweep everywhere, except for what depends on the selected rate. */
  showSweep(sweep: Sweep): void {
    this.showPicture(sweep);
    this.fillIfOther("table", table(sweep, this.own));
    this.#marked = null;
    this.fillIfOther("summary", summary(sweep, this.language));
    this.part("summary").dataset["mood"] = sweepText(sweep, this.own, this.words.verdict.join).mood;
    this.showProgram(sweep.facts.program);
    this.root.querySelector("figure")!.ariaLabel = name(sweep, this.language);
    this.part("caption").textContent = caption(sweep, this.language);
  }

  /** Show which rate is selected, and where its run ends. */
  showSelected(sweep: Sweep, i: number): void {
    const handle = this.root.querySelector<SVGGElement>(".gd-start")!;
    const { x, y } = runPoint(sweep, i, this.#size);
    handle.setAttribute("transform", `translate(${svgPoint(x, y)})`);
    const { title, sentence } = runText(sweep, i, this.own);
    const attributes = {
      role: "slider",
      tabindex: "0",
      "aria-label": this.own.plot.point,
      "aria-valuemin": inputText(sweep.lr[0]!),
      "aria-valuemax": inputText(sweep.lr[lastRun(sweep)]!),
      "aria-valuenow": inputText(sweep.lr[i]!),
      "aria-valuetext": this.spoken(`${title}. ${sentence}`),
    };
    for (const [name, value] of Object.entries(attributes)) handle.setAttribute(name, value);
    this.#markRow(i);
    this.previewRun(sweep, i);
  }

  /** Show pointer and readout of run `i`, which need not be selected. */
  previewRun(sweep: Sweep, i: number): void {
    this.fill("pointer", pointer(sweep, i, this.#size));
    this.fill("end", readout(sweep, i, this.own));
    this.part("readout").dataset["mood"] = runText(sweep, i, this.own).mood;
  }

  override focusBeside(): void {
    this.root.querySelector<SVGGElement>(".gd-start")!.focus();
  }

  #markRow(i: number): void {
    this.#marked?.removeAttribute("aria-current");
    this.#marked = this.part("table").querySelector(`tr[data-i="${i}"]`);
    this.#marked?.setAttribute("aria-current", "true");
  }

  /** Show the button that opens a learning rate in `<gd-descent>`; null: the page has none. */
  showOpen(lr: number | null): void {
    const button = this.action("open")!;
    button.hidden = lr === null;
    if (lr !== null) button.textContent = this.own.open(inputText(lr));
  }

  /** Show a choice in its fields; a field that is being edited is not overwritten. */
  showParameters({ loss, t, steps }: Parameters): void {
    this.field<HTMLSelectElement>("loss").value = loss;
    const slider = this.field("steps-slider");
    slider.value = String(nearestStepsStop(steps));
    slider.setAttribute("aria-valuetext", withMinus(inputText(steps)));
    for (const [name, value] of Object.entries({ t, steps })) this.showNumber(name, value);
  }

  announceRun(sweep: Sweep, i: number): void {
    const { title, sentence } = runText(sweep, i, this.own);
    this.announceResult(`${title}. ${sentence}`);
  }

  announceAll(sweep: Sweep): void {
    const { title, sentence } = sweepText(sweep, this.own, this.words.verdict.join);
    this.announceResult(`${title}${this.words.verdict.colon}${sentence}`);
  }
}
