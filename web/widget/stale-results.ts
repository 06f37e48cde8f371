/** What marks results as those of an earlier run, as long as another one is awaited. The rest is in stage.css. */
import { html, type Markup } from "../core/markup.ts";
import type { Words } from "./words.ts";

/**
 * What a widget awaits, as `data-awaits`: another run than the one that is shown, or only a verdict on this one.
 * As long as it awaits anything, it has the attribute `data-stale`.
 */
export type Awaited = "run" | "verdict" | null;

/** The parts of a widget that tell of a run. */
export const RESULTS = ".gd-judged, .gd-table, .gd-count, .gd-program, figcaption";

const place = (of: "verdict" | "numbers", result: Markup, note: Markup): Markup =>
  html`<div class="gd-judged" data-of="${of}">
    ${result}
    <p class="gd-earlier">${note}</p>
  </div>`;

/** Return what has become of what is awaited: the styles show one of these. */
const title = ({ earlier }: Words): Markup =>
  html`<strong
    ><span class="gd-pending">${earlier.title}</span><span class="gd-failed">${earlier.failed}</span
    ><span class="gd-undrawn">${earlier.undrawn}</span></strong
  >`;

/** Return a verdict, and what stands in its place while it is awaited. */
export const verdictPlace = (verdict: Markup, words: Words): Markup =>
  place(
    "verdict",
    verdict,
    html`${title(words)} <span class="gd-earlier-run">${words.earlier.sentence}</span>`,
  );

/** Return one verdict among several, and what stands in its place while it is awaited. */
export const shortVerdictPlace = (verdict: Markup, words: Words): Markup =>
  place("verdict", verdict, title(words));

/** Return numbers of a run, and what stands in their place while those of another are awaited. */
export const numbersPlace = (numbers: Markup, { earlier }: Words): Markup =>
  place("numbers", numbers, html`${earlier.picture}`);

/** Return the caption, which says of which settings it tells. */
export const captionView = (text: string, { earlier }: Words): Markup =>
  html`<figcaption>
    <span class="gd-earlier-run">${earlier.caption}</span><span data-part="caption">${text}</span>
  </figcaption>`;
