/** Which of the two languages a part of the page is in. */
import { WORDS, type Language, type Words } from "./words.ts";

/** Return the language of `element`: that of the nearest element that names one. */
export function languageOf(element: Element): Language {
  const language = element.closest("[lang]")?.getAttribute("lang") ?? "";
  return language.startsWith("ja") ? "ja" : "en";
}

/** Return the words for the language of `element`. */
export const wordsFor = (element: Element): Words => WORDS[languageOf(element)];
