/** `<gd-progress>`: how many exercises of the page are solved, and the record as a file. */
import { pageKey } from "../cell/here.ts";
import { languageAround } from "../language.ts";
import { html } from "../markup.ts";
import { record } from "./record.ts";
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
          record.read(page, dataset["exercise"]!),
        ]),
      );
    }

    #show(): void {
      const states = Object.values(this.#entries) as { state: string }[];
      const solved = states.filter(({ state }) => state === "solved").length;
      const text = this.#words.progress(String(solved), String(states.length));
      this.querySelector("[role=status]")!.textContent = text;
    }

    #export(): void {
      const content = JSON.stringify({ page: pageKey(this), exercises: this.#entries }, null, 1);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([content], { type: "application/json" }));
      link.download = "exercises.json";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    }
  }

  customElements.define("gd-progress", Progress);
}
