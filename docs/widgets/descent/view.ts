/** The whole of `<gd-descent>` as markup: what the build writes into the page and the browser takes over. */
import { icon, type IconName } from "../icons.ts";
import { html, type Markup } from "../markup.ts";
import { short, typed, withMinus } from "../numbers.ts";
import { highlight } from "../python/highlight.ts";
import { rateShare, RATES, nearestRate } from "../scales.ts";
import type { Words } from "../words.ts";
import type { Size } from "./axes.ts";
import { chartMoving, chartStill } from "./chart.ts";
import { equation, equationSpoken } from "./equation.ts";
import { clip, moving, startHandle, still } from "./plot.ts";
import { lastN, type Run } from "./run.ts";
import { LOSSES, type Parameters } from "./state.ts";
import { table } from "./table.ts";
import { judge } from "./verdict.ts";

/** The pictures' sizes until the browser says how much room there is. */
export const PLOT_SIZE: Size = { width: 440, height: 300 };
export const CHART_SIZE: Size = { width: 300, height: 210 };

/** Milliseconds from one iteration to the next, for each speed on offer. */
export const SPEEDS: readonly (readonly [label: string, interval: number])[] = [
  ["×¼", 400],
  ["×½", 200],
  ["×1", 100],
  ["×2", 50],
  ["×5", 20],
];
export const INTERVAL = 100;

const viewBox = ({ width, height }: Size): string => `0 0 ${width} ${height}`;

function plot(run: Run, key: string, words: Words): Markup {
  const clipId = `${key}-clip`;
  return html`<div class="gd-picture gd-plot">
    <svg viewBox="${viewBox(PLOT_SIZE)}" role="group" aria-label="${words.plot.name}">
      <defs>${clip(clipId, run, PLOT_SIZE)}</defs>
      <g data-part="plot-still">${still(run, PLOT_SIZE, words, clipId)}</g>
      <g data-part="plot-moving">${moving(run, 0, 0, PLOT_SIZE, clipId)}</g>
      ${startHandle(run, PLOT_SIZE)}
    </svg>
  </div>`;
}

function chart(run: Run, words: Words): Markup {
  return html`<div class="gd-picture gd-chart">
    <svg viewBox="${viewBox(CHART_SIZE)}" role="img" aria-label="${words.chart.name}">
      <g data-part="chart-still">${chartStill(run, CHART_SIZE, words)}</g>
      <g data-part="chart-moving">${chartMoving(run, 0, CHART_SIZE)}</g>
    </svg>
  </div>`;
}

/** A button; the letter is its key, told to whom it may help. */
function button(action: string, name: IconName, label: string, key: string | null): Markup {
  const title = key ? `${label} (${key})` : label;
  return html`<button
    type="button"
    class="gd-button"
    data-action="${action}"
    aria-label="${label}"
    title="${title}"
    ${key ? html` aria-keyshortcuts="${key}"` : null}
  >
    ${icon(name)}
  </button>`;
}

function transport(run: Run, words: Words): Markup {
  const { controls } = words;
  return html`<div class="gd-transport gd-live" role="group" aria-label="${controls.transport}">
    ${button("first", "first", controls.first, "0")}${button("back", "back", controls.back, "J")}${button("play", "play", controls.play, "K")}${button("step", "step", controls.step, "L")}<input
      class="gd-scrub"
      data-field="n"
      type="range"
      min="0"
      max="${lastN(run)}"
      step="1"
      value="0"
      aria-label="${controls.scrub}"
    />
    <span class="gd-count" data-part="count">0 / ${lastN(run)}</span>
  </div>`;
}

/** Return the marks below the rate's slider: powers of ten, and the rates that matter on this landscape. */
export function rateMarks(run: Run, words: Words): Markup {
  const { landing, limit } = run.facts;
  return html`${mark(0.001, null)}${mark(0.01, null, "gd-minor")}${mark(0.1, null)}${landing === null ? mark(1, null) : mark(landing, words.controls.landing)}${limit !== null && mark(limit, words.controls.limit)}`;
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
    ${number("lr", lr, key, words.controls.lrNumber, null)}
  </div>`;
}

/** A field for a number: text, so that anything can be typed and answered kindly. */
function number(
  field: "t" | "lr" | "steps",
  value: number,
  key: string,
  name: string,
  label: string | null,
): Markup {
  const id = `${key}-${field}-number`;
  const input = html`<input
    id="${id}"
    class="gd-number"
    data-field="${field}"
    type="text"
    role="spinbutton"
    inputmode="${field === "steps" ? "numeric" : "decimal"}"
    autocomplete="off"
    spellcheck="false"
    value="${typed(value)}"
    aria-valuenow="${typed(value)}"
    aria-describedby="${key}-error"
    ${label === null ? html` aria-label="${name}"` : null}
  />`;
  return label === null
    ? input
    : html`<div class="gd-field"><label for="${id}">${label}</label>${input}</div>`;
}

function settings(run: Run, key: string, words: Words): Markup {
  const { loss, t, steps } = run.facts.parameters;
  const { controls } = words;
  const options = LOSSES.map(
    (name) =>
      html`<option value="${name}" ${name === loss && html` selected`}>
        ${words.losses[name]}
      </option>`,
  );
  const speeds = SPEEDS.map(
    ([label, interval]) =>
      html`<option value="${interval}" ${interval === INTERVAL && html` selected`}>
        ${label}
      </option>`,
  );
  return html`<div class="gd-settings gd-live" role="group" aria-label="${controls.parameters}">
    ${rate(run, key, words)}
    <p class="gd-error" id="${key}-error" data-part="error" role="alert" hidden></p>
    <div class="gd-row">
      <div class="gd-field gd-loss">
        <label for="${key}-loss">${controls.loss}</label>
        <select id="${key}-loss" data-field="loss">
          ${options}
        </select>
      </div>
      ${number("t", t, key, controls.t, controls.t)}${number("steps", steps, key, controls.steps, controls.steps)}
      <div class="gd-field">
        <label for="${key}-speed">${controls.speed}</label>
        <select id="${key}-speed" data-field="speed">
          ${speeds}
        </select>
      </div>
    </div>
  </div>`;
}

/** Return the verdict's words and, where it helps, the button for a rate that settles. */
export function verdictMarkup(run: Run, words: Words): Markup {
  const { title, sentence, saferRate } = judge(run, words);
  const button =
    saferRate !== null &&
    html`<button type="button" class="gd-text-button gd-live" data-action="safer">
      ${words.controls.saferRate(withMinus(typed(saferRate)))}
    </button>`;
  return html`<p><strong>${title}</strong> ${sentence}</p>
    ${button}`;
}

/** Return the sentence below the figure. */
export function caption(run: Run, words: Words): string {
  const { loss, t, lr } = run.facts.parameters;
  return words.caption({
    loss: words.losses[loss as Parameters["loss"]],
    formula: run.facts.formula,
    t: withMinus(typed(t)),
    lr: withMinus(typed(lr)),
    updates: String(run.facts.updates),
    last: short(run.t[lastN(run)]!),
  });
}

function below(run: Run, words: Words): Markup {
  const { program, help, python } = words;
  return html`<div class="gd-python gd-live" data-part="python" data-python="idle">
      <span class="gd-python-words" data-part="python-words"
        >${python.status({ state: "idle" })}</span
      >
      <progress
        class="gd-bytes"
        data-part="progress"
        max="1"
        value="0"
        aria-hidden="true"
        hidden
      ></progress>
      <button type="button" class="gd-text-button" data-action="retry" hidden>
        ${python.retry}
      </button>
    </div>
    <div class="gd-more">
      <details class="gd-program">
        <summary>${program.show}</summary>
        <div class="gd-code">
          <pre tabindex="0" role="region" aria-label="${program.name}">
<span data-part="program">${highlight(run.facts.program)}</span></pre>
          <button type="button" class="gd-text-button gd-live" data-action="copy">
            ${program.copy}
          </button>
        </div>
      </details>
      <details class="gd-help gd-live">
        <summary>${help.title}</summary>
        <dl>
          ${help.keys.map(
            ([key, what]) =>
              html`<div>
                <dt><kbd>${key}</kbd></dt>
                <dd>${what}</dd>
              </div>`,
          )}
        </dl>
      </details>
      <div class="gd-tools gd-live">
        <button type="button" class="gd-text-button" data-action="share">
          ${icon("link")}<span>${words.controls.share}</span></button
        ><button
          type="button"
          class="gd-text-button"
          data-action="reset"
          title="${words.controls.reset} (R)"
          aria-keyshortcuts="R"
        >
          ${icon("reset")}<span>${words.controls.reset}</span>
        </button>
      </div>
    </div>
    <p class="gd-share" data-part="share" hidden>
      <label
        >${words.controls.shareByHand}
        <input
          class="gd-address"
          data-part="link"
          type="text"
          readonly
          aria-label="${words.controls.shareLink}"
      /></label>
    </p>`;
}

/**
 * Return the widget that shows `run` at its start.
 *
 * @param key what the widget is called in the address and in the ids of its parts
 * @param compact make the picture lower, so that it, play and the rate fit one screen
 */
export function descentView(run: Run, key: string, words: Words, compact: boolean): Markup {
  const { mood } = judge(run, words);
  const name = words.figure(words.losses[run.facts.parameters.loss as Parameters["loss"]]);
  const rows = html`<div
    class="gd-table"
    role="region"
    tabindex="0"
    aria-label="${words.table.name}"
  >
    <table class="gd-steps" data-part="table">
      ${table(run, words)}
    </table>
  </div>`;
  return html`<figure
    class="gd-stage${compact && " gd-compact"}"
    data-search-exclude
    aria-label="${name}"
  >
    <div class="gd-body">
      <div class="gd-left">
        ${plot(run, key, words)}
        <p
          class="gd-equation"
          data-part="equation"
          role="math"
          aria-label="${equationSpoken(run, 0, words)}"
        >
          ${equation(run, 0, words)}
        </p>
        ${transport(run, words)}${settings(run, key, words)}
      </div>
      <div class="gd-right">
        <div class="gd-judgement" data-part="verdict" data-mood="${mood}">
          ${verdictMarkup(run, words)}
        </div>
        ${chart(run, words)}${rows}
      </div>
    </div>
    ${below(run, words)}
    <figcaption data-part="caption">${caption(run, words)}</figcaption>
    <p class="gd-hidden" data-part="live" role="status"></p>
  </figure>`;
}
