/** The place below a cell where its outputs appear, as they come. */
import type {
  CellError,
  Film,
  Hint,
  Output,
  Printed,
  Result,
  Shown as Item,
} from "../../python/protocol.ts";
import type { Shown } from "../compare-output.ts";
import { htmlExcerpt } from "../html-output/html-excerpt.ts";
import { leftOutNotes } from "../html-output/removed-content.ts";
import * as limits from "./limits.ts";
import { LogView } from "./log-view.ts";
import { whenRich, type RichOutput } from "./load-rich-output.ts";
import { svgAddress } from "../html-output/svg-image.ts";
import { isImage } from "../html-output/parse-svg.ts";
import { hintFor } from "../hints/hints.ts";
import { PACKAGES } from "../packages.ts";
import { hintParagraph, paragraph, preformatted } from "./text.ts";
import { tracebackView } from "./traceback.ts";
import type { CellWords } from "../words.ts";
import { MADE } from "../../site/lazy-elements.ts";

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
        return limits.isTooLongFilm(output) ? this.#undrawn() : this.#film(output);
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
    if (output.html !== undefined) return this.#html(output.html);
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

  #html(html: string): Element {
    const words = this.words.html;
    const shown = htmlExcerpt(html);
    const [part, all] = [shown.length, html.length];
    return this.#rich(({ htmlOutput }) => {
      const output = htmlOutput(shown, words.name, (lost) => leftOutNotes(lost, words));
      if (part < all) {
        const text = words.part(part.toLocaleString(), all.toLocaleString());
        output.append(paragraph("gd-hint-text", text));
      }
      return output;
    });
  }

  #film(film: Film): Element {
    if (film.svg === undefined) return this.#player(film, ...this.#frames(film.pictures ?? []));
    const { svg } = film;
    return this.#rich(({ safeFilm }) => {
      const picture = safeFilm(svg, this.#label);
      return picture ? this.#player(film, picture) : this.#undrawn();
    });
  }

  #player({ frames, interval, repeats }: Film, ...pictures: readonly Element[]): Element {
    const player = document.createElement("gd-film");
    Object.assign(player.dataset, { frames, interval, ...(repeats && { repeats: "" }) });
    player.append(...pictures);
    return player;
  }

  /** Return an image for each frame; they get their pictures later. */
  #frames(pictures: readonly string[]): readonly Element[] {
    const images = pictures.map((_, n) => {
      const image = document.createElement("img");
      image.decoding = "async"; // else many of them stop the page
      image.dataset["frame"] = String(n);
      image.hidden = n > 0;
      image.alt = this.#label;
      return image;
    });
    void load(images, pictures);
    return images;
  }

  #picture(base64: string): Element {
    const picture = document.createElement("img");
    picture.decoding = "async"; // else many of them stop the page
    picture.src = bitmapAddress(base64);
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

const bitmapAddress = (base64: string): string =>
  `data:image/png;base64,${base64.replace(/\s/g, "")}`;

/** Give images their pictures, if they can be drawn; the page has its turn in between. */
async function load(images: readonly HTMLImageElement[], pictures: readonly string[]) {
  let began = performance.now();
  for (const [n, picture] of pictures.entries()) {
    const isSvg = picture.startsWith("<");
    const address = isSvg ? svgAddress(picture, isImage) : bitmapAddress(picture);
    if (address !== null) images[n]!.src = address;
    if (performance.now() - began < SLICE) continue;
    await new Promise((resolve) => setTimeout(resolve));
    began = performance.now();
  }
}

const isPrinted = (output: Output): output is Printed =>
  output.kind === "stdout" || output.kind === "stderr";
