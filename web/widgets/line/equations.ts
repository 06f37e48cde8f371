/** The updates of weight and bias with their numbers. */
import { html, type Markup } from "../../core/markup.ts";
import { threeDecimals, inputText } from "../../core/numbers.ts";
import { isLongUpdate, updateLine, type Update } from "../../widget/update-equation.ts";
import { lastN, stepAt, type Fit } from "./fit.ts";
import type { LineWords } from "./words.ts";

/** Return the two updates that lead from state `n` to the next. */
function updates(fit: Fit, n: number): readonly [Update, Update] {
  const [here, next] = [stepAt(fit, n), stepAt(fit, Math.min(n + 1, lastN(fit)))];
  const shared = { n, lr: fit.facts.parameters.lr };
  return [
    { ...shared, letter: "w", here: here.w, grad: here.gradW, next: next.w },
    { ...shared, letter: "b", here: here.b, grad: here.gradB, next: next.b },
  ];
}

/** Return the accessible name of the update of `letter`. */
export function spoken(fit: Fit, n: number, letter: "w" | "b", words: LineWords): string {
  const { w, b } = stepAt(fit, n);
  if (n === lastN(fit)) return words.equation.end(String(n), threeDecimals(w), threeDecimals(b));
  const { here, lr, grad, next } = updates(fit, n)[letter === "w" ? 0 : 1];
  return words.equation.spoken({
    n: String(n + 1),
    letter,
    here: threeDecimals(here),
    lr: inputText(lr),
    grad: threeDecimals(grad),
    next: threeDecimals(next),
  });
}

/** Return both updates; at the last state, its weight and bias. */
export function equations(fit: Fit, n: number, words: LineWords): Markup {
  if (n === lastN(fit)) {
    return html`<p class="gd-equation">
      <span class="gd-end">${spoken(fit, n, "w", words)}</span>
    </p>`;
  }
  return html`${updates(fit, n).map(
    (update) =>
      html`<p
        class="gd-equation"
        role="math"
        aria-label="${spoken(fit, n, update.letter as "w" | "b", words)}"
        ${isLongUpdate(update) && html` data-long`}
      >
        ${updateLine(update)}
      </p>`,
  )}`;
}
