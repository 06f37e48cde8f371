/** Shortens a program's HTML to what a page parses without a noticeable pause. */
import { MAX_HTML_CHARACTERS, MAX_HTML_TAGS } from "../output/limits.ts";

/** Return the beginning of HTML, cut before a tag, if possible after a table row; the parser closes open elements. */
export function htmlExcerpt(html: string): string {
  const end = endOf(html);
  if (end === html.length) return html;
  const row = html.lastIndexOf("</tr>", end - "</tr>".length);
  return html.slice(0, row > end / 2 ? row + "</tr>".length : end);
}

/** Return the index at which the limit of tags or of characters is reached. */
function endOf(html: string): number {
  let place = -1;
  for (let tags = 0; tags <= MAX_HTML_TAGS; tags++) {
    const next = html.indexOf("<", place + 1);
    if (next < 0) return html.length <= MAX_HTML_CHARACTERS ? html.length : afterText(html, place);
    if (next > MAX_HTML_CHARACTERS) return afterText(html, place);
    place = next;
  }
  return place;
}

/** Return where to cut text without a further tag; never inside the tag that begins at `place`. */
function afterText(html: string, place: number): number {
  const closed = html.indexOf(">", place);
  return place >= 0 && (closed < 0 || closed > MAX_HTML_CHARACTERS) ? place : MAX_HTML_CHARACTERS;
}
