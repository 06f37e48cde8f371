/** Which of the two languages a part of the page is in. */
import { WORDS, type Words } from "./words.ts";

/** Return the words for the language of `element`: that of the nearest element that names one. */
export function wordsFor(element: Element): Words {
  const language = element.closest("[lang]")?.getAttribute("lang") ?? "";
  return WORDS[language.startsWith("ja") ? "ja" : "en"];
}
