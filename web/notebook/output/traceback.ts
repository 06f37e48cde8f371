/** Python's traceback, with the frames of libraries folded away. */
import type { CellError, Fold } from "../../python/protocol.ts";
import { preformatted } from "./text.ts";

export interface Part {
  readonly text: string;
  /** The frames that the part stands for, if it is to be folded. */
  readonly fold: Fold | null;
}

/** Return a traceback in parts, in order; folds that do not fit it are left out. */
export function partsOf(traceback: string, folds: readonly Fold[]): Part[] {
  const lines = traceback.split("\n");
  const parts: Part[] = [];
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

/** Show a traceback: the reader's own frames, and one line for those of each library between them. */
export function tracebackView(
  { traceback, folds = [] }: CellError,
  words: (frames: number, library: string) => string,
): HTMLElement {
  const parts = partsOf(traceback.trimEnd(), folds);
  const box = document.createElement("div");
  box.className = "gd-traceback";
  box.append(...parts.map((part) => partView(part, words)));
  return box;
}

function partView(
  { text, fold }: Part,
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
