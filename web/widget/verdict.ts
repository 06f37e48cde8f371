/** A verdict on a run in the reader's language. */

/** How good a result is, as `data-mood`: the styles colour the verdict by it. */
export type Mood = "good" | "middling" | "bad";

export interface VerdictText {
  readonly mood: Mood;
  readonly title: string;
  readonly sentence: string;
}

/** A verdict that may suggest another learning rate. */
export interface RateVerdictText extends VerdictText {
  /** A learning rate with which the run converges, if this one does not. */
  readonly saferRate: number | null;
}
