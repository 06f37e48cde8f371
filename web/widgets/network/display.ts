/** Shows a history, a snapshot or a choice in the markup of view.ts. */
import type { Size } from "../../plot/axes.ts";
import { chartAnimatedLayer, chartStaticLayer } from "../../plot/loss-chart.ts";
import { clipPath } from "../../plot/plot-area.ts";
import { short, withMinus } from "../../core/numbers.ts";
import { showRate } from "../../widget/fields/learning-rate-field.ts";
import { WidgetDom } from "../../widget/widget-dom.ts";
import type { Words } from "../../widget/words.ts";
import { boundaryAnimatedLayer, boundaryStaticLayer, plotArea } from "./decision-boundary.ts";
import { batchOptions } from "./controls-view.ts";
import {
  diagram,
  lineStyles,
  nearestParameter,
  parametersOf,
  type DiagramValues,
} from "./diagram.ts";
import type { TrainingHistory, Snapshot } from "./training/history.ts";
import { caption, moodOf, numbersOf, sizesOf } from "./summary.ts";
import { MOST_LAYERS, type Choice } from "./state.ts";
import { epochTable, nameOf, parametersTable } from "./tables.ts";
import { CHART_SIZE, chartWords, DIAGRAM_SIZE, PLOT_SIZE, verdictMarkup } from "./view.ts";
import type { NetworkWords } from "./words.ts";

export class Display extends WidgetDom {
  #plotSize = PLOT_SIZE;
  #diagramSize = DIAGRAM_SIZE;
  #chartSize = CHART_SIZE;
  /** Lines and rings of the diagram, by the index of their parameter. */
  #parameters: SVGPathElement[] = [];
  /** The index of the selected parameter. */
  #chosen: number | null = null;

  constructor(
    root: HTMLElement,
    readonly key: string,
    words: Words,
    readonly own: NetworkWords,
  ) {
    super(root, words);
  }

  /** Measure the charts; return whether a size has changed. */
  measure(): boolean {
    const before = [this.#plotSize, this.#diagramSize, this.#chartSize];
    const sizes = this.fitViewBoxes(
      [".gd-plot svg", this.#plotSize],
      [".gd-diagram svg", this.#diagramSize],
      [".gd-chart svg", this.#chartSize],
    );
    [this.#plotSize, this.#diagramSize, this.#chartSize] = sizes;
    return before.some((size, i) => size !== sizes[i]);
  }

  /** The values that the diagram shows. */
  get shown(): DiagramValues {
    return this.field("shown").value as DiagramValues;
  }

  /** Epochs a second; null: as fast as possible. */
  get speed(): number | null {
    return Number(this.field("speed").value) || null;
  }

  get diagramSize(): Size {
    return this.#diagramSize;
  }

  /** Show a new history everywhere, except for what depends on the snapshot. */
  showHistory(history: TrainingHistory): void {
    const clipId = `${this.key}-clip`;
    this.root.querySelector(".gd-plot defs")!.innerHTML = clipPath(
      clipId,
      plotArea(history, this.#plotSize),
    ).text;
    this.fill("plot-still", boundaryStaticLayer(history, this.#plotSize, this.own));
    this.#showNetwork(history);
  }

  #showNetwork(history: TrainingHistory): void {
    const picture = this.part<SVGSVGElement>("diagram");
    const snapshot = history.snapshots[0]!;
    picture.innerHTML = diagram(history, snapshot, this.shown, this.#diagramSize, this.own).text;
    const drawn = [...picture.querySelectorAll<SVGPathElement>("[data-index]")];
    this.#parameters = [];
    for (const path of drawn) this.#parameters[Number(path.dataset["index"])] = path;
    if (this.#chosen !== null && this.#chosen >= drawn.length) this.#chosen = null;
    const attributes = {
      role: "slider",
      tabindex: "0",
      "aria-label": this.own.diagram.name(sizesOf(history)),
      "aria-valuemin": "0",
      "aria-valuemax": String(drawn.length),
    };
    for (const [name, value] of Object.entries(attributes)) picture.setAttribute(name, value);
  }

  /** Draw a snapshot; `epochs`: the length of the training. */
  showSnapshot(history: TrainingHistory, snapshot: Snapshot, epochs: number): void {
    const { own } = this;
    const numbers = numbersOf(history, snapshot, own);
    this.fill(
      "plot-moving",
      boundaryAnimatedLayer(history, snapshot, this.#plotSize, `${this.key}-clip`),
    );
    this.part("plot").setAttribute("aria-label", own.plot.spoken(numbers));
    this.part("line").textContent = own.line(numbers);
    const losses = { loss: history.losses, end: epochs };
    this.fill(
      "chart-still",
      chartStaticLayer(losses, this.#chartSize, chartWords(this.words, own)),
    );
    this.fill("chart-moving", chartAnimatedLayer(losses, snapshot.epoch, null, this.#chartSize));
    this.showParameters(history, snapshot);
  }

  /** Draw the weights and biases of a snapshot, or its gradient. */
  showParameters(history: TrainingHistory, snapshot: Snapshot): void {
    lineStyles(snapshot, this.shown).forEach(({ width, sign }, index) => {
      const path = this.#parameters[index]!;
      path.setAttribute("stroke-width", String(width));
      path.classList.toggle("gd-minus", sign === "minus");
    });
    this.#showReading(history, snapshot);
  }

  /** Show playback controls and verdict for snapshot `n`; `epochs`: the length of the training. */
  showPosition(
    history: TrainingHistory,
    n: number,
    epochs: number,
    playing: boolean,
    canTrain: boolean,
  ): void {
    const { own } = this;
    const snapshot = history.snapshots[n]!;
    this.showCount(n, history.last, own.line(numbersOf(history, snapshot, own)));
    this.part("count").textContent = `${snapshot.epoch} / ${epochs}`;
    this.showPlayback(n, history.last + (canTrain ? 1 : 0), playing);
    const verdict = this.part("verdict");
    const hadFocus = verdict.contains(document.activeElement);
    const isEnd = n === history.last && !canTrain;
    verdict.dataset["mood"] = playing ? "middling" : moodOf(snapshot);
    if (playing) this.#showStatus(own.verdict.training);
    else verdict.innerHTML = verdictMarkup(history, snapshot, isEnd, this.words, own).text;
    // keeps the focus near the verdict if the pressed button has been removed
    if (hadFocus) this.action("play")?.focus();
  }

  /** Show a status instead of the verdict. */
  #showStatus(text: string): void {
    if (this.part("verdict").textContent === text) return;
    const title = document.createElement("strong");
    title.textContent = text;
    const line = document.createElement("p");
    line.append(title);
    this.part("verdict").replaceChildren(line);
  }

  /** Show that Python repeats a lost training. */
  showCatchingUp(): void {
    this.#showStatus(this.own.verdict.catchingUp);
  }

  /** Show what is too slow to update during playback: tables, program, caption. */
  showAtRest(history: TrainingHistory, snapshot: Snapshot): void {
    this.showProgram(history.program);
    this.part("caption").textContent = caption(history, this.own);
    this.fill("moments", epochTable(history, this.own));
    const row = this.root.querySelector(`[data-part=moments] tr[data-n="${snapshot.epoch}"]`);
    row?.setAttribute("aria-current", "step");
    this.fill("parameters", parametersTable(history, snapshot, this.own));
    const name = this.own.parameters.name(String(snapshot.epoch));
    this.part("parameters-region").setAttribute("aria-label", name);
  }

  /** Show a choice in its fields; a field that is being edited is not overwritten. */
  showChoice(choice: Choice): void {
    const { data, optimizer, activation, batch, lr, epochs, seed, layers } = choice;
    for (const [name, value] of Object.entries({ data, optimizer, activation })) {
      this.field<HTMLSelectElement>(name).value = value;
    }
    const batches = this.field<HTMLSelectElement>("batch");
    if (batches.value !== String(batch)) batches.innerHTML = batchOptions(batch, this.own).text;
    showRate(this.field("lr-slider"), lr);
    for (const [name, value] of Object.entries({ lr, epochs, seed })) this.showNumber(name, value);
    for (let i = 0; i < MOST_LAYERS; i++) this.#showLayer(i, layers);
  }

  #showLayer(index: number, layers: readonly number[]): void {
    const field = this.field<HTMLSelectElement>(`layer-${index + 1}`);
    field.value = String(layers[index] ?? 0);
    const isLocked = field.ariaDisabled === "true"; // by an assignment
    field.disabled = isLocked || index > layers.length; // layers must be filled in order
  }

  // --- Selecting a parameter ---

  /** Select the parameter near a point of the diagram, if there is one. */
  chooseAt(history: TrainingHistory, snapshot: Snapshot, place: { x: number; y: number }): void {
    const parameter = nearestParameter(history, place, this.#diagramSize);
    if (parameter) this.#choose(history, snapshot, parameter.index);
  }

  /** Move the selection by a key; return whether the key does so. */
  chooseByKey(history: TrainingHistory, snapshot: Snapshot, key: string): boolean {
    const all = parametersOf(history.sizes);
    const now = this.#chosen ?? -1;
    const layer = all[Math.max(0, now)]!.layer;
    const firstOf = (wanted: number): number =>
      Math.max(
        0,
        all.findIndex((parameter) => parameter.layer === wanted),
      );
    const places: Record<string, number> = {
      ArrowRight: now + 1,
      ArrowDown: now + 1,
      ArrowLeft: now - 1,
      ArrowUp: now - 1,
      Home: 0,
      End: all.length - 1,
      PageDown: firstOf(Math.min(layer + 1, history.sizes.length - 1)),
      PageUp: firstOf(Math.max(layer - 1, 1)),
    };
    const place = places[key];
    if (place === undefined) return false;
    this.#choose(history, snapshot, Math.min(Math.max(place, 0), all.length - 1));
    return true;
  }

  #choose(history: TrainingHistory, snapshot: Snapshot, index: number): void {
    if (this.#chosen !== null) this.#parameters[this.#chosen]!.classList.remove("gd-chosen");
    this.#chosen = index;
    this.#parameters[index]!.classList.add("gd-chosen");
    this.#showReading(history, snapshot);
  }

  #showReading(history: TrainingHistory, snapshot: Snapshot): void {
    const { diagram: words } = this.own;
    const chosen = this.#chosen;
    const text =
      chosen === null
        ? words.hint
        : words.value(
            nameOf(parametersOf(history.sizes)[chosen]!, history, this.own),
            withMinus(short(snapshot.t[chosen]!)),
            withMinus(short(snapshot.grad[chosen]!)),
          );
    this.part("reading").textContent = text;
    const picture = this.part("diagram");
    picture.setAttribute("aria-valuenow", String(chosen === null ? 0 : chosen + 1));
    picture.setAttribute("aria-valuetext", text);
    if (chosen !== null) this.#parameters[chosen]!.classList.add("gd-chosen");
  }

  // --- Announcements ---

  announceSnapshot(history: TrainingHistory, snapshot: Snapshot, isEnd: boolean): void {
    const numbers = numbersOf(history, snapshot, this.own);
    const { title, what } = this.own.verdict;
    const verdict = `${title[snapshot.kind]}${this.words.verdict.colon}${what[snapshot.kind](numbers)}`;
    this.announceResult(isEnd ? verdict : this.own.line(numbers));
  }
}
