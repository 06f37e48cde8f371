/** The place below a cell where its outputs appear, as they come. */
import type { CellError, Output, Printed, Result } from "../python/protocol.ts";
import type { Shown } from "./compare.ts";
import { htmlFrame } from "./html-frame.ts";
import { LogView } from "./log-view.ts";
import { filmSvg, safeSvg } from "./svg.ts";
import type { CellWords } from "./words.ts";
import { MADE } from "../parts.ts";

/** So many results and figures one run can show; the rest is counted. */
const MOST = 100;

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
    this.#items += 1;
    if (this.#items > MOST) this.#showRest();
    else this.#show(this.#made(output));
  }

  /** Draw what is still on its way, so that the page is complete. */
  settle(): void {
    for (const log of this.#logs) log.draw();
  }

  /** Show Python's words about an error, and advice if there is any. */
  showError({ traceback }: CellError, hint: string | null): void {
    const box = document.createElement("div");
    box.className = "gd-error";
    box.append(preformatted("gd-traceback", traceback));
    if (hint) box.append(paragraph("gd-hint-text", hint, this.words.hints.title));
    this.element.append(box);
    this.#error = box;
  }

  #openLog(): LogView | null {
    const last = this.#logs.at(-1);
    if (last && last.element === this.element.lastElementChild) return last;
    if (this.#items > MOST) return last ?? null;
    const view = new LogView(this.words);
    this.#logs.push(view);
    this.element.append(view.element);
    return view;
  }

  #made(output: Exclude<Output, Printed>): Element {
    switch (output.kind) {
      case "figure":
        this.#figures += 1;
        return this.#figure(safeSvg(output.svg, this.label ?? this.words.figure));
      case "film":
        this.#films += 1;
        return this.#film(output.frames, output.interval);
      default:
        return this.#result(output);
    }
  }

  #result(output: Result): Element {
    if (output.svg !== undefined) {
      this.#figures += 1;
      return this.#figure(safeSvg(output.svg, this.label ?? this.words.figure));
    }
    if (output.html !== undefined) return htmlFrame(output.html, this.words.html);
    if (output.png !== undefined) return this.#picture(output.png);
    this.#results.push(output.text);
    return preformatted("gd-result", output.text);
  }

  /** Show an element, and have fetched what defines it. */
  #show(made: Element): void {
    this.element.append(made);
    made.dispatchEvent(new CustomEvent(MADE, { bubbles: true }));
  }

  #figure(picture: SVGSVGElement | null): Element {
    const box = document.createElement("div");
    box.className = "gd-figure";
    box.append(picture ?? this.words.notDrawable);
    return box;
  }

  #film(frames: readonly string[], interval: number): Element {
    const film = document.createElement("gd-film");
    film.dataset["frames"] = String(frames.length);
    film.dataset["interval"] = String(interval);
    film.append(filmSvg(frames, this.label ?? this.words.figure) ?? this.words.notDrawable);
    return film;
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
    this.#rest.textContent = this.words.tooMany((this.#items - MOST).toLocaleString());
  }
}

const isPrinted = (output: Output): output is Printed =>
  output.kind === "stdout" || output.kind === "stderr";

export function preformatted(name: string, text: string): HTMLElement {
  const box = document.createElement("pre");
  box.className = name;
  box.tabIndex = 0;
  box.textContent = text;
  return box;
}

export function paragraph(name: string, text: string, title?: string): HTMLElement {
  const box = document.createElement("p");
  box.className = name;
  if (title) {
    const strong = document.createElement("strong");
    strong.textContent = title;
    box.append(strong, " ");
  }
  box.append(text);
  return box;
}
