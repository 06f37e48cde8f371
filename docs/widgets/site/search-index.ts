/** The index of the search, made sure of before Material reads it: Material asks for it once, whatever comes. */
import { languageAround } from "../language.ts";
import { readFile } from "../read-file.ts";
import { SITE_WORDS } from "./words.ts";

const FIELD = ".md-search__input";
const PLACE = ".md-search-result__meta";

/** Call `use` when the index at `address` can be read; until then, the reader is told, and typing tries again. */
export async function withIndex(address: string, use: () => void): Promise<void> {
  try {
    await readFile(address, (response) => response.json());
    use();
  } catch {
    tell();
    const again = () => void withIndex(address, use);
    document.querySelector(FIELD)?.addEventListener("input", again, { once: true });
  }
}

function tell(): void {
  const language = languageAround(document.documentElement);
  const place = document.querySelector(PLACE);
  if (place) place.textContent = SITE_WORDS[language].noIndex;
}
