/** Whether what a cell showed here is what it showed when the lesson was built. */

/** What a cell showed, as far as it can be compared. */
export interface Shown {
  readonly printed: string;
  readonly results: readonly string[];
  readonly figures: number;
  readonly films: number;
  /** Warnings, HTML and pictures: there are some, or there are none. */
  readonly others: number;
}

/**
 * `same`: all of it. `text`: the texts are the same, and figures are there, which nobody has compared.
 * `figures`: there is nothing but such figures.
 */
export type Comparison = "same" | "text" | "figures" | "different";

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

const hasText = ({ printed, results }: Shown): boolean =>
  printed.trim() !== "" || results.length > 0;

/** Whether something is there that is counted, not compared. */
const isUncompared = ({ figures, films, others }: Shown): boolean => figures + films + others > 0;

export const isNothing = (shown: Shown): boolean => !hasText(shown) && !isUncompared(shown);

/**
 * Compare what a cell showed with what it showed in the lesson.
 *
 * @param isAsInLesson whether Python has run just what the lesson ran, up to and with this cell: only then do
 *   as many figures stand for the same figures
 */
export function compared(here: Shown, lesson: Shown, isAsInLesson: boolean): Comparison {
  const isEqual =
    isSameText(here.printed, lesson.printed) &&
    here.results.length === lesson.results.length &&
    here.results.every((text, index) => isSameText(text, lesson.results[index]!)) &&
    here.figures === lesson.figures &&
    here.films === lesson.films;
  if (!isEqual) return "different";
  if (isAsInLesson || !(isUncompared(here) || isUncompared(lesson))) return "same";
  return hasText(here) ? "text" : "figures";
}

/** Return what the build wrote into a page as a cell's output. */
export function shownInLesson(output: Element | null): Shown {
  const texts = (selector: string): string[] =>
    [...(output?.querySelectorAll(selector) ?? [])].map(({ textContent }) => textContent ?? "");
  return {
    printed: texts(".gd-stdout").join(""),
    results: texts(".gd-result"),
    figures: texts(".gd-figure").length,
    films: texts("gd-film").length,
    others: texts(".gd-stderr, .gd-html").length,
  };
}
