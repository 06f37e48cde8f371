/** Translates clicks, keys and typing in the controls into calls of `Intents`. */
import { actionOfKey } from "../../widget/shortcut-keys.ts";
import { listenToNumbers } from "../../widget/fields/number-input.ts";
import { LEARNING_RATES } from "../../widget/fields/slider-stops.ts";
import type { LossName } from "../../widget/words.ts";
import type { DescentWords } from "./words.ts";
import type { Query } from "./run.ts";
import { DISTANCES } from "./microscope/slopes.ts";
import { ARROW_STEPS, LIMITS } from "./state.ts";

type NumberField = keyof typeof LIMITS;

export interface Intents {
  act(action: string): void;
  goTo(n: number): void;
  /** Open the microscope at state `n`, or close it. */
  inspect(n: number): void;
  /** Change the distance h of the microscope. */
  setDistance(h: string): void;
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
  words: DescentWords,
  signal: AbortSignal,
): void {
  host.addEventListener("click", (event) => onClick(event, intents), { signal });
  host.addEventListener("input", (event) => onInput(event, intents), { signal });
  host.addEventListener("keydown", (event) => onKey(event, intents), { signal });
  const numbers = {
    limits: LIMITS,
    arrowSteps: ARROW_STEPS,
    current: (name: NumberField) => intents.query[name],
    set: (name: NumberField, value: number) => intents.change({ [name]: value }),
    showError: intents.showError,
  };
  listenToNumbers(host, numbers, words, signal);
}

function onClick(event: Event, intents: Intents): void {
  const target = event.target as Element;
  const button = target.closest<HTMLElement>("[data-action]");
  const row = target.closest<HTMLElement>("tr[data-n]");
  if (row) intents.inspect(Number(row.dataset["n"]));
  if (!button || button.getAttribute("aria-disabled") === "true") return;
  intents.act(button.dataset["action"]!);
}

function onInput(event: Event, intents: Intents): void {
  const { value, dataset } = event.target as HTMLInputElement;
  const name = dataset["field"];
  if (name === "n") intents.goTo(Number(value));
  else if (name === "h") intents.setDistance(DISTANCES[Number(value)]!);
  else if (name === "speed") intents.setInterval(Number(value));
  else if (name === "loss") intents.change({ loss: value as LossName, t: null, lr: null });
  else if (name === "lr-slider") intents.change({ lr: LEARNING_RATES[Number(value)]! });
}

function onKey(event: KeyboardEvent, intents: Intents): void {
  const action = actionOfKey(event) ?? actionAtRow(event) ?? actionAtMicroscope(event);
  if (!action) return;
  event.preventDefault();
  intents.act(action);
}

/** Actions of keys pressed on the button in a table row. */
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
