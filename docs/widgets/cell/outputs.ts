/** The place below a cell where its outputs appear, as they come. */
import type {
  CellError,
  Hint,
  Output,
  Printed,
  Result,
  Shown as Item,
} from "../python/protocol.ts";
import type { Shown } from "./compare.ts";
import { htmlExcerpt } from "./html-excerpt.ts";
import { piecesOf, type Piece } from "./jshtml.ts";
import { leftOutNotes } from "./removed-content.ts";
import * as limits from "./limits.ts";
import { LogView } from "./log-view.ts";
import { whenRich, type RichOutput } from "./rich.ts";
import { holdsSvg, svgIn } from "./svg-address.ts";
import { svgAddress } from "./svg-image.ts";
import { isImage } from "./svg-text.ts";
import { hintFor } from "./hints.ts";
import { PACKAGES } from "./packages.ts";
import { hintParagraph, paragraph, preformatted } from "./text.ts";
import { tracebackView } from "./traceback.ts";
import type { CellWords } from "./words.ts";
import { MADE } from "../parts.ts";

/** Milliseconds after which the page has its turn while frames are looked at. */
const SLICE = 50;

/** Where what has a name is shown: a program shows others in its place, in whichever cell it is. */
const places = new Map<string, { outputs: Outputs; element: Element }>();

export class Outputs {
  #logs: LogView[] = [];
  #results: string[] = [];
  #figures = 0;
  #films = 0;
  /** HTML and pictures. */
  #others = 0;
  #items = 0;
  #rest: HTMLElement | null = null;
  #error: HTMLElement | null = null;
  /** Whether all this goes when more comes. */
  #isClearing = false;

  /**
   * @param element where they appear; emptied when the first comes
   * @param label what a figure of this cell shows, for those who cannot see it
   */
  constructor(
    readonly element: HTMLElement,
    readonly words: CellWords,
    readonly label: string | null,
  ) {}

  clear(): void {
    this.element.replaceChildren();
    [this.#logs, this.#results] = [[], []];
    [this.#figures, this.#films, this.#items] = [0, 0, 0];
    this.#others = 0;
    [this.#rest, this.#error] = [null, null];
    this.#isClearing = false;
  }

  /** What has been shown, to be compared with the lesson's output. */
  get shown(): Shown {
    const printed = (stream: "stdout" | "stderr") =>
      this.#logs.map(({ log }) => log.text(stream)).join("");
    return {
      printed: printed("stdout"),
      results: this.#results,
      figures: this.#figures,
      films: this.#films,
      others: this.#others + (printed("stderr") === "" ? 0 : 1),
    };
  }

  get hasError(): boolean {
    return this.#error !== null;
  }

  add(output: Output): void {
    if (output.kind === "clear" && output.wait) this.#isClearing = true;
    else if (output.kind === "clear" || this.#isClearing) this.clear();
    if (output.kind === "clear") return;
    if (isPrinted(output)) this.#openLog()?.write(output);
    else if (output.kind === "hint") this.#showHint(output);
    else if (output.kind === "omitted") this.#omit(output.items);
    else if (output.isUpdate) this.#update(output);
    else if (this.#items >= limits.MOST) this.#omit(1);
    else this.#add(output);
  }

  #add(output: Item): void {
    this.#items += 1;
    const element = this.#made(output);
    if (output.id !== undefined) places.set(output.id, { outputs: this, element });
    this.#show(element);
  }

  /** Show an output in the place of the one that has its name. */
  #update(output: Item): void {
    const place = places.get(output.id ?? "");
    if (!place) return;
    const element = place.outputs.#made(output);
    place.element.replaceWith(element);
    places.set(output.id!, { ...place, element });
    tellMade(element);
  }

  /** Draw what is still on its way, so that the page is complete. */
  settle(): void {
    for (const log of this.#logs) log.draw();
  }

  /** Show Python's words about an error, and advice if there is any. */
  showError(error: CellError): void {
    const { hints } = this.words;
    const box = document.createElement("div");
    box.className = "gd-error";
    box.append(tracebackView(error, hints.frames));
    const advice = hintFor(error.hint, hints, PACKAGES);
    if (advice) box.append(hintParagraph(hints.title, advice));
    this.element.append(box);
    this.#error = box;
  }

  #showHint(hint: Hint): void {
    const { hints } = this.words;
    const advice = hintFor(hint, hints, PACKAGES);
    if (advice) this.element.append(hintParagraph(hints.title, advice));
  }

  #openLog(): LogView | null {
    const last = this.#logs.at(-1);
    if (last && last.element === this.element.lastElementChild) return last;
    if (this.#items > limits.MOST) return last ?? null;
    const view = new LogView(this.words);
    this.#logs.push(view);
    this.element.append(view.element);
    return view;
  }

  #made(output: Item): Element {
    switch (output.kind) {
      case "figure":
        this.#figures += 1;
        return this.#figure(output.svg);
      case "film":
        this.#films += 1;
        if (limits.isTooLongFilm(output.frames)) return this.#undrawn();
        if (elementsIn(output.frames) > limits.MOST_MERGED) return this.#filmOfImages(output);
        return this.#rich(({ filmSvg }) => {
          const picture = filmSvg(output.frames, this.#label);
          return this.#film(output.frames.length, output.interval, picture ?? this.#undrawn());
        });
      default:
        return this.#result(output);
    }
  }

  #result(output: Result): Element {
    if (output.svg !== undefined) {
      this.#figures += 1;
      return this.#ownSvg(output.svg);
    }
    if (output.html !== undefined || output.png !== undefined) this.#others += 1;
    if (output.html !== undefined) return this.#html(output.html, output.text);
    if (output.png !== undefined) return this.#picture(output.png);
    this.#results.push(output.text);
    return preformatted("gd-result", output.text);
  }

  /** Return a place for what the sanitiser lets through: filled at once if it is here, else when it comes. */
  #rich(make: (rich: RichOutput) => Element, name = ""): Element {
    const place = document.createElement("div");
    place.className = name;
    whenRich(
      (rich) => this.#show(make(rich), place),
      () => place.append(paragraph("gd-hint-text", this.words.unloadedOutput)),
    );
    return place;
  }

  /** Show an element, and have fetched what defines it. */
  #show(made: Element, place: Element = this.element): void {
    place.append(made);
    tellMade(made);
  }

  get #label(): string {
    return this.label ?? this.words.figure;
  }

  #undrawn(): Element {
    return paragraph("gd-hint-text", this.words.notDrawable);
  }

  #figure(svg: string): Element {
    if (svg.length > limits.LONGEST_FIGURE) return this.#undrawn();
    const draw = ({ safeSvg }: RichOutput) => safeSvg(svg, this.#label) ?? this.#image(svg);
    return this.#rich(draw, "gd-figure");
  }

  /** Show what a program has drawn itself, in its own colours. */
  #ownSvg(svg: string): Element {
    const box = document.createElement("div");
    box.className = "gd-figure";
    box.append(this.#image(svg));
    return box;
  }

  #image(svg: string): Element {
    const address = svg.length > limits.LONGEST_SVG ? null : svgAddress(svg, isImage);
    if (address === null) return this.#undrawn();
    const picture = document.createElement("img");
    picture.decoding = "async"; // else many of them stop the page
    picture.addEventListener("error", () => picture.replaceWith(this.#undrawn()));
    picture.src = address;
    picture.alt = this.#label;
    return picture;
  }

  #html(html: string, text: string): Element {
    if (html.length > limits.LONGEST_PLAYER) return this.#tooLong(html.length, text);
    const pieces = piecesOf(html);
    const frames = pieces.flatMap((piece) => (piece.kind === "film" ? piece.frames : []));
    if (pieces.length > limits.MOST || frames.length > limits.MOST_FRAMES) return this.#undrawn();
    const box = document.createElement("div");
    box.append(...pieces.map((piece) => this.#piece(piece)));
    return box;
  }

  #piece(piece: Piece): Element {
    if (piece.kind === "film") {
      this.#films += 1;
      return this.#imageFilm(piece.frames, piece.interval);
    }
    const { html } = this.words;
    const shown = htmlExcerpt(piece.html);
    const [part, all] = [shown.length, piece.html.length];
    return this.#rich(({ htmlOutput }) => {
      const output = htmlOutput(shown, html.name, (lost) => leftOutNotes(lost, html));
      if (part < all) {
        const text = html.part(part.toLocaleString(), all.toLocaleString());
        output.append(paragraph("gd-hint-text", text));
      }
      return output;
    });
  }

  #tooLong(length: number, text: string): Element {
    const box = document.createElement("div");
    const note = this.words.html.tooLong(length.toLocaleString());
    box.append(preformatted("gd-result", text), paragraph("gd-hint-text", note));
    return box;
  }

  /** Return a film of frames that are too much to be made one picture. */
  #filmOfImages({ frames, interval }: Extract<Item, { kind: "film" }>): Element {
    return this.#imageFilm(frames, interval);
  }

  #imageFilm(frames: readonly string[], interval: number): Element {
    const pictures = frames.map((_, n) => this.#frame(n));
    void load(pictures, frames);
    return this.#film(frames.length, interval, ...pictures);
  }

  #film(frames: number, interval: number, ...pictures: readonly Element[]): Element {
    const film = document.createElement("gd-film");
    film.dataset["frames"] = String(frames);
    film.dataset["interval"] = String(interval);
    film.append(...pictures);
    return film;
  }

  #frame(n: number): HTMLImageElement {
    const picture = document.createElement("img");
    picture.decoding = "async"; // else many of them stop the page
    picture.dataset["frame"] = String(n);
    picture.hidden = n > 0;
    picture.alt = this.#label;
    return picture;
  }

  #picture(base64: string): Element {
    const picture = document.createElement("img");
    picture.decoding = "async"; // else many of them stop the page
    picture.src = `data:image/png;base64,${base64.replace(/\s/g, "")}`;
    picture.alt = this.label ?? this.words.picture;
    return picture;
  }

  /** Count what is shown no more. */
  #omit(items: number): void {
    this.#items += items;
    this.#rest ??= this.element.appendChild(document.createElement("p"));
    this.#rest.className = "gd-fold";
    this.#rest.textContent = this.words.tooMany((this.#items - limits.MOST).toLocaleString());
  }
}

const tellMade = (element: Element): boolean =>
  element.dispatchEvent(new CustomEvent(MADE, { bubbles: true }));

const addressOf = (svg: string): string =>
  `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg.replace(/\p{Surrogate}/gu, "\ufffd"))}`;

/** Return how many elements the frames of a film have, about: most of them stand for themselves. */
function elementsIn(frames: readonly string[]): number {
  let count = 0;
  for (const frame of frames) {
    for (let place = frame.indexOf("<"); place >= 0; place = frame.indexOf("<", place + 1)) count++;
  }
  return count / 2;
}

/** Give images their frames, SVG or addresses, if they can be drawn; the page has its turn in between. */
async function load(
  pictures: readonly HTMLImageElement[],
  frames: readonly string[],
): Promise<void> {
  let began = performance.now();
  for (const [n, frame] of frames.entries()) {
    const svg = frame.startsWith("data:") ? (holdsSvg(frame) ? svgIn(frame) : null) : frame;
    if (svg === null || isImage(svg)) pictures[n]!.src = svg === frame ? addressOf(svg) : frame;
    if (performance.now() - began < SLICE) continue;
    await new Promise((resolve) => setTimeout(resolve));
    began = performance.now();
  }
}

const isPrinted = (output: Output): output is Printed =>
  output.kind === "stdout" || output.kind === "stderr";
