/** The whole of `<gd-network>` as markup: what the build writes into the page and the browser takes over. */
import { captionView, numbersPlace, verdictPlace } from "../../widget/stale-results.ts";
import { below } from "../../widget/widget-footer.ts";
import type { Size } from "../../plot/axes.ts";
import { chartMoving, chartStill, type ChartWords } from "../../plot/loss-chart.ts";
import { html, type Markup } from "../../core/markup.ts";
import { typed, withMinus } from "../../core/numbers.ts";
import { transport } from "../../widget/playback-controls.ts";
import { WORDS, type Language, type Words } from "../../widget/words.ts";
import { boundaryMoving, boundaryStill, clip } from "./decision-boundary.ts";
import { settings } from "./controls-view.ts";
import { diagram } from "./diagram.ts";
import type { Film, Frame } from "./training/history.ts";
import { caption, moodOf, numbersOf, sizesOf } from "./summary.ts";
import { LIMITS } from "./state.ts";
import { momentsTable, parametersTable } from "./tables.ts";
import { NETWORK_WORDS, type NetworkWords } from "./words.ts";

/** The pictures' sizes until the browser says how much room there is. */
export const PLOT_SIZE: Size = { width: 400, height: 330 };
export const DIAGRAM_SIZE: Size = { width: 360, height: 250 };
export const CHART_SIZE: Size = { width: 300, height: 190 };

/** How many epochs the button for more of them adds. */
export const MORE = 300;

const viewBox = ({ width, height }: Size): string => `0 0 ${width} ${height}`;

/** Return the words of the loss chart: its iterations are epochs. */
export const chartWords = (words: Words, own: NetworkWords): ChartWords => ({
  ...words.chart,
  n: own.chart.n,
});

function plot(film: Film, frame: Frame, key: string, own: NetworkWords): Markup {
  const clipId = `${key}-clip`;
  return html`<div class="gd-picture gd-plot">
    <svg
      viewBox="${viewBox(PLOT_SIZE)}"
      role="img"
      data-part="plot"
      aria-label="${own.plot.spoken(numbersOf(film, frame, own))}"
    >
      <defs>${clip(clipId, film, PLOT_SIZE)}</defs>
      <g data-part="plot-moving">${boundaryMoving(film, frame, PLOT_SIZE, clipId)}</g>
      <g data-part="plot-still">${boundaryStill(film, PLOT_SIZE, own)}</g>
    </svg>
  </div>`;
}

function network(film: Film, frame: Frame, key: string, own: NetworkWords): Markup {
  const { shown, shows, hint, name } = own.diagram;
  const options = Object.entries(shown).map(
    ([value, text]) => html`<option value="${value}">${text}</option>`,
  );
  return html`<div class="gd-picture gd-diagram">
      <svg
        viewBox="${viewBox(DIAGRAM_SIZE)}"
        role="img"
        data-part="diagram"
        aria-label="${name(sizesOf(film))}"
      >
        ${diagram(film, frame, "weights", DIAGRAM_SIZE, own)}
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

function chart(film: Film, frame: Frame, words: Words, own: NetworkWords): Markup {
  const losses = { loss: film.losses, end: film.epochs };
  return html`<div class="gd-picture gd-chart">
    <svg viewBox="${viewBox(CHART_SIZE)}" role="img" aria-label="${own.chart.name}">
      <g data-part="chart-still">${chartStill(losses, CHART_SIZE, chartWords(words, own))}</g>
      <g data-part="chart-moving">${chartMoving(losses, frame.epoch, null, CHART_SIZE)}</g>
    </svg>
  </div>`;
}

/** Return what a training does at a frame, and a button where there is something to be done about it. */
export function verdictMarkup(
  film: Film,
  frame: Frame,
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
    frame.saferRate !== null &&
    button("safer", "lr", words.controls.saferRate(withMinus(typed(frame.saferRate))));
  const isWorthMore = frame.kind === "learning" || frame.kind === "stuck";
  const hasRoom = frame.epoch + MORE <= LIMITS.epochs.high;
  const more =
    isEnd && isWorthMore && hasRoom && button("more", "epochs", own.controls.more(String(MORE)));
  return html`<p>
      <strong>${own.verdict.title[frame.kind]}</strong>
      ${own.verdict.what[frame.kind](numbersOf(film, frame, own))}
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
 * Return the widget that shows `film` at its start: before all training.
 *
 * @param key what the widget is called in the address and in the ids of its parts
 */
export function networkView(film: Film, key: string, language: Language): Markup {
  const [words, own] = [WORDS[language], NETWORK_WORDS[language]];
  const frame = film.frames[0]!;
  const choice = { ...film.settings, epochs: film.epochs };
  const tables = html`${details("moments", "gd-moments", own.moments.show, own.moments.name, momentsTable(film, own))}${details("parameters", "gd-parameters", own.parameters.show, own.parameters.name(String(frame.epoch)), parametersTable(film, frame, own))}`;
  const numbers = html`<p class="gd-line-of-numbers" data-part="line">
    ${own.line(numbersOf(film, frame, own))}
  </p>`;
  const verdict = html`<div class="gd-judgement" data-part="verdict" data-mood="${moodOf(frame)}">
    ${verdictMarkup(film, frame, false, words, own)}
  </div>`;
  return html`<figure class="gd-stage" aria-label="${own.figure(own.data[film.settings.data])}">
    <div class="gd-body">
      <div class="gd-left">
        ${plot(film, frame, key, own)}
        ${numbersPlace(numbers, words)}${transport(0, film.last, { ...words.controls, scrub: own.controls.scrub })}${settings(choice, key, words, own)}
      </div>
      <div class="gd-right">
        ${network(film, frame, key, own)}
        ${verdictPlace(verdict, words)}${chart(film, frame, words, own)}
      </div>
    </div>
    ${below(film.program, own.program, own.keys, words, { more: tables })}
    ${captionView(caption(film, own), words)}
    <p class="gd-hidden" data-part="live" role="status"></p>
  </figure>`;
}
