/** How good a predicted number is. */

export type Judgement = "right" | "near" | "wrong";

/** Distances from the true number, as parts of the size of what is asked about. */
const RIGHT = 0.005;
const NEAR = 0.1;

/** Judge `said` against what it `is`; `size` is the number's own, or the width of the range asked about. */
export function judged(said: number, is: number, size: number): Judgement {
  const distance = Math.abs(said - is) / (size || 1);
  if (distance <= RIGHT) return "right";
  return distance <= NEAR ? "near" : "wrong";
}
