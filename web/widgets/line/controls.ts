/** From clicks, keys and typing to what the reader means by them. */
import { actionOfKey } from "../../widget/shortcut-keys.ts";
import { listenToNumbers } from "../../widget/fields/number-input.ts";
import { RATES } from "../../plot/scales.ts";
import type { Words } from "../../widget/words.ts";
import type { Wish } from "./fit.ts";
import type { SetName } from "./query.ts";
import { LIMITS } from "./state.ts";

type NumberField = keyof typeof LIMITS;

/** What an arrow key adds in a field. */
const ARROW_STEPS: Record<NumberField, number> = { lr: 0.01, steps: 1 };

export interface Intents {
  act(action: string): void;
  goTo(n: number): void;
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
  const numbers = {
    limits: LIMITS,
    arrowSteps: ARROW_STEPS,
    present: (name: NumberField) => intents.wish[name],
    take: (name: NumberField, value: number) => intents.want({ [name]: value }),
    complain: intents.complain,
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
  else if (name === "data") intents.want({ data: value as SetName, points: null, lr: null });
  else if (name === "scaled") intents.want({ scaled: checked });
  else if (name === "lr-slider") intents.want({ lr: RATES[Number(value)]! });
}

function onKey(event: KeyboardEvent, intents: Intents): void {
  const action = actionOfKey(event);
  if (!action) return;
  event.preventDefault();
  intents.act(action);
}
