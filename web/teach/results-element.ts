/** `<gd-results>`: checks the files that learners submit, by computing their results again. */
import "../shared-chunk.ts";
import { languageAround } from "../core/language.ts";
import { html, type Markup } from "../core/markup.ts";
import { Python } from "../python/client.ts";
import type { Language } from "../widget/words.ts";
import { plainRow, rowView, type Row } from "./result-rows.ts";
import { SubmissionCheck } from "./submission-check.ts";
import { TEACH_WORDS, type TeachWords } from "./words.ts";

const view = ({ files, filesHint, stop, file, item, outcome, details }: TeachWords): Markup =>
  html`<p>
      <label>${files} <input type="file" accept=".json,application/json" multiple /></label>
      <small>${filesHint}</small>
    </p>
    <p>
      <span role="status"></span>
      <button type="button" class="gd-text-button" data-action="stop" hidden>${stop}</button>
    </p>
    <div class="gd-results-table" hidden>
      <table>
        <thead>
          <tr>
            <th scope="col">${file}</th>
            <th scope="col">${item}</th>
            <th scope="col">${outcome}</th>
            <th scope="col">${details}</th>
          </tr>
        </thead>
        <tbody></tbody>
      </table>
    </div>`;

/** Define `<gd-results>`. It starts interpreters of its own; `python`, which cells use, goes on. */
export function defineResults(python: Python): void {
  const newPython = () => new Python(python.runtime, python.startWorker);

  class Results extends HTMLElement {
    #words!: TeachWords;
    #language!: Language;
    /** Aborts the running check. */
    #run: AbortController | null = null;

    connectedCallback(): void {
      this.#language = languageAround(this);
      this.#words = TEACH_WORDS[this.#language];
      this.innerHTML = view(this.#words).text;
      this.querySelector("input")!.addEventListener("change", ({ target }) => {
        void this.#take([...(target as HTMLInputElement).files!]);
      });
      this.#stopButton.addEventListener("click", () => this.#run?.abort());
      this.dataset["state"] = "idle";
    }

    disconnectedCallback(): void {
      this.#begin(null);
    }

    get #stopButton(): HTMLButtonElement {
      return this.querySelector<HTMLButtonElement>("[data-action=stop]")!;
    }

    /** Abort the running check, and replace it by another or none. */
    #begin(run: AbortController | null): void {
      const before = this.#run;
      this.#run = run;
      before?.abort();
    }

    async #take(files: readonly File[]): Promise<void> {
      if (files.length === 0) return;
      const run = new AbortController();
      this.#begin(run);
      this.querySelector("tbody")!.replaceChildren();
      this.querySelector<HTMLElement>(".gd-results-table")!.hidden = false;
      this.#showState("running", "");
      const check = new SubmissionCheck(this.#language, newPython, run.signal);
      let done = 0;
      try {
        for (; done < files.length; done++) await this.#checkOne(check, files[done]!);
      } catch (error) {
        if (!run.signal.aborted) throw error;
      } finally {
        check.end();
      }
      if (this.#run !== run) return; // other files were chosen, or the page was left
      for (const file of files.slice(done)) this.#add(file, plainRow(this.#words.notChecked));
      this.#showState("done", this.#words.checked(String(done), String(files.length)));
    }

    async #checkOne(check: SubmissionCheck, file: File): Promise<void> {
      this.#say(this.#words.checking(file.name));
      for await (const row of check.rows(file)) this.#add(file, row);
    }

    #add(file: File, row: Row): void {
      const { text } = rowView(file.name, row);
      this.querySelector("tbody")!.insertAdjacentHTML("beforeend", text);
    }

    #showState(state: "running" | "done", text: string): void {
      const button = this.#stopButton;
      if (state === "done" && button === document.activeElement)
        this.querySelector("input")!.focus();
      button.hidden = state === "done";
      this.dataset["state"] = state;
      this.#say(text);
    }

    #say(text: string): void {
      this.querySelector("[role=status]")!.textContent = text;
    }
  }

  customElements.define("gd-results", Results);
}
