/** From clicks, keys and typing to what the reader means by them. */
import { actionOfKey } from "../../widget/shortcut-keys.ts";
import { listenToNumbers } from "../../widget/fields/number-input.ts";
import type { LossName, Words } from "../../widget/words.ts";
import { LIMITS, STOPS } from "./state.ts";
import type { Wish } from "./sweep.ts";

type NumberField = "t" | "steps";

/** What an arrow key adds in a field. */
const ARROW_STEPS: Record<NumberField, number> = { t: 0.1, steps: 1 };

export interface Intents {
  act(action: string): void;
  /** Select the rate of run `i`. */
  selectRun(i: number): void;
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
    limits: { t: LIMITS.t, steps: LIMITS.steps },
    arrowSteps: ARROW_STEPS,
    present: (name: NumberField) => intents.wish[name],
    take: (name: NumberField, value: number) => intents.want({ [name]: value }),
    complain: (name: NumberField, message: string | null) => intents.complain(name, message),
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
  if (name === "loss") intents.want({ loss: value as LossName, t: null });
  else if (name === "steps-slider") intents.want({ steps: STOPS[Number(value)]! });
}

function onKey(event: KeyboardEvent, intents: Intents): void {
  if (actionOfKey(event) !== "reset") return;
  event.preventDefault();
  intents.act("reset");
}
