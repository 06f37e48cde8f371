/** Notes about content that the sanitizer has removed from a program's HTML. */
import type { RemovedContent } from "./sanitize-html.ts";
import { paragraph, preformatted } from "../output/text.ts";
import type { CellWords } from "../words.ts";

export type HtmlWords = CellWords["html"];

/** Characters that are shown of a script; some are megabytes long. */
const MAX_SOURCE_CHARACTERS = 5_000;

/** Return the notes below an output. */
export function removedContentNotes(lost: RemovedContent, words: HtmlWords): HTMLElement[] {
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

/** Return the sources of scripts in closed `<details>`. */
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
  const rest = source.length - MAX_SOURCE_CHARACTERS;
  if (rest <= 0) return source;
  return `${source.slice(0, MAX_SOURCE_CHARACTERS)}\n${words.shortened(rest.toLocaleString())}`;
}
