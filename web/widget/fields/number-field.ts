/** Number field: an `<input type="text">`, so that invalid text can be explained to the reader. */
import { html, type Markup } from "../../core/markup.ts";
import { parseNumber, inputText } from "../../core/numbers.ts";
import type { Words } from "../words.ts";

/** What a field accepts. */
export interface Limits {
  readonly low: number;
  readonly high: number;
  /** Whether the lower end itself is excluded. */
  readonly isAbove?: boolean;
  readonly isWhole?: boolean;
}

/** The parsed number, or an error message. */
export type NumberFieldResult =
  | { readonly value: number; readonly error: null }
  | { readonly value: null; readonly error: string };

/** Limits that several widgets share. */
export const COORDINATE_LIMITS = { low: -1000, high: 1000 } as const satisfies Limits;
export const LEARNING_RATE_LIMITS = { low: 0, high: 10, isAbove: true } as const satisfies Limits;
export const STEPS_LIMITS = { low: 1, high: 1000, isWhole: true } as const satisfies Limits;

const DIGITS = 1e6;

/** Return whether a number is within the limits. */
export function isAllowed({ low, high, isAbove, isWhole }: Limits, value: number): boolean {
  if (isWhole && !Number.isInteger(value)) return false;
  return Number.isFinite(value) && value <= high && (isAbove ? value > low : value >= low);
}

/** Return the number in `text`, or an error message in the reader's language. */
export function readNumberField(text: string, limits: Limits, words: Words): NumberFieldResult {
  const { value, problem } = parseNumber(text);
  if (value !== null && isAllowed(limits, value)) return { value, error: null };
  const { errors, verdict } = words;
  const isNone = problem !== null && problem !== "beyond";
  const complaint = isNone ? errors.number[problem] : outside(value, limits, words);
  return { value: null, error: `${complaint}${verdict.join}${errors.held}` };
}

/** Return the error message for a number outside the limits; `value` is null if no float can hold it. */
function outside(value: number | null, limits: Limits, { errors }: Words): string {
  const { low, high, isAbove } = limits;
  if (isAbove) return errors.positive(inputText(high));
  const isInRange = value !== null && value >= low && value <= high;
  return isInRange ? errors.whole : errors.range(inputText(low), inputText(high));
}

/** Return the number a field takes after an arrow key, rounded to hide binary fractions such as 0.30000000000000004. */
export function stepped(value: number, by: number, limits: Limits): number {
  const next = Math.round((value + by) * DIGITS) / DIGITS;
  return isAllowed(limits, next) ? next : value;
}

/** Return the input called `name`, described by the element `<key>-error`; `value` is null while it is unknown. */
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
    ${value === null ? html`placeholder="…"` : html`value="${inputText(value)}" aria-valuenow="${inputText(value)}"`}
    aria-describedby="${key}-error"
    ${options.label === undefined ? null : html` aria-label="${options.label}"`}
  />`;
}

/** Show a number in its field, in a font size that fits: see `.gd-number` in styles/widget/settings.css. */
export function showInField(field: HTMLInputElement | HTMLTextAreaElement, value: number): void {
  field.value = inputText(value);
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

/** Return the element for error messages of a widget's number fields. */
export const errorLine = (key: string): Markup =>
  html`<p class="gd-error" id="${key}-error" data-part="error" role="alert" hidden></p>`;
