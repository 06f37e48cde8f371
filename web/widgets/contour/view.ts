/**
 * Markup of `<gd-contour>`: rendered by the build, and hydrated in the browser.
 *
 * Attributes of the element, for tests and for pages that embed it:
 * `data-state` (of Python: idle, loading, ready, error), `data-ready` (hydrated),
 * `data-stale` (results of earlier settings are shown), `data-awaits`
 * (what is pending: run, or only its verdict), `data-playing`, `data-n`,
 * `data-surface`, `data-x`, `data-y` (the start), `data-runs` (the number of runs); and of each run, counted from 1:
 * `data-optimizer-1`, `data-lr-1`, `data-x-1`, `data-y-1`, `data-loss-1` (where it is at state n) and
 * `data-kind-1`, gdlib's verdict on the whole run, missing until there is one.
 *
 * Assignments (embed/assignment.ts) can lock the fields `surface`, `condition`, `x`, `y`, `steps`, and those of each
 * run, counted from 0: `optimizer-0`, `lr-0`, `beta-0`, …; locking `race` prevents adding runs.
 */
import { captionView, numbersWithPlaceholder } from "../../widget/stale-results.ts";
import type { Size } from "../../plot/axes.ts";
import { widgetFooter } from "../../widget/widget-footer.ts";
import { html, type Markup } from "../../core/markup.ts";
import { clipPath } from "../../plot/plot-area.ts";
import { errorLine, numberField } from "../../widget/fields/number-field.ts";
import { tableNumber, short, inputText, withMinus } from "../../core/numbers.ts";
import { speedField, playbackControls } from "../../widget/playback/playback-controls.ts";
import { WORDS, type Language } from "../../widget/words.ts";
import { chartAxes, chartClip, chartScales, losses } from "./race-chart.ts";
import { optimizerRows, positionTable, stepTable } from "./optimizer-rows.ts";
import {
  contourMap,
  mapTransform,
  markers,
  plotArea,
  runs,
  startHandle,
  staticLayer,
} from "./plot.ts";
import { entrantsOf, lastN, lastOf, type Race } from "./race.ts";
import { DEFAULT_INTERVAL_MS, SURFACES, type SurfaceName } from "./state.ts";
import { CONTOUR_WORDS, type ContourWords } from "./words.ts";

/** The charts' sizes in prerendered markup, until they are measured in the browser. */
export const PLOT_SIZE: Size = { width: 420, height: 440 };
export const CHART_SIZE: Size = { width: 300, height: 240 };

const viewBox = ({ width, height }: Size): string => `0 0 ${width} ${height}`;

function plot(race: Race, n: number, key: string, words: ContourWords): Markup {
  const clipId = `${key}-clip`;
  return html`<div class="gd-picture gd-surface">
    <svg class="gd-map" viewBox="${viewBox(PLOT_SIZE)}" aria-hidden="true">
      <g clip-path="url(#${clipId})">
        <g data-part="map" transform="${mapTransform(race, PLOT_SIZE)}">
          ${race.heights && contourMap(race)}
        </g>
      </g>
    </svg>
    <svg
      class="gd-paths"
      viewBox="${viewBox(PLOT_SIZE)}"
      role="group"
      aria-label="${words.plot.name}"
    >
      <defs data-part="clip">${clipPath(clipId, plotArea(race, PLOT_SIZE))}</defs>
      <g data-part="still">${staticLayer(race, PLOT_SIZE, words)}</g>
      <g data-part="runs" clip-path="url(#${clipId})">${runs(race, n, PLOT_SIZE)}</g>
      <g data-part="markers">${markers(race, n, PLOT_SIZE)}</g>
      ${startHandle(race, PLOT_SIZE)}
    </svg>
  </div>`;
}

function chart(race: Race, n: number, key: string, language: Language): Markup {
  const scales = chartScales(race, CHART_SIZE);
  const words = WORDS[language];
  const clipId = `${key}-chart-clip`;
  return html`<div class="gd-picture gd-losses">
    <svg viewBox="${viewBox(CHART_SIZE)}" role="img" aria-label="${words.chart.name}">
      <defs data-part="chart-clip">${chartClip(clipId, scales)}</defs>
      <g data-part="chart-axes">${chartAxes(scales, words)}</g>
      <g data-part="losses" clip-path="url(#${clipId})">${losses(race, n, scales)}</g>
    </svg>
  </div>`;
}

function settings(race: Race, key: string, language: Language): Markup {
  const { surface, condition, x, y, steps } = race.facts.parameters;
  const words = CONTOUR_WORDS[language];
  const shared = WORDS[language];
  const options = SURFACES.map(
    (name) =>
      html`<option value="${name}" ${name === surface && html` selected`}>
        ${words.surfaces[name]}
      </option>`,
  );
  return html`<div
    class="gd-scene gd-settings gd-live"
    role="group"
    aria-label="${shared.controls.parameters}"
  >
    <div class="gd-field gd-surface-field">
      <label for="${key}-surface">${words.surface}</label>
      <select id="${key}-surface" data-field="surface">
        ${options}
      </select>
    </div>
    <div class="gd-condition" data-part="condition" ${condition === null && html` hidden`}>
      ${numberField("condition", condition ?? 1, key, words.condition)}
    </div>
    ${numberField("x", x, key, words.x)}${numberField("y", y, key, words.y)}${numberField("steps", steps, key, shared.controls.steps, true)}${speedField(DEFAULT_INTERVAL_MS, key, shared)}
  </div>`;
}

/** The prerendered table has every tenth state; the script adds the others. */
const TABLE_STRIDE = 10;

/** Return the table of steps, which opens on request. */
function steps(race: Race, words: ContourWords): Markup {
  return html`<details class="gd-all-steps" data-part="all-steps">
    <summary>${words.table.show}</summary>
    <div class="gd-table" role="group" tabindex="0" aria-label="${words.table.name}">
      <table class="gd-steps" data-part="table">
        ${stepTable(race, words, tableNumber, TABLE_STRIDE)}
      </table>
    </div>
  </details>`;
}

/** Return the text of the figure's caption. */
export function caption(race: Race, words: ContourWords): string {
  const { surface, x, y, steps } = race.facts.parameters;
  const names = entrantsOf(race).map(({ optimizer, lr }) =>
    words.withRate(words.inSentence(words.optimizers[optimizer]), withMinus(inputText(lr!))),
  );
  const last = race.paths.map((path) => path.loss[lastOf(path)]!);
  const best = names[last.indexOf(Math.min(...last))]!;
  return words.caption({
    surface: words.surfaces[surface as SurfaceName],
    formula: race.facts.formula,
    start: `(${short(x)}, ${short(y)})`,
    runs: names,
    updates: String(steps),
    best: names.length > 1 ? best : null,
  });
}

/**
 * Return the widget that shows `race` at its start.
 *
 * @param key the widget's key in the URL fragment and in the ids of its parts
 */
export function contourView(race: Race, key: string, language: Language): Markup {
  const words = CONTOUR_WORDS[language];
  const shared = WORDS[language];
  const now = html`<table class="gd-now" data-part="now">
    ${positionTable(race, 0, words)}
  </table>`;
  const name = words.figure(words.surfaces[race.facts.parameters.surface as SurfaceName]);
  return html`<figure class="gd-stage gd-race" aria-label="${name}">
    <div class="gd-pictures">
      <div class="gd-from-above">${plot(race, 0, key, words)}</div>
      ${playbackControls(0, lastN(race), shared.controls)}
      <div class="gd-beside">
        ${chart(race, 0, key, language)} ${numbersWithPlaceholder(now, shared)}
      </div>
    </div>
    <div class="gd-lanes gd-settings" data-part="lanes">
      ${optimizerRows(race, entrantsOf(race), key, words, shared)}
    </div>
    ${errorLine(key)}${settings(race, key, language)}${widgetFooter(race.facts.program!, words.program, words.keys, shared, { more: steps(race, words) })}
    ${captionView(caption(race, words), shared)}
    <p class="gd-hidden" data-part="live" role="status"></p>
  </figure>`;
}
