/** One run on the page: its line, dots and markers, which move with every frame. */
import type { Chart } from "./race-chart.ts";
import type { Plane } from "../../plot/plot-area.ts";
import { dots, line, type Track } from "../../plot/svg-path.ts";
import { lossMarker, lossTrack } from "./race-chart.ts";
import { marker, track } from "./plot.ts";
import { lastOf, type Path } from "./race.ts";

/** The children of a run's group, in the order in which they are drawn. */
type Group = readonly [shadow: Element, path: Element, last: Element];

const partsOf = (root: Element, part: string, run: number): Group => {
  const group = root.querySelector(`[data-part="${part}"] > [data-run="${run}"]`)!;
  return [...group.children] as unknown as Group;
};

export class RunView {
  readonly #onMap: Group;
  readonly #onChart: Group;
  readonly #marker: Element;
  #path!: Path;
  #onMapTrack!: Track;
  #onChartTrack!: Track;

  constructor(
    root: Element,
    readonly run: number,
  ) {
    this.#onMap = partsOf(root, "runs", run);
    this.#onChart = partsOf(root, "losses", run);
    this.#marker = root.querySelector(`[data-part="markers"] > [data-run="${run}"]`)!;
  }

  /** Draw what belongs to a whole run. */
  showRun(path: Path, on: Plane, chart: Chart): void {
    this.#path = path;
    this.#onMapTrack = track(path, on);
    this.#onChartTrack = lossTrack(path, chart);
    this.#onMap[0].setAttribute("d", line(this.#onMapTrack));
    this.#onChart[0].setAttribute("d", line(this.#onChartTrack));
  }

  /** Draw state `n`: the ways there. */
  showStep(n: number, chart: Chart): void {
    const states = Math.min(n, lastOf(this.#path)) + 1;
    this.#onMap[1].setAttribute("d", line(this.#onMapTrack, states));
    this.#onMap[2].setAttribute("d", dots(this.#onMapTrack, states));
    this.#onChart[1].setAttribute("d", line(this.#onChartTrack, states));
    const transform = lossMarker(this.#path, n, chart);
    this.#onChart[2].toggleAttribute("visibility", false);
    if (transform === null) this.#onChart[2].setAttribute("visibility", "hidden");
    else this.#onChart[2].setAttribute("transform", transform);
  }

  /** Draw the marker, `fraction` of the way from state `n` to the next. */
  showMotion(n: number, fraction: number, on: Plane): void {
    const { transform, d, isAway } = marker(this.#path, this.run, n, fraction, on);
    this.#marker.setAttribute("transform", transform);
    this.#marker.setAttribute("d", d);
    this.#marker.toggleAttribute("data-away", isAway);
  }
}
