/**
 * Markup of `<gd-rates>`: rendered by the build, and hydrated in the browser.
 *
 * Attributes of the element, for tests and for pages that embed it:
 * `data-state` (of Python: idle, loading, ready, error), `data-ready` (hydrated),
 * `data-stale` (results of earlier settings are shown), `data-awaits`
 * (what is pending: run, or only its verdict), `data-steps`, `data-start` (where
 * all runs start) and, of the run with the selected rate, `data-lr`, `data-t` and `data-loss` (its
 * end) and `data-fate` (see queries/rates.py).
 */
import {
  captionView,
  numbersWithPlaceholder,
  verdictWithPlaceholder,
} from "../../widget/stale-results.ts";
import type { Size } from "../../plot/axes.ts";
import { widgetFooter } from "../../widget/widget-footer.ts";
import { LOSSES } from "../descent/state.ts";
import { html, type Markup } from "../../core/markup.ts";
import { errorLine, numberField, numberInput } from "../../widget/fields/number-field.ts";
import { inputText, withMinus } from "../../core/numbers.ts";
import { clipPath } from "../../plot/plot-area.ts";
import { WORDS, type Language } from "../../widget/words.ts";
import { plotArea, pointer, rateHandle, staticLayer } from "./plot.ts";
import { sweepText, runText } from "./summary.ts";
import { nearestStepsStop, STEPS_SLIDER_STOPS } from "./state.ts";
import { endOf, lastRun, nearestRun, parametersOf, type Sweep } from "./sweep.ts";
import { table } from "./table.ts";
import { RATES_WORDS, type RatesWords } from "./words.ts";

/** The chart's size in prerendered markup, until it is measured in the browser. */
export const PLOT_SIZE: Size = { width: 440, height: 330 };

function plot(sweep: Sweep, i: number, key: string, words: RatesWords): Markup {
  const clipId = `${key}-clip`;
  return html`<div class="gd-picture gd-plot">
    <svg
      viewBox="0 0 ${PLOT_SIZE.width} ${PLOT_SIZE.height}"
      role="group"
      aria-label="${words.plot.name}"
    >
      <defs data-part="clip">${clipPath(clipId, plotArea(sweep, PLOT_SIZE))}</defs>
      <g data-part="still">${staticLayer(sweep, PLOT_SIZE, words, clipId)}</g>
      <g data-part="pointer">${pointer(sweep, i, PLOT_SIZE)}</g>
      ${rateHandle(sweep, i, PLOT_SIZE)}
    </svg>
  </div>`;
}

/** Return title and sentence on the end of run `i`. */
export function readout(sweep: Sweep, i: number, words: RatesWords): Markup {
  const { title, sentence } = runText(sweep, i, words);
  return html`<strong>${title}</strong> ${sentence}`;
}

function settings(sweep: Sweep, key: string, language: Language): Markup {
  const { loss, t, steps } = parametersOf(sweep);
  const [shared, words] = [WORDS[language], RATES_WORDS[language]];
  const options = LOSSES.map(
    (name) =>
      html`<option value="${name}" ${name === loss && html` selected`}>
        ${shared.losses[name]}
      </option>`,
  );
  return html`<div
    class="gd-settings gd-live"
    role="group"
    aria-label="${shared.controls.parameters}"
  >
    <div class="gd-field gd-rate">
      <label for="${key}-steps">${shared.controls.steps}</label>
      <div class="gd-slider">
        <input
          id="${key}-steps"
          data-field="steps-slider"
          type="range"
          min="0"
          max="${STEPS_SLIDER_STOPS.length - 1}"
          step="1"
          value="${nearestStepsStop(steps)}"
          aria-valuetext="${steps}"
        />
      </div>
      ${numberInput("steps", steps, key, { label: words.stepsNumber, isWhole: true })}
    </div>
    ${errorLine(key)}
    <div class="gd-row">
      <div class="gd-field gd-loss">
        <label for="${key}-loss">${shared.controls.loss}</label>
        <select id="${key}-loss" data-field="loss">
          ${options}
        </select>
      </div>
      ${numberField("t", t, key, shared.controls.t)}
    </div>
  </div>`;
}

/** Return the summary of all rates. */
export function summary(sweep: Sweep, language: Language): Markup {
  const { title, sentence } = sweepText(sweep, RATES_WORDS[language], WORDS[language].verdict.join);
  return html`<p><strong>${title}</strong> ${sentence}</p>`;
}

/** Return the accessible name of the figure. */
export const name = (sweep: Sweep, language: Language): string =>
  RATES_WORDS[language].figure(WORDS[language].losses[parametersOf(sweep).loss]);

/** Return the text of the figure's caption. */
export function caption(sweep: Sweep, language: Language): string {
  const { loss, t, steps } = parametersOf(sweep);
  return RATES_WORDS[language].caption({
    loss: WORDS[language].losses[loss],
    formula: sweep.facts.formula,
    t: withMinus(inputText(t)),
    steps: String(steps),
    low: inputText(sweep.lr[0]!),
    high: inputText(sweep.lr[lastRun(sweep)]!),
  });
}

/**
 * Return the widget that shows `sweep`, with the learning rate `lr` of its parameters selected.
 *
 * @param key the widget's key in the URL fragment and in the ids of its parts
 */
export function ratesView(sweep: Sweep, key: string, language: Language): Markup {
  const [shared, words] = [WORDS[language], RATES_WORDS[language]];
  const i = nearestRun(sweep, sweep.facts.parameters.lr);
  const end = html`<div
    class="gd-readout"
    data-part="readout"
    data-mood="${runText(sweep, i, words).mood}"
  >
    <p data-part="end">${readout(sweep, i, words)}</p>
    <button type="button" class="gd-text-button gd-live" data-action="open">
      ${words.open(inputText(endOf(sweep, i).lr))}
    </button>
  </div>`;
  const all = html`<div
    class="gd-verdict"
    data-part="summary"
    data-mood="${sweepText(sweep, words, shared.verdict.join).mood}"
  >
    ${summary(sweep, language)}
  </div>`;
  return html`<figure class="gd-stage gd-sweep" aria-label="${name(sweep, language)}">
    <div class="gd-body">
      <div class="gd-left">
        ${plot(sweep, i, key, words)}
        ${numbersWithPlaceholder(end, shared)}${settings(sweep, key, language)}
      </div>
      <div class="gd-right">
        ${verdictWithPlaceholder(all, shared)}
        <div class="gd-table" role="group" tabindex="0" aria-label="${words.table.name}">
          <table class="gd-steps" data-part="table">
            ${table(sweep, words)}
          </table>
        </div>
      </div>
    </div>
    ${widgetFooter(sweep.facts.program, words.program, words.keys, shared)}
    ${captionView(caption(sweep, language), shared)}
    <p class="gd-hidden" data-part="live" role="status"></p>
  </figure>`;
}
