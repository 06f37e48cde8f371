/** What a page says of the parts of a program's HTML that it does not show. */
import type { LeftOut } from "./sanitize-html.ts";
import { paragraph, preformatted } from "../output/text.ts";
import type { CellWords } from "../words.ts";

export type HtmlWords = CellWords["html"];

/** Characters of a script that are shown; some programs bring megabytes. */
const LONGEST_SOURCE = 5_000;

/** Return the notes below an output that has lost something. */
export function leftOutNotes(lost: LeftOut, words: HtmlWords): HTMLElement[] {
  const notes: HTMLElement[] = [];
  const say = (text: string) => notes.push(paragraph("gd-hint-text", text));
  if (lost.isTooMuch) say(words.tooMuch);
  if (lost.scripts.length > 0) {
    say(words.scripts);
    notes.push(sources(lost.scripts, words));
  }
  if (lost.hasHandlers) say(words.handlers);
  if (lost.hasFiles) say(words.files);
  if (lost.elements.length > 0) say(words.elements(lost.elements.join(", ")));
  return notes;
}

/** Return the scripts of a program as text, folded. */
function sources(scripts: readonly string[], words: HtmlWords): HTMLElement {
  const box = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = words.source;
  box.append(
    summary,
    ...scripts.map((source) => preformatted("gd-script", shortened(source, words))),
  );
  return box;
}

function shortened(source: string, words: HtmlWords): string {
  const rest = source.length - LONGEST_SOURCE;
  if (rest <= 0) return source;
  return `${source.slice(0, LONGEST_SOURCE)}\n${words.shortened(rest.toLocaleString())}`;
}
