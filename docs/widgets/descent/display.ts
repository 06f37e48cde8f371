/** Puts a run, a step or a choice on the page, into the markup that view.ts made. */
import { iconPath } from "../icons.ts";
import type { Markup } from "../markup.ts";
import { short, threeDecimals, typed, withMinus } from "../numbers.ts";
import { highlight } from "../python/highlight.ts";
import type { Status } from "../python/protocol.ts";
import { nearestRate } from "../scales.ts";
import type { Words } from "../words.ts";
import { place, type Size } from "../axes.ts";
import { chartMoving, chartStill } from "./chart.ts";
import { rateMarks } from "./controls-view.ts";
import { equation, equationSpoken, isLongEquation } from "./equation.ts";
import { clip, moving, startPlace, still } from "./plot.ts";
import { lastN, stepAt, type Run } from "./run.ts";
import type { Parameters } from "./state.ts";
import { StatusLine } from "../status-line.ts";
import { table } from "./table.ts";
import { judge } from "./verdict.ts";
import { caption, CHART_SIZE, PLOT_SIZE, verdictMarkup } from "./view.ts";

const ANNOUNCE_AFTER_MS = 500;
const FLASH_MS = 2500;

export class Display {
  #plotSize = PLOT_SIZE;
  #chartSize = CHART_SIZE;
  #marked: Element | null = null;
  #announcement = 0;
  readonly #statusLine: StatusLine;

  constructor(
    readonly root: HTMLElement,
    readonly key: string,
    readonly words: Words,
  ) {
    this.#statusLine = new StatusLine(
      this.part("python"),
      words,
      (text) => this.announce(text),
      () => this.action("play")?.focus(),
    );
  }

  part<E extends Element = HTMLElement>(name: string): E {
    return this.root.querySelector<E>(`[data-part="${name}"]`)!;
  }

  field<E extends Element = HTMLInputElement>(name: string): E {
    return this.root.querySelector<E>(`[data-field="${name}"]`)!;
  }

  action(name: string): HTMLButtonElement | null {
    return this.root.querySelector<HTMLButtonElement>(`[data-action="${name}"]`);
  }

  #fill(part: string, content: Markup): void {
    this.part(part).innerHTML = content.text;
  }

  get plotSize(): Size {
    return this.#plotSize;
  }

  /** Measure the pictures; true if one has another size than it is drawn for. */
  measure(): boolean {
    const plot = this.#fit(".gd-plot svg", this.#plotSize);
    const chart = this.#fit(".gd-chart svg", this.#chartSize);
    const changed = plot !== this.#plotSize || chart !== this.#chartSize;
    [this.#plotSize, this.#chartSize] = [plot, chart];
    return changed;
  }

  #fit(selector: string, present: Size): Size {
    const picture = this.root.querySelector<SVGSVGElement>(selector)!;
    const width = Math.round(picture.clientWidth);
    const height = Math.round(picture.clientHeight);
    if (width === 0 || (width === present.width && height === present.height)) return present;
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    return { width, height };
  }

  /** Draw what belongs to a whole run in both pictures. */
  showPictures(run: Run): void {
    const clipId = `${this.key}-clip`;
    this.root.querySelector(".gd-plot defs")!.innerHTML = clip(clipId, run, this.#plotSize).text;
    this.#fill("plot-still", still(run, this.#plotSize, this.words, clipId));
    this.#fill("chart-still", chartStill(run, this.#chartSize, this.words));
    this.showStart(run, run.t[0]!);
  }

  /** Show a new run everywhere, except for what depends on the step. */
  showRun(run: Run): void {
    this.showPictures(run);
    this.#fill("table", table(run, this.words));
    this.#marked = null;
    this.#fill("program", highlight(run.facts.program));
    this.#fill("rate-marks", rateMarks(run, this.words));
    this.#showVerdict(run);
    this.part("caption").textContent = caption(run, this.words);
    this.field("n").max = String(lastN(run));
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
    this.#fill("plot-moving", moving(run, n, fraction, this.#plotSize, clipId));
  }

  /** Show the numbers of state `n`: everything but the curve. */
  showStep(run: Run, n: number): void {
    this.#fill("chart-moving", chartMoving(run, n, this.#chartSize));
    this.#fill("equation", equation(run, n, this.words));
    const line = this.part("equation");
    line.setAttribute("aria-label", equationSpoken(run, n, this.words));
    line.toggleAttribute("data-long", isLongEquation(run, n));
    this.#showCount(run, n);
    this.#markRow(n);
  }

  #showCount(run: Run, n: number): void {
    const scrub = this.field("n");
    scrub.value = String(n);
    scrub.setAttribute("aria-valuetext", this.stepInWords(run, n));
    this.part("count").textContent = `${n} / ${lastN(run)}`;
  }

  stepInWords(run: Run, n: number): string {
    const { t, loss } = stepAt(run, n);
    return this.words.controls.scrubValue(String(n), threeDecimals(t), threeDecimals(loss));
  }

  /** Mark the row of step `n` and bring it into view, without moving the page. */
  #markRow(n: number): void {
    this.#marked?.removeAttribute("aria-current");
    const row = this.root.querySelector<HTMLElement>(`.gd-steps tr[data-n="${n}"]`);
    this.#marked = row;
    if (!row) return;
    row.setAttribute("aria-current", "step");
    const box = this.root.querySelector<HTMLElement>(".gd-table")!;
    const head = box.querySelector("thead")!.offsetHeight;
    const [top, bottom] = [row.offsetTop - head, row.offsetTop + row.offsetHeight];
    if (top < box.scrollTop) box.scrollTop = top;
    else if (bottom + row.offsetHeight > box.scrollTop + box.clientHeight) {
      box.scrollTop = bottom + row.offsetHeight - box.clientHeight;
    }
  }

  /** Show which buttons make sense, and whether the middle one plays or pauses. */
  showPlayback(n: number, last: number, playing: boolean): void {
    const label = playing ? this.words.controls.pause : this.words.controls.play;
    const play = this.action("play")!;
    if (play.getAttribute("aria-label") !== label) {
      play.setAttribute("aria-label", label);
      play.title = `${label} (K)`;
      play.querySelector("path")!.setAttribute("d", iconPath(playing ? "pause" : "play"));
    }
    // aria-disabled keeps the focus where it is when an end is reached
    for (const name of ["first", "back"]) this.#enable(name, n > 0);
    this.#enable("step", n < last);
  }

  #enable(action: string, enabled: boolean): void {
    this.action(action)!.setAttribute("aria-disabled", String(!enabled));
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
    const slider = this.field("lr-slider");
    slider.value = String(nearestRate(lr));
    slider.setAttribute("aria-valuetext", withMinus(typed(lr)));
    for (const [name, value] of Object.entries({ t, lr, steps })) this.#showNumber(name, value);
  }

  #showNumber(name: string, value: number): void {
    const field = this.field(name);
    const isUnchanged = field.getAttribute("aria-valuenow") === typed(value);
    const isWrong = field.getAttribute("aria-invalid") === "true";
    if (isUnchanged && isWrong) return; // what was typed stays, to be put right
    field.setAttribute("aria-valuenow", typed(value));
    const isBeingTyped = document.activeElement === field && Number(field.value) === value;
    if (!isBeingTyped) field.value = typed(value);
    if (isWrong) this.showError(name, null);
  }

  /** Say at a field what is wrong with it; null: nothing. */
  showError(name: string, message: string | null): void {
    const error = this.part("error");
    this.field(name).setAttribute("aria-invalid", String(message !== null));
    if (message === null && error.dataset["of"] !== name) return;
    error.dataset["of"] = name;
    error.hidden = message === null;
    error.textContent = message ?? "";
  }

  showPython(status: Status): void {
    this.#statusLine.show(status);
  }

  /** Have a screen reader say `text`, once things have been quiet for a moment. */
  announce(text: string): void {
    clearTimeout(this.#announcement);
    this.#announcement = window.setTimeout(() => {
      this.part("live").textContent = text;
    }, ANNOUNCE_AFTER_MS);
  }

  announceVerdict(run: Run): void {
    const { title, sentence } = judge(run, this.words);
    this.announce(`${title}${this.words.verdict.colon}${sentence}`);
  }

  announceStep(run: Run, n: number): void {
    const { t, loss } = stepAt(run, n);
    this.announce(this.words.live.step(String(n), threeDecimals(t), short(loss)));
  }

  /** Let a button say for a moment what came of it. */
  flash(action: string, text: string, usual: string): void {
    const button = this.action(action)!;
    const label = button.querySelector("span") ?? button;
    label.textContent = text;
    this.announce(text);
    setTimeout(() => (label.textContent = usual), FLASH_MS);
  }

  /** Show the link for copying by hand; null hides it. */
  showLink(link: string | null): void {
    this.part("share").hidden = link === null;
    if (link === null) return;
    const field = this.part<HTMLInputElement>("link");
    field.value = link;
    field.focus();
    field.select();
  }

  end(): void {
    clearTimeout(this.#announcement);
    this.#statusLine.end();
  }
}
