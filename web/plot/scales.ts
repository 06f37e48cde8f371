/** Linear and logarithmic scales from data to pixels and back, and their ticks. */

export interface Scale {
  /** Return the pixel of `value`. */
  (value: number): number;
  /** Return the value at `pixel`: the inverse. */
  at(pixel: number): number;
  readonly domain: Interval;
  readonly range: Interval;
}

export type Interval = readonly [number, number];

/** Values are clamped to this many lengths of the range beyond its ends: SVG cannot draw arbitrarily large numbers. */
const OVERFLOW = 4;

export const clamp = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), high);

/** Return the linear scale from `domain` to `range`; values far outside are clamped. */
export function linear(domain: Interval, range: Interval): Scale {
  const [d0, d1] = domain;
  const [r0, r1] = range;
  const place = (value: number) =>
    r0 + (r1 - r0) * clamp((value - d0) / (d1 - d0), -OVERFLOW, 1 + OVERFLOW);
  const at = (pixel: number) => d0 + ((d1 - d0) * (pixel - r0)) / (r1 - r0);
  return Object.assign(place, { at, domain, range });
}

/** Return the logarithmic scale from `domain` to `range`; values below the domain are clamped to its lower end. */
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
