/** Markup of `<gd-network>`: rendered by the build, and hydrated in the browser. */
import {
  captionView,
  numbersWithPlaceholder,
  verdictWithPlaceholder,
} from "../../widget/stale-results.ts";
import { widgetFooter } from "../../widget/widget-footer.ts";
import type { Size } from "../../plot/axes.ts";
import { chartAnimatedLayer, chartStaticLayer, type ChartWords } from "../../plot/loss-chart.ts";
import { clipPath } from "../../plot/plot-area.ts";
import { html, type Markup } from "../../core/markup.ts";
import { inputText, withMinus } from "../../core/numbers.ts";
import { playbackControls } from "../../widget/playback/playback-controls.ts";
import { WORDS, type Language, type Words } from "../../widget/words.ts";
import { boundaryAnimatedLayer, boundaryStaticLayer, plotArea } from "./decision-boundary.ts";
import { settings } from "./controls-view.ts";
import { diagram } from "./diagram.ts";
import type { TrainingHistory, Snapshot } from "./training/history.ts";
import { caption, moodOf, numbersOf, sizesOf } from "./summary.ts";
import { LIMITS, MORE_EPOCHS } from "./state.ts";
import { epochTable, parametersTable } from "./tables.ts";
import { NETWORK_WORDS, type NetworkWords } from "./words.ts";

/** The charts' sizes in prerendered markup, until they are measured in the browser. */
export const PLOT_SIZE: Size = { width: 400, height: 330 };
export const DIAGRAM_SIZE: Size = { width: 360, height: 250 };
export const CHART_SIZE: Size = { width: 300, height: 190 };

const viewBox = ({ width, height }: Size): string => `0 0 ${width} ${height}`;

/** Return the words of the loss chart: its iterations are epochs. */
export const chartWords = (words: Words, own: NetworkWords): ChartWords => ({
  ...words.chart,
  n: own.chart.n,
});

function plot(
  history: TrainingHistory,
  snapshot: Snapshot,
  key: string,
  own: NetworkWords,
): Markup {
  const clipId = `${key}-clip`;
  return html`<div class="gd-picture gd-plot">
    <svg
      viewBox="${viewBox(PLOT_SIZE)}"
      role="img"
      data-part="plot"
      aria-label="${own.plot.spoken(numbersOf(history, snapshot, own))}"
    >
      <defs>${clipPath(clipId, plotArea(history, PLOT_SIZE))}</defs>
      <g data-part="plot-moving">${boundaryAnimatedLayer(history, snapshot, PLOT_SIZE, clipId)}</g>
      <g data-part="plot-still">${boundaryStaticLayer(history, PLOT_SIZE, own)}</g>
    </svg>
  </div>`;
}

function network(
  history: TrainingHistory,
  snapshot: Snapshot,
  key: string,
  own: NetworkWords,
): Markup {
  const { shown, shows, hint, name } = own.diagram;
  const options = Object.entries(shown).map(
    ([value, text]) => html`<option value="${value}">${text}</option>`,
  );
  return html`<div class="gd-picture gd-diagram">
      <svg
        viewBox="${viewBox(DIAGRAM_SIZE)}"
        role="img"
        data-part="diagram"
        aria-label="${name(sizesOf(history))}"
      >
        ${diagram(history, snapshot, "weights", DIAGRAM_SIZE, own)}
      </svg>
    </div>
    <div class="gd-reading gd-live">
      <p data-part="reading">${hint}</p>
      <div class="gd-field">
        <label for="${key}-shown">${shows}</label>
        <select id="${key}-shown" data-field="shown">
          ${options}
        </select>
      </div>
    </div>`;
}

function chart(
  history: TrainingHistory,
  snapshot: Snapshot,
  words: Words,
  own: NetworkWords,
): Markup {
  const losses = { loss: history.losses, end: history.epochs };
  return html`<div class="gd-picture gd-chart">
    <svg viewBox="${viewBox(CHART_SIZE)}" role="img" aria-label="${own.chart.name}">
      <g data-part="chart-still">${chartStaticLayer(losses, CHART_SIZE, chartWords(words, own))}</g>
      <g data-part="chart-moving">
        ${chartAnimatedLayer(losses, snapshot.epoch, null, CHART_SIZE)}
      </g>
    </svg>
  </div>`;
}

/** Return the verdict on a training at a snapshot, with a button for a smaller rate or more epochs if either helps. */
export function verdictMarkup(
  history: TrainingHistory,
  snapshot: Snapshot,
  isEnd: boolean,
  words: Words,
  own: NetworkWords,
): Markup {
  const button = (action: string, lock: string, text: string): Markup =>
    html`<button
      type="button"
      class="gd-text-button gd-live"
      data-action="${action}"
      data-lock="${lock}"
    >
      ${text}
    </button>`;
  const safer =
    snapshot.saferRate !== null &&
    button("safer", "lr", words.controls.saferRate(withMinus(inputText(snapshot.saferRate))));
  const isWorthMore = snapshot.kind === "learning" || snapshot.kind === "stuck";
  const hasRoom = snapshot.epoch + MORE_EPOCHS <= LIMITS.epochs.high;
  const more =
    isEnd &&
    isWorthMore &&
    hasRoom &&
    button("more", "epochs", own.controls.more(String(MORE_EPOCHS)));
  return html`<p>
      <strong>${own.verdict.title[snapshot.kind]}</strong>
      ${own.verdict.what[snapshot.kind](numbersOf(history, snapshot, own))}
    </p>
    ${safer}${more}`;
}

const details = (
  part: string,
  className: string,
  show: string,
  name: string,
  rows: Markup,
): Markup =>
  html`<details class="${className}" data-part="${part}-details">
    <summary>${show}</summary>
    <div class="gd-table" role="group" tabindex="0" aria-label="${name}" data-part="${part}-region">
      <table class="gd-steps" data-part="${part}">
        ${rows}
      </table>
    </div>
  </details>`;

/**
 * Return the widget that shows `history` at its start: before the first epoch.
 *
 * @param key the widget's key in the URL fragment and in the ids of its parts
 */
export function networkView(history: TrainingHistory, key: string, language: Language): Markup {
  const [words, own] = [WORDS[language], NETWORK_WORDS[language]];
  const snapshot = history.snapshots[0]!;
  const choice = { ...history.settings, epochs: history.epochs };
  const tables = html`${details("moments", "gd-moments", own.moments.show, own.moments.name, epochTable(history, own))}${details("parameters", "gd-parameters", own.parameters.show, own.parameters.name(String(snapshot.epoch)), parametersTable(history, snapshot, own))}`;
  const numbers = html`<p class="gd-line-of-numbers" data-part="line">
    ${own.line(numbersOf(history, snapshot, own))}
  </p>`;
  const verdict = html`<div class="gd-verdict" data-part="verdict" data-mood="${moodOf(snapshot)}">
    ${verdictMarkup(history, snapshot, false, words, own)}
  </div>`;
  return html`<figure class="gd-stage" aria-label="${own.figure(own.data[history.settings.data])}">
    <div class="gd-body">
      <div class="gd-left">
        ${plot(history, snapshot, key, own)}
        ${numbersWithPlaceholder(numbers, words)}${playbackControls(0, history.last, { ...words.controls, scrub: own.controls.scrub })}${settings(choice, key, words, own)}
      </div>
      <div class="gd-right">
        ${network(history, snapshot, key, own)}
        ${verdictWithPlaceholder(verdict, words)}${chart(history, snapshot, words, own)}
      </div>
    </div>
    ${widgetFooter(history.program, own.program, own.keys, words, { more: tables })}
    ${captionView(caption(history, own), words)}
    <p class="gd-hidden" data-part="live" role="status"></p>
  </figure>`;
}
