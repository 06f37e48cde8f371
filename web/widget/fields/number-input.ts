/** Handles typing and arrow keys in the number fields of a widget. */
import { readNumberField, showInField, stepped, type Limits } from "./number-field.ts";
import { inputText } from "../../core/numbers.ts";
import { isOfComposition, listenToTyping, type TextField } from "./text-input.ts";
import type { Words } from "../words.ts";

/** The number fields of a widget, by their `data-field`. */
export interface NumberFields {
  /** Return the limits of a field; null if it is not a number field. */
  limitsOf(field: string): Limits | null;
  /** Return the number after an arrow key. */
  next(field: string, value: number, direction: 1 | -1): number;
  /** Return the current number. */
  current(field: string): number | null;
  set(field: string, value: number): void;
  /** Show an error message at a field; null clears it. */
  showError(field: string, message: string | null): void;
}

/** Number fields with fixed names. */
export interface NamedFields<Name extends string> {
  readonly limits: Readonly<Record<Name, Limits>>;
  /** What an arrow key adds. */
  readonly arrowSteps: Readonly<Record<Name, number>>;
  current(name: Name): number | null;
  set(name: Name, value: number): void;
  showError(name: Name, message: string | null): void;
}

const DIRECTIONS: Readonly<Record<string, 1 | -1>> = { ArrowUp: 1, ArrowDown: -1 };

/** Listen to number fields with fixed names until `signal` is aborted. */
export function listenToNumbers<Name extends string>(
  host: HTMLElement,
  { limits, arrowSteps, ...fields }: NamedFields<Name>,
  words: Words,
  signal: AbortSignal,
): void {
  const known = (field: string): Name => field as Name; // limitsOf returns null for any other
  const all: NumberFields = {
    limitsOf: (field) => (Object.hasOwn(limits, field) ? limits[known(field)] : null),
    next: (field, value, direction) =>
      stepped(value, direction * arrowSteps[known(field)], limits[known(field)]),
    current: (field) => fields.current(known(field)),
    set: (field, value) => fields.set(known(field), value),
    showError: (field, message) => fields.showError(known(field), message),
  };
  listenToNumberFields(host, all, words, signal);
}

/** Listen to the number fields in `host` until `signal` is aborted. */
export function listenToNumberFields(
  host: HTMLElement,
  fields: NumberFields,
  words: Words,
  signal: AbortSignal,
): void {
  /** Parse a field; while the reader is typing, errors are not shown. */
  const read = (input: TextField, isDone: boolean): void => {
    const name = input.dataset["field"] ?? "";
    const limits = fields.limitsOf(name);
    if (limits === null) return;
    const { value, error } = readNumberField(input.value, limits, words);
    if (error === null || isDone) fields.showError(name, error);
    if (value === null) return;
    if (isDone) showInField(input, value);
    if (value !== fields.current(name)) fields.set(name, value);
  };
  const onArrow = (event: KeyboardEvent): void => {
    const input = event.target as TextField;
    const name = input.dataset["field"] ?? "";
    const [limits, direction] = [fields.limitsOf(name), DIRECTIONS[event.key]];
    if (limits === null || direction === undefined || isOfComposition(event)) return;
    const { value } = readNumberField(input.value, limits, words);
    if (value === null) return;
    event.preventDefault();
    input.value = inputText(fields.next(name, value, direction));
    read(input, true);
  };
  listenToTyping(
    host,
    { changed: (input) => read(input, false), done: (input) => read(input, true) },
    signal,
  );
  host.addEventListener("keydown", onArrow, { signal });
}
