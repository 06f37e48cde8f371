/** Translates clicks, keys and typing in the controls into calls of `Intents`. */
import { actionOfKey } from "../../widget/shortcut-keys.ts";
import { listenToNumbers } from "../../widget/fields/number-input.ts";
import type { LossName, Words } from "../../widget/words.ts";
import { ARROW_STEPS, LIMITS, STEPS_SLIDER_STOPS } from "./state.ts";
import type { Query } from "./sweep.ts";

type NumberField = keyof typeof ARROW_STEPS;

export interface Intents {
  act(action: string): void;
  /** Select the rate of run `i`. */
  selectRun(i: number): void;
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
    limits: { t: LIMITS.t, steps: LIMITS.steps },
    arrowSteps: ARROW_STEPS,
    current: (name: NumberField) => intents.query[name],
    set: (name: NumberField, value: number) => intents.change({ [name]: value }),
    showError: (name: NumberField, message: string | null) => intents.showError(name, message),
  };
  listenToNumbers(host, numbers, words, signal);
  host.addEventListener("click", (event) => onClick(event, intents), { signal });
  host.addEventListener("input", (event) => onInput(event, intents), { signal });
  host.addEventListener("keydown", (event) => onKey(event, intents), { signal });
}

function onClick({ target }: Event, intents: Intents): void {
  const row = (target as Element).closest<HTMLElement>("tr[data-i]");
  if (row) intents.selectRun(Number(row.dataset["i"]));
  const button = (target as Element).closest<HTMLElement>("[data-action]");
  if (button) intents.act(button.dataset["action"]!);
}

function onInput({ target }: Event, intents: Intents): void {
  const { value, dataset } = target as HTMLInputElement;
  const name = dataset["field"];
  if (name === "loss") intents.change({ loss: value as LossName, t: null });
  else if (name === "steps-slider") intents.change({ steps: STEPS_SLIDER_STOPS[Number(value)]! });
}

function onKey(event: KeyboardEvent, intents: Intents): void {
  if (actionOfKey(event) !== "reset") return;
  event.preventDefault();
  intents.act("reset");
}
