/** The update of one iteration with its numbers put in. */
import { html, type Markup } from "../markup.ts";
import { threeDecimals, typed, withMinus } from "../numbers.ts";
import type { Words } from "../words.ts";
import { lastN, stepAt, type Run } from "./run.ts";

/** How many letters the numbers of a line may have together before they need smaller type. */
const LONG = 28;

const T = (index: number | string, kind: "previous" | "next"): Markup =>
  html`<span class="gd-${kind}"><i>t</i><sub>${index}</sub></span>`;

const RULE = (n: number): Markup =>
  html`<span class="gd-side">${T(n + 1, "next")}</span>
    <span class="gd-side gd-rule"
      >= ${T(n, "previous")} − <i>η</i>
      <span class="gd-fraction"
        ><span>∂<i>E</i></span
        ><span>∂<i>t</i></span></span
      ></span
    >`;

/** Return a number as it stands behind a × sign: in parentheses if it is negative. */
const factor = (text: string): string => (text.startsWith("−") ? `(${text})` : text);

/** What a screen reader says for the whole line. */
export function equationSpoken(run: Run, n: number, words: Words): string {
  const { t, grad } = stepAt(run, n);
  if (n === lastN(run)) {
    return words.equation.end(String(n), threeDecimals(t), threeDecimals(grad));
  }
  return words.equation.spoken({
    n: String(n + 1),
    t: threeDecimals(t),
    lr: typed(run.facts.parameters.lr),
    grad: threeDecimals(grad),
    next: threeDecimals(stepAt(run, n + 1).t),
  });
}

/** Return `t₁ = t₀ − η ∂E/∂t = −5.000 − 0.1 × (−10.000) = −4.000`, or, at the end, where the run ended; numbers as `format` writes them. */
export function equation(
  run: Run,
  n: number,
  words: Words,
  format: (x: number) => string = threeDecimals,
): Markup {
  if (n === lastN(run)) return html`<span class="gd-end">${equationSpoken(run, n, words)}</span>`;
  const [here, next] = [stepAt(run, n), stepAt(run, n + 1)];
  const lr = withMinus(typed(run.facts.parameters.lr));
  return html`${RULE(n)} <span class="gd-break"></span>
    <span class="gd-side"
      >= <span class="gd-previous">${format(here.t)}</span> − ${lr} ×
      ${factor(format(here.grad))}</span
    >
    <span class="gd-side">= <b class="gd-next">${format(next.t)}</b></span>`;
}

/** Return whether the numbers of this line need smaller type. */
export function isLongEquation(run: Run, n: number): boolean {
  const numbers = [run.t[n]!, run.grad[n]!, run.t[Math.min(n + 1, lastN(run))]!];
  const letters = numbers.map(threeDecimals).join("") + typed(run.facts.parameters.lr);
  return letters.length > LONG;
}
