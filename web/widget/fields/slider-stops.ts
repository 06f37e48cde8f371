/** The learning rates at which sliders stop: up to 2.5 (logarithmic, then linear), or up to 10 (logarithmic). */

/** Twenty round numbers for each power of ten. */
const ROUND = [
  1, 1.1, 1.2, 1.4, 1.6, 1.8, 2, 2.2, 2.5, 2.8, 3.2, 3.5, 4, 4.5, 5, 5.6, 6.3, 7, 8, 9,
];

const roundNumbers = (exponent: number): readonly number[] =>
  ROUND.map((x) => Number(`${x}e${exponent}`));

/** Logarithmic up to 0.1, in a quarter of the slider's length, then linear in steps of 0.02. */
export const LEARNING_RATES: readonly number[] = [
  ...[-3, -2].flatMap(roundNumbers),
  ...Array.from({ length: 121 }, (_, i) => Number((0.1 + 0.02 * i).toFixed(2))),
];

/** Return the index of the learning rate that is nearest to `rate`. */
export function nearestStop(rate: number): number {
  const above = LEARNING_RATES.findIndex((stop) => stop >= rate);
  if (above === -1) return LEARNING_RATES.length - 1;
  const below = Math.max(0, above - 1);
  return rate - LEARNING_RATES[below]! < LEARNING_RATES[above]! - rate ? below : above;
}

/** Return how far along the slider `rate` lies, from 0 to 1. */
export const sliderShare = (rate: number): number =>
  nearestStop(rate) / (LEARNING_RATES.length - 1);

/** Logarithmic throughout: the same number of stops for each power of ten. */
export const LOG_LEARNING_RATES: readonly number[] = [
  ...[-4, -3, -2, -1, 0].flatMap(roundNumbers),
  10,
];

/** Return the index of the logarithmic stop that is nearest to `rate`. */
export function nearestLogStop(rate: number): number {
  const distances = LOG_LEARNING_RATES.map((stop) => Math.abs(Math.log(stop / rate)));
  return distances.indexOf(Math.min(...distances));
}

/** Return the next logarithmic stop above or below `rate`; `rate` where there is none. */
export function nextLogStop(rate: number, direction: 1 | -1): number {
  const ahead = LOG_LEARNING_RATES.filter((stop) => (stop - rate) * direction > 0);
  return ahead.at(direction === 1 ? 0 : -1) ?? rate;
}
