/** From clicks, keys and typing to what the reader means by them. */
import { actionOfKey } from "../../widget/shortcut-keys.ts";
import { stepped } from "../../widget/fields/number-field.ts";
import { listenToNumberFields, type NumberFields } from "../../widget/fields/number-input.ts";
import { nextStop, STOPS } from "../../widget/fields/slider-stops.ts";
import type { Wish } from "./race.ts";
import {
  LIMITS,
  MOST_RUNS,
  OPTIMIZERS,
  withoutRates,
  type Entrant,
  type NumberName,
  type OptimizerName,
  type SurfaceName,
} from "./state.ts";
import type { Words } from "../../widget/words.ts";

export interface Intents {
  act(action: string): void;
  goTo(n: number): void;
  setInterval(milliseconds: number): void;
  want(change: Partial<Wish>): void;
  /** Take the rate with which gdlib says that a run settles. */
  takeSaferRate(run: number): void;
  /** Say at a field what is wrong with it; null: nothing. */
  complain(field: string, message: string | null): void;
  readonly wish: Wish;
}

/** What an arrow key adds in a field; a rate goes to the next stop of its slider. */
const ARROW_STEP: Partial<Record<NumberName, number>> = {
  x: 0.1,
  y: 0.1,
  condition: 1,
  steps: 1,
  decay: 0.01,
};
const FRACTION_STEP = 0.01;

/** A field's name, and the run it belongs to: `beta1-2` is beta1 of run 2, `lr-2-slider` its slider. */
interface Name {
  readonly name: string;
  readonly run: number | null;
}

function nameOf(field: string | undefined): Name {
  const [, name, run, slider] = /^(\w+)-(\d)(-slider)?$/.exec(field ?? "") ?? [];
  if (name === undefined) return { name: field ?? "", run: null };
  return { name: slider === undefined ? name : "slider", run: Number(run) };
}

const isNumber = (name: string): name is NumberName => Object.hasOwn(LIMITS, name);

/** Return the race in which run `run` is changed. */
function changed(race: readonly Entrant[], run: number, change: Partial<Entrant>): Entrant[] {
  return race.map((entrant, i) => (i === run ? { ...entrant, ...change } : entrant));
}

/** Return what is wished for if a number is. */
function withNumber({ race }: Wish, { name, run }: Name, value: number): Partial<Wish> {
  if (run === null) return { [name]: value };
  if (name === "lr") return { race: changed(race, run, { lr: value }) };
  const hyperparameters = { ...race[run]!.hyperparameters, [name]: value };
  return { race: changed(race, run, { hyperparameters }) };
}

/** Return the number after an arrow key. */
function nextNumber(name: NumberName, value: number, direction: 1 | -1): number {
  if (name === "lr") return nextStop(value, direction);
  return stepped(value, direction * (ARROW_STEP[name] ?? FRACTION_STEP), LIMITS[name]);
}

/** Return the number that is wished for in a field; null where it is left to gdlib. */
function wished(wish: Wish, { name, run }: Name): number | null {
  if (run === null) return wish[name as "x" | "y" | "condition" | "steps"];
  const entrant = wish.race[run];
  if (!entrant) return null;
  return name === "lr"
    ? entrant.lr
    : (entrant.hyperparameters[name as keyof Entrant["hyperparameters"]] ?? null);
}

/** Return the race with one run more: of the first optimizer that has no part in it yet. */
function withOneMore(race: readonly Entrant[]): readonly Entrant[] {
  if (race.length >= MOST_RUNS) return race;
  const present = race.map(({ optimizer }) => optimizer);
  const optimizer = OPTIMIZERS.find((name) => !present.includes(name)) ?? "gradient_descent";
  return [...race, { optimizer, lr: null, hyperparameters: {} }];
}

export class Controls {
  constructor(
    readonly intents: Intents,
    readonly words: Words,
  ) {}

  /** Listen to all controls in `host` until `signal` ends it. */
  listen(host: HTMLElement, signal: AbortSignal): void {
    host.addEventListener("click", (event) => this.#onClick(event), { signal });
    host.addEventListener("input", (event) => this.#onInput(event), { signal });
    listenToNumberFields(host, this.#numbers(), this.words, signal);
    host.addEventListener("keydown", (event) => this.#onKey(event), { signal });
  }

  #onClick(event: Event): void {
    const target = event.target as Element;
    const row = target.closest<HTMLElement>("tr[data-n]");
    if (row) this.intents.goTo(Number(row.dataset["n"]));
    const button = target.closest<HTMLElement>("[data-action]");
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    this.#act(button.dataset["action"]!);
  }

  #act(action: string): void {
    const { intents } = this;
    const { race } = intents.wish;
    const { name, run } = nameOf(action);
    if (action === "add") intents.want({ race: withOneMore(race) });
    else if (name === "remove") intents.want({ race: race.filter((_, i) => i !== run) });
    else if (name === "safer") intents.takeSaferRate(run!);
    else intents.act(action);
  }

  #onInput(event: Event): void {
    const { value, dataset } = event.target as HTMLInputElement;
    const { intents } = this;
    const { race } = intents.wish;
    const name = nameOf(dataset["field"]);
    if (name.name === "n") intents.goTo(Number(value));
    else if (name.name === "speed") intents.setInterval(Number(value));
    else if (name.name === "surface") this.#wantSurface(value as SurfaceName);
    else if (name.name === "slider") {
      intents.want({ race: changed(race, name.run!, { lr: STOPS[Number(value)]! }) });
    } else if (name.name === "optimizer") {
      const other = { optimizer: value as OptimizerName, lr: null, hyperparameters: {} };
      intents.want({ race: changed(race, name.run!, other) });
    }
  }

  /** Another surface has another start, and other rates do well on it. */
  #wantSurface(surface: SurfaceName): void {
    const race = withoutRates(this.intents.wish.race);
    this.intents.want({ surface, condition: null, x: null, y: null, race });
  }

  #numbers(): NumberFields {
    const { intents } = this;
    return {
      limitsOf: (field) => {
        const { name } = nameOf(field);
        return isNumber(name) ? LIMITS[name] : null;
      },
      next: (field, value, direction) =>
        nextNumber(nameOf(field).name as NumberName, value, direction),
      present: (field) => wished(intents.wish, nameOf(field)),
      take: (field, value) => intents.want(withNumber(intents.wish, nameOf(field), value)),
      complain: (field, message) => intents.complain(field, message),
    };
  }

  #onKey(event: KeyboardEvent): void {
    const action = actionOfKey(event);
    if (!action) return;
    event.preventDefault();
    this.intents.act(action);
  }
}
