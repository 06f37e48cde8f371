/** The state of the widget: defaults, limits, and the URL fragment `#moons=data:circles,layers:8-8,…,n:120`. */
import type { Codec } from "../../widget/url-state.ts";
import { numberIn } from "../../core/url-fragment.ts";
import { isAllowed, LEARNING_RATE_LIMITS, type Limits } from "../../widget/fields/number-field.ts";
import { ACTIVATIONS, DATA, OPTIMIZERS, type Settings } from "./query.ts";

export interface Choice extends Settings {
  /** The number of epochs to train. */
  readonly epochs: number;
}

export interface State extends Choice {
  /** The epoch that is shown. */
  readonly n: number;
}

/** The settings of a `<gd-network>` without attributes. */
export const DEFAULTS = {
  data: "two_moons",
  layers: "8,8",
  activation: "tanh",
  optimizer: "adam",
  lr: "0.03",
  batch: "0",
  seed: "1",
  epochs: "300",
} as const;

/** The selectable mini-batch sizes; 0: all samples. */
export const BATCH_SIZES = [0, 100, 50, 20, 10, 5, 1];
/** The selectable speeds; null: as fast as Python trains. */
export const EPOCHS_PER_SECOND: readonly (number | null)[] = [10, 60, 300, null];
export const DEFAULT_EPOCHS_PER_SECOND = 60;
/** How many epochs the button "Train for … more epochs" adds. */
export const MORE_EPOCHS = 300;

/** web/python/queries/learning.py has the same numbers; a test compares them. */
export const SAMPLES = 200;
export const MOST_LAYERS = 4;
export const MOST_NEURONS = 12;

export type NumberName = "lr" | "batch" | "seed" | "epochs";

export const LIMITS: Readonly<Record<NumberName, Limits>> = {
  lr: LEARNING_RATE_LIMITS,
  batch: { low: 0, high: SAMPLES, isWhole: true },
  seed: { low: 0, high: 9999, isWhole: true },
  epochs: { low: 1, high: 10_000, isWhole: true },
};

/** What an arrow key adds in a field. */
export const ARROW_STEPS: Readonly<Record<NumberName, number>> = {
  lr: 0.01,
  batch: 1,
  seed: 1,
  epochs: 10,
};

const NEURONS: Limits = { low: 1, high: MOST_NEURONS, isWhole: true };

/** Return the hidden layers in a text such as `8-8`; null if it is invalid. */
export function layersIn(text: string | undefined): readonly number[] | null {
  if (text === undefined) return null;
  const layers = text.split("-", MOST_LAYERS + 1).map(numberIn);
  const isValid =
    layers.length <= MOST_LAYERS && layers.every((neurons) => isAllowed(NEURONS, neurons));
  return isValid ? layers : null;
}

const FIELDS = [
  "data",
  "layers",
  "activation",
  "optimizer",
  "lr",
  "batch",
  "seed",
  "epochs",
  "n",
] as const;

/** Return the codec of the URL state; fields that the fragment leaves out are as in `initial`. */
export const codec = (initial: Choice): Codec<State> => ({
  read: (given) => {
    const number = (name: NumberName): number => {
      const value = numberIn(given.get(name));
      return isAllowed(LIMITS[name], value) ? value : initial[name];
    };
    const one = <Name extends string>(name: string, of: readonly Name[], otherwise: Name): Name =>
      of.find((known) => known === given.get(name)) ?? otherwise;
    const epochs = number("epochs");
    const n = numberIn(given.get("n"));
    return {
      data: one("data", DATA, initial.data),
      layers: layersIn(given.get("layers")) ?? initial.layers,
      activation: one("activation", ACTIVATIONS, initial.activation),
      optimizer: one("optimizer", OPTIMIZERS, initial.optimizer),
      lr: number("lr"),
      batch: number("batch"),
      seed: number("seed"),
      epochs,
      n: Number.isInteger(n) && n >= 0 && n <= epochs ? n : 0,
    };
  },
  write: (state) =>
    FIELDS.map((field) => [field, field === "layers" ? state.layers.join("-") : state[field]]),
});

/** Return whether two states have the same training. */
export const isSameTraining = (a: Settings, b: Settings): boolean =>
  a.data === b.data &&
  a.layers.join() === b.layers.join() &&
  a.activation === b.activation &&
  a.optimizer === b.optimizer &&
  a.lr === b.lr &&
  a.batch === b.batch &&
  a.seed === b.seed;

/** Return only the fields of a choice that are `Settings`. */
export const settingsOf = ({
  data,
  layers,
  activation,
  optimizer,
  lr,
  batch,
  seed,
}: Settings): Settings => ({ data, layers, activation, optimizer, lr, batch, seed });
