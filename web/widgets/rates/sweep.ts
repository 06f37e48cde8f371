/** A sweep of learning rates, as the chart needs it. All numbers come from gdlib (python/queries/rates.py). */
import type { Answer } from "../../python/protocol.ts";
import type { Fate, SweepFacts } from "./query.ts";
import type { LossName } from "../../widget/words.ts";
import type { Choice, Parameters } from "./state.ts";

export interface Sweep {
  readonly facts: SweepFacts;
  /** One number for each run: its learning rate, final t, final loss and number of updates. */
  readonly lr: ArrayLike<number>;
  readonly t: ArrayLike<number>;
  readonly loss: ArrayLike<number>;
  readonly updates: ArrayLike<number>;
}

/** A prerendered run as JSON: the facts, and the columns as lists. */
export interface EmbeddedSweep {
  readonly facts: SweepFacts;
  readonly columns: Readonly<Record<string, readonly number[]>>;
}

export type Query = Choice;

/** The end of the run with one rate. */
export interface End {
  readonly lr: number;
  readonly t: number;
  readonly loss: number;
  readonly updates: number;
  readonly fate: Fate;
}

/** Return the sweep from Python's answer or from prerendered data. */
export function sweepOf({ facts, columns }: EmbeddedSweep | Answer<"rates">): Sweep {
  const { lr, t, loss, updates } = columns;
  return { facts, lr: lr!, t: t!, loss: loss!, updates: updates! };
}

export const parametersOf = ({ facts }: Sweep): Parameters => {
  const { loss, t, steps } = facts.parameters;
  return { loss: loss as LossName, t, steps };
};

export const endOf = (sweep: Sweep, i: number): End => ({
  lr: sweep.lr[i]!,
  t: sweep.t[i]!,
  loss: sweep.loss[i]!,
  updates: sweep.updates[i]!,
  fate: sweep.facts.fates[i]!,
});

/** The number of the last run. */
export const lastRun = (sweep: Sweep): number => sweep.lr.length - 1;

/** Return the run whose rate is nearest to `lr`, on a scale of powers of ten. */
export function nearestRun(sweep: Sweep, lr: number): number {
  const above = Array.from(sweep.lr).findIndex((rate) => rate >= lr);
  if (above <= 0) return above === 0 ? 0 : lastRun(sweep);
  return lr / sweep.lr[above - 1]! < sweep.lr[above]! / lr ? above - 1 : above;
}
