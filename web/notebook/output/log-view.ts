/** Shows a log in one scrolling box: its first and last lines, and the number of omitted lines between them. */
import type { Printed } from "../../python/protocol.ts";
import { Log, type Line } from "./log.ts";
import type { CellWords } from "../words.ts";

export class LogView {
  readonly element = document.createElement("div");
  readonly log = new Log();
  readonly #box = document.createElement("pre");
  #isDue = false;

  constructor(readonly words: CellWords) {
    this.element.className = "gd-log";
    this.#box.tabIndex = 0;
  }

  write({ kind, text, omitted, characters }: Printed): void {
    this.log.write(kind, text[0] ?? "");
    this.log.leaveOut(omitted, characters);
    for (const more of text.slice(1)) this.log.write(kind, more);
    if (this.#isDue) return;
    this.#isDue = true;
    requestAnimationFrame(() => this.draw());
    setTimeout(() => this.draw(), 250); // pages in the background get no animation frames
  }

  draw(): void {
    if (!this.#isDue) return;
    this.#isDue = false;
    const { head, tail, dropped } = this.log;
    const gap =
      dropped > 0 ? [part("gd-left-out", this.words.leftOut(dropped.toLocaleString()))] : [];
    this.#box.replaceChildren(...this.#parts(head), ...gap, ...this.#parts(tail));
    if (head.length > 0 && !this.#box.parentElement) this.element.append(this.#box);
  }

  /** Return the elements for lines, one for each run of lines of the same stream. */
  #parts(lines: readonly Line[]): HTMLElement[] {
    const parts: HTMLElement[] = [];
    for (let start = 0, end = 1; end <= lines.length; end++) {
      if (end < lines.length && lines[end]!.stream === lines[start]!.stream) continue;
      const text = lines.slice(start, end).map((line) => `${this.#whole(line)}\n`);
      parts.push(part(`gd-${lines[start]!.stream}`, text.join("")));
      start = end;
    }
    return parts;
  }

  /** Return a line's text; of a very long one, both ends and the number of characters between them. */
  #whole({ text, cut, place }: Line): string {
    if (cut === 0) return text;
    const gap = this.words.cutLine(cut.toLocaleString());
    return `${text.slice(0, place)} ${gap} ${text.slice(place)}`;
  }
}

function part(name: string, text: string): HTMLElement {
  const made = document.createElement("span");
  made.className = name;
  made.textContent = text;
  return made;
}
