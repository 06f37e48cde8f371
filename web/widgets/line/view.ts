/**
 * Markup of `<gd-line>`: rendered by the build, and hydrated in the browser.
 *
 * Attributes of the element, for tests and for pages that embed it:
 * `data-state` (of Python: idle, loading, ready, error), `data-ready` (hydrated),
 * `data-stale` (results of earlier settings are shown), `data-awaits`
 * (what is pending: run, or only its verdict), `data-playing`, `data-n`, `data-w`,
 * `data-b` and `data-loss` of state n, `data-lr`, `data-set` (noisy, outlier, far), `data-scaled` and
 * `data-kind`, gdlib's verdict on the whole run, missing until there is one.
 */
import {
  captionView,
  numbersWithPlaceholder,
  verdictWithPlaceholder,
} from "../../widget/stale-results.ts";
import type { Size } from "../../plot/axes.ts";
import { widgetFooter } from "../../widget/widget-footer.ts";
import { chartAnimatedLayer, chartStaticLayer } from "../../plot/loss-chart.ts";
import { html, type Markup } from "../../core/markup.ts";
import { errorLine, numberField } from "../../widget/fields/number-field.ts";
import { short, inputText, withMinus } from "../../core/numbers.ts";
import { clipPath } from "../../plot/plot-area.ts";
import { rateField, rateMark } from "../../widget/fields/learning-rate-field.ts";
import { LEARNING_RATES } from "../../widget/fields/slider-stops.ts";
import { speedField, playbackControls } from "../../widget/playback/playback-controls.ts";
import { WORDS, type Language, type Words } from "../../widget/words.ts";
import { surfaceAnimatedLayer, surfacePlotArea, surfaceStaticLayer } from "./loss-surface.ts";
import { equations } from "./equations.ts";
import { lastN, stepAt, type Fit } from "./fit.ts";
import { SETS } from "./query.ts";
import { DEFAULT_INTERVAL_MS } from "./state.ts";
import { verdictText } from "./summary.ts";
import { data, scatterPlotArea, scatterAnimatedLayer, scatterStaticLayer } from "./scatter.ts";
import { table } from "./table.ts";
import { LINE_WORDS, type LineWords } from "./words.ts";

/** The charts' sizes in prerendered markup, until they are measured in the browser. */
export const SCATTER_SIZE: Size = { width: 360, height: 320 };
export const SURFACE_SIZE: Size = { width: 330, height: 320 };
export const CHART_SIZE: Size = { width: 330, height: 180 };

/** Below this limit, the marks of small powers of ten would overlap its mark. */
const SMALL_LIMIT = 0.05;

const viewBox = ({ width, height }: Size): string => `0 0 ${width} ${height}`;

function scatter(fit: Fit, key: string, words: LineWords): Markup {
  const clipId = `${key}-scatter-clip`;
  const { points } = fit.facts.parameters;
  const on = scatterPlotArea(fit, SCATTER_SIZE);
  return html`<div class="gd-picture gd-scatter">
    <svg viewBox="${viewBox(SCATTER_SIZE)}" role="group" aria-label="${words.plot.name}">
      <defs data-part="scatter-clip">${clipPath(clipId, on)}</defs>
      <g data-part="scatter-still">${scatterStaticLayer(fit, SCATTER_SIZE, clipId)}</g>
      <g data-part="scatter-moving">
        ${scatterAnimatedLayer(fit, 0, 0, points, SCATTER_SIZE, clipId)}
      </g>
      <g data-part="data">${data(points, on, words)}</g>
    </svg>
  </div>`;
}

function lossSurface(fit: Fit, key: string, words: LineWords): Markup {
  const clipId = `${key}-bowl-clip`;
  return html`<div class="gd-picture gd-bowl">
    <svg viewBox="${viewBox(SURFACE_SIZE)}" role="img" aria-label="${words.bowl.name}">
      <defs data-part="bowl-clip">${clipPath(clipId, surfacePlotArea(fit, SURFACE_SIZE))}</defs>
      <g data-part="bowl-still">${surfaceStaticLayer(fit, SURFACE_SIZE, words, clipId)}</g>
      <g data-part="bowl-moving">${surfaceAnimatedLayer(fit, 0, 0, SURFACE_SIZE, clipId)}</g>
    </svg>
  </div>`;
}

const nextOf = (fit: Fit, n: number): number | null => (n < lastN(fit) ? n + 1 : null);

/** Return the static and the animated layer of the loss chart. */
export function chartParts(fit: Fit, n: number, size: Size, words: Words): readonly Markup[] {
  const losses = { loss: fit.loss, end: lastN(fit) };
  return [
    chartStaticLayer(losses, size, words.chart),
    chartAnimatedLayer(losses, n, nextOf(fit, n), size),
  ];
}

function chart(fit: Fit, words: Words): Markup {
  const [still, moving] = chartParts(fit, 0, CHART_SIZE, words);
  return html`<div class="gd-picture gd-chart">
    <svg viewBox="${viewBox(CHART_SIZE)}" role="img" aria-label="${words.chart.name}">
      <g data-part="chart-still">${still!}</g>
      <g data-part="chart-moving">${moving!}</g>
    </svg>
  </div>`;
}

/** Return the marks below the rate's slider: the limit, and powers of ten that do not overlap its label. */
export function rateMarks({ facts }: Fit, words: LineWords): Markup {
  const { limit } = facts;
  const isOnSlider = limit >= LEARNING_RATES[0]! && limit <= LEARNING_RATES.at(-1)!;
  const isSmall = limit < SMALL_LIMIT;
  return html`${!isSmall && rateMark(0.001, null)}${(isSmall || limit > 0.7) && rateMark(0.1, null, "gd-tenth")}${(isSmall || limit > 1.6) && rateMark(1, null)}${isOnSlider && rateMark(limit, words.limit)}`;
}

function settings(fit: Fit, key: string, shared: Words, words: LineWords): Markup {
  const { data, scaled, lr, steps } = fit.facts.parameters;
  const options = SETS.map(
    (name) =>
      html`<option value="${name}" ${name === data && html` selected`}>
        ${words.sets[name]}
      </option>`,
  );
  const { controls } = shared;
  return html`<div class="gd-settings gd-live" role="group" aria-label="${controls.parameters}">
    ${rateField(lr, rateMarks(fit, words), key, shared)} ${errorLine(key)}
    <div class="gd-row">
      <div class="gd-field gd-loss">
        <label for="${key}-data">${words.data}</label>
        <select id="${key}-data" data-field="data">
          ${options}
        </select>
      </div>
      ${numberField("steps", steps, key, controls.steps, true)}${speedField(DEFAULT_INTERVAL_MS, key, shared)}
    </div>
    <div class="gd-choices">
      <label class="gd-choice"
        ><input type="checkbox" data-field="scaled" ${scaled && html` checked`} />${words.scaled}
        <span class="gd-scale" data-part="scale">${scaleText(fit, words)}</span></label
      >
      <button
        type="button"
        class="gd-text-button"
        data-action="restore"
        ${!fit.facts.parameters.moved && html` hidden`}
      >
        ${words.restore}
      </button>
    </div>
  </div>`;
}

/** Return the formula of the standardised x; empty if x is not standardised. */
export function scaleText({ facts }: Fit, words: LineWords): string {
  return facts.scale === null ? "" : words.scale(short(facts.scale[0]), short(facts.scale[1]));
}

/** Return the verdict and, if a better learning rate is known, the button that sets it. */
export function verdictMarkup(fit: Fit, shared: Words, words: LineWords): Markup {
  const { title, sentence } = verdictText(fit, words, shared.verdict.join);
  const better = fit.facts.better_lr;
  const button =
    better !== null &&
    html`<button type="button" class="gd-text-button gd-live" data-action="safer" data-lock="lr">
      ${shared.controls.saferRate(withMinus(inputText(better)))}
    </button>`;
  return html`<p><strong>${title}</strong> ${sentence}</p>
    ${button}`;
}

/** Return the accessible name of the figure. */
export const name = ({ facts }: Fit, words: LineWords): string =>
  words.figure(words.sets[facts.parameters.data]);

/** Return the text of the figure's caption. */
export function caption(fit: Fit, words: LineWords): string {
  const { lr, scaled } = fit.facts.parameters;
  const { w, b, loss } = stepAt(fit, lastN(fit));
  return words.caption({
    lr: inputText(lr),
    updates: String(fit.facts.updates),
    last: [short(w), short(b)],
    loss: short(loss),
    scaled,
  });
}

/** Return the table of all steps, which opens on request. */
function steps(fit: Fit, words: LineWords): Markup {
  return html`<details class="gd-all-steps" data-part="all-steps">
    <summary>${words.table.show}</summary>
    <div class="gd-table" role="group" tabindex="0" aria-label="${words.table.name}">
      <table class="gd-steps" data-part="table">
        ${table(fit, words)}
      </table>
    </div>
  </details>`;
}

/**
 * Return the widget that shows `fit` at its start.
 *
 * @param key the widget's key in the URL fragment and in the ids of its parts
 */
export function lineView(fit: Fit, key: string, language: Language): Markup {
  const [shared, words] = [WORDS[language], LINE_WORDS[language]];
  const { mood } = verdictText(fit, words, shared.verdict.join);
  const numbers = html`<div class="gd-updates">
    <div data-part="equations">${equations(fit, 0, words)}</div>
  </div>`;
  const verdict = html`<div class="gd-verdict" data-part="verdict" data-mood="${mood}">
    ${verdictMarkup(fit, shared, words)}
  </div>`;
  return html`<figure class="gd-stage gd-fit" aria-label="${name(fit, words)}">
    <div class="gd-body">
      <div class="gd-left">${scatter(fit, key, words)}</div>
      <div class="gd-right">${lossSurface(fit, key, words)}</div>
    </div>
    ${playbackControls(0, lastN(fit), shared.controls)}
    <div class="gd-body">
      <div class="gd-left">
        ${numbersWithPlaceholder(numbers, shared)}${settings(fit, key, shared, words)}
      </div>
      <div class="gd-right">${verdictWithPlaceholder(verdict, shared)}${chart(fit, shared)}</div>
    </div>
    ${widgetFooter(fit.facts.program, words.program, words.keys, shared, { more: steps(fit, words) })}
    ${captionView(caption(fit, words), shared)}
    <p class="gd-hidden" data-part="live" role="status"></p>
  </figure>`;
}
