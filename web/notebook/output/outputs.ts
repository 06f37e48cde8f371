/** The output area below a cell: appends outputs as they arrive. */
import type {
  CellError,
  RenderedAnimation,
  Hint,
  Output,
  Printed,
  Result,
  Shown as Item,
} from "../../python/protocol.ts";
import type { ComparableOutput } from "../compare-output.ts";
import { htmlExcerpt } from "../html-output/html-excerpt.ts";
import { removedContentNotes } from "../html-output/removed-content.ts";
import * as limits from "./limits.ts";
import { LogView } from "./log-view.ts";
import { withRichOutput, type RichOutput } from "./load-rich-output.ts";
import { svgImageUrl } from "../html-output/svg-image.ts";
import { isImage } from "../html-output/parse-svg.ts";
import { hintFor } from "../hints/hints.ts";
import { PACKAGES } from "../packages.ts";
import { hintParagraph, paragraph, preformatted } from "./text.ts";
import { tracebackView } from "./traceback.ts";
import type { CellWords } from "../words.ts";
import { ELEMENT_ADDED } from "../../site/lazy-elements.ts";

/** Milliseconds after which checking frames yields to the page. */
const FRAME_BUDGET_MS = 50;

/** Outputs with a display id, which a program can update from any cell. */
const named = new Map<string, { outputs: Outputs; element: Element }>();

export class Outputs {
  #logs: LogView[] = [];
  #results: string[] = [];
  #figures = 0;
  #animations = 0;
  /** HTML and images. */
  #others = 0;
  #count = 0;
  #omittedNote: HTMLElement | null = null;
  #error: HTMLElement | null = null;
  /** Whether the next output clears the area, as in IPython's `clear_output(wait=True)`. */
  #isClearing = false;

  /**
   * @param element the output area
   * @param label the text alternative of this cell's figures
   */
  constructor(
    readonly element: HTMLElement,
    readonly words: CellWords,
    readonly label: string | null,
  ) {}

  clear(): void {
    this.element.replaceChildren();
    [this.#logs, this.#results] = [[], []];
    [this.#figures, this.#animations, this.#count] = [0, 0, 0];
    this.#others = 0;
    [this.#omittedNote, this.#error] = [null, null];
    this.#isClearing = false;
  }

  /** The output, to be compared with the lesson's. */
  get shown(): ComparableOutput {
    const printed = (stream: "stdout" | "stderr") =>
      this.#logs.map(({ log }) => log.text(stream)).join("");
    return {
      printed: printed("stdout"),
      results: this.#results,
      figures: this.#figures,
      animations: this.#animations,
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
    else if (this.#count >= limits.MAX_ITEMS) this.#omit(1);
    else this.#add(output);
  }

  #add(output: Item): void {
    this.#count += 1;
    const element = this.#elementFor(output);
    if (output.id !== undefined) named.set(output.id, { outputs: this, element });
    this.#show(element);
  }

  /** Replace the output that has the same display id. */
  #update(output: Item): void {
    const place = named.get(output.id ?? "");
    if (!place) return;
    const element = place.outputs.#elementFor(output);
    place.element.replaceWith(element);
    named.set(output.id!, { ...place, element });
    announceElement(element);
  }

  /** Draw pending lines of logs at once. */
  settle(): void {
    for (const log of this.#logs) log.draw();
  }

  /** Show an error's traceback, and a hint if there is one. */
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
    if (this.#count > limits.MAX_ITEMS) return last ?? null;
    const view = new LogView(this.words);
    this.#logs.push(view);
    this.element.append(view.element);
    return view;
  }

  #elementFor(output: Item): Element {
    switch (output.kind) {
      case "figure":
        this.#figures += 1;
        return this.#figure(output.svg);
      case "animation":
        this.#animations += 1;
        return limits.isTooLongAnimation(output) ? this.#notDrawable() : this.#animation(output);
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

  /** Return a container for sanitized content, which is filled when the sanitizers are loaded. */
  #richElement(make: (rich: RichOutput) => Element, name = ""): Element {
    const place = document.createElement("div");
    place.className = name;
    withRichOutput(
      (rich) => this.#show(make(rich), place),
      () => place.append(paragraph("gd-hint-text", this.words.unloadedOutput)),
    );
    return place;
  }

  /** Append an element, and have its definition loaded if it is a custom element. */
  #show(made: Element, place: Element = this.element): void {
    place.append(made);
    announceElement(made);
  }

  get #label(): string {
    return this.label ?? this.words.figure;
  }

  #notDrawable(): Element {
    return paragraph("gd-hint-text", this.words.notDrawable);
  }

  #figure(svg: string): Element {
    if (svg.length > limits.MAX_FIGURE_CHARACTERS) return this.#notDrawable();
    const draw = ({ inlineSvg }: RichOutput) => inlineSvg(svg, this.#label) ?? this.#image(svg);
    return this.#richElement(draw, "gd-figure");
  }

  /** Show a program's own SVG as an image, with its colours unchanged. */
  #ownSvg(svg: string): Element {
    const box = document.createElement("div");
    box.className = "gd-figure";
    box.append(this.#image(svg));
    return box;
  }

  #image(svg: string): Element {
    const address = svg.length > limits.MAX_SVG_CHARACTERS ? null : svgImageUrl(svg, isImage);
    if (address === null) return this.#notDrawable();
    const picture = document.createElement("img");
    picture.decoding = "async"; // else many of them stop the page
    picture.addEventListener("error", () => picture.replaceWith(this.#notDrawable()));
    picture.src = address;
    picture.alt = this.#label;
    return picture;
  }

  #html(html: string): Element {
    const words = this.words.html;
    const shown = htmlExcerpt(html);
    const [part, all] = [shown.length, html.length];
    return this.#richElement(({ htmlFrame }) => {
      const output = htmlFrame(shown, words.name, (lost) => removedContentNotes(lost, words));
      if (part < all) {
        const text = words.part(part.toLocaleString(), all.toLocaleString());
        output.append(paragraph("gd-hint-text", text));
      }
      return output;
    });
  }

  #animation(animation: RenderedAnimation): Element {
    if (animation.svg === undefined)
      return this.#player(animation, ...this.#frames(animation.pictures ?? []));
    const { svg } = animation;
    return this.#richElement(({ inlineAnimation }) => {
      const picture = inlineAnimation(svg, this.#label);
      return picture ? this.#player(animation, picture) : this.#notDrawable();
    });
  }

  #player(
    { frames, interval, repeats }: RenderedAnimation,
    ...pictures: readonly Element[]
  ): Element {
    const player = document.createElement("gd-film");
    Object.assign(player.dataset, { frames, interval, ...(repeats && { repeats: "" }) });
    player.append(...pictures);
    return player;
  }

  /** Return an `<img>` for each frame; their sources are set later, in `loadFrames`. */
  #frames(pictures: readonly string[]): readonly Element[] {
    const images = pictures.map((_, n) => {
      const image = document.createElement("img");
      image.decoding = "async"; // else many of them stop the page
      image.dataset["frame"] = String(n);
      image.hidden = n > 0;
      image.alt = this.#label;
      return image;
    });
    void loadFrames(images, pictures);
    return images;
  }

  #picture(base64: string): Element {
    const picture = document.createElement("img");
    picture.decoding = "async"; // else many of them stop the page
    picture.src = bitmapAddress(base64);
    picture.alt = this.label ?? this.words.picture;
    return picture;
  }

  /** Count outputs beyond the limit. */
  #omit(items: number): void {
    this.#count += items;
    this.#omittedNote ??= this.element.appendChild(document.createElement("p"));
    this.#omittedNote.className = "gd-fold";
    this.#omittedNote.textContent = this.words.tooMany(
      (this.#count - limits.MAX_ITEMS).toLocaleString(),
    );
  }
}

const announceElement = (element: Element): boolean =>
  element.dispatchEvent(new CustomEvent(ELEMENT_ADDED, { bubbles: true }));

const bitmapAddress = (base64: string): string =>
  `data:image/png;base64,${base64.replace(/\s/g, "")}`;

/** Set the sources of images whose frames can be drawn, yielding to the page in between. */
async function loadFrames(images: readonly HTMLImageElement[], pictures: readonly string[]) {
  let began = performance.now();
  for (const [n, picture] of pictures.entries()) {
    const isSvg = picture.startsWith("<");
    const address = isSvg ? svgImageUrl(picture, isImage) : bitmapAddress(picture);
    if (address !== null) images[n]!.src = address;
    if (performance.now() - began < FRAME_BUDGET_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    began = performance.now();
  }
}

const isPrinted = (output: Output): output is Printed =>
  output.kind === "stdout" || output.kind === "stderr";
