/** Markup of the gradient microscope: one gradient, by formula and by finite differences. */
import {
  numbersWithPlaceholder,
  shortVerdictWithPlaceholder,
} from "../../../widget/stale-results.ts";
import { icon } from "../../../core/icons.ts";
import { html, type Markup } from "../../../core/markup.ts";
import { exact, power, short, toDigits, withMinus } from "../../../core/numbers.ts";
import { highlight } from "../../../python/highlight.ts";
import type { DescentWords } from "../words.ts";
import { equation } from "../equation.ts";
import { errorChart } from "./chart.ts";
import { stepAt, type Run } from "../run.ts";
import { DISTANCES, METHODS, type Method, type Reading, type Slopes } from "./slopes.ts";

/** Significant digits that identify a float. */
const DIGITS = 17;
/** Significant digits that fit into the equation. */
const EQUATION_DIGITS = 9;

const FORMULAS: Record<Method, Markup> = {
  forward: html`(<i>E</i>(<i>t</i> + <i>h</i>) − <i>E</i>(<i>t</i>)) / <i>h</i>`,
  central: html`(<i>E</i>(<i>t</i> + <i>h</i>) − <i>E</i>(<i>t</i> − <i>h</i>)) / 2<i>h</i>`,
  complex: html`Im <i>E</i>(<i>t</i> + i<i>h</i>) / <i>h</i>`,
};

/** What the microscope shows. */
export interface MicroscopeState {
  readonly run: Run;
  readonly n: number;
  readonly h: string;
  /** Null while Python has not answered. */
  readonly reading: Reading | null;
  readonly slopes: Slopes | null;
}

export const exponentOf = (h: string): number => Number(h.slice(h.indexOf("e") + 1));

/** Return the markup of the open microscope; `microscopeParts` fills its parts. */
export function microscopeFrame(key: string, words: DescentWords): Markup {
  const name = `${key}-microscope-title`;
  const numbers = html`<p class="gd-equation" data-long data-part="microscope-equation"></p>`;
  const reading = html`<div data-part="microscope-reading"></div>`;
  return html`<header class="gd-microscope-head">
      <p class="gd-microscope-title" id="${name}">
        ${icon("magnifier")}${words.microscope.title} <span data-part="microscope-n"></span>
      </p>
      <button
        type="button"
        class="gd-button"
        data-action="close-microscope"
        aria-label="${words.microscope.close}"
        title="${words.microscope.close} (Esc)"
      >
        ${icon("close")}
      </button>
    </header>
    <div class="gd-microscope-body">
      <div>
        ${numbersWithPlaceholder(numbers, words)}
        <div class="gd-field gd-distance">
          <label for="${key}-h">${words.microscope.distance}</label>
          <input
            id="${key}-h"
            data-field="h"
            type="range"
            min="0"
            max="${DISTANCES.length - 1}"
            step="1"
          />
          <span class="gd-h" data-part="microscope-h"></span>
        </div>
        ${shortVerdictWithPlaceholder(reading, words)}
      </div>
      <div class="gd-picture">
        <svg class="gd-errors" role="img" aria-label="${words.microscope.chart.name}">
          <g data-part="microscope-chart"></g>
        </svg>
      </div>
    </div>
    <details class="gd-program">
      <summary>${words.program.show}</summary>
      <div class="gd-code">
        <pre tabindex="0" role="group" aria-label="${words.microscope.program}">
<span data-part="microscope-program"></span></pre>
        <button type="button" class="gd-text-button" data-action="copy-slope">
          ${words.program.copy}
        </button>
      </div>
    </details>`;
}

export const errorText = (x: number): string => (x === 0 ? "0" : short(x));

/** Return `x` with all its digits; those in common with `other` are pale. */
function digits(x: number, other: number): Markup {
  const [text, reference] = [x.toPrecision(DIGITS), other.toPrecision(DIGITS)];
  const differs = [...text].findIndex((digit, i) => digit !== reference[i]);
  const common = differs === -1 ? text.length : differs;
  return html`<span class="gd-same">${withMinus(text.slice(0, common))}</span
    ><span class="gd-different">${withMinus(text.slice(common))}</span>`;
}

function losses({ run, n }: MicroscopeState, reading: Reading, words: DescentWords): Markup {
  const { loss } = stepAt(run, n);
  const row = (sign: string, value: Markup | string) =>
    html`<div>
      <dt><i>E</i>(<i>t</i>${sign && html` ${sign} <i>h</i>`})</dt>
      <dd>${value}</dd>
    </div>`;
  return html`<dl
    class="gd-digits"
    aria-label="${words.microscope.digits}"
    title="${words.microscope.digits}"
  >
    ${row("+", digits(reading.ahead, loss))}${row("", withMinus(loss.toPrecision(DIGITS)))}${row("−", digits(reading.behind, loss))}
  </dl>`;
}

function methods({ run, n }: MicroscopeState, reading: Reading, words: DescentWords): Markup {
  const { table, byHand, methods } = words.microscope;
  const row = (name: Markup | string, formula: Markup, slope: number, error: string) =>
    html`<th scope="row">${name} <span class="gd-formula">${formula}</span></th>
      <td>${exact(slope)}</td>
      <td>${error}</td>`;
  const measured = METHODS.map((method) => {
    const name = html`<span class="gd-key"></span>${methods[method]}`;
    const cells = row(
      name,
      FORMULAS[method],
      reading.slope[method],
      errorText(reading.error[method]),
    );
    return html`<tr data-method="${method}">
      ${cells}
    </tr>`;
  });
  return html`<table class="gd-methods" aria-label="${table.name}">
    <thead>
      <tr>
        <th scope="col">${table.method}</th>
        <th scope="col">${table.slope}</th>
        <th scope="col">${table.error}</th>
      </tr>
    </thead>
    <tbody>
      <tr>
        ${row(byHand, html`∂<i>E</i>/∂<i>t</i>`, stepAt(run, n).grad, "")}
      </tr>
      ${measured}
    </tbody>
  </table>`;
}

/** Return the measured gradients, and a comment on the size of h. */
export function readingView(state: MicroscopeState, reading: Reading, words: DescentWords): Markup {
  return html`${losses(state, reading, words)}${methods(state, reading, words)}
    <p class="gd-effect" data-effect="${reading.effect}">
      ${words.microscope.effect[reading.effect]}
    </p>
    <p class="gd-note">${words.microscope.complex}</p>`;
}

/** Return the content of each part, by its name. */
export function microscopeParts(
  state: MicroscopeState,
  size: { width: number; height: number },
  words: DescentWords,
): Record<string, Markup> {
  const { run, n, h, reading } = state;
  const program = run.facts.slope_program.replace("{n}", String(n)).replace("{h}", h);
  return {
    "microscope-n": html`<i>n</i> = ${n}`,
    "microscope-equation": equation(run, n, words, (x) => toDigits(x, EQUATION_DIGITS)),
    "microscope-h": html`<i>h</i> = ${power(Number(h))}`,
    ...(reading && { "microscope-reading": readingView(state, reading, words) }),
    "microscope-chart": errorChart(state, size, words),
    "microscope-program": highlight(program),
  };
}
