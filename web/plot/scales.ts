/** From numbers to places on a picture, and back. */

export interface Scale {
  /** Where `value` lies, in pixels. */
  (value: number): number;
  /** Which value lies at `pixel`. */
  at(pixel: number): number;
  readonly domain: Interval;
  readonly range: Interval;
}

export type Interval = readonly [number, number];

/** How many lengths of the picture beyond its edges a place may lie: SVG cannot draw further out. */
const REACH = 4;

export const clamp = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), high);

/** Return the scale that maps `domain` to `range` evenly; far-away values are kept within reach. */
export function linear(domain: Interval, range: Interval): Scale {
  const [d0, d1] = domain;
  const [r0, r1] = range;
  const place = (value: number) =>
    r0 + (r1 - r0) * clamp((value - d0) / (d1 - d0), -REACH, 1 + REACH);
  const at = (pixel: number) => d0 + ((d1 - d0) * (pixel - r0)) / (r1 - r0);
  return Object.assign(place, { at, domain, range });
}

/** Return the scale on which each power of ten takes the same room; what is below the domain lies on its edge. */
export function logarithmic(domain: Interval, range: Interval): Scale {
  const [low] = domain;
  const even = linear([Math.log10(domain[0]), Math.log10(domain[1])], range);
  const place = (value: number) => even(Math.log10(Math.max(value, low)));
  return Object.assign(place, { at: (pixel: number) => 10 ** even.at(pixel), domain, range });
}

/** Return round numbers (1, 2 or 5 times a power of ten apart) that lie in `domain`, about `count` of them. */
export function ticks([low, high]: Interval, count: number): number[] {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(low / step);
  const last = Math.floor(high / step);
  return Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toFixed(9)),
  );
}

/** Return at most `count` powers of ten that lie in `domain`, evenly apart. */
export function powerTicks([low, high]: Interval, count: number): number[] {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const apart = Math.max(1, Math.ceil((last - first + 1) / count));
  const exponents = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return exponents.filter((exponent) => exponent % apart === 0).map((exponent) => 10 ** exponent);
}

const TWENTIETHS = [
  1, 1.1, 1.2, 1.4, 1.6, 1.8, 2, 2.2, 2.5, 2.8, 3.2, 3.5, 4, 4.5, 5, 5.6, 6.3, 7, 8, 9,
];

/** The rates the slider stops at: powers of ten up to 0.1 in a quarter of its length, then every 0.02. */
export const RATES: readonly number[] = [
  ...[0.001, 0.01].flatMap((power) => TWENTIETHS.map((x) => Number((x * power).toPrecision(3)))),
  ...Array.from({ length: 121 }, (_, i) => Number((0.1 + 0.02 * i).toFixed(2))),
];

/** Return the slider's stop that is nearest to `rate`. */
export function nearestRate(rate: number): number {
  const above = RATES.findIndex((stop) => stop >= rate);
  if (above === -1) return RATES.length - 1;
  const below = Math.max(0, above - 1);
  return rate - RATES[below]! < RATES[above]! - rate ? below : above;
}

/** Return how far along the slider `rate` lies, from 0 to 1. */
export const rateShare = (rate: number): number => nearestRate(rate) / (RATES.length - 1);
