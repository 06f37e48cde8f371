/** Puts a run, a step or a choice on the page, into the markup that view.ts made. */
import { short, threeDecimals, typed, withMinus } from "../../core/numbers.ts";
import { showRate } from "../../widget/fields/learning-rate-field.ts";
import { Stage } from "../../widget/widget-dom.ts";
import type { Words } from "../../widget/words.ts";
import { place, type Size } from "../../plot/axes.ts";
import { clipPath } from "../../plot/plot-area.ts";
import { chartMoving, chartStill } from "../../plot/loss-chart.ts";
import { rateMarks } from "./controls-view.ts";
import { equation, equationSpoken, isLongEquation } from "./equation.ts";
import { moving, plane, startPlace, still } from "./plot.ts";
import { lastN, lossesOf, nextN, stepAt, type Run } from "./run.ts";
import type { Parameters } from "./state.ts";
import { makeRowButton, table, unmakeRowButton } from "./table.ts";
import { judge } from "./summary.ts";
import { caption, CHART_SIZE, PLOT_SIZE, verdictMarkup } from "./view.ts";

export class Display extends Stage {
  #plotSize = PLOT_SIZE;
  #chartSize = CHART_SIZE;
  /** The row that has the button of the microscope. */
  #rowWithButton: Element | null = null;
  /** Whether the focus was in the table whose rows have been replaced. */
  #hadFocusInTable = false;

  constructor(
    root: HTMLElement,
    readonly key: string,
    words: Words,
  ) {
    super(root, words);
  }

  get plotSize(): Size {
    return this.#plotSize;
  }

  /** Measure the pictures; true if one has another size than it is drawn for. */
  measure(): boolean {
    const [plot, chart] = this.fit(
      [".gd-plot svg", this.#plotSize],
      [".gd-chart svg", this.#chartSize],
    );
    const changed = plot !== this.#plotSize || chart !== this.#chartSize;
    [this.#plotSize, this.#chartSize] = [plot, chart];
    return changed;
  }

  /** Draw what belongs to a whole run in both pictures. */
  showPictures(run: Run): void {
    const clipId = `${this.key}-clip`;
    this.root.querySelector(".gd-plot defs")!.innerHTML = clipPath(
      clipId,
      plane(run, this.#plotSize),
    ).text;
    this.fill("plot-still", still(run, this.#plotSize, this.words, clipId));
    this.fill("chart-still", chartStill(lossesOf(run), this.#chartSize, this.words.chart));
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
    verdict.dataset["mood"] = judge(run, this.words).mood;
    verdict.innerHTML = verdictMarkup(run, this.words).text;
    if (!hadFocus) return;
    // the button that was pressed may be gone: the focus must not fall back to the top of the page
    (this.action("safer") ?? this.action("play"))?.focus();
  }

  /** Draw state `n` of `run` on the curve, or a picture between it and the next. */
  showMotion(run: Run, n: number, fraction: number): void {
    const clipId = `${this.key}-clip`;
    this.fill("plot-moving", moving(run, n, fraction, this.#plotSize, clipId));
  }

  /** Show the numbers of state `n`: everything but the curve. */
  showStep(run: Run, n: number): void {
    this.fill("chart-moving", chartMoving(lossesOf(run), n, nextN(run, n), this.#chartSize));
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
    return this.words.controls.scrubValue(String(n), threeDecimals(t), threeDecimals(loss));
  }

  /** Give the row of step `n` the button of the microscope, and the focus if the row before had it. */
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

  /** Tell whether the microscope is open, at the button that opens it. */
  showRowOpen(isOpen: boolean): void {
    this.#rowButton?.setAttribute("aria-expanded", String(isOpen));
  }

  focusRow(): void {
    this.#rowButton?.focus({ preventScroll: true });
  }

  get #rowButton(): HTMLElement | null {
    return this.#rowWithButton?.querySelector<HTMLElement>(".gd-row-button") ?? null;
  }

  /** Show the handle of the start at `t`, on the curve of the run there is. */
  showStart(run: Run, t: number): void {
    const handle = this.root.querySelector<SVGGElement>(".gd-start")!;
    const { x, y } = startPlace(run, t, this.#plotSize);
    handle.setAttribute("transform", `translate(${place(x, y)})`);
    const [low, high] = run.facts.view;
    const loss = t === run.t[0] ? threeDecimals(run.loss[0]!) : "…";
    const attributes = {
      role: "slider",
      tabindex: "0",
      "aria-label": this.words.plot.start,
      "aria-valuemin": String(Math.min(low, t)),
      "aria-valuemax": String(Math.max(high, t)),
      "aria-valuenow": typed(t),
      "aria-valuetext": this.words.plot.startValue(withMinus(typed(t)), loss),
    };
    for (const [name, value] of Object.entries(attributes)) handle.setAttribute(name, value);
  }

  /** Show a choice in its fields; a field in which someone is typing is left alone. */
  showParameters({ loss, t, lr, steps }: Parameters): void {
    this.field<HTMLSelectElement>("loss").value = loss;
    showRate(this.field("lr-slider"), lr);
    for (const [name, value] of Object.entries({ t, lr, steps })) this.showNumber(name, value);
  }

  announceVerdict(run: Run): void {
    const { title, sentence } = judge(run, this.words);
    this.announceResult(`${title}${this.words.verdict.colon}${sentence}`);
  }

  announceStep(run: Run, n: number): void {
    const { t, loss } = stepAt(run, n);
    this.announceResult(this.words.live.step(String(n), threeDecimals(t), short(loss)));
  }
}
