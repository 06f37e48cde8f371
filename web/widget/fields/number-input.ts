/** What typing and arrow keys do in the number fields of a widget. */
import { readNumberField, showInField, stepped, type Limits } from "./number-field.ts";
import { typed } from "../../core/numbers.ts";
import { isOfComposition, listenToTyping, type TextField } from "./text-input.ts";
import type { Words } from "../words.ts";

/** The number fields of a widget, by their `data-field`. */
export interface NumberFields {
  /** Return what a field accepts; null: it is none of these. */
  limitsOf(field: string): Limits | null;
  /** Return the number after an arrow key. */
  next(field: string, value: number, direction: 1 | -1): number;
  /** Return the number that holds now. */
  present(field: string): number | null;
  take(field: string, value: number): void;
  /** Say at a field what is wrong with it; null: nothing. */
  complain(field: string, message: string | null): void;
}

/** Number fields that a widget has once each. */
export interface NamedFields<Name extends string> {
  readonly limits: Readonly<Record<Name, Limits>>;
  /** What an arrow key adds. */
  readonly arrowSteps: Readonly<Record<Name, number>>;
  present(name: Name): number | null;
  take(name: Name, value: number): void;
  complain(name: Name, message: string | null): void;
}

const DIRECTIONS: Readonly<Record<string, 1 | -1>> = { ArrowUp: 1, ArrowDown: -1 };

/** Listen to number fields that are called by these names, until `signal` ends it. */
export function listenToNumbers<Name extends string>(
  host: HTMLElement,
  { limits, arrowSteps, ...fields }: NamedFields<Name>,
  words: Words,
  signal: AbortSignal,
): void {
  const known = (field: string): Name => field as Name; // limitsOf lets no other pass
  const all: NumberFields = {
    limitsOf: (field) => (Object.hasOwn(limits, field) ? limits[known(field)] : null),
    next: (field, value, direction) =>
      stepped(value, direction * arrowSteps[known(field)], limits[known(field)]),
    present: (field) => fields.present(known(field)),
    take: (field, value) => fields.take(known(field), value),
    complain: (field, message) => fields.complain(known(field), message),
  };
  listenToNumberFields(host, all, words, signal);
}

/** Listen to the number fields in `host` until `signal` ends it. */
export function listenToNumberFields(
  host: HTMLElement,
  fields: NumberFields,
  words: Words,
  signal: AbortSignal,
): void {
  /** While someone is typing, what is not (yet) right is passed over in silence. */
  const read = (input: TextField, isDone: boolean): void => {
    const name = input.dataset["field"] ?? "";
    const limits = fields.limitsOf(name);
    if (limits === null) return;
    const { value, error } = readNumberField(input.value, limits, words);
    if (error === null || isDone) fields.complain(name, error);
    if (value === null) return;
    if (isDone) showInField(input, value);
    if (value !== fields.present(name)) fields.take(name, value);
  };
  const onArrow = (event: KeyboardEvent): void => {
    const input = event.target as TextField;
    const name = input.dataset["field"] ?? "";
    const [limits, direction] = [fields.limitsOf(name), DIRECTIONS[event.key]];
    if (limits === null || direction === undefined || isOfComposition(event)) return;
    const { value } = readNumberField(input.value, limits, words);
    if (value === null) return;
    event.preventDefault();
    input.value = typed(fields.next(name, value, direction));
    read(input, true);
  };
  listenToTyping(
    host,
    { changed: (input) => read(input, false), done: (input) => read(input, true) },
    signal,
  );
  host.addEventListener("keydown", onArrow, { signal });
}
