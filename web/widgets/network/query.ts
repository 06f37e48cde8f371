/** What `<gd-network>` and Python exchange: python/queries/network.py and training.py. */

/** All that a training depends on: gdlib's names, and numbers. */
export interface Settings {
  readonly data: DataName;
  /** Neurons of each hidden layer. */
  readonly layers: readonly number[];
  readonly activation: ActivationName;
  readonly optimizer: OptimizerName;
  readonly lr: number;
  /** Samples in a mini-batch; 0: all of them. */
  readonly batch: number;
  readonly seed: number;
}

export const DATA = ["two_moons", "circles", "spirals", "xor"] as const;
export type DataName = (typeof DATA)[number];

/** gdlib.network.ACTIVATIONS; a test compares them. */
export const ACTIVATIONS = ["tanh", "relu", "sigmoid"] as const;
export type ActivationName = (typeof ACTIVATIONS)[number];

/** gdlib.OPTIMIZERS; a test compares them. */
export const OPTIMIZERS = [
  "gradient_descent",
  "momentum",
  "nesterov",
  "adagrad",
  "rmsprop",
  "adam",
  "adamw",
] as const;
export type OptimizerName = (typeof OPTIMIZERS)[number];

/** What a training does, as queries/behaviour.py tells it. */
export const TRAINING_BEHAVIOURS = [
  "untrained",
  "learning",
  "learned",
  "stuck",
  "unsettled",
  "thrown_off",
  "diverged",
] as const;
export type TrainingBehaviour = (typeof TRAINING_BEHAVIOURS)[number];

/** A whole training, in a few moments. */
export interface NetworkParameters extends Settings {
  readonly epochs: number;
}

/** A training that goes on from where it stands. */
export interface TrainingParameters extends Settings {
  /** Whose training it is. */
  readonly key: string;
  /** The epoch to go to. */
  readonly until: number;
  /** How long this may take, about. */
  readonly milliseconds: number;
  /** How many losses the page has already. */
  readonly known: number;
}

export interface SnapshotFacts {
  readonly epoch: number;
  readonly loss: number;
  /** The part of the samples that is on the right side, and how many these are. */
  readonly accuracy: number;
  readonly correct: number;
  readonly kind: TrainingBehaviour;
  /** A rate with which the loss falls, where this one is too large. */
  readonly safer_lr: number | null;
}

export interface NetworkFacts {
  readonly settings: Settings;
  /** The epoch that was asked for. */
  readonly epochs: number;
  /** How many samples there are. */
  readonly samples: number;
  /** x₁ from, to, x₂ from, to. */
  readonly view: readonly [number, number, number, number];
  readonly moments: readonly SnapshotFacts[];
  /** Whether the next epoch left the range of floats. */
  readonly is_lost: boolean;
  readonly program: string;
}

/**
 * The columns of an answer: samples `x1`, `x2`, `y`; `loss` after every epoch; and, of one snapshotFacts after the other,
 * the parameters `t`, the gradient `grad` and the `scores` on a square grid, row by row from below.
 */
export type ColumnName = "x1" | "x2" | "y" | "loss" | "t" | "grad" | "scores";
