/** Puts a race, a step or a choice on the page, into the markup that view.ts made. */
import { place } from "../../plot/axes.ts";
import type { Markup } from "../../core/markup.ts";
import { cell, short, typed, withMinus } from "../../core/numbers.ts";
import { Stage } from "../../widget/widget-dom.ts";
import { isBeingTyped } from "../../widget/fields/text-input.ts";
import type { Language } from "../../widget/words.ts";
import { WORDS } from "../../widget/words.ts";
import { chartAxes, chartClip, chartScales, losses, type Chart } from "./race-chart.ts";
import {
  completed,
  haveSameLanes,
  lanes,
  positions,
  positionTable,
  runNames,
  stepTable,
  verdictMarkup,
} from "./optimizer-rows.ts";
import { contourMap, mapTransform, markers, plane, runs, startPlace, still } from "./plot.ts";
import { clipPath, type Plane } from "../../plot/plot-area.ts";
import { entrantsOf, lastN, type Race, type Wish } from "./race.ts";
import { nearestStop } from "../../widget/fields/slider-stops.ts";
import { RunView } from "./run-view.ts";
import { HYPERPARAMETERS, isSameSurface, type Entrant } from "./state.ts";
import { judge } from "./summary.ts";
import { caption, CHART_SIZE, PLOT_SIZE } from "./view.ts";
import { CONTOUR_WORDS, type ContourWords } from "./words.ts";

export class Display extends Stage {
  readonly #own: ContourWords;
  #plotSize = PLOT_SIZE;
  #chartSize = CHART_SIZE;
  #race: Race;
  /** Those whose lanes are drawn. */
  #entrants: readonly Entrant[];
  #plane: Plane;
  #chart: Chart;
  #runs: readonly RunView[] = [];
  /** The domain of the losses that the axes show. */
  #axes = "";
  /** The race of which the table of all steps is. */
  #tabled: Race | null = null; // not even the first: the page has only some of its rows

  /** @param race what the markup shows */
  constructor(
    root: HTMLElement,
    readonly key: string,
    language: Language,
    race: Race,
  ) {
    super(root, WORDS[language]);
    this.#own = CONTOUR_WORDS[language];
    this.#race = race;
    this.#entrants = entrantsOf(race);
    this.#plane = plane(race, this.#plotSize);
    this.#chart = chartScales(race, this.#chartSize);
    this.#findRuns();
  }

  get plane(): Plane {
    return this.#plane;
  }

  #findRuns(): void {
    this.#runs = this.#race.paths.map((_, run) => new RunView(this.root, run));
  }

  /** Measure the pictures; true if one has another size than it is drawn for. */
  measure(): boolean {
    const [plot, chart] = this.fit(
      [".gd-paths", this.#plotSize],
      [".gd-losses svg", this.#chartSize],
    );
    const changed = plot !== this.#plotSize || chart !== this.#chartSize;
    [this.#plotSize, this.#chartSize] = [plot, chart];
    const map = this.root.querySelector(".gd-map")!;
    map.setAttribute("viewBox", `0 0 ${plot.width} ${plot.height}`);
    return changed;
  }

  /** Draw the surface: its contour lines, if the race brings them along, and its axes. */
  #showSurface(race: Race): void {
    if (race.heights) this.fill("map", contourMap(race));
    this.part("map").setAttribute("transform", mapTransform(race, this.#plotSize));
    this.fill("clip", clipPath(`${this.key}-clip`, this.#plane));
    this.fill("still", still(race, this.#plotSize, this.#own));
  }

  /** Draw what belongs to a whole race, but for the lanes, which are of the wish; `isResized` draws all of it anew. */
  showRace(race: Race, isResized = false): void {
    const isOther = race !== this.#race;
    const before = this.#race;
    const hasSameRuns = haveSameLanes(entrantsOf(race), entrantsOf(before));
    const hasSameSurface = isSameSurface(
      race.facts.parameters as Wish,
      before.facts.parameters as Wish,
    );
    this.#race = race;
    this.#plane = plane(race, this.#plotSize);
    this.#chart = chartScales(race, this.#chartSize);
    if (isResized || race.heights || !hasSameSurface) this.#showSurface(race);
    this.#showAxes(isResized);
    if (hasSameRuns) this.#nameRuns(race);
    else this.#showOtherRuns(race);
    for (const [run, view] of this.#runs.entries()) {
      view.showRun(race.paths[run]!, this.#plane, this.#chart);
    }
    const { x, y } = race.facts.parameters;
    this.showStart(x, y);
    if (isOther && race.facts.verdicts) this.#showWords(race);
  }

  #nameRuns(race: Race): void {
    const names = this.part("now").querySelectorAll("tbody th span");
    for (const [run, name] of runNames(race, this.#own).entries()) names[run]!.textContent = name;
  }

  #showAxes(isResized: boolean): void {
    const chart = this.#chart;
    const axes = [chart.x.domain, chart.y.domain, chart.isLog].join();
    if (axes === this.#axes && !isResized) return;
    this.#axes = axes;
    this.fill("chart-axes", chartAxes(chart, this.words));
    this.fill("chart-clip", chartClip(`${this.key}-chart-clip`, chart));
  }

  /** Draw groups and rows for runs of other number or kind. */
  #showOtherRuns(race: Race): void {
    const n = lastN(race);
    this.fill("runs", runs(race, n, this.#plotSize));
    this.fill("markers", markers(race, n, this.#plotSize));
    this.fill("losses", losses(race, n, this.#chart));
    this.fill("now", positionTable(race, n, this.#own));
    this.#findRuns();
  }

  /** Draw the lanes of those that are to race, unless they are there. */
  #showLanes(entrants: readonly Entrant[]): void {
    const areThere = haveSameLanes(entrants, this.#entrants);
    this.#entrants = entrants;
    if (areThere) return;
    this.#refill("lanes", lanes(this.#race, entrants, this.key, this.#own, this.words));
    this.showBusy();
    this.dropLostError();
  }

  /** Fill a part anew; the focus stays on what is called the same, or near it. */
  #refill(part: string, content: Markup): void {
    const focused = document.activeElement as HTMLElement | null;
    const isInside = this.part(part).contains(focused);
    const { field, action } = focused?.dataset ?? {};
    this.fill(part, content);
    if (!isInside) return;
    const same = field === undefined ? this.action(action!) : this.field(field);
    (same ?? this.action("add") ?? this.action("play"))?.focus();
  }

  /** Show what is said of a race that was judged. */
  #showWords(race: Race): void {
    const hasLanes = haveSameLanes(entrantsOf(race), this.#entrants);
    if (hasLanes) for (const run of race.paths.keys()) this.#showVerdict(race, run);
    this.showProgram(race.facts.program!);
    this.part("caption").textContent = caption(race, this.#own);
  }

  #showVerdict(race: Race, run: number): void {
    const verdict = this.part(`verdict-${run}`);
    const hadFocus = verdict.contains(document.activeElement);
    verdict.dataset["mood"] = judge(race, run, this.#own, this.words)!.mood;
    verdict.innerHTML = verdictMarkup(race, run, this.#own, this.words).text;
    if (!hadFocus) return;
    // the button that was pressed may be gone: the focus must not fall back to the top of the page
    (this.action(`safer-${run}`) ?? this.field(`lr-${run}-slider`)).focus();
  }

  override focusBeside(verdict: HTMLElement): void {
    const run = verdict.closest<HTMLElement>("[data-run]")?.dataset["run"];
    if (run === undefined) super.focusBeside(verdict);
    else this.field(`lr-${run}-slider`).focus();
  }

  /** Bring the table of all steps up to date, if it is open. */
  showTable(n: number): void {
    if (!this.part<HTMLDetailsElement>("all-steps").open) return;
    if (this.#tabled !== this.#race) this.fill("table", stepTable(this.#race, this.#own, cell));
    this.#tabled = this.#race;
    this.markRow(n);
  }

  /** Draw state `n`, or a picture between it and the next. */
  showMotion(n: number, fraction: number): void {
    for (const run of this.#runs) run.showMotion(n, fraction, this.#plane);
  }

  /** Show the numbers of state `n`. */
  showStep(n: number): void {
    for (const run of this.#runs) run.showStep(n, this.#chart);
    this.showCount(n, lastN(this.#race), this.stepInWords(n));
    this.part("now-n").textContent = `n = ${n}`;
    const cells = this.part("now").querySelectorAll("td");
    for (const [i, text] of positions(this.#race, n).flat().entries()) {
      cells[i]!.textContent = text;
    }
  }

  stepInWords(n: number): string {
    const names = runNames(this.#race, this.#own);
    const runs = positions(this.#race, n).map(([, , loss], run) =>
      this.#own.runAt(names[run]!, loss),
    );
    return this.#own.step(String(n), runs);
  }

  /** Show the handle of the start at (x, y). */
  showStart(x: number, y: number): void {
    const handle = this.root.querySelector<SVGGElement>(".gd-start")!;
    const at = startPlace(this.#race, x, y, this.#plotSize);
    handle.setAttribute("transform", `translate(${place(at.x, at.y)})`);
    const { parameters, view } = this.#race.facts;
    const isThere = parameters.x === x && parameters.y === y;
    const loss = isThere ? short(this.#race.paths[0]!.loss[0]!) : "…";
    const [low, high] = view;
    const attributes = {
      role: "slider",
      tabindex: "0",
      "aria-label": this.#own.plot.start,
      "aria-valuemin": String(Math.min(low, x)),
      "aria-valuemax": String(Math.max(high, x)),
      "aria-valuenow": typed(x),
      "aria-valuetext": this.#own.plot.startValue(withMinus(typed(x)), withMinus(typed(y)), loss),
    };
    for (const [name, value] of Object.entries(attributes)) handle.setAttribute(name, value);
  }

  /** Show a choice in its fields; what it leaves to gdlib is as in the race that is shown. */
  showWish(wish: Wish): void {
    const shown = this.#race.facts.parameters;
    this.field<HTMLSelectElement>("surface").value = wish.surface;
    this.part("condition").hidden = wish.surface !== "bowl";
    if (wish.surface === "bowl")
      this.showNumber("condition", wish.condition ?? shown.condition ?? 1);
    const [x, y] = [wish.x ?? shown.x, wish.y ?? shown.y];
    this.showNumber("x", x);
    this.showNumber("y", y);
    this.showNumber("steps", wish.steps);
    if (wish.x !== null && wish.y !== null) this.showStart(x, y);
    const entrants = completed(wish.race, entrantsOf(this.#race));
    this.#showLanes(entrants);
    for (const [run, entrant] of entrants.entries()) this.#showEntrant(run, entrant);
  }

  /** Show the numbers of one that is to race; those that gdlib has yet to tell are left out. */
  #showEntrant(run: number, { optimizer, lr, hyperparameters }: Entrant): void {
    this.field<HTMLSelectElement>(`optimizer-${run}`).value = optimizer;
    const slider = this.field(`lr-${run}-slider`);
    slider.parentElement!.toggleAttribute("data-unknown", lr === null);
    if (lr !== null) slider.value = String(nearestStop(lr));
    slider.setAttribute("aria-valuetext", lr === null ? "…" : withMinus(typed(lr)));
    this.#showIfKnown(`lr-${run}`, lr);
    for (const name of HYPERPARAMETERS[optimizer]) {
      this.#showIfKnown(`${name}-${run}`, hyperparameters[name] ?? null);
    }
  }

  #showIfKnown(name: string, value: number | null): void {
    if (value !== null) return this.showNumber(name, value);
    const field = this.field(name);
    field.placeholder = "…";
    if (!isBeingTyped(field)) field.value = "";
    field.removeAttribute("aria-valuenow");
  }

  announceStep(n: number): void {
    this.announceResult(this.stepInWords(n));
  }

  announceVerdicts(): void {
    const judged = runNames(this.#race, this.#own).map((name, run) => {
      const judgement = judge(this.#race, run, this.#own, this.words);
      return judgement && `${name}${this.words.verdict.colon}${judgement.title}`;
    });
    this.announceResult(judged.filter(Boolean).join(" / "));
  }
}
