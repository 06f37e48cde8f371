/** Puts a fit, a step or a choice on the page, into the markup that view.ts made. */
import { place, type Size } from "../../plot/axes.ts";
import { short, threeDecimals, typed, withMinus } from "../../core/numbers.ts";
import { clipPath, type Plane } from "../../plot/plot-area.ts";
import { showRate } from "../../widget/fields/learning-rate-field.ts";
import { Stage } from "../../widget/widget-dom.ts";
import { WORDS, type Language } from "../../widget/words.ts";
import { bowlMoving, bowlPlane, bowlStill } from "./loss-surface.ts";
import { equations } from "./equations.ts";
import { lastN, stepAt, type Fit, type Wish } from "./fit.ts";
import type { Datum } from "./query.ts";
import { judge } from "./summary.ts";
import { data, pointsPlane, scatterMoving, scatterStill } from "./scatter.ts";
import { table } from "./table.ts";
import {
  BOWL_SIZE,
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

export class Display extends Stage {
  readonly own: LineWords;
  #scatterSize: Size = SCATTER_SIZE;
  #bowlSize: Size = BOWL_SIZE;
  #chartSize: Size = CHART_SIZE;
  /** Whether the table shows another fit than the pictures: it follows when it is opened. */
  #isTableLate = false;

  constructor(
    root: HTMLElement,
    readonly key: string,
    language: Language,
  ) {
    super(root, WORDS[language]);
    this.own = LINE_WORDS[language];
  }

  plane(fit: Fit): Plane {
    return pointsPlane(fit, this.#scatterSize);
  }

  /** Measure the pictures; true if one has another size than it is drawn for. */
  measure(): boolean {
    const before = [this.#scatterSize, this.#bowlSize, this.#chartSize];
    const sizes = this.fit(
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

  /** Draw what belongs to a whole fit in the pictures. */
  showPictures(fit: Fit): void {
    this.fill("scatter-clip", clipPath(this.#scatterClip, this.plane(fit)));
    this.fill("scatter-still", scatterStill(fit, this.#scatterSize, this.#scatterClip));
    this.fill("bowl-clip", clipPath(this.#bowlClip, bowlPlane(fit, this.#bowlSize)));
    this.fill("bowl-still", bowlStill(fit, this.#bowlSize, this.own, this.#bowlClip));
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
    verdict.dataset["mood"] = judge(fit, this.own, this.words.verdict.join).mood;
    verdict.innerHTML = verdictMarkup(fit, this.words, this.own).text;
    if (!hadFocus) return;
    // the button that was pressed may be gone: the focus must not fall back to the top of the page
    (this.action("safer") ?? this.action("play"))?.focus();
  }

  /** Show the points where they are, or shall be. */
  showPoints(fit: Fit, points: readonly Datum[]): void {
    const on = this.plane(fit);
    const { x, y } = on;
    const present = this.part("data").children.length;
    if (present !== points.length) this.fill("data", data(points, on, this.own));
    for (const [i, element] of [...this.part("data").children].entries()) {
      const [atX, atY] = points[i]!;
      element.setAttribute("transform", `translate(${place(x(atX), y(atY))})`);
      const attributes = {
        role: "slider",
        tabindex: "0",
        "aria-label": this.own.plot.point(String(i + 1)),
        "aria-valuemin": String(y.domain[0]),
        "aria-valuemax": String(y.domain[1]),
        "aria-valuenow": typed(atY),
        "aria-valuetext": this.own.plot.place(withMinus(typed(atX)), withMinus(typed(atY))),
      };
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    }
  }

  /** Draw state `n` of `fit` in both pictures, or one between it and the next. */
  showMotion(fit: Fit, n: number, fraction: number, points: readonly Datum[]): void {
    const size = this.#scatterSize;
    const line = scatterMoving(fit, n, fraction, points, size, this.#scatterClip);
    this.fill("scatter-moving", line);
    this.fill("bowl-moving", bowlMoving(fit, n, fraction, this.#bowlSize, this.#bowlClip));
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

  /** Show a choice in its fields; a field in which someone is typing is left alone. */
  showWish(wish: Wish, lr: number): void {
    this.field<HTMLSelectElement>("data").value = wish.data;
    this.field("scaled").checked = wish.scaled;
    showRate(this.field("lr-slider"), lr);
    this.showNumber("lr", lr);
    this.showNumber("steps", wish.steps);
  }

  announceVerdict(fit: Fit): void {
    const { title, sentence } = judge(fit, this.own, this.words.verdict.join);
    this.announceResult(`${title}${this.words.verdict.colon}${sentence}`);
  }

  announceStep(fit: Fit, n: number): void {
    this.announceResult(this.#stepInWords(fit, n, short));
  }
}
