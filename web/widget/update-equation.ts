/** One update of one parameter with its numbers put in: `w₁ = w₀ − η ∂E/∂w = 0.000 − 0.1 × (−8.544) = 0.854`. */
import { html, type Markup } from "../core/markup.ts";
import { threeDecimals, typed, withMinus } from "../core/numbers.ts";

/** How many letters the numbers of a line may have together before they need smaller type. */
const LONG = 28;

/** What an update starts from and leads to. */
export interface Update {
  /** The parameter's letter. */
  readonly letter: string;
  readonly n: number;
  readonly here: number;
  readonly lr: number;
  readonly grad: number;
  readonly next: number;
}

const parameter = (letter: string, index: number, kind: "previous" | "next"): Markup =>
  html`<span class="gd-${kind}"><i>${letter}</i><sub>${index}</sub></span>`;

const rule = ({ letter, n }: Update): Markup =>
  html`<span class="gd-side">${parameter(letter, n + 1, "next")}</span>
    <span class="gd-side gd-rule"
      >= ${parameter(letter, n, "previous")} − <i>η</i>
      <span class="gd-fraction"
        ><span>∂<i>E</i></span
        ><span>∂<i>${letter}</i></span></span
      ></span
    >`;

/** Return a number as it stands behind a × sign: in parentheses if it is negative. */
const factor = (text: string): string => (text.startsWith("−") ? `(${text})` : text);

/** Return the line for an update, with numbers as `format` writes them. */
export function updateLine(update: Update, format: (x: number) => string = threeDecimals): Markup {
  const lr = withMinus(typed(update.lr));
  return html`${rule(update)} <span class="gd-break"></span>
    <span class="gd-side"
      >= <span class="gd-previous">${format(update.here)}</span> − ${lr} ×
      ${factor(format(update.grad))}</span
    >
    <span class="gd-side">= <span class="gd-next">${format(update.next)}</span></span>`;
}

/** Return whether the numbers of a line need smaller type. */
export function isLongUpdate({ here, lr, grad, next }: Update): boolean {
  return ([here, grad, next].map(threeDecimals).join("") + typed(lr)).length > LONG;
}
