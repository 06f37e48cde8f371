/** Markup of the settings of `<gd-descent>`: learning rate and other fields. */
import { html, type Markup } from "../../core/markup.ts";
import { errorLine, numberField } from "../../widget/fields/number-field.ts";
import { LOW_MARKS, rateField, rateMark } from "../../widget/fields/learning-rate-field.ts";
import { DEFAULT_INTERVAL_MS, speedField } from "../../widget/playback/playback-controls.ts";
import type { DescentWords } from "./words.ts";
import type { Run } from "./run.ts";
import { LOSSES } from "./state.ts";

/** Return the marks below the rate's slider: powers of ten, and the learning rates `landing` and `limit`. */
export function rateMarks(run: Run, words: DescentWords): Markup {
  const { landing, limit } = run.facts;
  return html`${LOW_MARKS}${landing === null ? rateMark(1, null) : rateMark(landing, words.rateMarks.landing)}${limit !== null && rateMark(limit, words.rateMarks.limit)}`;
}

export function settings(run: Run, key: string, words: DescentWords): Markup {
  const { loss, t, lr, steps } = run.facts.parameters;
  const { controls } = words;
  const options = LOSSES.map(
    (name) =>
      html`<option value="${name}" ${name === loss && html` selected`}>
        ${words.losses[name]}
      </option>`,
  );
  return html`<div class="gd-settings gd-live" role="group" aria-label="${controls.parameters}">
    ${rateField(lr, rateMarks(run, words), key, words)} ${errorLine(key)}
    <div class="gd-row">
      <div class="gd-field gd-loss">
        <label for="${key}-loss">${controls.loss}</label>
        <select id="${key}-loss" data-field="loss">
          ${options}
        </select>
      </div>
      ${numberField("t", t, key, controls.t)}${numberField("steps", steps, key, controls.steps, true)}${speedField(DEFAULT_INTERVAL_MS, key, words)}
    </div>
  </div>`;
}
