/** From clicks, keys and typing to what the reader means by them. */
import { actionOfKey } from "../keys.ts";
import { readNumberField, stepped } from "../number-field.ts";
import type { LossName, Words } from "../words.ts";
import { LIMITS, STOPS } from "./state.ts";
import type { Wish } from "./sweep.ts";

export interface Intents {
  act(action: string): void;
  /** Select the rate of run `i`. */
  selectRun(i: number): void;
  want(change: Partial<Wish>): void;
  /** Say at a field what is wrong with it; null: nothing. */
  complain(field: string, message: string | null): void;
  readonly wish: Wish;
}

type NumberName = "t" | "steps";

/** What an arrow key adds in a field. */
const ARROW_STEP: Record<NumberName, number> = { t: 0.1, steps: 1 };

const isNumber = (name: string | undefined): name is NumberName => name === "t" || name === "steps";

export class Controls {
  constructor(
    readonly intents: Intents,
    readonly words: Words,
  ) {}

  /** Listen to all controls in `host` until `signal` ends it. */
  listen(host: HTMLElement, signal: AbortSignal): void {
    host.addEventListener("click", (event) => this.#onClick(event), { signal });
    host.addEventListener("input", (event) => this.#onInput(event), { signal });
    host.addEventListener("change", (event) => this.#onChange(event), { signal });
    host.addEventListener("keydown", (event) => this.#onKey(event), { signal });
  }

  #onClick(event: Event): void {
    const target = event.target as Element;
    const row = target.closest<HTMLElement>("tr[data-i]");
    if (row) this.intents.selectRun(Number(row.dataset["i"]));
    const button = target.closest<HTMLElement>("[data-action]");
    if (button) this.intents.act(button.dataset["action"]!);
  }

  #onInput(event: Event): void {
    const field = event.target as HTMLInputElement;
    const name = field.dataset["field"];
    if (name === "loss") this.intents.want({ loss: field.value as LossName, t: null });
    else if (name === "steps-slider") this.intents.want({ steps: STOPS[Number(field.value)]! });
    else if (isNumber(name)) this.#takeNumber(field, name, false);
  }

  #onChange(event: Event): void {
    const field = event.target as HTMLInputElement;
    const name = field.dataset["field"];
    if (isNumber(name)) this.#takeNumber(field, name, true);
  }

  /** Take a typed number. While someone is typing, what is not (yet) right is passed over in silence. */
  #takeNumber(field: HTMLInputElement, name: NumberName, isDone: boolean): void {
    const { value, error } = readNumberField(field.value, LIMITS[name], this.words);
    if (error === null || isDone) this.intents.complain(name, error);
    if (value !== null && value !== this.intents.wish[name]) this.intents.want({ [name]: value });
  }

  #onKey(event: KeyboardEvent): void {
    const field = event.target as HTMLInputElement;
    const name = field.dataset["field"];
    if (isNumber(name)) {
      this.#onArrow(event, field, name);
      return;
    }
    if (actionOfKey(event) !== "reset") return;
    event.preventDefault();
    this.intents.act("reset");
  }

  #onArrow(event: KeyboardEvent, field: HTMLInputElement, name: NumberName): void {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key] as 1 | -1 | undefined;
    const { value } = readNumberField(field.value, LIMITS[name], this.words);
    if (direction === undefined || value === null) return;
    event.preventDefault();
    field.value = String(stepped(value, direction * ARROW_STEP[name], LIMITS[name]));
    this.#takeNumber(field, name, true);
  }
}
