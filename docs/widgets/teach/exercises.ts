/** The exercises of the site's notebooks, read off their pages. */
import { languageRoot } from "../embed/hosts.ts";
import type { Language } from "../words.ts";

export interface AssignedExercise {
  /** The notebook's page, below the language's root. */
  readonly page: string;
  readonly name: string;
  readonly title: string;
  readonly check: string;
  /** The cells that every exercise of the notebook builds on. */
  readonly setup: readonly string[];
}

const parsed = async (address: URL): Promise<Document> => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.pathname}: HTTP ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
};

/** Return the exercises of one notebook. */
export async function exercisesOn(page: string, language: Language): Promise<AssignedExercise[]> {
  const notebook = await parsed(new URL(page, languageRoot(language)));
  const cells = [...notebook.querySelectorAll<HTMLElement>("gd-cell:not([data-role])")];
  const setup = cells.map((cell) => cell.dataset["source"] ?? "");
  return [...notebook.querySelectorAll<HTMLElement>("gd-exercise")].map((exercise) => ({
    page,
    name: exercise.dataset["exercise"]!,
    title: (exercise.querySelector("h2, h3, h4")?.firstChild?.textContent ?? "").trim(),
    check: exercise.dataset["check"]!,
    setup,
  }));
}
