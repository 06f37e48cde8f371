/** One descent of a line, as the charts need it. All numbers come from gdlib (python/queries/line.py). */
import type { Answer } from "../../python/protocol.ts";
import type { FitFacts } from "./query.ts";
import type { Parameters } from "./state.ts";

type Column = ArrayLike<number>;

export interface Fit {
  readonly facts: FitFacts;
  /** One number for each state: before the first update, …, after the last. */
  readonly w: Column;
  readonly b: Column;
  readonly loss: Column;
  readonly gradW: Column;
  readonly gradB: Column;
  /** The line's y at both edges of the chart. */
  readonly left: Column;
  readonly right: Column;
}

/** A prerendered run as JSON: the facts, and the columns as lists. */
export interface EmbeddedFit {
  readonly facts: FitFacts;
  readonly columns: Readonly<Record<string, readonly number[]>>;
}

/** What the reader has requested; `words`: whether a verdict is included, which is requested after a pause. */
export interface Query extends Parameters {
  readonly words: boolean;
}

/** The state before update n. */
export interface Step {
  readonly n: number;
  readonly w: number;
  readonly b: number;
  readonly loss: number;
  readonly gradW: number;
  readonly gradB: number;
}

/** Return the fit from Python's answer or from prerendered data. */
export function fitOf({ facts, columns }: EmbeddedFit | Answer<"line">): Fit {
  const column = (name: string): Column => columns[name]!;
  return {
    facts,
    w: column("w"),
    b: column("b"),
    loss: column("loss"),
    gradW: column("grad_w"),
    gradB: column("grad_b"),
    left: column("left"),
    right: column("right"),
  };
}

export function queryOf({ facts }: Fit): Query & { readonly lr: number } {
  const { data, points, moved, scaled, lr, steps } = facts.parameters;
  return { data, points: moved ? points : null, scaled, lr, steps, words: facts.verdict !== null };
}

/** The number of the last state. */
export const lastN = (fit: Fit): number => fit.w.length - 1;

export const stepAt = (fit: Fit, n: number): Step => ({
  n,
  w: fit.w[n]!,
  b: fit.b[n]!,
  loss: fit.loss[n]!,
  gradW: fit.gradW[n]!,
  gradB: fit.gradB[n]!,
});

const between = (a: number, b: number, fraction: number): number => a + (b - a) * fraction;

/** A line as drawn: its y at both edges of the chart. */
export type Ends = readonly [left: number, right: number];

/** Return the line of state `n`, interpolated by `fraction` to the next. */
export function endsAt(fit: Fit, n: number, fraction = 0): Ends {
  const next = Math.min(n + 1, lastN(fit));
  return [
    between(fit.left[n]!, fit.left[next]!, fraction),
    between(fit.right[n]!, fit.right[next]!, fraction),
  ];
}

/** Return the y of a drawn line at `x`. */
export function heightAt({ facts }: Fit, [left, right]: Ends, x: number): number {
  const [from, to] = facts.frame;
  return between(left, right, (x - from) / (to - from));
}

/** Return weight and bias of state `n`, interpolated by `fraction` to the next. */
export function parametersAt(fit: Fit, n: number, fraction = 0): { w: number; b: number } {
  const next = Math.min(n + 1, lastN(fit));
  return {
    w: between(fit.w[n]!, fit.w[next]!, fraction),
    b: between(fit.b[n]!, fit.b[next]!, fraction),
  };
}
