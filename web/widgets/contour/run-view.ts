/** The elements of one run, updated for each frame: lines, dots and markers. */
import type { Chart } from "./race-chart.ts";
import type { PlotArea } from "../../plot/plot-area.ts";
import { dots, line, type SvgPath } from "../../plot/svg-path.ts";
import { lossMarker, lossSvgPath } from "./race-chart.ts";
import { marker, runSvgPath } from "./plot.ts";
import { lastOf, type Path } from "./race.ts";

/** The children of a run's group, in the order in which they are drawn. */
type Group = readonly [shadow: Element, path: Element, last: Element];

const partsOf = (root: Element, part: string, run: number): Group => {
  const group = root.querySelector(`[data-part="${part}"] > [data-run="${run}"]`)!;
  return [...group.children] as unknown as Group;
};

export class RunView {
  readonly #mapGroup: Group;
  readonly #chartGroup: Group;
  readonly #marker: Element;
  #path!: Path;
  #mapPath!: SvgPath;
  #chartPath!: SvgPath;

  constructor(
    root: Element,
    readonly run: number,
  ) {
    this.#mapGroup = partsOf(root, "runs", run);
    this.#chartGroup = partsOf(root, "losses", run);
    this.#marker = root.querySelector(`[data-part="markers"] > [data-run="${run}"]`)!;
  }

  /** Compute the paths of a run, and draw its whole line, pale. */
  showRun(path: Path, on: PlotArea, chart: Chart): void {
    this.#path = path;
    this.#mapPath = runSvgPath(path, on);
    this.#chartPath = lossSvgPath(path, chart);
    this.#mapGroup[0].setAttribute("d", line(this.#mapPath));
    this.#chartGroup[0].setAttribute("d", line(this.#chartPath));
  }

  /** Draw the lines up to state `n`. */
  showStep(n: number, chart: Chart): void {
    const states = Math.min(n, lastOf(this.#path)) + 1;
    this.#mapGroup[1].setAttribute("d", line(this.#mapPath, states));
    this.#mapGroup[2].setAttribute("d", dots(this.#mapPath, states));
    this.#chartGroup[1].setAttribute("d", line(this.#chartPath, states));
    const transform = lossMarker(this.#path, n, chart);
    this.#chartGroup[2].toggleAttribute("visibility", false);
    if (transform === null) this.#chartGroup[2].setAttribute("visibility", "hidden");
    else this.#chartGroup[2].setAttribute("transform", transform);
  }

  /** Draw the marker at state `n`, interpolated by `fraction` to the next. */
  showMotion(n: number, fraction: number, on: PlotArea): void {
    const { transform, d, isAway } = marker(this.#path, this.run, n, fraction, on);
    this.#marker.setAttribute("transform", transform);
    this.#marker.setAttribute("d", d);
    this.#marker.toggleAttribute("data-away", isAway);
  }
}
