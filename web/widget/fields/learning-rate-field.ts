/** The learning rate: a slider with marks below it, and the number itself. */
import { html, type Markup } from "../../core/markup.ts";
import { numberInput } from "./number-field.ts";
import { short, typed, withMinus } from "../../core/numbers.ts";
import { nearestRate, RATES, rateShare } from "../../plot/scales.ts";
import type { Words } from "../words.ts";

/** So near to an end of the slider, as shares of it, a label reaches inwards only. */
const ENDS = [0.1, 0.9] as const;

function anchorOf(share: number): "start" | "middle" | "end" {
  if (share < ENDS[0]) return "start";
  return share > ENDS[1] ? "end" : "middle";
}

/** Return a mark below the slider, with what it means where it is not just a number. */
export function rateMark(rate: number, meaning: string | null, extra = ""): Markup {
  const share = rateShare(rate);
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

/** The marks of every rate's slider: powers of ten up to 0.1. */
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
        max="${RATES.length - 1}"
        step="1"
        value="${nearestRate(lr)}"
        aria-valuetext="${typed(lr)}"
      />
      <svg class="gd-marks" data-part="rate-marks" aria-hidden="true">${marks}</svg>
    </div>
    ${numberInput("lr", lr, key, { label: words.controls.lrNumber })}
  </div>`;
}

const MARK_GAP = 4;

/** Hide marks whose labels would lie on those of others: rates that mean something, and then the lowest, stay. */
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
  slider.value = String(nearestRate(lr));
  slider.setAttribute("aria-valuetext", withMinus(typed(lr)));
}
