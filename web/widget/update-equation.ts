/** One update of one parameter with its numbers: `w₁ = w₀ − η ∂E/∂w = 0.000 − 0.1 × (−8.544) = 0.854`. */
import { html, type Markup } from "../core/markup.ts";
import { threeDecimals, inputText, withMinus } from "../core/numbers.ts";

/** From this many characters on, the numbers of a line are set smaller. */
const LONG_UPDATE_LETTERS = 28;

/** The values before and after an update. */
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

const updateRule = ({ letter, n }: Update): Markup =>
  html`<span class="gd-side">${parameter(letter, n + 1, "next")}</span>
    <span class="gd-side gd-rule"
      >= ${parameter(letter, n, "previous")} − <i>η</i>
      <span class="gd-fraction"
        ><span>∂<i>E</i></span
        ><span>∂<i>${letter}</i></span></span
      ></span
    >`;

/** Return a number as a second factor: in parentheses if it is negative. */
const factor = (text: string): string => (text.startsWith("−") ? `(${text})` : text);

/** Return the line for an update, with numbers as `format` writes them. */
export function updateLine(update: Update, format: (x: number) => string = threeDecimals): Markup {
  const lr = withMinus(inputText(update.lr));
  return html`${updateRule(update)} <span class="gd-break"></span>
    <span class="gd-side"
      >= <span class="gd-previous">${format(update.here)}</span> − ${lr} ×
      ${factor(format(update.grad))}</span
    >
    <span class="gd-side">= <span class="gd-next">${format(update.next)}</span></span>`;
}

/** Return whether the numbers of a line are set smaller. */
export function isLongUpdate({ here, lr, grad, next }: Update): boolean {
  return (
    ([here, grad, next].map(threeDecimals).join("") + inputText(lr)).length > LONG_UPDATE_LETTERS
  );
}
