/** Puts a film, a frame or a choice on the page, into the markup that view.ts made. */
import type { Size } from "../../plot/axes.ts";
import { chartMoving, chartStill } from "../../plot/loss-chart.ts";
import { short, withMinus } from "../../core/numbers.ts";
import { showRate } from "../../widget/fields/learning-rate-field.ts";
import { Stage } from "../../widget/widget-dom.ts";
import type { Words } from "../../widget/words.ts";
import { boundaryMoving, boundaryStill, clip } from "./decision-boundary.ts";
import { batchOptions } from "./controls-view.ts";
import { diagram, looks, nearestParameter, parametersOf, type Shown } from "./diagram.ts";
import type { Film, Frame } from "./training/history.ts";
import { caption, moodOf, numbersOf, sizesOf } from "./summary.ts";
import { MOST_LAYERS, type Choice } from "./state.ts";
import { momentsTable, nameOf, parametersTable } from "./tables.ts";
import { CHART_SIZE, chartWords, DIAGRAM_SIZE, PLOT_SIZE, verdictMarkup } from "./view.ts";
import type { NetworkWords } from "./words.ts";

export class Display extends Stage {
  #plotSize = PLOT_SIZE;
  #diagramSize = DIAGRAM_SIZE;
  #chartSize = CHART_SIZE;
  /** Lines and rings of the network, by the place of their parameter. */
  #parameters: SVGPathElement[] = [];
  /** The parameter that is read out. */
  #chosen: number | null = null;

  constructor(
    root: HTMLElement,
    readonly key: string,
    words: Words,
    readonly own: NetworkWords,
  ) {
    super(root, words);
  }

  /** Measure the pictures; true if one has another size than it is drawn for. */
  measure(): boolean {
    const before = [this.#plotSize, this.#diagramSize, this.#chartSize];
    const sizes = this.fit(
      [".gd-plot svg", this.#plotSize],
      [".gd-diagram svg", this.#diagramSize],
      [".gd-chart svg", this.#chartSize],
    );
    [this.#plotSize, this.#diagramSize, this.#chartSize] = sizes;
    return before.some((size, i) => size !== sizes[i]);
  }

  /** What the lines of the network tell. */
  get shown(): Shown {
    return this.field("shown").value as Shown;
  }

  /** Epochs a second; null: as fast as it goes. */
  get speed(): number | null {
    return Number(this.field("speed").value) || null;
  }

  get diagramSize(): Size {
    return this.#diagramSize;
  }

  /** Show a new film everywhere, except for what depends on the frame. */
  showFilm(film: Film): void {
    const clipId = `${this.key}-clip`;
    this.root.querySelector(".gd-plot defs")!.innerHTML = clip(clipId, film, this.#plotSize).text;
    this.fill("plot-still", boundaryStill(film, this.#plotSize, this.own));
    this.#showNetwork(film);
  }

  #showNetwork(film: Film): void {
    const picture = this.part<SVGSVGElement>("diagram");
    const frame = film.frames[0]!;
    picture.innerHTML = diagram(film, frame, this.shown, this.#diagramSize, this.own).text;
    const drawn = [...picture.querySelectorAll<SVGPathElement>("[data-index]")];
    this.#parameters = [];
    for (const path of drawn) this.#parameters[Number(path.dataset["index"])] = path;
    if (this.#chosen !== null && this.#chosen >= drawn.length) this.#chosen = null;
    const attributes = {
      role: "slider",
      tabindex: "0",
      "aria-label": this.own.diagram.name(sizesOf(film)),
      "aria-valuemin": "0",
      "aria-valuemax": String(drawn.length),
    };
    for (const [name, value] of Object.entries(attributes)) picture.setAttribute(name, value);
  }

  /** Draw a frame of a film that is to be `epochs` long. */
  showFrame(film: Film, frame: Frame, epochs: number): void {
    const { own } = this;
    const numbers = numbersOf(film, frame, own);
    this.fill("plot-moving", boundaryMoving(film, frame, this.#plotSize, `${this.key}-clip`));
    this.part("plot").setAttribute("aria-label", own.plot.spoken(numbers));
    this.part("line").textContent = own.line(numbers);
    const losses = { loss: film.losses, end: epochs };
    this.fill("chart-still", chartStill(losses, this.#chartSize, chartWords(this.words, own)));
    this.fill("chart-moving", chartMoving(losses, frame.epoch, null, this.#chartSize));
    this.showParameters(film, frame);
  }

  /** Draw the weights and biases of a frame, or its gradient. */
  showParameters(film: Film, frame: Frame): void {
    looks(frame, this.shown).forEach(({ width, sign }, index) => {
      const path = this.#parameters[index]!;
      path.setAttribute("stroke-width", String(width));
      path.classList.toggle("gd-minus", sign === "minus");
    });
    this.#showReading(film, frame);
  }

  /** Show where in the film a frame is, of a training that is to be `epochs` long. */
  showPlace(film: Film, n: number, epochs: number, playing: boolean, canTrain: boolean): void {
    const { own } = this;
    const frame = film.frames[n]!;
    this.showCount(n, film.last, own.line(numbersOf(film, frame, own)));
    this.part("count").textContent = `${frame.epoch} / ${epochs}`;
    this.showPlayback(n, film.last + (canTrain ? 1 : 0), playing);
    const verdict = this.part("verdict");
    const hadFocus = verdict.contains(document.activeElement);
    const isEnd = n === film.last && !canTrain;
    verdict.dataset["mood"] = playing ? "middling" : moodOf(frame);
    if (playing) this.#say(own.verdict.training);
    else verdict.innerHTML = verdictMarkup(film, frame, isEnd, this.words, own).text;
    // the button that was pressed may be gone: the focus must not fall back to the top of the page
    if (hadFocus) this.action("play")?.focus();
  }

  /** Say what is going on, where there is nothing to be judged yet. */
  #say(text: string): void {
    if (this.part("verdict").textContent === text) return;
    const title = document.createElement("strong");
    title.textContent = text;
    const line = document.createElement("p");
    line.append(title);
    this.part("verdict").replaceChildren(line);
  }

  /** Say that a training is made anew that was known already. */
  showCatchingUp(): void {
    this.#say(this.own.verdict.catchingUp);
  }

  /** Show, now that all is at rest, what would be too much while it moves: tables, program, caption. */
  showAtRest(film: Film, frame: Frame): void {
    this.showProgram(film.program);
    this.part("caption").textContent = caption(film, this.own);
    this.fill("moments", momentsTable(film, this.own));
    const row = this.root.querySelector(`[data-part=moments] tr[data-n="${frame.epoch}"]`);
    row?.setAttribute("aria-current", "step");
    this.fill("parameters", parametersTable(film, frame, this.own));
    const name = this.own.parameters.name(String(frame.epoch));
    this.part("parameters-region").setAttribute("aria-label", name);
  }

  /** Show a choice in its fields; a field in which someone is typing is left alone. */
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
    const isLocked = field.ariaDisabled === "true"; // by a task
    field.disabled = isLocked || index > layers.length; // there is no third layer without a second
  }

  // --- Reading a weight ---

  /** Read out the parameter near a place in the picture, if there is one. */
  chooseAt(film: Film, frame: Frame, place: { x: number; y: number }): void {
    const parameter = nearestParameter(film, place, this.#diagramSize);
    if (parameter) this.#choose(film, frame, parameter.index);
  }

  /** Read out another parameter: the one that a key leads to. True if it is a key that leads somewhere. */
  chooseByKey(film: Film, frame: Frame, key: string): boolean {
    const all = parametersOf(film.sizes);
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
      PageDown: firstOf(Math.min(layer + 1, film.sizes.length - 1)),
      PageUp: firstOf(Math.max(layer - 1, 1)),
    };
    const place = places[key];
    if (place === undefined) return false;
    this.#choose(film, frame, Math.min(Math.max(place, 0), all.length - 1));
    return true;
  }

  #choose(film: Film, frame: Frame, index: number): void {
    if (this.#chosen !== null) this.#parameters[this.#chosen]!.classList.remove("gd-chosen");
    this.#chosen = index;
    this.#parameters[index]!.classList.add("gd-chosen");
    this.#showReading(film, frame);
  }

  #showReading(film: Film, frame: Frame): void {
    const { diagram: words } = this.own;
    const chosen = this.#chosen;
    const text =
      chosen === null
        ? words.hint
        : words.value(
            nameOf(parametersOf(film.sizes)[chosen]!, film, this.own),
            withMinus(short(frame.t[chosen]!)),
            withMinus(short(frame.grad[chosen]!)),
          );
    this.part("reading").textContent = text;
    const picture = this.part("diagram");
    picture.setAttribute("aria-valuenow", String(chosen === null ? 0 : chosen + 1));
    picture.setAttribute("aria-valuetext", text);
    if (chosen !== null) this.#parameters[chosen]!.classList.add("gd-chosen");
  }

  // --- Telling ---

  announceFrame(film: Film, frame: Frame, isEnd: boolean): void {
    const numbers = numbersOf(film, frame, this.own);
    const { title, what } = this.own.verdict;
    const verdict = `${title[frame.kind]}${this.words.verdict.colon}${what[frame.kind](numbers)}`;
    this.announceResult(isEnd ? verdict : this.own.line(numbers));
  }
}
