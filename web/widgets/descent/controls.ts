/** From clicks, keys and typing to what the reader means by them. */
import { actionOfKey } from "../../widget/shortcut-keys.ts";
import { listenToNumbers } from "../../widget/fields/number-input.ts";
import { RATES } from "../../plot/scales.ts";
import type { LossName, Words } from "../../widget/words.ts";
import type { Wish } from "./run.ts";
import { DISTANCES } from "./microscope/slopes.ts";
import { LIMITS } from "./state.ts";

type NumberField = keyof typeof LIMITS;

/** What an arrow key adds in a field. */
const ARROW_STEPS: Record<NumberField, number> = { t: 0.1, lr: 0.01, steps: 1 };

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

/** Listen to all controls in `host` until `signal` ends it. */
export function listenToControls(
  host: HTMLElement,
  intents: Intents,
  words: Words,
  signal: AbortSignal,
): void {
  host.addEventListener("click", (event) => onClick(event, intents), { signal });
  host.addEventListener("input", (event) => onInput(event, intents), { signal });
  host.addEventListener("keydown", (event) => onKey(event, intents), { signal });
  const numbers = {
    limits: LIMITS,
    arrowSteps: ARROW_STEPS,
    present: (name: NumberField) => intents.wish[name],
    take: (name: NumberField, value: number) => intents.want({ [name]: value }),
    complain: intents.complain,
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
  else if (name === "loss") intents.want({ loss: value as LossName, t: null, lr: null });
  else if (name === "lr-slider") intents.want({ lr: RATES[Number(value)]! });
}

function onKey(event: KeyboardEvent, intents: Intents): void {
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
