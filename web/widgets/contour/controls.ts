/** Translates clicks, keys and typing in the controls into calls of `Intents`. */
import { actionOfKey } from "../../widget/shortcut-keys.ts";
import { stepped } from "../../widget/fields/number-field.ts";
import { listenToNumberFields, type NumberFields } from "../../widget/fields/number-input.ts";
import { nextLogStop, LOG_LEARNING_RATES } from "../../widget/fields/slider-stops.ts";
import type { Query } from "./race.ts";
import {
  ARROW_STEPS,
  LIMITS,
  MOST_RUNS,
  OPTIMIZERS,
  OTHER_ARROW_STEP,
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
  change(change: Partial<Query>): void;
  /** Set a run's learning rate to the one that gdlib suggests. */
  takeSaferRate(run: number): void;
  /** Show an error message at a field; null clears it. */
  showError(field: string, message: string | null): void;
  readonly query: Query;
}

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

/** Return the race with run `run` changed. */
function changed(race: readonly Entrant[], run: number, change: Partial<Entrant>): Entrant[] {
  return race.map((entrant, i) => (i === run ? { ...entrant, ...change } : entrant));
}

/** Return the change of the query for a new number in a field. */
function withNumber({ race }: Query, { name, run }: Name, value: number): Partial<Query> {
  if (run === null) return { [name]: value };
  if (name === "lr") return { race: changed(race, run, { lr: value }) };
  const hyperparameters = { ...race[run]!.hyperparameters, [name]: value };
  return { race: changed(race, run, { hyperparameters }) };
}

/** Return the number after an arrow key. */
function nextNumber(name: NumberName, value: number, direction: 1 | -1): number {
  if (name === "lr") return nextLogStop(value, direction);
  return stepped(value, direction * (ARROW_STEPS[name] ?? OTHER_ARROW_STEP), LIMITS[name]);
}

/** Return the requested number of a field; null: gdlib's default. */
function requestedNumber(query: Query, { name, run }: Name): number | null {
  if (run === null) return query[name as "x" | "y" | "condition" | "steps"];
  const entrant = query.race[run];
  if (!entrant) return null;
  return name === "lr"
    ? entrant.lr
    : (entrant.hyperparameters[name as keyof Entrant["hyperparameters"]] ?? null);
}

/** Return the race with one run more: with the first optimizer that is not in it yet. */
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

  /** Listen to all controls in `host` until `signal` is aborted. */
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
    const { race } = intents.query;
    const { name, run } = nameOf(action);
    if (action === "add") intents.change({ race: withOneMore(race) });
    else if (name === "remove") intents.change({ race: race.filter((_, i) => i !== run) });
    else if (name === "safer") intents.takeSaferRate(run!);
    else intents.act(action);
  }

  #onInput(event: Event): void {
    const { value, dataset } = event.target as HTMLInputElement;
    const { intents } = this;
    const { race } = intents.query;
    const name = nameOf(dataset["field"]);
    if (name.name === "n") intents.goTo(Number(value));
    else if (name.name === "speed") intents.setInterval(Number(value));
    else if (name.name === "surface") this.#wantSurface(value as SurfaceName);
    else if (name.name === "slider") {
      intents.change({
        race: changed(race, name.run!, { lr: LOG_LEARNING_RATES[Number(value)]! }),
      });
    } else if (name.name === "optimizer") {
      const other = { optimizer: value as OptimizerName, lr: null, hyperparameters: {} };
      intents.change({ race: changed(race, name.run!, other) });
    }
  }

  /** Select a surface, with gdlib's default start and learning rates for it. */
  #wantSurface(surface: SurfaceName): void {
    const race = withoutRates(this.intents.query.race);
    this.intents.change({ surface, condition: null, x: null, y: null, race });
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
      current: (field) => requestedNumber(intents.query, nameOf(field)),
      set: (field, value) => intents.change(withNumber(intents.query, nameOf(field), value)),
      showError: (field, message) => intents.showError(field, message),
    };
  }

  #onKey(event: KeyboardEvent): void {
    const action = actionOfKey(event);
    if (!action) return;
    event.preventDefault();
    this.intents.act(action);
  }
}
