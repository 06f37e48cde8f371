/** Updates the markup of view.ts for a run, a step or changed settings. */
import { short, threeDecimals, inputText, withMinus } from "../../core/numbers.ts";
import { showRate } from "../../widget/fields/learning-rate-field.ts";
import { WidgetDom } from "../../widget/widget-dom.ts";
import type { DescentWords } from "./words.ts";
import { svgPoint, type Size } from "../../plot/axes.ts";
import { clipPath } from "../../plot/plot-area.ts";
import { chartAnimatedLayer, chartStaticLayer } from "../../plot/loss-chart.ts";
import { rateMarks } from "./controls-view.ts";
import { equation, equationSpoken, isLongEquation } from "./equation.ts";
import { animatedLayer, plotArea, startPoint, staticLayer } from "./plot.ts";
import { lastN, lossesOf, nextN, stepAt, type Run } from "./run.ts";
import type { Parameters } from "./state.ts";
import { makeRowButton, table, unmakeRowButton } from "./table.ts";
import { verdictText } from "./summary.ts";
import { caption, CHART_SIZE, PLOT_SIZE, verdictMarkup } from "./view.ts";

export class Display extends WidgetDom {
  #plotSize = PLOT_SIZE;
  #chartSize = CHART_SIZE;
  /** The row that has the button of the microscope. */
  #rowWithButton: Element | null = null;
  /** Whether the focus was in the table when its rows were replaced. */
  #hadFocusInTable = false;

  constructor(
    root: HTMLElement,
    readonly key: string,
    override readonly words: DescentWords,
  ) {
    super(root, words);
  }

  get plotSize(): Size {
    return this.#plotSize;
  }

  /** Measure the charts; return whether a size has changed. */
  measure(): boolean {
    const [plot, chart] = this.fitViewBoxes(
      [".gd-plot svg", this.#plotSize],
      [".gd-chart svg", this.#chartSize],
    );
    const changed = plot !== this.#plotSize || chart !== this.#chartSize;
    [this.#plotSize, this.#chartSize] = [plot, chart];
    return changed;
  }

  /** Redraw the static layers of both charts. */
  showPictures(run: Run): void {
    const clipId = `${this.key}-clip`;
    this.root.querySelector(".gd-plot defs")!.innerHTML = clipPath(
      clipId,
      plotArea(run, this.#plotSize),
    ).text;
    this.fill("plot-still", staticLayer(run, this.#plotSize, this.words, clipId));
    this.fill("chart-still", chartStaticLayer(lossesOf(run), this.#chartSize, this.words.chart));
    this.showStart(run, run.t[0]!);
  }

  /** Show a new run everywhere, except for what depends on the step. */
  showRun(run: Run): void {
    this.showPictures(run);
    this.#hadFocusInTable = this.part("table").contains(document.activeElement);
    this.fillIfOther("table", table(run, this.words));
    this.showProgram(run.facts.program);
    this.showMarks(rateMarks(run, this.words));
    this.#showVerdict(run);
    this.part("caption").textContent = caption(run, this.words);
  }

  #showVerdict(run: Run): void {
    const verdict = this.part("verdict");
    const hadFocus = verdict.contains(document.activeElement);
    verdict.dataset["mood"] = verdictText(run, this.words).mood;
    verdict.innerHTML = verdictMarkup(run, this.words).text;
    if (!hadFocus) return;
    // keeps the focus near the verdict if the pressed button has been removed
    (this.action("safer") ?? this.action("play"))?.focus();
  }

  /** Draw state `n` of `run` on the curve, interpolated by `fraction` to the next. */
  showMotion(run: Run, n: number, fraction: number): void {
    const clipId = `${this.key}-clip`;
    this.fill("plot-moving", animatedLayer(run, n, fraction, this.#plotSize, clipId));
  }

  /** Show the numbers of state `n`: everything but the curve. */
  showStep(run: Run, n: number): void {
    this.fill("chart-moving", chartAnimatedLayer(lossesOf(run), n, nextN(run, n), this.#chartSize));
    this.fill("equation", equation(run, n, this.words));
    const line = this.part("equation");
    line.setAttribute("aria-label", equationSpoken(run, n, this.words));
    line.toggleAttribute("data-long", isLongEquation(run, n));
    this.showCount(n, lastN(run), this.stepInWords(run, n));
    this.#moveRowButton(n);
    this.markRow(n);
  }

  stepInWords(run: Run, n: number): string {
    const { t, loss } = stepAt(run, n);
    return this.words.scrubValue(String(n), threeDecimals(t), threeDecimals(loss));
  }

  /** Move the button of the microscope, with the focus if it has it, to the row of step `n`. */
  #moveRowButton(n: number): void {
    const row = this.part("table").querySelector(`tr[data-n="${n}"]`);
    const before = this.#rowWithButton;
    if (row === before) return;
    const hadFocus = this.#hadFocusInTable || before?.contains(document.activeElement) === true;
    if (before) unmakeRowButton(before);
    this.#rowWithButton = row;
    this.#hadFocusInTable = false;
    if (!row) return;
    makeRowButton(row, this.words.microscope.row(String(n)), this.part("microscope").id);
    if (hadFocus) this.focusRow();
  }

  /** Set `aria-expanded` of the button that opens the microscope. */
  showRowOpen(isOpen: boolean): void {
    this.#rowButton?.setAttribute("aria-expanded", String(isOpen));
  }

  focusRow(): void {
    this.#rowButton?.focus({ preventScroll: true });
  }

  get #rowButton(): HTMLElement | null {
    return this.#rowWithButton?.querySelector<HTMLElement>(".gd-row-button") ?? null;
  }

  /** Show the start handle at `t`, on the curve of the shown run. */
  showStart(run: Run, t: number): void {
    const handle = this.root.querySelector<SVGGElement>(".gd-start")!;
    const { x, y } = startPoint(run, t, this.#plotSize);
    handle.setAttribute("transform", `translate(${svgPoint(x, y)})`);
    const [low, high] = run.facts.view;
    const loss = t === run.t[0] ? threeDecimals(run.loss[0]!) : "…";
    const attributes = {
      role: "slider",
      tabindex: "0",
      "aria-label": this.words.plot.start,
      "aria-valuemin": String(Math.min(low, t)),
      "aria-valuemax": String(Math.max(high, t)),
      "aria-valuenow": inputText(t),
      "aria-valuetext": this.words.plot.startValue(withMinus(inputText(t)), loss),
    };
    for (const [name, value] of Object.entries(attributes)) handle.setAttribute(name, value);
  }

  /** Show a choice in its fields; a field that is being edited is not overwritten. */
  showParameters({ loss, t, lr, steps }: Parameters): void {
    this.field<HTMLSelectElement>("loss").value = loss;
    showRate(this.field("lr-slider"), lr);
    for (const [name, value] of Object.entries({ t, lr, steps })) this.showNumber(name, value);
  }

  announceVerdict(run: Run): void {
    const { title, sentence } = verdictText(run, this.words);
    this.announceResult(`${title}${this.words.verdict.colon}${sentence}`);
  }

  announceStep(run: Run, n: number): void {
    const { t, loss } = stepAt(run, n);
    this.announceResult(this.words.step(String(n), threeDecimals(t), short(loss)));
  }
}
