/** Reads what someone typed into a field, and says kindly what is wrong with it. */
import { readNumber, typed } from "../numbers.ts";
import type { Words } from "../words.ts";
import { isAllowed, LIMITS } from "./state.ts";

export type NumberField = keyof typeof LIMITS;

export type Reading =
  | { readonly value: number; readonly error: null }
  | { readonly value: null; readonly error: string };

/** What an arrow key adds in a field. */
export const ARROW_STEP: Record<NumberField, number> = { t: 0.1, lr: 0.01, steps: 1 };

const DIGITS = 1e6;

/** Return the number a field takes after an arrow key, without the dust of binary fractions. */
export function stepped(field: NumberField, value: number, direction: 1 | -1): number {
  const next = Math.round((value + direction * ARROW_STEP[field]) * DIGITS) / DIGITS;
  return isAllowed(field, next) ? next : value;
}

/** Return the number in `text`, or what to say about it in the reader's language. */
export function readField(field: NumberField, text: string, words: Words): Reading {
  const value = readNumber(text);
  if (value !== null && isAllowed(field, value)) return { value, error: null };
  return { value: null, error: complaint(field, text, value, words) };
}

function complaint(field: NumberField, text: string, value: number | null, words: Words): string {
  const [low, high] = LIMITS[field];
  if (text.trim() === "") return words.errors.empty;
  if (value === null) return words.errors.text;
  if (field === "lr") return words.errors.positive(typed(high));
  const isInRange = value >= low && value <= high;
  return isInRange ? words.errors.whole : words.errors.range(typed(low), typed(high));
}
