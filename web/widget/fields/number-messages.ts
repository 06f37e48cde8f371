/** Error messages for text that is not a number, in both languages. */
import type { NumberProblem } from "../../core/numbers.ts";
import type { Language } from "../words.ts";

export const NUMBER_WORDS: Record<Language, Record<NumberProblem, string>> = {
  ja: {
    empty: "数を入れてください。",
    separator:
      "小数点は「.」で書き、桁の区切りは入れないでください。1,5 ではなく 1.5、1,000 ではなく 1000 です。",
    beyond: "大きすぎるか 0 に近すぎて、計算できない数です。",
    text: "数として読めません。0.1 や -5 のように、十進数で入れてください。",
  },
  en: {
    empty: "Please enter a number.",
    separator:
      "Please write the decimal point as a point, and nothing between thousands: 1.5 instead of 1,5, and 1000 instead of 1,000.",
    beyond: "That number is too large, or too close to 0, to compute with.",
    text: "That does not read as a number. Try a decimal number such as 0.1 or -5.",
  },
};
