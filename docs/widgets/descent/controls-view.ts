/** The controls of `<gd-descent>` as markup: playback, rate, fields. */
import { icon, type IconName } from "../icons.ts";
import { html, type Markup } from "../markup.ts";
import { short, typed } from "../numbers.ts";
import { nearestRate, RATES, rateShare } from "../scales.ts";
import type { Words } from "../words.ts";
import { lastN, type Run } from "./run.ts";
import { LOSSES } from "./state.ts";

/** Milliseconds from one iteration to the next, for each speed on offer. */
export const SPEEDS: readonly (readonly [label: string, interval: number])[] = [
  ["×¼", 400],
  ["×½", 200],
  ["×1", 100],
  ["×2", 50],
  ["×5", 20],
];
export const INTERVAL = 100;

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

export function transport(run: Run, words: Words): Markup {
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

export function settings(run: Run, key: string, words: Words): Markup {
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
