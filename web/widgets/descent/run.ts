/** One descent, as the charts need it. All numbers come from gdlib (python/queries/descent.py). */
import type { Answer, DescentFacts } from "../../python/protocol.ts";
import type { Losses } from "../../plot/loss-chart.ts";
import type { LossName } from "../../widget/words.ts";
import type { Choice, Parameters } from "./state.ts";

export interface Run {
  readonly facts: DescentFacts;
  /** One number for each state: before the first update, …, after the last. */
  readonly t: ArrayLike<number>;
  readonly loss: ArrayLike<number>;
  readonly grad: ArrayLike<number>;
  /** The loss at evenly spaced t over the view. */
  readonly curve: ArrayLike<number>;
  /** The microscope's measurements at the default distance for each state, if they were requested. */
  readonly measured: Readonly<Record<string, ArrayLike<number>>>;
}

export type Query = Choice;

/** The state before update n, and the t after it. */
export interface Step {
  readonly n: number;
  readonly t: number;
  readonly loss: number;
  readonly grad: number;
}

/** A prerendered run as JSON: the facts, and the columns as lists. */
export interface EmbeddedRun {
  readonly facts: DescentFacts;
  readonly columns: Readonly<Record<string, readonly number[]>>;
}

/** Return the run from Python's answer or from prerendered data. */
export function runOf({ facts, columns }: EmbeddedRun | Answer<"descent">): Run {
  const { t, loss, grad, curve, ...measured } = columns;
  return { facts, t: t!, loss: loss!, grad: grad!, curve: curve!, measured };
}

export const parametersOf = (run: Run): Parameters => {
  const { loss, t, lr, steps } = run.facts.parameters;
  return { loss: loss as LossName, t, lr, steps };
};

/** The number of the last state. */
export const lastN = (run: Run): number => run.t.length - 1;

/** The number of the state after state `n`, if there is one. */
export const nextN = (run: Run, n: number): number | null => (n < lastN(run) ? n + 1 : null);

export const lossesOf = (run: Run): Losses => ({ loss: run.loss, end: lastN(run) });

export const stepAt = (run: Run, n: number): Step => ({
  n,
  t: run.t[n]!,
  loss: run.loss[n]!,
  grad: run.grad[n]!,
});

/** Return the loss at `t`, interpolated on the drawn curve; null outside the view. */
export function heightAt(run: Run, t: number): number | null {
  const [from, to] = run.facts.view;
  const place = ((t - from) / (to - from)) * (run.curve.length - 1);
  if (!(place >= 0 && place <= run.curve.length - 1)) return null;
  const left = Math.min(Math.floor(place), run.curve.length - 2);
  const [a, b] = [run.curve[left]!, run.curve[left + 1]!];
  return a + (b - a) * (place - left);
}
