/** What `<gd-line>` and Python exchange: python/queries/line.py. */
import type { SurfaceBehaviour } from "../../python/protocol.ts";

/** queries.line.SETS; a test compares them. */
export const SETS = ["noisy", "outlier", "far"] as const;
export type SetName = (typeof SETS)[number];

/** gdlib.objectives.line_fit.LEAST_SPREAD; a test compares them. */
export const LEAST_SPREAD = 1e-100;

export type Datum = readonly [x: number, y: number];

export interface FitParameters {
  readonly data: SetName;
  /** The points; null: those of the data set. */
  readonly points: readonly Datum[] | null;
  /** Whether x is standardised first. */
  readonly scaled: boolean;
  /** The learning rate; null: the data set's default. */
  readonly lr: number | null;
  readonly steps: number;
  /** Whether a verdict is requested. */
  readonly words: boolean;
}

type Box = readonly [xFrom: number, xTo: number, yFrom: number, yTo: number];
type Pair = readonly [number, number];

export interface FitFacts {
  readonly parameters: {
    readonly data: SetName;
    readonly points: readonly Datum[];
    /** Whether the points differ from those of the data set. */
    readonly moved: boolean;
    readonly scaled: boolean;
    readonly lr: number;
    readonly steps: number;
  };
  readonly formula: string;
  /** The visible range of the points, and of weight and bias. */
  readonly frame: Box;
  readonly view: Box;
  /** Whether the axes of weight and bias have the same scale. */
  readonly true_to_scale: boolean;
  /** Weight and bias of the best line. */
  readonly minimum: Pair;
  /** The best line's y at both edges of the chart. */
  readonly best: Pair;
  /** The learning rate from which on gradient descent does not converge. */
  readonly limit: number;
  /** The condition number. */
  readonly condition: number;
  /** Mean and spread of x, if it is standardised. */
  readonly scale: Pair | null;
  /** Contour lines: minimum + radius · (cos φ · first + sin φ · second). */
  readonly contour: {
    readonly first: Pair;
    readonly second: Pair;
    readonly radii: readonly number[];
  };
  readonly updates: number;
  readonly ended: "steps_done" | "tolerance_reached" | "diverged";
  /** Null if no verdict was requested. */
  readonly verdict: { readonly kind: SurfaceBehaviour; readonly step: number } | null;
  /** A better learning rate, if the current one is much too large or too small; null otherwise. */
  readonly better_lr: number | null;
  readonly program: string;
}
