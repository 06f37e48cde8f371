/** Marks a line of static code with the CSS Custom Highlight API; `::highlight(gd-failed-line)` in cell.css. */
const NAME = "gd-failed-line";

/** Return the range of line `line`, counted from 1, in `code`, without its line break. */
function rangeOf(code: Element, line: number): Range | null {
  const lines = code.textContent.split("\n");
  if (line < 1 || line > lines.length) return null;
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const end = start + lines[line - 1]!.length;
  const range = document.createRange();
  const texts = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  let before = 0;
  let isStarted = false;
  for (let text = texts.nextNode() as Text | null; text; text = texts.nextNode() as Text | null) {
    const after = before + text.length;
    if (!isStarted && start < after) {
      range.setStart(text, start - before);
      isStarted = true;
    }
    if (isStarted && end <= after) {
      range.setEnd(text, end - before);
      return range;
    }
    before = after;
  }
  return null;
}

/** Marks the failed line of one cell's static code; without effect in browsers that lack the API. */
export class FailedLine {
  #range: Range | null = null;

  mark(code: Element, line: number | null): void {
    if (typeof Highlight === "undefined") return;
    const marked = CSS.highlights.get(NAME) ?? new Highlight();
    CSS.highlights.set(NAME, marked);
    if (this.#range) marked.delete(this.#range);
    this.#range = line === null ? null : rangeOf(code, line);
    if (this.#range) marked.add(this.#range);
  }
}
