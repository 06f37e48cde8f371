/** Compares a cell's output with the lesson's, which the build wrote into the page. */

/** The parts of an output that can be compared: texts, and numbers of figures. */
export interface ComparableOutput {
  readonly printed: string;
  readonly results: readonly string[];
  readonly figures: number;
  readonly animations: number;
  /** The number of warnings, HTML outputs and images. */
  readonly others: number;
}

/**
 * `same`: all of it. `text`: the texts are the same, but there are also figures, which cannot be compared.
 * `figures`: there are only such figures.
 */
export type Comparison = "same" | "text" | "figures" | "different";

/** Largest relative difference of two equal numbers: processors and libraries round differently. */
export const TOLERANCE = 1e-6;

/** Characters by which equal texts can differ in length, through digits and spaces. */
const MAX_LENGTH_DIFFERENCE = 100_000;

const NUMBER = /[-−]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/gi;
const ADDRESS = /0x[0-9a-f]{4,}/gi;

/** Return whether two texts are equal, but for spaces, addresses and the rounding of numbers. */
export function isSameText(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > MAX_LENGTH_DIFFERENCE) return false; // comparing megabytes takes a while
  const [a, b] = [splitNumbers(one), splitNumbers(other)];
  if (a.between !== b.between || a.numbers.length !== b.numbers.length) return false;
  return a.numbers.every((number, index) => isNear(number, b.numbers[index]!));
}

function splitNumbers(text: string): { between: string; numbers: number[] } {
  const plain = text.replace(ADDRESS, "address").replace(/\s+/g, " ").trim();
  const numbers = (plain.match(NUMBER) ?? []).map((number) => Number(number.replace("−", "-")));
  return { between: plain.replace(NUMBER, "#").replace(/ /g, ""), numbers };
}

const isNear = (a: number, b: number): boolean =>
  a === b || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b), TOLERANCE);

const hasText = ({ printed, results }: ComparableOutput): boolean =>
  printed.trim() !== "" || results.length > 0;

/** Whether the output has parts that are counted, not compared. */
const isUncompared = ({ figures, animations, others }: ComparableOutput): boolean =>
  figures + animations + others > 0;

export const isNothing = (shown: ComparableOutput): boolean =>
  !hasText(shown) && !isUncompared(shown);

/**
 * Compare a cell's output with the lesson's.
 *
 * @param isAsInLesson whether Python has run exactly what the lesson ran, up to and including this cell: only
 *   then is an equal number of figures taken for the same figures
 */
export function compareOutput(
  here: ComparableOutput,
  lesson: ComparableOutput,
  isAsInLesson: boolean,
): Comparison {
  const isEqual =
    isSameText(here.printed, lesson.printed) &&
    here.results.length === lesson.results.length &&
    here.results.every((text, index) => isSameText(text, lesson.results[index]!)) &&
    here.figures === lesson.figures &&
    here.animations === lesson.animations;
  if (!isEqual) return "different";
  if (isAsInLesson || !(isUncompared(here) || isUncompared(lesson))) return "same";
  return hasText(here) ? "text" : "figures";
}

/** Read the output that the build wrote into the page. */
export function lessonOutput(output: Element | null): ComparableOutput {
  const texts = (selector: string): string[] =>
    [...(output?.querySelectorAll(selector) ?? [])].map(({ textContent }) => textContent ?? "");
  return {
    printed: texts(".gd-stdout").join(""),
    results: texts(".gd-result"),
    figures: texts(".gd-figure").length,
    animations: texts("gd-film").length,
    others: texts(".gd-stderr, .gd-html").length,
  };
}
