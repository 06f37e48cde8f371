/** A field for a number: text, so that anything can be typed and answered kindly. */
import { html, type Markup } from "../../core/markup.ts";
import { reading, typed } from "../../core/numbers.ts";
import type { Words } from "../words.ts";

/** What a field accepts. */
export interface Limits {
  readonly low: number;
  readonly high: number;
  /** Whether the lower end itself is excluded. */
  readonly isAbove?: boolean;
  readonly isWhole?: boolean;
}

/** The number that holds from now on, or what to say instead. */
export type Answer =
  | { readonly value: number; readonly error: null }
  | { readonly value: null; readonly error: string };

const DIGITS = 1e6;

/** Return whether a number may stand in a field. */
export function isAllowed({ low, high, isAbove, isWhole }: Limits, value: number): boolean {
  if (isWhole && !Number.isInteger(value)) return false;
  return Number.isFinite(value) && value <= high && (isAbove ? value > low : value >= low);
}

/** Return the number in `text`, or what to say about it in the reader's language. */
export function readNumberField(text: string, limits: Limits, words: Words): Answer {
  const { value, problem } = reading(text);
  if (value !== null && isAllowed(limits, value)) return { value, error: null };
  const { errors, verdict } = words;
  const isNone = problem !== null && problem !== "beyond";
  const complaint = isNone ? errors.number[problem] : outside(value, limits, words);
  return { value: null, error: `${complaint}${verdict.join}${errors.held}` };
}

/** Return what to say about a number that a field does not take; null: one that cannot be computed with. */
function outside(value: number | null, limits: Limits, { errors }: Words): string {
  const { low, high, isAbove } = limits;
  if (isAbove) return errors.positive(typed(high));
  const isInRange = value !== null && value >= low && value <= high;
  return isInRange ? errors.whole : errors.range(typed(low), typed(high));
}

/** Return the number a field takes after an arrow key, without the dust of binary fractions. */
export function stepped(value: number, by: number, limits: Limits): number {
  const next = Math.round((value + by) * DIGITS) / DIGITS;
  return isAllowed(limits, next) ? next : value;
}

/** Return the input called `name`; its error stands in the part `<key>-error`. Null: its number is not known yet. */
export function numberInput(
  name: string,
  value: number | null,
  key: string,
  options: { readonly label?: string; readonly isWhole?: boolean | undefined } = {},
): Markup {
  return html`<input
    id="${key}-${name}-number"
    class="gd-number"
    data-field="${name}"
    type="text"
    role="spinbutton"
    inputmode="${options.isWhole ? "numeric" : "decimal"}"
    autocomplete="off"
    spellcheck="false"
    ${value === null ? html`placeholder="…"` : html`value="${typed(value)}" aria-valuenow="${typed(value)}"`}
    aria-describedby="${key}-error"
    ${options.label === undefined ? null : html` aria-label="${options.label}"`}
  />`;
}

/** Show a number in its field, in letters small enough for all of it: see `.gd-number` in stage.css. */
export function showInField(field: HTMLInputElement | HTMLTextAreaElement, value: number): void {
  field.value = typed(value);
  field.style.setProperty("--gd-letters", String(field.value.length));
}

/** Return the input called `name` below its label. */
export function numberField(
  name: string,
  value: number,
  key: string,
  label: string,
  isWhole = false,
): Markup {
  return html`<div class="gd-field">
    <label for="${key}-${name}-number">${label}</label>${numberInput(name, value, key, { isWhole })}
  </div>`;
}

/** Return the place where a widget says what is wrong with a number. */
export const errorLine = (key: string): Markup =>
  html`<p class="gd-error" id="${key}-error" data-part="error" role="alert" hidden></p>`;
