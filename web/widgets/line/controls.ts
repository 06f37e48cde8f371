/** Translates clicks, keys and typing in the controls into calls of `Intents`. */
import { actionOfKey } from "../../widget/shortcut-keys.ts";
import { listenToNumbers } from "../../widget/fields/number-input.ts";
import { LEARNING_RATES } from "../../widget/fields/slider-stops.ts";
import type { Words } from "../../widget/words.ts";
import type { Query } from "./fit.ts";
import type { SetName } from "./query.ts";
import { ARROW_STEPS, LIMITS } from "./state.ts";

type NumberField = keyof typeof LIMITS;

export interface Intents {
  act(action: string): void;
  goTo(n: number): void;
  setInterval(milliseconds: number): void;
  change(change: Partial<Query>): void;
  /** Show an error message at a field; null clears it. */
  showError(field: NumberField, message: string | null): void;
  readonly query: Query;
}

/** Listen to all controls in `host` until `signal` is aborted. */
export function listenToControls(
  host: HTMLElement,
  intents: Intents,
  words: Words,
  signal: AbortSignal,
): void {
  const numbers = {
    limits: LIMITS,
    arrowSteps: ARROW_STEPS,
    current: (name: NumberField) => intents.query[name],
    set: (name: NumberField, value: number) => intents.change({ [name]: value }),
    showError: intents.showError,
  };
  listenToNumbers(host, numbers, words, signal);
  host.addEventListener("click", (event) => onClick(event, intents), { signal });
  host.addEventListener("input", (event) => onInput(event, intents), { signal });
  host.addEventListener("keydown", (event) => onKey(event, intents), { signal });
}

function onClick({ target }: Event, intents: Intents): void {
  const row = (target as Element).closest<HTMLElement>("tr[data-n]");
  if (row) intents.goTo(Number(row.dataset["n"]));
  const button = (target as Element).closest<HTMLElement>("[data-action]");
  if (!button || button.getAttribute("aria-disabled") === "true") return;
  intents.act(button.dataset["action"]!);
}

function onInput({ target }: Event, intents: Intents): void {
  const { value, checked, dataset } = target as HTMLInputElement;
  const name = dataset["field"];
  if (name === "n") intents.goTo(Number(value));
  else if (name === "speed") intents.setInterval(Number(value));
  else if (name === "data") intents.change({ data: value as SetName, points: null, lr: null });
  else if (name === "scaled") intents.change({ scaled: checked });
  else if (name === "lr-slider") intents.change({ lr: LEARNING_RATES[Number(value)]! });
}

function onKey(event: KeyboardEvent, intents: Intents): void {
  const action = actionOfKey(event);
  if (!action) return;
  event.preventDefault();
  intents.act(action);
}
