/** The state of the widget: defaults, limits, and the URL fragment `#race=surface:bowl,x:-4,y:2,…`. */
import type { Codec } from "../../widget/url-state.ts";
import { AUTO, numberIn } from "../../core/url-fragment.ts";
import {
  COORDINATE_LIMITS,
  isAllowed,
  LEARNING_RATE_LIMITS,
  STEPS_LIMITS,
  type Limits,
} from "../../widget/fields/number-field.ts";

/** gdlib.SURFACES; a test compares them. */
export const SURFACES = [
  "bowl",
  "rosenbrock",
  "himmelblau",
  "beale",
  "rastrigin",
  "saddle",
] as const;
export type SurfaceName = (typeof SURFACES)[number];

/** gdlib.OPTIMIZERS with their hyperparameters except the learning rate; a test compares them. */
export const HYPERPARAMETERS = {
  gradient_descent: [],
  momentum: ["beta"],
  nesterov: ["beta"],
  adagrad: [],
  rmsprop: ["rho"],
  adam: ["beta1", "beta2"],
  adamw: ["beta1", "beta2", "decay"],
} as const;
export type OptimizerName = keyof typeof HYPERPARAMETERS;
export type HyperparameterName = (typeof HYPERPARAMETERS)[OptimizerName][number];

export const OPTIMIZERS = Object.keys(HYPERPARAMETERS) as OptimizerName[];

/** A requested optimizer; null or missing numbers stand for gdlib's defaults. */
export interface Entrant {
  readonly optimizer: OptimizerName;
  readonly lr: number | null;
  readonly hyperparameters: Readonly<Partial<Record<HyperparameterName, number>>>;
}

/** Parameters as requested: null stands for gdlib's default. */
export interface Parameters {
  readonly surface: SurfaceName;
  /** Of the bowl; null for other surfaces. */
  readonly condition: number | null;
  readonly x: number | null;
  readonly y: number | null;
  readonly race: readonly Entrant[];
  readonly steps: number;
}

export interface State extends Parameters {
  /** The iteration that is shown; `END` for the last. */
  readonly n: number;
}

export const END = Infinity;
export const MOST_RUNS = 6;
export const DEFAULT_STEPS = 100;
export const DEFAULT_INTERVAL_MS = 50;

const FRACTION = { low: 0, high: 0.9999 };

/** What the fields accept. */
export const LIMITS = {
  x: COORDINATE_LIMITS,
  y: COORDINATE_LIMITS,
  condition: { low: 1, high: 1000 },
  steps: STEPS_LIMITS,
  lr: LEARNING_RATE_LIMITS,
  beta: FRACTION,
  rho: FRACTION,
  beta1: FRACTION,
  beta2: FRACTION,
  decay: { low: 0, high: 10 },
} as const satisfies Record<string, Limits>;
export type NumberName = keyof typeof LIMITS;

/** What an arrow key adds in a field; a rate goes to the next stop of its slider, other fields move by a hundredth. */
export const ARROW_STEPS: Partial<Readonly<Record<NumberName, number>>> = {
  x: 0.1,
  y: 0.1,
  condition: 1,
  steps: 1,
};
export const OTHER_ARROW_STEP = 0.01;

const isOneOf = <T extends string>(names: readonly T[], text: string): text is T =>
  (names as readonly string[]).includes(text);

// --- Races as text: "momentum lr:0.02 beta:0.9; adam" ---

/** Return a race as text, as web/python/queries/contour.py reads it. */
export const raceText = (race: readonly Entrant[]): string =>
  race
    .map(({ optimizer, lr, hyperparameters }) => {
      const pairs = Object.entries({ ...(lr !== null && { lr }), ...hyperparameters });
      return [optimizer, ...pairs.map(([name, value]) => `${name}:${value}`)].join(" ");
    })
    .join("; ");

/** Return the valid entrants of a race's text, with their valid numbers. */
export function readRace(text: string): Entrant[] {
  const entrants = text.split(";", MOST_RUNS).map(readEntrant);
  return entrants.filter((entrant) => entrant !== null);
}

function readEntrant(text: string): Entrant | null {
  const [optimizer = "", ...pairs] = text.split(/[\s+]+/).filter(Boolean);
  if (!isOneOf(OPTIMIZERS, optimizer)) return null;
  const given = new Map(pairs.map((pair) => pair.split(":", 2) as [string, string]));
  const number = (name: NumberName): number | null => {
    const value = numberIn(given.get(name));
    return isAllowed(LIMITS[name], value) ? value : null;
  };
  const hyperparameters = HYPERPARAMETERS[optimizer].flatMap((name) => {
    const value = number(name);
    return value === null ? [] : [[name, value] as const];
  });
  return {
    optimizer,
    lr: number("lr"),
    hyperparameters: Object.fromEntries(hyperparameters),
  };
}

/** Return a race with gdlib's default learning rates. */
export const withoutRates = (race: readonly Entrant[]): Entrant[] =>
  race.map((entrant) => ({ ...entrant, lr: null }));

// --- URL state ---

/** Return the codec of the URL state; fields that the fragment leaves out are as in `initial`. */
export const codec = (initial: Parameters): Codec<State> => ({
  read: (given) => {
    const number = (name: NumberName): number | null => {
      const value = numberIn(given.get(name));
      return isAllowed(LIMITS[name], value) ? value : null;
    };
    /** A number that is missing or invalid is as in `initial`. */
    const numberOr = (name: "condition" | "x" | "y", own: number | null): number | null =>
      given.get(name) === AUTO ? null : (number(name) ?? own);
    const named = given.get("surface") ?? "";
    const surface = isOneOf(SURFACES, named) ? named : initial.surface;
    // defaults of one surface don't suit another
    const own =
      surface === initial.surface
        ? initial
        : { condition: null, x: null, y: null, race: withoutRates(initial.race) };
    const race = readRace(given.get("race") ?? "");
    const steps = number("steps") ?? initial.steps;
    const n = numberIn(given.get("n"));
    return {
      surface,
      condition: surface === "bowl" ? numberOr("condition", own.condition) : null,
      x: numberOr("x", own.x),
      y: numberOr("y", own.y),
      race: race.length > 0 ? race : own.race,
      steps,
      n: Number.isInteger(n) && n >= 0 && n <= steps ? n : 0,
    };
  },
  write: ({ surface, condition, x, y, race, steps, n }) => {
    const fields: readonly (readonly [string, string | number | null])[] = [
      ["surface", surface],
      ["condition", surface === "bowl" ? (condition ?? AUTO) : null],
      ["x", x ?? AUTO],
      ["y", y ?? AUTO],
      ["race", raceText(race).replaceAll("; ", ";").replaceAll(" ", "+")],
      ["steps", steps],
      ["n", Math.min(n, steps)],
    ];
    return fields.filter((field): field is [string, string | number] => field[1] !== null);
  },
});

/** Return whether two states have the same race. */
export const isSameRace = (a: Parameters, b: Parameters): boolean =>
  isSameSurface(a, b) &&
  a.x === b.x &&
  a.y === b.y &&
  a.steps === b.steps &&
  raceText(a.race) === raceText(b.race);

/** Return whether two states have the same surface, and so the same contour lines. */
export const isSameSurface = (
  a: Pick<Parameters, "surface" | "condition">,
  b: Pick<Parameters, "surface" | "condition">,
): boolean => a.surface === b.surface && a.condition === b.condition;
