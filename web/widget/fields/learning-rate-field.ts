/** Field for the learning rate: a slider with marks below it, and a number field. */
import { html, type Markup } from "../../core/markup.ts";
import { numberInput } from "./number-field.ts";
import { short, inputText, withMinus } from "../../core/numbers.ts";
import { LEARNING_RATES, nearestStop, sliderShare } from "./slider-stops.ts";
import type { Words } from "../words.ts";

/** Labels outside this part of the slider (0 … 1) are aligned inwards. */
const CENTERED_RANGE = [0.1, 0.9] as const;

function anchorOf(share: number): "start" | "middle" | "end" {
  if (share < CENTERED_RANGE[0]) return "start";
  return share > CENTERED_RANGE[1] ? "end" : "middle";
}

/** Return a mark below the slider; `meaning` is shown beside its number. */
export function rateMark(rate: number, meaning: string | null, extra = ""): Markup {
  const share = sliderShare(rate);
  const x = `${Math.round(share * 1000) / 10}%`;
  const words = meaning !== null && html`<tspan class="gd-meaning"> ${meaning}</tspan>`;
  return html`<svg
    class="gd-mark ${meaning === null ? extra : "gd-special"}"
    x="${x}"
    overflow="visible"
  >
    <line y1="0" y2="5" />
    <text y="16" text-anchor="${anchorOf(share)}">${short(rate)}${words}</text>
  </svg>`;
}

/** Marks below every learning rate slider: powers of ten up to 0.1. */
export const LOW_MARKS: Markup = html`${rateMark(0.001, null)}${rateMark(0.01, null, "gd-minor")}${rateMark(0.1, null, "gd-tenth")}`;

/** Return the field for the rate `lr`, with `marks` below its slider. */
export function rateField(lr: number, marks: Markup, key: string, words: Words): Markup {
  return html`<div class="gd-field gd-rate">
    <label for="${key}-lr">${words.controls.lr}</label>
    <div class="gd-slider">
      <input
        id="${key}-lr"
        data-field="lr-slider"
        type="range"
        min="0"
        max="${LEARNING_RATES.length - 1}"
        step="1"
        value="${nearestStop(lr)}"
        aria-valuetext="${inputText(lr)}"
      />
      <svg class="gd-marks" data-part="rate-marks" aria-hidden="true">${marks}</svg>
    </div>
    ${numberInput("lr", lr, key, { label: words.controls.lrNumber })}
  </div>`;
}

const MARK_GAP = 4;

/** Hide marks whose labels overlap; those with a meaning take precedence, then the lowest rates. */
export function separateMarks(marks: Element): void {
  const all = [...marks.querySelectorAll(".gd-mark")];
  const special = all.filter((mark) => mark.matches(".gd-special"));
  const boxes = new Map(
    [...special, ...all].map((mark) => [mark, mark.querySelector("text")!.getBoundingClientRect()]),
  );
  const kept: DOMRect[] = [];
  for (const [mark, box] of boxes) {
    const isClear = kept.every(
      ({ left, right }) => box.left >= right + MARK_GAP || box.right <= left - MARK_GAP,
    );
    const isKept = box.width > 0 && isClear;
    if (isKept) kept.push(box);
    mark.toggleAttribute("data-crowded", !isKept);
  }
}

/** Show the rate `lr` on its slider. */
export function showRate(slider: HTMLInputElement, lr: number): void {
  slider.value = String(nearestStop(lr));
  slider.setAttribute("aria-valuetext", withMinus(inputText(lr)));
}
