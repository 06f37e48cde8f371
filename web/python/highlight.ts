/** Syntax highlighting of Python, only as much as the short programs of widgets need. */
import { html, type Markup } from "../core/markup.ts";

const TOKEN =
  /(?<comment>#.*)|(?<string>"[^"]*")|(?<keyword>\b(?:from|import|for|in|if|else|return|def|while|print)\b)|(?<number>-?\b\d[\d.]*(?:e[+-]?\d+)?\b)/g;

/** Return `source` with its comments, strings, keywords and numbers marked. */
export function highlight(source: string): Markup {
  const parts: (Markup | string)[] = [];
  let end = 0;
  for (const match of source.matchAll(TOKEN)) {
    const [kind] = Object.entries(match.groups!).find(([, text]) => text !== undefined)!;
    parts.push(source.slice(end, match.index));
    parts.push(html`<span class="gd-code-${kind}">${match[0]}</span>`);
    end = match.index + match[0].length;
  }
  return html`${[...parts, source.slice(end)]}`;
}
