/** Shows a traceback, with the frames of libraries in closed `<details>`. */
import type { CellError, Fold } from "../../python/protocol.ts";
import { preformatted } from "./text.ts";

export interface TracebackPart {
  readonly text: string;
  /** Set if the part consists of a library's frames, which are collapsed. */
  readonly fold: Fold | null;
}

/** Split a traceback into parts, in order; folds outside of it are ignored. */
export function splitTraceback(traceback: string, folds: readonly Fold[]): TracebackPart[] {
  const lines = traceback.split("\n");
  const parts: TracebackPart[] = [];
  let next = 0;
  const add = (end: number, fold: Fold | null): void => {
    if (end > next) parts.push({ text: lines.slice(next, end).join("\n"), fold });
    next = end;
  };
  for (const fold of folds) {
    if (fold.start < next || fold.end <= fold.start || fold.end >= lines.length) continue;
    add(fold.start, null);
    add(fold.end, fold);
  }
  add(lines.length, null);
  return parts;
}

/** Return the element of a traceback: the reader's own frames, and a summary line for each run of library frames. */
export function tracebackView(
  { traceback, folds = [] }: CellError,
  words: (frames: number, library: string) => string,
): HTMLElement {
  const parts = splitTraceback(traceback.trimEnd(), folds);
  const box = document.createElement("div");
  box.className = "gd-traceback";
  box.append(...parts.map((part) => partView(part, words)));
  return box;
}

function partView(
  { text, fold }: TracebackPart,
  words: (frames: number, library: string) => string,
): HTMLElement {
  const code = preformatted("gd-frames", text);
  if (!fold) return code;
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = words(fold.frames, fold.library);
  details.append(summary, code);
  return details;
}
