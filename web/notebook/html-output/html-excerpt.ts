/** The beginning of a program's HTML, where all of it would take a page too long to read. */
import { LONGEST_HTML, MOST_TAGS } from "../output/limits.ts";

/** Return HTML that a page can take, up to the beginning of a tag; an HTML parser closes what is open. */
export function htmlExcerpt(html: string): string {
  const end = endOf(html);
  if (end === html.length) return html;
  const row = html.lastIndexOf("</tr>", end - "</tr>".length);
  return html.slice(0, row > end / 2 ? row + "</tr>".length : end);
}

/** Return where the tags, or the characters, are too many. */
function endOf(html: string): number {
  let place = -1;
  for (let tags = 0; tags <= MOST_TAGS; tags++) {
    const next = html.indexOf("<", place + 1);
    if (next < 0) return html.length <= LONGEST_HTML ? html.length : afterText(html, place);
    if (next > LONGEST_HTML) return afterText(html, place);
    place = next;
  }
  return place;
}

/** Return how far a text may go that no tag ends; never into a tag that begins at `place`. */
function afterText(html: string, place: number): number {
  const closed = html.indexOf(">", place);
  return place >= 0 && (closed < 0 || closed > LONGEST_HTML) ? place : LONGEST_HTML;
}
