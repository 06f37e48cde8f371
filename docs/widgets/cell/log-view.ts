/** Shows a log: whole while it is short, folded in the middle when it is long, a page at a time on demand. */
import { Log, type Line, type Stream } from "./log.ts";
import type { CellWords } from "./words.ts";

/** From this many lines on, the middle is folded away. */
const FOLD_FROM = 1_000;
/** Lines shown at either end of a folded log. */
const END = 300;
/** Lines shown at once when a reader goes through all of them. */
const PAGE = 2_000;

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

  write(stream: Stream, text: readonly string[], omitted: number): void {
    this.log.write(stream, text[0] ?? "");
    this.log.leaveOut(omitted);
    for (const more of text.slice(1)) this.log.write(stream, more);
    if (this.#page !== null || this.#isDue) return;
    this.#isDue = true;
    requestAnimationFrame(() => this.draw());
    setTimeout(() => this.draw(), 250); // a page in the background draws no frames
  }

  draw(): void {
    if (!this.#isDue && this.element.firstChild) return;
    this.#isDue = false;
    const { length, dropped } = this.log;
    if (length <= FOLD_FROM && dropped === 0) this.#show(this.#lines(0, length));
    else this.#showFolded();
  }

  #showFolded(): void {
    const { length, dropped } = this.log;
    const folded = Math.max(0, length - 2 * END) + dropped;
    this.#show(
      this.#lines(0, END),
      this.#note(this.words.folded(folded.toLocaleString()), ["all", this.words.showAll]),
      this.#lines(Math.max(END, length - END), length),
    );
  }

  #showPage(from: number): void {
    const { length, dropped, head } = this.log;
    this.#page = Math.max(0, Math.min(from, length - 1));
    const to = Math.min(length, this.#page + PAGE);
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
    } else this.#showPage({ all: 0, earlier: page - PAGE, later: page + PAGE }[action] ?? 0);
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
      box.textContent = textOf(lines);
      return box;
    }
    box.className = "gd-stdout";
    for (let start = 0, end = 1; end <= lines.length; end++) {
      if (end < lines.length && lines[end]!.stream === lines[start]!.stream) continue;
      const part = document.createElement("span");
      part.className = `gd-${lines[start]!.stream}`;
      part.textContent = textOf(lines.slice(start, end));
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
}

const textOf = (lines: readonly Line[]): string => lines.map(({ text }) => `${text}\n`).join("");
