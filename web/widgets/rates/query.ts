/** What `<gd-rates>` and Python exchange: python/queries/rates.py. */

export interface SweepParameters {
  readonly loss: string;
  /** Null: the landscape's own start. */
  readonly t: number | null;
  /** The rate that is selected; null: the landscape's own. */
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
  /** The learning rate that lands in one step, where there is one. */
  readonly landing: number | null;
  /** The learning rate from which on runs may not settle, where there is one. */
  readonly limit: number | null;
  /** The numbers of the rates that the table shows. */
  readonly in_table: readonly number[];
  /** One for each rate. */
  readonly fates: readonly Fate[];
  /** The numbers of the rates that end lowest. */
  readonly best: readonly number[];
  /** The number of the rate from which on none ends lower than it began. */
  readonly first_not_lower: number | null;
  readonly program: string;
}
