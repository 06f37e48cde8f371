/** What `<gd-network>` and Python exchange: python/queries/network.py and training.py. */

/** The settings that determine a training, with gdlib's names for data, activation and optimizer. */
export interface Settings {
  readonly data: DataName;
  /** Number of neurons in each hidden layer. */
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

/** How a training behaves, as classified by queries/behaviour.py. */
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

/** Query for a whole training; the answer has a few snapshots of it. */
export interface NetworkParameters extends Settings {
  readonly epochs: number;
}

/** Query that continues the training that Python keeps for `key`, for a limited time. */
export interface TrainingParameters extends Settings {
  /** Identifies the widget. */
  readonly key: string;
  /** The epoch to train to. */
  readonly until: number;
  /** The approximate time limit of the query. */
  readonly milliseconds: number;
  /** The number of losses that the page has already: the answer omits them. */
  readonly known: number;
}

export interface SnapshotFacts {
  readonly epoch: number;
  readonly loss: number;
  /** The fraction and the number of samples that are classified correctly. */
  readonly accuracy: number;
  readonly correct: number;
  readonly kind: TrainingBehaviour;
  /** A learning rate with which the loss falls, if the current one is too large; null otherwise. */
  readonly safer_lr: number | null;
}

export interface NetworkFacts {
  readonly settings: Settings;
  /** The requested number of epochs. */
  readonly epochs: number;
  /** The number of samples. */
  readonly samples: number;
  /** The visible range: x₁ from, x₁ to, x₂ from, x₂ to. */
  readonly view: readonly [number, number, number, number];
  readonly moments: readonly SnapshotFacts[];
  /** Whether the next epoch overflowed: the training cannot be continued. */
  readonly is_lost: boolean;
  readonly program: string;
}

/**
 * The columns of an answer: samples `x1`, `x2`, `y`; `loss` after every epoch; and, concatenated for all snapshots,
 * the parameters `t`, the gradient `grad` and the `scores` on a square grid, row by row from the lowest x₂.
 */
export type ColumnName = "x1" | "x2" | "y" | "loss" | "t" | "grad" | "scores";
