/**
 * What a cell prints: up to a limit all lines, beyond it the first and the last ones. Text is written as on a
 * terminal, with carriage returns, backspaces and erased lines; colours are dropped.
 */

export type Stream = "stdout" | "stderr";

export interface Line {
  readonly stream: Stream;
  /** Its characters; of a very long line, both ends. */
  readonly text: string;
  /** How many characters were dropped, and at which index of `text`. */
  readonly cut: number;
  readonly place: number;
}

/** Lines kept at either end of a long output. */
export const END_LINES = 500;
/** Characters kept at either end of a long output; the last line may exceed them. */
export const END_CHARACTERS = 100_000;
/** Characters kept at either end of a line. */
export const LINE_END_CHARACTERS = 5_000;

/** The parts of a text: control characters, ANSI escape sequences, other characters; at its end, an incomplete sequence. */
const PART =
  /[\n\r\b]|\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-OQ-WYZ\\c-~]|[^\n\r\b\x1b]+|\x1b/g;
const HALF_SEQUENCE = /\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]{0,1000}|[ -/]*)$/;
const ERASES = /^\x1b\[([02]?)K$/;

export class Log {
  readonly #head: Line[] = [];
  readonly #tail: Line[] = [];
  #sizes = { head: 0, tail: 0 };
  /** Number of lines dropped between head and tail. */
  dropped = 0;
  /** Whether the last line has no line break yet. */
  #isOpen = false;
  /** Index in the last line at which the next character is written. */
  #cursor = 0;
  /** The beginning of an escape sequence whose end has not arrived yet. */
  #half: Record<Stream, string> = { stdout: "", stderr: "" };

  /** The first lines. */
  get head(): readonly Line[] {
    return this.#head;
  }

  /** The last lines, if there are more than the first ones. */
  get tail(): readonly Line[] {
    return this.#tail;
  }

  /** Write a chunk of text; it may begin and end in the middle of a line or an escape sequence. */
  write(stream: Stream, text: string): void {
    const all = this.#half[stream] + text;
    this.#half[stream] = HALF_SEQUENCE.exec(all.slice(-1100))?.[0] ?? "";
    const whole = all.slice(0, all.length - this.#half[stream].length);
    for (const [part] of whole.matchAll(PART)) this.#take(stream, part);
    this.#shorten();
  }

  #take(stream: Stream, part: string): void {
    if (part === "\n") this.#end(stream);
    else if (part === "\r") this.#cursor = 0;
    else if (part === "\b") this.#cursor = Math.max(0, this.#cursor - 1);
    else if (part.startsWith("\x1b")) this.#erase(stream, ERASES.exec(part)?.[1]);
    else this.#put(stream, part);
  }

  /** Record that Python has dropped lines here, or characters of the last line. */
  leaveOut(lines: number, characters: number): void {
    if (lines > 0) {
      this.dropped += lines;
      // What follows is part of the tail, even if the head has room.
      this.#isHeadDone = true;
      this.#isOpen = false;
    } else if (characters > 0) {
      const line = this.#open(this.#last()?.stream ?? "stdout");
      const place = line.cut > 0 ? line.place : Math.min(LINE_END_CHARACTERS, line.text.length);
      this.#replaceLast({ ...line, cut: line.cut + characters, place });
      this.#cursor = line.text.length;
    }
  }
  #isHeadDone = false;

  /** Return the kept lines of a stream as one text. */
  text(stream: Stream): string {
    return [...this.#head, ...this.#tail]
      .filter((line) => line.stream === stream)
      .map(({ text }) => `${text}\n`)
      .join("");
  }

  /** Return the last line if it is open and of this stream, else a new one. */
  #open(stream: Stream): Line {
    const last = this.#last();
    if (this.#isOpen && last?.stream === stream) return last;
    const line = { stream, text: "", cut: 0, place: 0 };
    this.#push(line);
    this.#isOpen = true;
    this.#cursor = 0;
    return line;
  }

  #end(stream: Stream): void {
    this.#open(stream);
    this.#isOpen = false;
    this.#cursor = 0;
  }

  /** Write characters at the cursor, replacing those after it. */
  #put(stream: Stream, part: string): void {
    const cursor = this.#isOpen && this.#last()?.stream === stream ? this.#cursor : 0;
    let { text, cut, place } = this.#open(stream);
    if (cut > 0 && cursor === 0) [text, cut, place] = ["", 0, 0];
    text = text.slice(0, cursor) + part + text.slice(cursor + part.length);
    this.#cursor = cursor + part.length;
    if (text.length > 2 * LINE_END_CHARACTERS) {
      if (cut === 0) place = LINE_END_CHARACTERS;
      const rest = text.length - place - LINE_END_CHARACTERS;
      text = text.slice(0, place) + text.slice(-LINE_END_CHARACTERS);
      cut += rest;
      this.#cursor = Math.max(place, this.#cursor - rest);
    }
    this.#replaceLast({ stream, text, cut, place });
  }

  /** Erase the line after the cursor, or all of it ("2"): `what` is the parameter of the sequence EL. */
  #erase(stream: Stream, what: string | undefined): void {
    const last = this.#last();
    if (what === undefined || !this.#isOpen || last?.stream !== stream) return;
    const text = what === "2" ? " ".repeat(this.#cursor) : last.text.slice(0, this.#cursor);
    this.#replaceLast({ stream, text, cut: 0, place: 0 });
  }

  #last(): Line | undefined {
    return this.#tail.at(-1) ?? this.#head.at(-1);
  }

  #replaceLast(line: Line): void {
    const part = this.#tail.length ? "tail" : "head";
    const list = part === "tail" ? this.#tail : this.#head;
    this.#sizes[part] += line.text.length - list.at(-1)!.text.length;
    list[list.length - 1] = line;
  }

  #push(line: Line): void {
    const hasRoom = this.#head.length < END_LINES && this.#sizes.head < END_CHARACTERS;
    this.#isHeadDone ||= !hasRoom;
    if (this.#isHeadDone) this.#tail.push(line);
    else this.#head.push(line);
  }

  /** Drop the first lines of the tail until it is within its limits. */
  #shorten(): void {
    let first = Math.max(0, this.#tail.length - END_LINES);
    for (const line of this.#tail.slice(0, first)) this.#sizes.tail -= line.text.length;
    while (this.#sizes.tail > END_CHARACTERS && first < this.#tail.length - 1) {
      this.#sizes.tail -= this.#tail[first++]!.text.length;
    }
    this.dropped += first;
    this.#tail.splice(0, first);
  }
}
