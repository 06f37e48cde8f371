/** Table of all states. */
import { html, type Markup } from "../../core/markup.ts";
import { tableNumber } from "../../core/numbers.ts";
import { lastN, stepAt, type Fit } from "./fit.ts";
import type { LineWords } from "./words.ts";

function row(fit: Fit, n: number): Markup {
  const { w, b, loss, gradW, gradB } = stepAt(fit, n);
  const cells = [w, b, loss, gradW, gradB].map((value) => html`<td>${tableNumber(value)}</td>`);
  return html`<tr data-n="${n}">
    <th scope="row">${n}</th>
    ${cells}
  </tr>`;
}

/** Return head and rows of the table: one row for each state. */
export function table(fit: Fit, words: LineWords): Markup {
  const heads = ["w", "b", words.table.loss, "∂E/∂w", "∂E/∂b"];
  return html`<thead>
      <tr>
        <th scope="col">${words.table.n}</th>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${Array.from({ length: lastN(fit) + 1 }, (_, n) => row(fit, n))}
    </tbody>`;
}
