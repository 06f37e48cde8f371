/** The numbers that can be typed, and what an arrow key adds to them. */
import { readNumberField, stepped as steppedBy, type Reading } from "../number-field.ts";
import type { Words } from "../words.ts";
import { LIMITS } from "./state.ts";

export type NumberField = keyof typeof LIMITS;

/** What an arrow key adds in a field. */
const ARROW_STEP: Record<NumberField, number> = { t: 0.1, lr: 0.01, steps: 1 };

/** Return the number a field takes after an arrow key. */
export const stepped = (field: NumberField, value: number, direction: 1 | -1): number =>
  steppedBy(value, direction * ARROW_STEP[field], LIMITS[field]);

/** Return the number in `text`, or what to say about it in the reader's language. */
export const readField = (field: NumberField, text: string, words: Words): Reading =>
  readNumberField(text, LIMITS[field], words);
