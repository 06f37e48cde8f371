/** Shows a log: whole while it is short, folded in the middle when it is long, a page at a time on demand. */
import type { Printed } from "../python/protocol.ts";
import { Log, type Line } from "./log.ts";
import type { CellWords } from "./words.ts";

/** From this many lines on, the middle is folded away. */
const FOLD_FROM = 1_000;
/** Lines shown at either end of a folded log. */
const END = 300;
/** Lines shown at once when a reader goes through all of them. */
const PAGE = 2_000;
/** Characters shown at once, of lines that are long. */
const MOST_CHARACTERS = 200_000;

export class LogView {
  readonly element = document.createElement("div");
  readonly log = new Log();
  /** The first line of the page that is looked at; null: folded, or short enough. */
  #page: number | null = null;
  #isDue = false;

  constructor(readonly words: CellWords) {
    this.element.className = "gd-log";
    this.element.addEventListener("click", (event) => this.#onClick(event));
  }

  write({ kind, text, omitted, characters }: Printed): void {
    this.log.write(kind, text[0] ?? "");
    this.log.leaveOut(omitted, characters);
    for (const more of text.slice(1)) this.log.write(kind, more);
    if (this.#page !== null || this.#isDue) return;
    this.#isDue = true;
    requestAnimationFrame(() => this.draw());
    setTimeout(() => this.draw(), 250); // a page in the background draws no frames
  }

  draw(): void {
    if (!this.#isDue && this.element.firstChild) return;
    this.#isDue = false;
    const { length, dropped, characters } = this.log;
    const isShort = length <= FOLD_FROM && characters <= MOST_CHARACTERS && dropped === 0;
    if (isShort) this.#show(this.#lines(0, length));
    else this.#showFolded();
  }

  #showFolded(): void {
    const { length, dropped } = this.log;
    const first = this.#fitting(0, 1, END, MOST_CHARACTERS / 2);
    const last = Math.max(first, this.#fitting(length, -1, END, MOST_CHARACTERS / 2));
    const folded = last - first + dropped;
    this.#show(
      this.#lines(0, first),
      this.#note(this.words.folded(folded.toLocaleString()), ["all", this.words.showAll]),
      this.#lines(last, length),
    );
  }

  /** Return how far lines go on from a place, forwards (1) or back (-1), that can be shown at once. */
  #fitting(from: number, step: 1 | -1, most: number, characters: number): number {
    const to = Math.max(0, Math.min(this.log.length, from + step * most));
    const lines = this.log.slice(Math.min(from, to), Math.max(from, to));
    if (step < 0) lines.reverse();
    let size = 0;
    const end = lines.findIndex(({ text }) => (size += text.length) > characters);
    return end < 0 ? to : from + step * Math.max(1, end);
  }

  #showPage(from: number): void {
    const { length, dropped, head } = this.log;
    this.#page = Math.max(0, Math.min(from, length - 1));
    const to = this.#fitting(this.#page, 1, PAGE, MOST_CHARACTERS);
    const place = this.words.linesShown(
      (this.#page + 1).toLocaleString(),
      to.toLocaleString(),
      length.toLocaleString(),
    );
    const gap = dropped > 0 && head.length >= this.#page && head.length < to;
    const middle = gap ? head.length : to;
    this.#show(
      this.#note(
        place,
        ["earlier", this.words.earlier],
        ["later", this.words.later],
        ["fold", this.words.fold],
      ),
      this.#lines(this.#page, middle),
      ...(gap ? [this.#note(this.words.dropped(dropped.toLocaleString()))] : []),
      ...(gap ? [this.#lines(middle, to)] : []),
    );
    const can = { earlier: this.#page > 0, later: to < length };
    for (const [action, isPossible] of Object.entries(can)) {
      const button = this.element.querySelector(`[data-log="${action}"]`)!;
      button.setAttribute("aria-disabled", String(!isPossible));
    }
  }

  #onClick({ target }: Event): void {
    const button = (target as Element).closest<HTMLElement>("[data-log]");
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    const action = button.dataset["log"]!;
    const page = this.#page ?? 0;
    if (action === "fold") {
      this.#page = null;
      this.#showFolded();
    } else {
      const fitting = (step: 1 | -1) => this.#fitting(page, step, PAGE, MOST_CHARACTERS);
      this.#showPage({ all: 0, earlier: fitting(-1), later: fitting(1) }[action] ?? 0);
    }
    const again = { all: "later", fold: "all" }[action] ?? action;
    this.element.querySelector<HTMLElement>(`[data-log="${again}"]`)?.focus();
  }

  #show(...parts: readonly Element[]): void {
    this.element.replaceChildren(...parts.filter((part) => part.hasChildNodes()));
  }

  #lines(from: number, to: number): HTMLElement {
    const box = document.createElement("pre");
    box.tabIndex = 0;
    const lines = this.log.slice(from, to);
    const isPlain = lines.every(({ stream }) => stream === lines[0]!.stream);
    if (lines.length === 0) return box;
    if (isPlain) {
      box.className = `gd-${lines[0]!.stream}`;
      box.textContent = this.#textOf(lines);
      return box;
    }
    box.className = "gd-stdout";
    for (let start = 0, end = 1; end <= lines.length; end++) {
      if (end < lines.length && lines[end]!.stream === lines[start]!.stream) continue;
      const part = document.createElement("span");
      part.className = `gd-${lines[start]!.stream}`;
      part.textContent = this.#textOf(lines.slice(start, end));
      box.append(part);
      start = end;
    }
    return box;
  }

  #note(text: string, ...buttons: readonly (readonly [string, string])[]): HTMLElement {
    const note = document.createElement("p");
    note.className = "gd-fold";
    note.append(`${text} `);
    for (const [action, label] of buttons) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "gd-link";
      button.dataset["log"] = action;
      button.textContent = label;
      note.append(button, " ");
    }
    return note;
  }

  #textOf(lines: readonly Line[]): string {
    return lines.map((line) => `${this.#whole(line)}\n`).join("");
  }

  /** Return a line's text; of a very long one, its ends. */
  #whole({ text, cut, place }: Line): string {
    if (cut === 0) return text;
    const gap = this.words.cutLine(cut.toLocaleString());
    return `${text.slice(0, place)} ${gap} ${text.slice(place)}`;
  }
}
