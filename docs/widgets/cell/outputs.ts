/** The place below a cell where its outputs appear, as they come. */
import type { CellError, Hint, Output, Printed, Result } from "../python/protocol.ts";
import type { Shown } from "./compare.ts";
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

export class Outputs {
  #logs: LogView[] = [];
  #results: string[] = [];
  #figures = 0;
  #films = 0;
  #items = 0;
  #rest: HTMLElement | null = null;
  #error: HTMLElement | null = null;

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
    [this.#rest, this.#error] = [null, null];
  }

  /** What has been shown, to be compared with the book. */
  get shown(): Shown {
    return {
      printed: this.#logs.map(({ log }) => log.text("stdout")).join(""),
      results: this.#results,
      figures: this.#figures,
      films: this.#films,
    };
  }

  get hasError(): boolean {
    return this.#error !== null;
  }

  add(output: Output): void {
    if (isPrinted(output)) {
      this.#openLog()?.write(output.kind, output.text, output.omitted);
      return;
    }
    if (output.kind === "hint") return this.#showHint(output);
    this.#items += 1;
    if (this.#items > limits.MOST) this.#showRest();
    else this.#show(this.#made(output));
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

  #made(output: Exclude<Output, Printed | { kind: "hint" }>): Element {
    switch (output.kind) {
      case "figure":
        this.#figures += 1;
        return this.#figure(output.svg);
      case "film":
        this.#films += 1;
        if (limits.isTooLongFilm(output.frames)) return this.#undrawn();
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
    made.dispatchEvent(new CustomEvent(MADE, { bubbles: true }));
  }

  get #label(): string {
    return this.label ?? this.words.figure;
  }

  #undrawn(): Element {
    return paragraph("gd-hint-text", this.words.notDrawable);
  }

  #figure(svg: string): Element {
    if (svg.length > limits.LONGEST_FIGURE) return this.#undrawn();
    const draw = ({ safeSvg }: RichOutput) => safeSvg(svg, this.#label) ?? this.#undrawn();
    return this.#rich(draw, "gd-figure");
  }

  /** Show what a program has drawn itself, in its own colours. */
  #ownSvg(svg: string): Element {
    const address = svg.length > limits.LONGEST_SVG ? null : svgAddress(svg, isImage);
    if (address === null) return this.#undrawn();
    const box = document.createElement("div");
    box.className = "gd-figure";
    const picture = document.createElement("img");
    picture.addEventListener("error", () => picture.replaceWith(this.#undrawn()));
    picture.src = address;
    picture.alt = this.#label;
    box.append(picture);
    return box;
  }

  #html(html: string): Element {
    if (html.length > limits.LONGEST_PLAYER) return this.#tooLong(html.length);
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
      const pictures = piece.frames.map((frame, n) => this.#frame(frame, n));
      return this.#film(pictures.length, piece.interval, ...pictures);
    }
    if (piece.html.length > limits.LONGEST_HTML) return this.#tooLong(piece.html.length);
    const { html } = this.words;
    return this.#rich(({ htmlOutput }) =>
      htmlOutput(piece.html, html.name, (lost) => leftOutNotes(lost, html)),
    );
  }

  #tooLong(length: number): Element {
    return paragraph("gd-hint-text", this.words.html.tooLong(length.toLocaleString()));
  }

  #film(frames: number, interval: number, ...pictures: readonly Element[]): Element {
    const film = document.createElement("gd-film");
    film.dataset["frames"] = String(frames);
    film.dataset["interval"] = String(interval);
    film.append(...pictures);
    return film;
  }

  #frame(address: string, n: number): Element {
    const picture = document.createElement("img");
    picture.dataset["frame"] = String(n);
    picture.hidden = n > 0;
    picture.alt = this.#label;
    if (!holdsSvg(address) || isImage(svgIn(address))) picture.src = address;
    return picture;
  }

  #picture(base64: string): Element {
    const picture = document.createElement("img");
    picture.src = `data:image/png;base64,${base64.replace(/\s/g, "")}`;
    picture.alt = this.label ?? this.words.picture;
    return picture;
  }

  #showRest(): void {
    this.#rest ??= this.element.appendChild(document.createElement("p"));
    this.#rest.className = "gd-fold";
    this.#rest.textContent = this.words.tooMany((this.#items - limits.MOST).toLocaleString());
  }
}

const isPrinted = (output: Output): output is Printed =>
  output.kind === "stdout" || output.kind === "stderr";
