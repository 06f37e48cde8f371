/** `<gd-progress>`: how many exercises of the page are solved, and a button that exports the progress as a file. */
import type { CellElement } from "../notebook/cell-element.ts";
import { pageKey } from "../notebook/registry.ts";
import { languageAround } from "../core/language.ts";
import { html } from "../core/markup.ts";
import { saveFile } from "../core/save-file.ts";
import { savedProgress } from "./saved-progress.ts";
import { EXERCISE_WORDS, type ExerciseWords } from "./words.ts";

export function defineProgress(): void {
  class Progress extends HTMLElement {
    #words!: ExerciseWords;
    #connection = new AbortController();

    connectedCallback(): void {
      this.#connection = new AbortController();
      const { signal } = this.#connection;
      this.#words = EXERCISE_WORDS[languageAround(this)];
      this.innerHTML = html`<p>
        <span role="status"></span>
        <button type="button" class="gd-link">${this.#words.export}</button>
      </p>`.text;
      this.querySelector("button")!.addEventListener("click", () => this.#export(), { signal });
      document.addEventListener("gd-progress", () => this.#show(), { signal });
      queueMicrotask(() => this.#show());
    }

    disconnectedCallback(): void {
      this.#connection.abort();
    }

    get #entries(): Record<string, unknown> {
      const exercises = [...document.querySelectorAll<HTMLElement>("gd-exercise")];
      const page = pageKey(this);
      return Object.fromEntries(
        exercises.map(({ dataset }) => [
          dataset["exercise"]!,
          savedProgress.read(page, dataset["exercise"]!),
        ]),
      );
    }

    #show(): void {
      const states = Object.values(this.#entries) as { state: string }[];
      const solved = states.filter(({ state }) => state === "solved").length;
      const text = this.#words.progress(String(solved), String(states.length));
      this.querySelector("[role=status]")!.textContent = text;
    }

    /** Download the progress and the edited programs, for `<gd-results>` on the teachers' page. */
    #export(): void {
      const entries = Object.entries(this.#entries).map(([name, entry]) => {
        const cell = document.querySelector<CellElement>(`#exercise-${name} gd-cell`);
        const source = cell && cell.source !== cell.lessonSource ? { source: cell.source } : {};
        return [name, { ...(entry as object), ...source }];
      });
      const content = { page: pageKey(this), exercises: Object.fromEntries(entries) };
      saveFile("exercises.json", JSON.stringify(content, null, 1), "application/json");
    }
  }

  customElements.define("gd-progress", Progress);
}
