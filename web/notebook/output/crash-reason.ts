/** What has ended Python, in the page's language, where its own words say little to a reader. */
import type { CellWords } from "../words.ts";

const SIGNS = [
  ["stack", /call stack size exceeded|too much recursion|stack overflow/i],
  ["memory", /out of memory|memory access out of bounds|allocation failed|cannot enlarge memory/i],
] as const;

export function crashReason(message: string, words: CellWords["crash"]): string {
  const sign = SIGNS.find(([, pattern]) => pattern.test(message));
  return sign ? words[sign[0]] : message;
}
