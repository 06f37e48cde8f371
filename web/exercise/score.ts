/** Scores a predicted number. */

export type Score = "right" | "near" | "wrong";

/** Largest errors, relative to `size`. */
const RIGHT_WITHIN = 0.005;
const NEAR_WITHIN = 0.1;

/**
 * Score a prediction by its relative error.
 *
 * @param size the absolute value of `actual`, or the width of the range to choose from
 */
export function scorePrediction(predicted: number, actual: number, size: number): Score {
  const error = Math.abs(predicted - actual) / (size || 1);
  if (error <= RIGHT_WITHIN) return "right";
  return error <= NEAR_WITHIN ? "near" : "wrong";
}
