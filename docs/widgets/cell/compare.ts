/** Whether what a cell showed here is what it showed when the book was made. */

/** What a cell showed, as far as it can be compared. */
export interface Shown {
  readonly printed: string;
  readonly results: readonly string[];
  readonly figures: number;
  readonly films: number;
}

/** How far two numbers may lie apart: other processors and libraries round differently. */
export const TOLERANCE = 1e-6;

/** Characters by which texts that say the same do not differ: longer numbers, other spaces. */
const MUCH = 100_000;

const NUMBER = /[-−]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/gi;
const ADDRESS = /0x[0-9a-f]{4,}/gi;

/** Return whether two texts are equal, but for spaces, addresses and the rounding of numbers. */
export function isSameText(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > MUCH) return false; // to read megabytes takes a while
  const [a, b] = [prepared(one), prepared(other)];
  if (a.between !== b.between || a.numbers.length !== b.numbers.length) return false;
  return a.numbers.every((number, index) => isNear(number, b.numbers[index]!));
}

function prepared(text: string): { between: string; numbers: number[] } {
  const plain = text.replace(ADDRESS, "address").replace(/\s+/g, " ").trim();
  const numbers = (plain.match(NUMBER) ?? []).map((number) => Number(number.replace("−", "-")));
  return { between: plain.replace(NUMBER, "#").replace(/ /g, ""), numbers };
}

const isNear = (a: number, b: number): boolean =>
  a === b || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b), TOLERANCE);

/** Return whether a cell showed the same both times: figures are counted, not compared. */
export const isSame = (one: Shown, other: Shown): boolean =>
  isSameText(one.printed, other.printed) &&
  one.results.length === other.results.length &&
  one.results.every((text, index) => isSameText(text, other.results[index]!)) &&
  one.figures === other.figures &&
  one.films === other.films;

/** Return what the build wrote into a page as a cell's output. */
export function shownInBook(output: Element | null): Shown {
  const texts = (selector: string): string[] =>
    [...(output?.querySelectorAll(selector) ?? [])].map(({ textContent }) => textContent ?? "");
  return {
    printed: texts(".gd-stdout").join(""),
    results: texts(".gd-result"),
    figures: texts(".gd-figure").length,
    films: texts("gd-film").length,
  };
}
