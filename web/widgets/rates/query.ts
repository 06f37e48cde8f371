/** What `<gd-rates>` and Python exchange: python/queries/rates.py. */

export interface SweepParameters {
  readonly loss: string;
  /** The start; null: the landscape's default. */
  readonly t: number | null;
  /** The selected learning rate; null: the landscape's default. */
  readonly lr: number | null;
  readonly steps: number;
}

export const FATES = ["arrived", "trapped", "lower", "same", "higher", "beyond"] as const;

/** How a run ended, as classified by queries/rates.py. */
export type Fate = (typeof FATES)[number];

export interface SweepFacts {
  readonly parameters: {
    readonly loss: string;
    readonly t: number;
    readonly lr: number;
    readonly steps: number;
  };
  readonly formula: string;
  readonly start_loss: number;
  /** The learning rate that reaches the minimum in one step; null if there is none. */
  readonly landing: number | null;
  /** The learning rate from which on runs may not converge; null if there is none. */
  readonly limit: number | null;
  /** Indices of the learning rates that the table shows. */
  readonly in_table: readonly number[];
  /** One for each learning rate. */
  readonly fates: readonly Fate[];
  /** Indices of the learning rates with the lowest final loss. */
  readonly best: readonly number[];
  /** Index of the learning rate from which on no run ends with a lower loss than at its start. */
  readonly first_not_lower: number | null;
  readonly program: string;
}
