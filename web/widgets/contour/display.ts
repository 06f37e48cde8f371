/** Shows a race, a step or a choice in the markup of view.ts. */
import { svgPoint } from "../../plot/axes.ts";
import type { Markup } from "../../core/markup.ts";
import { tableNumber, short, inputText, withMinus } from "../../core/numbers.ts";
import { WidgetDom } from "../../widget/widget-dom.ts";
import { isBeingTyped } from "../../widget/fields/text-input.ts";
import type { Language } from "../../widget/words.ts";
import { WORDS } from "../../widget/words.ts";
import { chartAxes, chartClip, chartScales, losses, type Chart } from "./race-chart.ts";
import {
  withShownNumbers,
  haveSameRows,
  optimizerRows,
  positions,
  positionTable,
  runNames,
  stepTable,
  verdictMarkup,
} from "./optimizer-rows.ts";
import {
  contourMap,
  mapTransform,
  markers,
  plotArea,
  runs,
  startPoint,
  staticLayer,
} from "./plot.ts";
import { clipPath, type PlotArea } from "../../plot/plot-area.ts";
import { entrantsOf, lastN, type Race, type Query } from "./race.ts";
import { nearestLogStop } from "../../widget/fields/slider-stops.ts";
import { RunView } from "./run-view.ts";
import { HYPERPARAMETERS, isSameSurface, type Entrant } from "./state.ts";
import { verdictText } from "./summary.ts";
import { caption, CHART_SIZE, PLOT_SIZE } from "./view.ts";
import { CONTOUR_WORDS, type ContourWords } from "./words.ts";

export class Display extends WidgetDom {
  readonly #own: ContourWords;
  #plotSize = PLOT_SIZE;
  #chartSize = CHART_SIZE;
  #race: Race;
  /** The entrants of the optimizer rows. */
  #entrants: readonly Entrant[];
  #plotArea: PlotArea;
  #chart: Chart;
  #runs: readonly RunView[] = [];
  /** The domains of the drawn axes, as text. */
  #drawnAxes = "";
  /** The race in the table of all steps. */
  #tableRace: Race | null = null; // the prerendered table has only some rows

  /** @param race the race in the prerendered markup */
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
    this.#plotArea = plotArea(race, this.#plotSize);
    this.#chart = chartScales(race, this.#chartSize);
    this.#findRuns();
  }

  get plotArea(): PlotArea {
    return this.#plotArea;
  }

  #findRuns(): void {
    this.#runs = this.#race.paths.map((_, run) => new RunView(this.root, run));
  }

  /** Measure the charts; return whether a size has changed. */
  measure(): boolean {
    const [plot, chart] = this.fitViewBoxes(
      [".gd-paths", this.#plotSize],
      [".gd-losses svg", this.#chartSize],
    );
    const changed = plot !== this.#plotSize || chart !== this.#chartSize;
    [this.#plotSize, this.#chartSize] = [plot, chart];
    const map = this.root.querySelector(".gd-map")!;
    map.setAttribute("viewBox", `0 0 ${plot.width} ${plot.height}`);
    return changed;
  }

  /** Draw the surface: its axes, and its contour lines if the race includes the heights. */
  #showSurface(race: Race): void {
    if (race.heights) this.fill("map", contourMap(race));
    this.part("map").setAttribute("transform", mapTransform(race, this.#plotSize));
    this.fill("clip", clipPath(`${this.key}-clip`, this.#plotArea));
    this.fill("still", staticLayer(race, this.#plotSize, this.#own));
  }

  /** Draw a race, except for the optimizer rows, which show the query; `isResized` redraws everything. */
  showRace(race: Race, isResized = false): void {
    const isOther = race !== this.#race;
    const before = this.#race;
    const hasSameRuns = haveSameRows(entrantsOf(race), entrantsOf(before));
    const hasSameSurface = isSameSurface(
      race.facts.parameters as Query,
      before.facts.parameters as Query,
    );
    this.#race = race;
    this.#plotArea = plotArea(race, this.#plotSize);
    this.#chart = chartScales(race, this.#chartSize);
    if (isResized || race.heights || !hasSameSurface) this.#showSurface(race);
    this.#showAxes(isResized);
    if (hasSameRuns) this.#nameRuns(race);
    else this.#showOtherRuns(race);
    for (const [run, view] of this.#runs.entries()) {
      view.showRun(race.paths[run]!, this.#plotArea, this.#chart);
    }
    const { x, y } = race.facts.parameters;
    this.showStart(x, y);
    if (isOther && race.facts.verdicts) this.#showVerdicts(race);
  }

  #nameRuns(race: Race): void {
    const names = this.part("now").querySelectorAll("tbody th span");
    for (const [run, name] of runNames(race, this.#own).entries()) names[run]!.textContent = name;
  }

  #showAxes(isResized: boolean): void {
    const chart = this.#chart;
    const axes = [chart.x.domain, chart.y.domain, chart.isLog].join();
    if (axes === this.#drawnAxes && !isResized) return;
    this.#drawnAxes = axes;
    this.fill("chart-axes", chartAxes(chart, this.words));
    this.fill("chart-clip", chartClip(`${this.key}-chart-clip`, chart));
  }

  /** Redraw the groups and the table rows after the number or kind of runs has changed. */
  #showOtherRuns(race: Race): void {
    const n = lastN(race);
    this.fill("runs", runs(race, n, this.#plotSize));
    this.fill("markers", markers(race, n, this.#plotSize));
    this.fill("losses", losses(race, n, this.#chart));
    this.fill("now", positionTable(race, n, this.#own));
    this.#findRuns();
  }

  /** Draw the optimizer rows of the requested race, unless they are drawn already. */
  #showOptimizerRows(entrants: readonly Entrant[]): void {
    const areDrawn = haveSameRows(entrants, this.#entrants);
    this.#entrants = entrants;
    if (areDrawn) return;
    this.#refill("lanes", optimizerRows(this.#race, entrants, this.key, this.#own, this.words));
    this.showBusy();
    this.dropLostError();
  }

  /** Refill a part; the focus stays on the field or action of the same name, or near it. */
  #refill(part: string, content: Markup): void {
    const focused = document.activeElement as HTMLElement | null;
    const isInside = this.part(part).contains(focused);
    const { field, action } = focused?.dataset ?? {};
    this.fill(part, content);
    if (!isInside) return;
    const same = field === undefined ? this.action(action!) : this.field(field);
    (same ?? this.action("add") ?? this.action("play"))?.focus();
  }

  /** Show the verdicts, the program and the caption of a race. */
  #showVerdicts(race: Race): void {
    const hasSameRows = haveSameRows(entrantsOf(race), this.#entrants);
    if (hasSameRows) for (const run of race.paths.keys()) this.#showVerdict(race, run);
    this.showProgram(race.facts.program!);
    this.part("caption").textContent = caption(race, this.#own);
  }

  #showVerdict(race: Race, run: number): void {
    const verdict = this.part(`verdict-${run}`);
    const hadFocus = verdict.contains(document.activeElement);
    verdict.dataset["mood"] = verdictText(race, run, this.#own, this.words)!.mood;
    verdict.innerHTML = verdictMarkup(race, run, this.#own, this.words).text;
    if (!hadFocus) return;
    // keeps the focus near the verdict if the pressed button has been removed
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
    if (this.#tableRace !== this.#race)
      this.fill("table", stepTable(this.#race, this.#own, tableNumber));
    this.#tableRace = this.#race;
    this.markRow(n);
  }

  /** Draw state `n`, interpolated by `fraction` to the next. */
  showMotion(n: number, fraction: number): void {
    for (const run of this.#runs) run.showMotion(n, fraction, this.#plotArea);
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
    const at = startPoint(this.#race, x, y, this.#plotSize);
    handle.setAttribute("transform", `translate(${svgPoint(at.x, at.y)})`);
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
      "aria-valuenow": inputText(x),
      "aria-valuetext": this.#own.plot.startValue(
        withMinus(inputText(x)),
        withMinus(inputText(y)),
        loss,
      ),
    };
    for (const [name, value] of Object.entries(attributes)) handle.setAttribute(name, value);
  }

  /** Show a query in its fields; numbers left to gdlib's defaults are those of the shown race. */
  showQuery(query: Query): void {
    const shown = this.#race.facts.parameters;
    this.field<HTMLSelectElement>("surface").value = query.surface;
    this.part("condition").hidden = query.surface !== "bowl";
    if (query.surface === "bowl")
      this.showNumber("condition", query.condition ?? shown.condition ?? 1);
    const [x, y] = [query.x ?? shown.x, query.y ?? shown.y];
    this.showNumber("x", x);
    this.showNumber("y", y);
    this.showNumber("steps", query.steps);
    if (query.x !== null && query.y !== null) this.showStart(x, y);
    const entrants = withShownNumbers(query.race, entrantsOf(this.#race));
    this.#showOptimizerRows(entrants);
    for (const [run, entrant] of entrants.entries()) this.#showEntrant(run, entrant);
  }

  /** Show the numbers of an entrant; those that are not known yet are left out. */
  #showEntrant(run: number, { optimizer, lr, hyperparameters }: Entrant): void {
    this.field<HTMLSelectElement>(`optimizer-${run}`).value = optimizer;
    const slider = this.field(`lr-${run}-slider`);
    slider.parentElement!.toggleAttribute("data-unknown", lr === null);
    if (lr !== null) slider.value = String(nearestLogStop(lr));
    slider.setAttribute("aria-valuetext", lr === null ? "…" : withMinus(inputText(lr)));
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
      const judgement = verdictText(this.#race, run, this.#own, this.words);
      return judgement && `${name}${this.words.verdict.colon}${judgement.title}`;
    });
    this.announceResult(judged.filter(Boolean).join(" / "));
  }
}
