/** Shows a fit, a step or a choice in the markup of view.ts. */
import { svgPoint, type Size } from "../../plot/axes.ts";
import { short, threeDecimals, inputText, withMinus } from "../../core/numbers.ts";
import { clipPath, type PlotArea } from "../../plot/plot-area.ts";
import { showRate } from "../../widget/fields/learning-rate-field.ts";
import { WidgetDom } from "../../widget/widget-dom.ts";
import { WORDS, type Language } from "../../widget/words.ts";
import { surfaceAnimatedLayer, surfacePlotArea, surfaceStaticLayer } from "./loss-surface.ts";
import { equations } from "./equations.ts";
import { lastN, stepAt, type Fit, type Query } from "./fit.ts";
import type { Datum } from "./query.ts";
import { verdictText } from "./summary.ts";
import { data, scatterPlotArea, scatterAnimatedLayer, scatterStaticLayer } from "./scatter.ts";
import { table } from "./table.ts";
import {
  SURFACE_SIZE,
  caption,
  CHART_SIZE,
  chartParts,
  name,
  rateMarks,
  SCATTER_SIZE,
  scaleText,
  verdictMarkup,
} from "./view.ts";
import { LINE_WORDS, type LineWords } from "./words.ts";

export class Display extends WidgetDom {
  readonly own: LineWords;
  #scatterSize: Size = SCATTER_SIZE;
  #bowlSize: Size = SURFACE_SIZE;
  #chartSize: Size = CHART_SIZE;
  /** Whether the table shows an earlier fit: it is updated when it is opened. */
  #isTableLate = false;

  constructor(
    root: HTMLElement,
    readonly key: string,
    language: Language,
  ) {
    super(root, WORDS[language]);
    this.own = LINE_WORDS[language];
  }

  plotArea(fit: Fit): PlotArea {
    return scatterPlotArea(fit, this.#scatterSize);
  }

  /** Measure the charts; return whether a size has changed. */
  measure(): boolean {
    const before = [this.#scatterSize, this.#bowlSize, this.#chartSize];
    const sizes = this.fitViewBoxes(
      [".gd-scatter svg", this.#scatterSize],
      [".gd-bowl svg", this.#bowlSize],
      [".gd-chart svg", this.#chartSize],
    );
    [this.#scatterSize, this.#bowlSize, this.#chartSize] = sizes;
    return before.some((size, i) => size !== sizes[i]);
  }

  get #scatterClip(): string {
    return `${this.key}-scatter-clip`;
  }

  get #bowlClip(): string {
    return `${this.key}-bowl-clip`;
  }

  /** Draw the static layers of all charts. */
  showPictures(fit: Fit): void {
    this.fill("scatter-clip", clipPath(this.#scatterClip, this.plotArea(fit)));
    this.fill("scatter-still", scatterStaticLayer(fit, this.#scatterSize, this.#scatterClip));
    this.fill("bowl-clip", clipPath(this.#bowlClip, surfacePlotArea(fit, this.#bowlSize)));
    this.fill("bowl-still", surfaceStaticLayer(fit, this.#bowlSize, this.own, this.#bowlClip));
    const [still] = chartParts(fit, 0, this.#chartSize, this.words);
    this.fill("chart-still", still!);
  }

  /** Show a new fit everywhere, except for what depends on the step. */
  showFit(fit: Fit): void {
    this.showPictures(fit);
    this.#isTableLate = true;
    this.showTable(fit);
    this.showProgram(fit.facts.program);
    this.showMarks(rateMarks(fit, this.own));
    this.part("scale").textContent = scaleText(fit, this.own);
    this.action("restore")!.hidden = !fit.facts.parameters.moved;
    if (fit.facts.verdict) this.#showVerdict(fit);
    this.root.querySelector("figure")!.ariaLabel = name(fit, this.own);
    this.part("caption").textContent = caption(fit, this.own);
  }

  /** Bring the table up to date, if it is open. */
  showTable(fit: Fit): void {
    if (!this.#isTableLate || !this.part<HTMLDetailsElement>("all-steps").open) return;
    this.fill("table", table(fit, this.own));
    this.#isTableLate = false;
  }

  #showVerdict(fit: Fit): void {
    const verdict = this.part("verdict");
    const hadFocus = verdict.contains(document.activeElement);
    verdict.dataset["mood"] = verdictText(fit, this.own, this.words.verdict.join).mood;
    verdict.innerHTML = verdictMarkup(fit, this.words, this.own).text;
    if (!hadFocus) return;
    // keeps the focus near the verdict if the pressed button has been removed
    (this.action("safer") ?? this.action("play"))?.focus();
  }

  /** Show the points of the shown or requested fit. */
  showPoints(fit: Fit, points: readonly Datum[]): void {
    const on = this.plotArea(fit);
    const { x, y } = on;
    const present = this.part("data").children.length;
    if (present !== points.length) this.fill("data", data(points, on, this.own));
    for (const [i, element] of [...this.part("data").children].entries()) {
      const [atX, atY] = points[i]!;
      element.setAttribute("transform", `translate(${svgPoint(x(atX), y(atY))})`);
      const attributes = {
        role: "slider",
        tabindex: "0",
        "aria-label": this.own.plot.point(String(i + 1)),
        "aria-valuemin": String(y.domain[0]),
        "aria-valuemax": String(y.domain[1]),
        "aria-valuenow": inputText(atY),
        "aria-valuetext": this.own.plot.place(withMinus(inputText(atX)), withMinus(inputText(atY))),
      };
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    }
  }

  /** Draw state `n` of `fit` in both pictures, interpolated by `fraction` to the next. */
  showMotion(fit: Fit, n: number, fraction: number, points: readonly Datum[]): void {
    const size = this.#scatterSize;
    const line = scatterAnimatedLayer(fit, n, fraction, points, size, this.#scatterClip);
    this.fill("scatter-moving", line);
    this.fill(
      "bowl-moving",
      surfaceAnimatedLayer(fit, n, fraction, this.#bowlSize, this.#bowlClip),
    );
  }

  /** Show the numbers of state `n`: everything but the two pictures. */
  showStep(fit: Fit, n: number): void {
    const [, moving] = chartParts(fit, n, this.#chartSize, this.words);
    this.fill("chart-moving", moving!);
    this.fill("equations", equations(fit, n, this.own));
    this.showCount(n, lastN(fit), this.#stepInWords(fit, n, threeDecimals));
    this.markRow(n);
  }

  #stepInWords(fit: Fit, n: number, format: (x: number) => string): string {
    const { w, b, loss } = stepAt(fit, n);
    return this.own.step(String(n), format(w), format(b), format(loss));
  }

  /** Show a choice in its fields; a field that is being edited is not overwritten. */
  showQuery(query: Query, lr: number): void {
    this.field<HTMLSelectElement>("data").value = query.data;
    this.field("scaled").checked = query.scaled;
    showRate(this.field("lr-slider"), lr);
    this.showNumber("lr", lr);
    this.showNumber("steps", query.steps);
  }

  announceVerdict(fit: Fit): void {
    const { title, sentence } = verdictText(fit, this.own, this.words.verdict.join);
    this.announceResult(`${title}${this.words.verdict.colon}${sentence}`);
  }

  announceStep(fit: Fit, n: number): void {
    this.announceResult(this.#stepInWords(fit, n, short));
  }
}
