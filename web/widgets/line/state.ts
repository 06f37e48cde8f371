/** The state of the widget: defaults, limits, and the URL fragment `#fit=data:far,scaled:1,lr:0.1,…`. */
import type { Codec } from "../../widget/url-state.ts";
import { AUTO, numberIn } from "../../core/url-fragment.ts";
import {
  COORDINATE_LIMITS,
  isAllowed,
  LEARNING_RATE_LIMITS,
  STEPS_LIMITS,
  type Limits,
} from "../../widget/fields/number-field.ts";
import { LEAST_SPREAD, SETS, type Datum, type SetName } from "./query.ts";

export interface Parameters {
  readonly data: SetName;
  /** The points; null: those of the data set. */
  readonly points: readonly Datum[] | null;
  /** Whether x is standardised first. */
  readonly scaled: boolean;
  /** The learning rate; null: the data set's default. */
  readonly lr: number | null;
  readonly steps: number;
}

export interface State extends Parameters {
  /** The iteration that is shown. */
  readonly n: number;
}

export const DEFAULT_STEPS = 100;
export const DEFAULT_INTERVAL_MS = 50;

/** What the fields accept. */
export const LIMITS = { lr: LEARNING_RATE_LIMITS, steps: STEPS_LIMITS } as const satisfies Record<
  string,
  Limits
>;

/** What an arrow key adds in a field. */
export const ARROW_STEPS: Readonly<Record<keyof typeof LIMITS, number>> = { lr: 0.01, steps: 1 };

const MOST_POINTS = 20;

const isSet = (text: string): text is SetName => (SETS as readonly string[]).includes(text);

/** Return whether a line can be fitted to the points: like gdlib, requires a spread along x. */
export function isUsable(points: readonly Datum[]): boolean {
  const mean = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const square = points.reduce((sum, [x]) => sum + (x - mean) ** 2, 0) / points.length;
  return Math.sqrt(square) >= LEAST_SPREAD;
}

/** Return the points written as "x/y/x/y/…"; null if they are invalid. */
export function pointsIn(text: string): Datum[] | null {
  const parts = text.split("/", 2 * MOST_POINTS + 1);
  const numbers = parts.map(numberIn);
  const isFine = numbers.every((number) => isAllowed(COORDINATE_LIMITS, number));
  if (!isFine || numbers.length % 2 === 1 || numbers.length > 2 * MOST_POINTS) return null;
  const points = numbers.flatMap((x, i): Datum[] => (i % 2 === 0 ? [[x, numbers[i + 1]!]] : []));
  return isUsable(points) ? points : null;
}

/** Return the codec of the URL state; fields that the fragment leaves out are as in `initial`. */
export const codec = (initial: Parameters): Codec<State> => ({
  read: (given) => {
    const number = (field: keyof typeof LIMITS): number | null => {
      const value = numberIn(given.get(field));
      return isAllowed(LIMITS[field], value) ? value : null;
    };
    const named = given.get("data") ?? "";
    const data = isSet(named) ? named : initial.data;
    // defaults of one data set don't suit another
    const own = data === initial.data ? initial : { points: null, lr: null };
    const scaled = given.get("scaled") ?? "";
    const steps = number("steps") ?? initial.steps;
    const n = numberIn(given.get("n"));
    return {
      data,
      points: pointsIn(given.get("points") ?? "") ?? own.points,
      scaled: ["0", "1"].includes(scaled) ? scaled === "1" : initial.scaled,
      lr: given.get("lr") === AUTO ? null : (number("lr") ?? own.lr),
      steps,
      n: Number.isInteger(n) && n >= 0 && n <= steps ? n : 0,
    };
  },
  write: ({ data, points, scaled, lr, steps, n }) => {
    const fields: readonly (readonly [string, string | number | null])[] = [
      ["data", data],
      ["points", points && points.flat().join("/")],
      ["scaled", scaled ? 1 : 0],
      ["lr", lr ?? AUTO],
      ["steps", steps],
      ["n", n],
    ];
    return fields.filter((field): field is [string, string | number] => field[1] !== null);
  },
});

const isSamePoints = (a: Parameters["points"], b: Parameters["points"]): boolean =>
  String(a) === String(b);

/** Return whether two states have the same run. */
export const isSameFit = (a: Parameters, b: Parameters): boolean =>
  a.data === b.data &&
  a.scaled === b.scaled &&
  a.lr === b.lr &&
  a.steps === b.steps &&
  isSamePoints(a.points, b.points);
