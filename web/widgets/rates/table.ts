/** Table of the final t and loss for some learning rates: the text alternative of the chart. */
import { html, type Markup } from "../../core/markup.ts";
import { short, inputText } from "../../core/numbers.ts";
import { endOf, type End, type Sweep } from "./sweep.ts";
import type { RatesWords } from "./words.ts";

/** Return a number as text; a dash after an overflow. */
const known = (value: number, { fate }: End): string => (fate === "beyond" ? "—" : short(value));

function row(sweep: Sweep, i: number, words: RatesWords): Markup {
  const end = endOf(sweep, i);
  return html`<tr data-i="${i}" data-fate="${end.fate}">
    <th scope="row">${inputText(end.lr)}</th>
    <td>${known(end.t, end)}</td>
    <td>${known(end.loss, end)}</td>
    <td>${words.short[end.fate]}</td>
  </tr>`;
}

/** Return head and rows of the table. */
export function table(sweep: Sweep, words: RatesWords): Markup {
  return html`<thead>
      <tr>
        <th scope="col">${words.table.lr}</th>
        <th scope="col">${words.table.t}</th>
        <th scope="col">${words.table.loss}</th>
        <th scope="col">${words.table.fate}</th>
      </tr>
    </thead>
    <tbody>
      ${sweep.facts.in_table.map((i) => row(sweep, i, words))}
    </tbody>`;
}
