/** The update equation of one iteration with its numbers. */
import { html, type Markup } from "../../core/markup.ts";
import { threeDecimals, inputText } from "../../core/numbers.ts";
import { isLongUpdate, updateLine, type Update } from "../../widget/update-equation.ts";
import type { DescentWords } from "./words.ts";
import { lastN, stepAt, type Run } from "./run.ts";

/** Return the accessible name of the whole line. */
export function equationSpoken(run: Run, n: number, words: DescentWords): string {
  const { t, grad } = stepAt(run, n);
  if (n === lastN(run)) {
    return words.equation.end(String(n), threeDecimals(t), threeDecimals(grad));
  }
  return words.equation.spoken({
    n: String(n + 1),
    t: threeDecimals(t),
    lr: inputText(run.facts.parameters.lr),
    grad: threeDecimals(grad),
    next: threeDecimals(stepAt(run, n + 1).t),
  });
}

/** Return `t₁ = t₀ − η ∂E/∂t = −5.000 − 0.1 × (−10.000) = −4.000`, or, at the end, where the run ended; numbers as `format` writes them. */
export function equation(
  run: Run,
  n: number,
  words: DescentWords,
  format: (x: number) => string = threeDecimals,
): Markup {
  if (n === lastN(run)) return html`<span class="gd-end">${equationSpoken(run, n, words)}</span>`;
  return updateLine(updateAt(run, n), format);
}

/** Return whether the numbers of this line are set smaller. */
export const isLongEquation = (run: Run, n: number): boolean => isLongUpdate(updateAt(run, n));

function updateAt(run: Run, n: number): Update {
  const { t: here, grad } = stepAt(run, n);
  const next = stepAt(run, Math.min(n + 1, lastN(run))).t;
  return { letter: "t", n, here, lr: run.facts.parameters.lr, grad, next };
}
