/** Results that may be stale: each has a placeholder, shown while a run is pending. See styles/stale-results.css. */
import { html, type Markup } from "../core/markup.ts";
import type { Words } from "./words.ts";

/**
 * Value of `data-awaits`: whether a new run is pending, or only the verdict on the shown run. While either is
 * pending, the widget has the attribute `data-stale`.
 */
export type PendingResult = "run" | "verdict" | null;

/** The parts of a widget that show results of a run. */
export const RESULTS = ".gd-stale-area, .gd-table, .gd-count, .gd-program, figcaption";

const withPlaceholder = (of: "verdict" | "numbers", result: Markup, note: Markup): Markup =>
  html`<div class="gd-stale-area" data-of="${of}">
    ${result}
    <p class="gd-earlier">${note}</p>
  </div>`;

/** Return a placeholder's titles for a pending, failed and undrawn run; the styles show one of them. */
const title = ({ earlier }: Words): Markup =>
  html`<strong
    ><span class="gd-pending">${earlier.title}</span><span class="gd-failed">${earlier.failed}</span
    ><span class="gd-undrawn">${earlier.undrawn}</span></strong
  >`;

/** Return a verdict and its placeholder. */
export const verdictWithPlaceholder = (verdict: Markup, words: Words): Markup =>
  withPlaceholder(
    "verdict",
    verdict,
    html`${title(words)} <span class="gd-earlier-run">${words.earlier.sentence}</span>`,
  );

/** Return one of several verdicts, with a short placeholder. */
export const shortVerdictWithPlaceholder = (verdict: Markup, words: Words): Markup =>
  withPlaceholder("verdict", verdict, title(words));

/** Return numbers of a run and their placeholder. */
export const numbersWithPlaceholder = (numbers: Markup, { earlier }: Words): Markup =>
  withPlaceholder("numbers", numbers, html`${earlier.picture}`);

/** Return the caption; while it is stale, it begins with "With other settings". */
export const captionView = (text: string, { earlier }: Words): Markup =>
  html`<figcaption>
    <span class="gd-earlier-run">${earlier.caption}</span><span data-part="caption">${text}</span>
  </figcaption>`;
