/** What typing and arrow keys do in the number fields of a widget. */
import { readNumberField, stepped, type Limits } from "./number-field.ts";
import type { Words } from "./words.ts";

export interface NumberFields<Name extends string> {
  readonly limits: Readonly<Record<Name, Limits>>;
  /** What an arrow key adds. */
  readonly arrowSteps: Readonly<Record<Name, number>>;
  /** Return the number that holds now. */
  present(name: Name): number | null;
  take(name: Name, value: number): void;
  /** Say at a field what is wrong with it; null: nothing. */
  complain(name: Name, message: string | null): void;
}

/** Listen to the number fields in `host` until `signal` ends it. */
export function listenToNumbers<Name extends string>(
  host: HTMLElement,
  fields: NumberFields<Name>,
  words: Words,
  signal: AbortSignal,
): void {
  const nameOf = (event: Event): Name | null => {
    const name = (event.target as HTMLElement).dataset["field"];
    return name !== undefined && Object.hasOwn(fields.limits, name) ? (name as Name) : null;
  };
  /** While someone is typing, what is not (yet) right is passed over in silence. */
  const read = (event: Event, isDone: boolean): void => {
    const name = nameOf(event);
    if (name === null) return;
    const text = (event.target as HTMLInputElement).value;
    const { value, error } = readNumberField(text, fields.limits[name], words);
    if (error === null || isDone) fields.complain(name, error);
    if (value !== null && value !== fields.present(name)) fields.take(name, value);
  };
  const onArrow = (event: KeyboardEvent): void => {
    const name = nameOf(event);
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (name === null || direction === undefined) return;
    const field = event.target as HTMLInputElement;
    const { value } = readNumberField(field.value, fields.limits[name], words);
    if (value === null) return;
    event.preventDefault();
    const next = stepped(value, direction * fields.arrowSteps[name], fields.limits[name]);
    field.value = String(next);
    read(event, true);
  };
  host.addEventListener("input", (event) => read(event, false), { signal });
  host.addEventListener("change", (event) => read(event, true), { signal });
  host.addEventListener("keydown", onArrow, { signal });
}
