/** The language of an element: Japanese or English. */
import { WORDS, type Language, type Words } from "../widget/words.ts";

/** Return the language of the page around `element`: that of the nearest element that names one. */
export function languageAround(element: Element): Language {
  return element.closest("[lang]")?.getAttribute("lang")?.startsWith("ja") ? "ja" : "en";
}

/** Return the words for the language of `element`. */
export const wordsFor = (element: Element): Words => WORDS[languageAround(element)];
