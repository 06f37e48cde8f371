/** Table of the states: one row for each update, the last state in the foot. */
import { icon } from "../../core/icons.ts";
import { html, type Markup } from "../../core/markup.ts";
import { tableNumber } from "../../core/numbers.ts";
import type { DescentWords } from "./words.ts";
import { lastN, stepAt, type Run } from "./run.ts";

const cells = (run: Run, n: number): Markup => {
  const { t, loss, grad } = stepAt(run, n);
  return html`<td>${tableNumber(t)}</td>
    <td>${tableNumber(loss)}</td>
    <td>${tableNumber(grad)}</td>`;
};

const row = (run: Run, n: number): Markup =>
  html`<tr data-n="${n}">
    <th scope="row">${n}</th>
    ${cells(run, n)}
  </tr>`;

/** Turn the number of a row into the button that opens the microscope; one row at a time has it (roving tabindex). */
export function makeRowButton(row: Element, label: string, controls: string): void {
  const head = row.querySelector("th")!;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "gd-row-button";
  button.setAttribute("aria-label", label);
  button.setAttribute("aria-controls", controls);
  button.innerHTML = icon("magnifier").text;
  button.append(...head.childNodes);
  head.append(button);
}

/** Undo `makeRowButton`. */
export function unmakeRowButton(row: Element): void {
  const button = row.querySelector(".gd-row-button");
  button?.querySelector(".gd-icon")?.remove();
  button?.replaceWith(...button.childNodes);
}

/** Return the rows of `run`; the state after the last update is in the foot. */
export function table(run: Run, words: DescentWords): Markup {
  const { updates } = run.facts;
  const rows = Array.from({ length: Math.min(updates, lastN(run) + 1) }, (_, n) => row(run, n));
  const foot =
    lastN(run) === updates &&
    html`<tfoot>
      <tr data-n="${updates}">
        <th scope="row">${updates}<span class="gd-hidden"> (${words.table.last})</span></th>
        ${cells(run, updates)}
      </tr>
    </tfoot>`;
  return html`<thead>
      <tr>
        <th scope="col">${words.table.n}</th>
        <th scope="col">${words.table.t}</th>
        <th scope="col">${words.table.loss}</th>
        <th scope="col">${words.table.grad}</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
    ${foot}`;
}
