/** The stops of a rate's slider: twenty for each power of ten. */
const ROUND = [
  1, 1.1, 1.2, 1.4, 1.6, 1.8, 2, 2.2, 2.5, 2.8, 3.2, 3.5, 4, 4.5, 5, 5.6, 6.3, 7, 8, 9,
];
const POWERS = [-4, -3, -2, -1, 0];

export const STOPS: readonly number[] = [
  ...POWERS.flatMap((power) => ROUND.map((x) => Number(`${x}e${power}`))),
  10,
];

/** Return the stop that is nearest to `rate`, by its number. */
export function nearestStop(rate: number): number {
  const distances = STOPS.map((stop) => Math.abs(Math.log(stop / rate)));
  return distances.indexOf(Math.min(...distances));
}

/** Return the next stop above or below `rate`; `rate` where there is none. */
export function nextStop(rate: number, direction: 1 | -1): number {
  const ahead = STOPS.filter((stop) => (stop - rate) * direction > 0);
  return ahead.at(direction === 1 ? 0 : -1) ?? rate;
}
