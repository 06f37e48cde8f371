/** Markup of `<gd-descent>`: rendered by the build, and hydrated in the browser. */
import { widgetFooter } from "../../widget/widget-footer.ts";
import {
  captionView,
  numbersWithPlaceholder,
  verdictWithPlaceholder,
} from "../../widget/stale-results.ts";
import { html, type Markup } from "../../core/markup.ts";
import { short, inputText, withMinus } from "../../core/numbers.ts";
import { playbackControls } from "../../widget/playback/playback-controls.ts";
import type { DescentWords } from "./words.ts";
import type { Size } from "../../plot/axes.ts";
import { clipPath } from "../../plot/plot-area.ts";
import { chartAnimatedLayer, chartStaticLayer } from "../../plot/loss-chart.ts";
import { settings } from "./controls-view.ts";
import { equation, equationSpoken, isLongEquation } from "./equation.ts";
import { animatedLayer, plotArea, startHandle, staticLayer } from "./plot.ts";
import { lastN, lossesOf, nextN, type Run } from "./run.ts";
import type { Parameters } from "./state.ts";
import { table } from "./table.ts";
import { verdictText } from "./summary.ts";

/** The charts' sizes in prerendered markup, until they are measured in the browser. */
export const PLOT_SIZE: Size = { width: 440, height: 300 };
export const CHART_SIZE: Size = { width: 300, height: 210 };

const viewBox = ({ width, height }: Size): string => `0 0 ${width} ${height}`;

function plot(run: Run, key: string, words: DescentWords): Markup {
  const clipId = `${key}-clip`;
  return html`<div class="gd-picture gd-plot">
    <svg viewBox="${viewBox(PLOT_SIZE)}" role="group" aria-label="${words.plot.name}">
      <defs>${clipPath(clipId, plotArea(run, PLOT_SIZE))}</defs>
      <g data-part="plot-still">${staticLayer(run, PLOT_SIZE, words, clipId)}</g>
      <g data-part="plot-moving">${animatedLayer(run, 0, 0, PLOT_SIZE, clipId)}</g>
      ${startHandle(run, PLOT_SIZE)}
    </svg>
  </div>`;
}

function chart(run: Run, words: DescentWords): Markup {
  return html`<div class="gd-picture gd-chart">
    <svg viewBox="${viewBox(CHART_SIZE)}" role="img" aria-label="${words.chart.name}">
      <g data-part="chart-still">${chartStaticLayer(lossesOf(run), CHART_SIZE, words.chart)}</g>
      <g data-part="chart-moving">
        ${chartAnimatedLayer(lossesOf(run), 0, nextN(run, 0), CHART_SIZE)}
      </g>
    </svg>
  </div>`;
}

/** Return the verdict and, if another learning rate converges, the button that sets it. */
export function verdictMarkup(run: Run, words: DescentWords): Markup {
  const { title, sentence, saferRate } = verdictText(run, words);
  const button =
    saferRate !== null &&
    html`<button type="button" class="gd-text-button gd-live" data-action="safer" data-lock="lr">
      ${words.controls.saferRate(withMinus(inputText(saferRate)))}
    </button>`;
  return html`<p><strong>${title}</strong> ${sentence}</p>
    ${button}`;
}

/** Return the text of the figure's caption. */
export function caption(run: Run, words: DescentWords): string {
  const { loss, t, lr } = run.facts.parameters;
  return words.caption({
    loss: words.losses[loss as Parameters["loss"]],
    formula: run.facts.formula,
    t: withMinus(inputText(t)),
    lr: withMinus(inputText(lr)),
    updates: String(run.facts.updates),
    last: short(run.t[lastN(run)]!),
  });
}

/**
 * Return the widget that shows `run` at its start.
 *
 * @param key the widget's key in the URL fragment and in the ids of its parts
 * @param compact reduce the picture's height, so that it, the play button and the learning rate fit one screen
 */
export function descentView(run: Run, key: string, words: DescentWords, compact: boolean): Markup {
  const { mood } = verdictText(run, words);
  const name = words.figure(words.losses[run.facts.parameters.loss as Parameters["loss"]]);
  const rows = html`<div
    class="gd-table"
    role="group"
    tabindex="0"
    aria-label="${words.table.name}"
  >
    <table class="gd-steps" data-part="table">
      ${table(run, words)}
    </table>
  </div>`;
  const numbers = html`<p
    class="gd-equation"
    data-part="equation"
    role="math"
    aria-label="${equationSpoken(run, 0, words)}"
    ${isLongEquation(run, 0) && html` data-long`}
  >
    ${equation(run, 0, words)}
  </p>`;
  const verdict = html`<div class="gd-verdict" data-part="verdict" data-mood="${mood}">
    ${verdictMarkup(run, words)}
  </div>`;
  return html`<figure class="gd-stage${compact && " gd-compact"}" aria-label="${name}">
    <div class="gd-body">
      <div class="gd-left">
        ${plot(run, key, words)}
        ${numbersWithPlaceholder(numbers, words)}${playbackControls(0, lastN(run), words.controls)}${settings(run, key, words)}
      </div>
      <div class="gd-right">
        ${verdictWithPlaceholder(verdict, words)}${chart(run, words)}${rows}
        <p class="gd-hint gd-live">${words.microscope.hint}</p>
      </div>
    </div>
    <section
      class="gd-microscope gd-live"
      id="${key}-microscope"
      data-part="microscope"
      aria-labelledby="${key}-microscope-title"
      hidden
    ></section>
    ${widgetFooter(run.facts.program, words.programName, words.keys, words, { hasSound: true })}
    ${captionView(caption(run, words), words)}
    <p class="gd-hidden" data-part="live" role="status"></p>
  </figure>`;
}
