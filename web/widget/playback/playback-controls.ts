/** Markup of the playback controls: play, step, scrub and speed. */
import { icon, type IconName } from "../../core/icons.ts";
import { html, type Markup } from "../../core/markup.ts";
import type { Words } from "../words.ts";

/** Accessible names of the buttons and the scrubber. */
export type PlaybackWords = Pick<
  Words["controls"],
  "playback" | "first" | "back" | "play" | "step" | "scrub"
>;

/** The selectable speeds, as milliseconds from one iteration to the next. */
export const SPEEDS: readonly (readonly [label: string, interval: number])[] = [
  ["×¼", 400],
  ["×½", 200],
  ["×1", 100],
  ["×2", 50],
  ["×5", 20],
];
export const DEFAULT_INTERVAL_MS = 100;

/** Return a button; `key`: its keyboard shortcut, shown in the tooltip. */
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

/** Return the buttons and the scrubber, at frame `n` of `last`. */
export function playbackControls(n: number, last: number, words: PlaybackWords): Markup {
  return html`<div class="gd-transport gd-live" role="group" aria-label="${words.playback}">
    ${button("first", "first", words.first, "0")}${button("back", "back", words.back, "J")}${button("play", "play", words.play, "K")}${button("step", "step", words.step, "L")}<input
      class="gd-scrub"
      data-field="n"
      type="range"
      min="0"
      max="${last}"
      step="1"
      value="${n}"
      aria-label="${words.scrub}"
    />
    <span class="gd-count" data-part="count">${n} / ${last}</span>
  </div>`;
}

/** Return the field for the speed, set to `interval` milliseconds. */
export function speedField(interval: number, key: string, words: Words): Markup {
  const speeds = SPEEDS.map(
    ([label, milliseconds]) =>
      html`<option value="${milliseconds}" ${milliseconds === interval && html` selected`}>
        ${label}
      </option>`,
  );
  return html`<div class="gd-field">
    <label for="${key}-speed">${words.controls.speed}</label>
    <select id="${key}-speed" data-field="speed">
      ${speeds}
    </select>
  </div>`;
}
