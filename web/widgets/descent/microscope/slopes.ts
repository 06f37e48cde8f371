/** Finite-difference measurements of the gradient. All numbers come from gdlib (queries/microscope.py). */
import type { Columns, Effect, SlopeFacts } from "../../../python/protocol.ts";
import { stepAt, type Run } from "../run.ts";

export const METHODS = ["forward", "central", "complex"] as const;
export type Method = (typeof METHODS)[number];

const SMALLEST = -16;

/** The selectable distances h as text: 1e-16 … 1e0. */
export const DISTANCES: readonly string[] = Array.from(
  { length: 1 - SMALLEST },
  (_, i) => `1e${SMALLEST + i}`,
);
/** The distance whose measurements are prerendered. */
export const DEFAULT_DISTANCE = "1e-5";

export interface Reading {
  readonly effect: Effect;
  /** The loss at t + h and at t − h. */
  readonly ahead: number;
  readonly behind: number;
  readonly slope: Record<Method, number>;
  readonly error: Record<Method, number>;
}

type Numbers = Readonly<Record<string, ArrayLike<number>>>;

function readingAt(columns: Numbers, effects: readonly Effect[], i: number): Reading {
  const number = (name: string): number => columns[name]![i]!;
  const each = (suffix: string) =>
    Object.fromEntries(
      METHODS.map((method) => [method, number(method + suffix)]),
    ) as Reading["slope"];
  return {
    effect: effects[i]!,
    ahead: number("ahead"),
    behind: number("behind"),
    slope: each(""),
    error: each("_error"),
  };
}

/** The gradient at one state, measured with every distance. */
export interface Slopes {
  readonly facts: SlopeFacts;
  readonly columns: Columns;
}

/** Return whether `slopes` are those of state `n` of `run`. */
export function areSlopesAt(slopes: Slopes, run: Run, n: number): boolean {
  const { loss, t } = slopes.facts.parameters;
  return loss === run.facts.parameters.loss && t === stepAt(run, n).t;
}

/** Return the cached measurement of the slope at state `n`; null if Python has to be asked. */
export function readingOf(run: Run, n: number, h: string, slopes: Slopes | null): Reading | null {
  if (slopes && areSlopesAt(slopes, run, n)) {
    return readingAt(slopes.columns, slopes.facts.effects, DISTANCES.indexOf(h));
  }
  if (!run.facts.effects || h !== DEFAULT_DISTANCE) return null;
  return readingAt(run.measured, run.facts.effects, n);
}
