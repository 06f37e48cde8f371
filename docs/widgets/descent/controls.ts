/** From clicks, keys and typing to what the reader means by them. */
import { actionOfKey } from "../keys.ts";
import { RATES } from "../scales.ts";
import type { LossName, Words } from "../words.ts";
import { readField, stepped, type NumberField } from "./fields.ts";
import type { Wish } from "./run.ts";
import { DISTANCES } from "./slopes.ts";

export interface Intents {
  act(action: string): void;
  goTo(n: number): void;
  /** Open the microscope at state `n`, or close it. */
  inspect(n: number): void;
  /** Look through the microscope with another distance. */
  setDistance(h: string): void;
  setInterval(milliseconds: number): void;
  want(change: Partial<Wish>): void;
  /** Say at a field what is wrong with it; null: nothing. */
  complain(field: NumberField, message: string | null): void;
  readonly wish: Wish;
}

const isNumberField = (name: string | undefined): name is NumberField =>
  name === "t" || name === "lr" || name === "steps";

const fieldOf = (event: Event): HTMLInputElement => event.target as HTMLInputElement;

/** Listen to all controls in `host` until `signal` ends it. */
export function listenToControls(
  host: HTMLElement,
  intents: Intents,
  words: Words,
  signal: AbortSignal,
): void {
  host.addEventListener("click", (event) => onClick(event, intents), { signal });
  host.addEventListener("input", (event) => onInput(event, intents, words), { signal });
  host.addEventListener("change", (event) => onChange(event, intents, words), { signal });
  host.addEventListener("keydown", (event) => onKey(event, intents, words), { signal });
}

function onClick(event: Event, intents: Intents): void {
  const target = event.target as Element;
  const button = target.closest<HTMLElement>("[data-action]");
  const row = target.closest<HTMLElement>("tr[data-n]");
  if (row) intents.inspect(Number(row.dataset["n"]));
  if (!button || button.getAttribute("aria-disabled") === "true") return;
  intents.act(button.dataset["action"]!);
}

function onInput(event: Event, intents: Intents, words: Words): void {
  const { value, dataset } = fieldOf(event);
  const name = dataset["field"];
  if (name === "n") intents.goTo(Number(value));
  else if (name === "h") intents.setDistance(DISTANCES[Number(value)]!);
  else if (name === "speed") intents.setInterval(Number(value));
  else if (name === "loss") intents.want({ loss: value as LossName, t: null, lr: null });
  else if (name === "lr-slider") intents.want({ lr: RATES[Number(value)]! });
  else if (isNumberField(name)) takeNumber(name, value, false, intents, words);
}

function onChange(event: Event, intents: Intents, words: Words): void {
  const { value, dataset } = fieldOf(event);
  const name = dataset["field"];
  if (isNumberField(name)) takeNumber(name, value, true, intents, words);
}

/** Take a typed number. While someone is typing, what is not (yet) right is passed over in silence. */
function takeNumber(
  name: NumberField,
  text: string,
  isDone: boolean,
  intents: Intents,
  words: Words,
): void {
  const { value, error } = readField(name, text, words);
  if (error === null || isDone) intents.complain(name, error);
  if (value !== null && value !== intents.wish[name]) intents.want({ [name]: value });
}

function onKey(event: KeyboardEvent, intents: Intents, words: Words): void {
  const field = fieldOf(event);
  const name = field.dataset["field"];
  if (isNumberField(name)) {
    onArrow(event, name, field, intents, words);
    return;
  }
  const action = actionOfKey(event) ?? actionAtRow(event) ?? actionAtMicroscope(event);
  if (!action) return;
  event.preventDefault();
  intents.act(action);
}

/** What keys do on the button of a row. */
const AT_ROW: Readonly<Record<string, string>> = {
  ArrowUp: "back",
  ArrowDown: "step",
  Home: "first",
  End: "last",
};

function actionAtRow({ key, target }: KeyboardEvent): string | null {
  return (target as Element).matches(".gd-row-button") ? (AT_ROW[key] ?? null) : null;
}

function actionAtMicroscope({ key, target }: KeyboardEvent): string | null {
  const isThere = (target as Element).closest("[data-part=microscope], .gd-row-button") !== null;
  return isThere && key === "Escape" ? "close-microscope" : null;
}

function onArrow(
  event: KeyboardEvent,
  name: NumberField,
  field: HTMLInputElement,
  intents: Intents,
  words: Words,
): void {
  const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key] as 1 | -1 | undefined;
  const { value } = readField(name, field.value, words);
  if (direction === undefined || value === null) return;
  event.preventDefault();
  field.value = String(stepped(name, value, direction));
  takeNumber(name, field.value, true, intents, words);
}
