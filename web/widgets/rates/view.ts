/**
 * The whole of `<gd-rates>` as markup: what the build writes into the page and the browser takes over.
 *
 * What the element says of itself, for tests and for pages that embed it:
 * `data-state` (idle, loading, ready, error: its Python), `data-ready` (the script has taken over),
 * `data-stale` (what is shown is not yet what was last wished for), `data-awaits`
 * (which: run, or only its verdict), `data-steps`, `data-start` (where
 * all runs start) and, of the run with the selected rate, `data-lr`, `data-t` and `data-loss` (its
 * end) and `data-fate` (gdlib's word for it: see queries/rates.py).
 */
import { captionView, numbersPlace, verdictPlace } from "../../widget/stale-results.ts";
import type { Size } from "../../plot/axes.ts";
import { below } from "../../widget/widget-footer.ts";
import { LOSSES } from "../descent/state.ts";
import { html, type Markup } from "../../core/markup.ts";
import { errorLine, numberField, numberInput } from "../../widget/fields/number-field.ts";
import { typed, withMinus } from "../../core/numbers.ts";
import { clipPath } from "../../plot/plot-area.ts";
import { WORDS, type Language } from "../../widget/words.ts";
import { plane, pointer, rateHandle, still } from "./plot.ts";
import { ofAll, ofRun } from "./summary.ts";
import { nearestStop, STOPS } from "./state.ts";
import { endOf, lastRun, nearestRun, parametersOf, type Sweep } from "./sweep.ts";
import { table } from "./table.ts";
import { RATES_WORDS, type RatesWords } from "./words.ts";

/** The picture's size until the browser says how much room there is. */
export const PLOT_SIZE: Size = { width: 440, height: 330 };

function plot(sweep: Sweep, i: number, key: string, words: RatesWords): Markup {
  const clipId = `${key}-clip`;
  return html`<div class="gd-picture gd-plot">
    <svg
      viewBox="0 0 ${PLOT_SIZE.width} ${PLOT_SIZE.height}"
      role="group"
      aria-label="${words.plot.name}"
    >
      <defs data-part="clip">${clipPath(clipId, plane(sweep, PLOT_SIZE))}</defs>
      <g data-part="still">${still(sweep, PLOT_SIZE, words, clipId)}</g>
      <g data-part="pointer">${pointer(sweep, i, PLOT_SIZE)}</g>
      ${rateHandle(sweep, i, PLOT_SIZE)}
    </svg>
  </div>`;
}

/** Return title and sentence about run `i`. */
export function readout(sweep: Sweep, i: number, words: RatesWords): Markup {
  const { title, sentence } = ofRun(sweep, i, words);
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
          max="${STOPS.length - 1}"
          step="1"
          value="${nearestStop(steps)}"
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

/** Return what can be said of all rates together. */
export function summary(sweep: Sweep, language: Language): Markup {
  const { title, sentence } = ofAll(sweep, RATES_WORDS[language], WORDS[language].verdict.join);
  return html`<p><strong>${title}</strong> ${sentence}</p>`;
}

/** Return what the figure is called. */
export const name = (sweep: Sweep, language: Language): string =>
  RATES_WORDS[language].figure(WORDS[language].losses[parametersOf(sweep).loss]);

/** Return the sentence below the figure. */
export function caption(sweep: Sweep, language: Language): string {
  const { loss, t, steps } = parametersOf(sweep);
  return RATES_WORDS[language].caption({
    loss: WORDS[language].losses[loss],
    formula: sweep.facts.formula,
    t: withMinus(typed(t)),
    steps: String(steps),
    low: typed(sweep.lr[0]!),
    high: typed(sweep.lr[lastRun(sweep)]!),
  });
}

/**
 * Return the widget that shows `sweep`, with the rate pointed out that it names.
 *
 * @param key what the widget is called in the address and in the ids of its parts
 */
export function ratesView(sweep: Sweep, key: string, language: Language): Markup {
  const [shared, words] = [WORDS[language], RATES_WORDS[language]];
  const i = nearestRun(sweep, sweep.facts.parameters.lr);
  const end = html`<div
    class="gd-readout"
    data-part="readout"
    data-mood="${ofRun(sweep, i, words).mood}"
  >
    <p data-part="end">${readout(sweep, i, words)}</p>
    <button type="button" class="gd-text-button gd-live" data-action="open">
      ${words.open(typed(endOf(sweep, i).lr))}
    </button>
  </div>`;
  const all = html`<div
    class="gd-judgement"
    data-part="summary"
    data-mood="${ofAll(sweep, words, shared.verdict.join).mood}"
  >
    ${summary(sweep, language)}
  </div>`;
  return html`<figure class="gd-stage gd-sweep" aria-label="${name(sweep, language)}">
    <div class="gd-body">
      <div class="gd-left">
        ${plot(sweep, i, key, words)} ${numbersPlace(end, shared)}${settings(sweep, key, language)}
      </div>
      <div class="gd-right">
        ${verdictPlace(all, shared)}
        <div class="gd-table" role="group" tabindex="0" aria-label="${words.table.name}">
          <table class="gd-steps" data-part="table">
            ${table(sweep, words)}
          </table>
        </div>
      </div>
    </div>
    ${below(sweep.facts.program, words.program, words.keys, shared)}
    ${captionView(caption(sweep, language), shared)}
    <p class="gd-hidden" data-part="live" role="status"></p>
  </figure>`;
}
