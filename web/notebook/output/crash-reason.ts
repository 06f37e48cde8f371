/** Translates the browser's messages about a stack overflow or a lack of memory, which end Python's worker. */
import type { CellWords } from "../words.ts";

const SIGNS = [
  ["stack", /call stack size exceeded|too much recursion|stack overflow/i],
  ["memory", /out of memory|memory access out of bounds|allocation failed|cannot enlarge memory/i],
] as const;

export function crashReason(message: string, words: CellWords["crash"]): string {
  const sign = SIGNS.find(([, pattern]) => pattern.test(message));
  return sign ? words[sign[0]] : message;
}
