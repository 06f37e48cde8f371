/** The settings of `<gd-descent>` as markup: rate and fields. */
import { html, type Markup } from "../markup.ts";
import { short, typed } from "../numbers.ts";
import { errorLine, numberField, numberInput } from "../number-field.ts";
import { nearestRate, RATES, rateShare } from "../scales.ts";
import { INTERVAL, speedField } from "../transport.ts";
import type { Words } from "../words.ts";
import type { Run } from "./run.ts";
import { LOSSES } from "./state.ts";

/** Return the marks below the rate's slider: powers of ten, and the rates that matter on this landscape. */
export function rateMarks(run: Run, words: Words): Markup {
  const { landing, limit } = run.facts;
  return html`${mark(0.001, null)}${mark(0.01, null, "gd-minor")}${mark(0.1, null, "gd-tenth")}${landing === null ? mark(1, null) : mark(landing, words.controls.landing)}${limit !== null && mark(limit, words.controls.limit)}`;
}

function mark(rate: number, meaning: string | null, extra = ""): Markup {
  const x = `${Math.round(rateShare(rate) * 1000) / 10}%`;
  const words = meaning !== null && html`<tspan class="gd-meaning"> ${meaning}</tspan>`;
  return html`<svg
    class="gd-mark ${meaning === null ? extra : "gd-special"}"
    x="${x}"
    overflow="visible"
  >
    <line y1="0" y2="5" />
    <text y="16" text-anchor="${rate === 0.001 ? "start" : "middle"}">${short(rate)}${words}</text>
  </svg>`;
}

function rate(run: Run, key: string, words: Words): Markup {
  const { lr } = run.facts.parameters;
  return html`<div class="gd-field gd-rate">
    <label for="${key}-lr">${words.controls.lr}</label>
    <div class="gd-slider">
      <input
        id="${key}-lr"
        data-field="lr-slider"
        type="range"
        min="0"
        max="${RATES.length - 1}"
        step="1"
        value="${nearestRate(lr)}"
        aria-valuetext="${typed(lr)}"
      />
      <svg class="gd-marks" data-part="rate-marks" aria-hidden="true">${rateMarks(run, words)}</svg>
    </div>
    ${numberInput("lr", lr, key, { label: words.controls.lrNumber })}
  </div>`;
}

export function settings(run: Run, key: string, words: Words): Markup {
  const { loss, t, steps } = run.facts.parameters;
  const { controls } = words;
  const options = LOSSES.map(
    (name) =>
      html`<option value="${name}" ${name === loss && html` selected`}>
        ${words.losses[name]}
      </option>`,
  );
  return html`<div class="gd-settings gd-live" role="group" aria-label="${controls.parameters}">
    ${rate(run, key, words)} ${errorLine(key)}
    <div class="gd-row">
      <div class="gd-field gd-loss">
        <label for="${key}-loss">${controls.loss}</label>
        <select id="${key}-loss" data-field="loss">
          ${options}
        </select>
      </div>
      ${numberField("t", t, key, controls.t)}${numberField("steps", steps, key, controls.steps, true)}${speedField(INTERVAL, key, words)}
    </div>
  </div>`;
}
