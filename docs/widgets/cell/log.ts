/** What a cell prints: all of it while it is little, its two ends when there is no end to it. */

export type Stream = "stdout" | "stderr";

export interface Line {
  readonly stream: Stream;
  readonly text: string;
}

/** Lines kept at either end of a very long output. */
export const KEPT = 25_000;

export class Log {
  /** The first lines; then, once there are `KEPT`, the last ones. */
  readonly head: Line[] = [];
  #tail: Line[] = [];
  /** Lines that were not kept, between the two. */
  dropped = 0;
  /** Whether the last line goes on. */
  #isOpen = false;

  get length(): number {
    return this.head.length + this.#tail.length;
  }

  /** Take a piece of text as it comes: it may begin and end in the middle of a line. */
  write(stream: Stream, text: string): void {
    if (text === "") return;
    const pieces = text.split("\n");
    const last = this.#last();
    if (this.#isOpen && last?.stream === stream) {
      this.#replaceLast({ stream, text: last.text + pieces.shift()! });
    }
    const isOpen = !text.endsWith("\n");
    if (!isOpen && pieces.at(-1) === "") pieces.pop();
    for (const piece of pieces) this.#push({ stream, text: piece });
    this.#isOpen = isOpen;
    this.#shorten();
  }

  /** Note that lines are missing here. */
  leaveOut(lines: number): void {
    if (lines === 0) return;
    this.dropped += lines;
    // What follows belongs to the end, even if the beginning has room.
    this.#isHeadDone = true;
    this.#isOpen = false;
  }
  #isHeadDone = false;

  /** Return lines by their place among those that are kept. */
  slice(from: number, to: number): Line[] {
    const length = this.head.length;
    return [
      ...this.head.slice(from, to),
      ...this.#tail.slice(Math.max(0, from - length), Math.max(0, to - length)),
    ];
  }

  /** All that was printed to a stream, as one text. */
  text(stream: Stream): string {
    return this.slice(0, this.length)
      .filter((line) => line.stream === stream)
      .map(({ text }) => `${text}\n`)
      .join("");
  }

  #last(): Line | undefined {
    return this.#tail.at(-1) ?? this.head.at(-1);
  }

  #replaceLast(line: Line): void {
    const list = this.#tail.length ? this.#tail : this.head;
    list[list.length - 1] = line;
  }

  #push(line: Line): void {
    if (!this.#isHeadDone && this.head.length < KEPT) this.head.push(line);
    else this.#tail.push(line);
  }

  /** Let old lines of the end go, many at a time. */
  #shorten(): void {
    if (this.#tail.length <= 2 * KEPT) return;
    this.dropped += this.#tail.length - KEPT;
    this.#tail = this.#tail.slice(-KEPT);
  }
}
