/** Reads the exercises of the site's notebooks from their pages. */
import { languageRoot } from "../embed/embed-pages.ts";
import { readFile } from "../core/read-file.ts";
import type { Language } from "../widget/words.ts";

export interface AssignedExercise {
  /** The path of the notebook's page, below the language's root. */
  readonly page: string;
  readonly name: string;
  readonly title: string;
  readonly check: string;
  /** The sources of the shared cells above. */
  readonly setup: readonly string[];
}

/** Parse a response as a page. Throws if it is none of the site's. */
const parsed = async (answer: Response): Promise<Document> => {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page.querySelector("article.md-content__inner")) throw new Error(`${answer.url}: no page`);
  return page;
};

/** Return the exercises of one notebook. */
export async function exercisesOn(page: string, language: Language): Promise<AssignedExercise[]> {
  const notebook = await readFile(new URL(page, languageRoot(language)).href, parsed);
  const parts = notebook.querySelectorAll<HTMLElement>("gd-cell:not([data-role]), gd-exercise");
  const setup: string[] = [];
  const found: AssignedExercise[] = [];
  for (const part of parts) {
    if (part.localName === "gd-cell") setup.push(part.dataset["source"]!);
    else found.push(exerciseOf(part, page, [...setup]));
  }
  return found;
}

const exerciseOf = (
  element: HTMLElement,
  page: string,
  setup: readonly string[],
): AssignedExercise => ({
  page,
  name: element.dataset["exercise"]!,
  title: (element.querySelector("h2, h3, h4")?.firstChild?.textContent ?? "").trim(),
  check: element.dataset["check"]!,
  setup,
});
