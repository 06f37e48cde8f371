/** `<gd-results>`: takes the files that learners hand in, and computes each again. */
import "../everywhere.ts";
import { findingText } from "../exercise/element.ts";
import { EXERCISE_WORDS } from "../exercise/words.ts";
import type { Result } from "../embed/tools.ts";
import { errorText } from "../error-text.ts";
import { languageAround } from "../language.ts";
import { html, type Markup } from "../markup.ts";
import { PythonError, type Python } from "../python/client.ts";
import type { Language } from "../words.ts";
import { exercisesOn } from "./exercises.ts";
import { differences, findings, isWidget } from "./recompute.ts";
import { TEACH_WORDS, type TeachWords } from "./words.ts";

/** What `<gd-progress>` saves. */
interface ExerciseRecord {
  readonly page: string;
  readonly exercises: Readonly<
    Record<string, { state: string; hints: number; seen: boolean; source?: string }>
  >;
}

interface Row {
  readonly item: string;
  readonly mood: "good" | "bad" | "middling";
  readonly outcome: string;
  readonly details: readonly string[];
}

const isResult = (value: unknown): value is Result => {
  const { kind, widget, fragment, numbers } = (value ?? {}) as Partial<Result>;
  const isWhole = kind === "gd-result" && typeof widget === "string";
  return isWhole && typeof fragment === "string" && typeof numbers === "object" && !!numbers;
};

const isRecord = (value: unknown): value is ExerciseRecord => {
  const { page, exercises } = (value ?? {}) as Partial<ExerciseRecord>;
  return typeof page === "string" && typeof exercises === "object" && !!exercises;
};

const rowView = (file: string, { item, mood, outcome, details }: Row): Markup =>
  html`<tr data-mood="${mood}">
    <td>${file}</td>
    <td>${item}</td>
    <td><strong>${outcome}</strong></td>
    <td>${details.map((line) => html`<div>${line}</div>`)}</td>
  </tr>`;

export function defineResults(python: Python): void {
  class Results extends HTMLElement {
    #words!: TeachWords;
    #language!: Language;

    connectedCallback(): void {
      this.#language = languageAround(this);
      this.#words = TEACH_WORDS[this.#language];
      const { files, filesHint, file, item, outcome, details } = this.#words;
      this.innerHTML = html`<p>
          <label>${files} <input type="file" accept=".json,application/json" multiple /></label>
          <small>${filesHint}</small>
        </p>
        <p role="status"></p>
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
        </div>`.text;
      this.querySelector("input")!.addEventListener("change", ({ target }) => {
        void this.#take([...(target as HTMLInputElement).files!]);
      });
      this.dataset["state"] = "idle";
    }

    async #take(files: readonly File[]): Promise<void> {
      const body = this.querySelector("tbody")!;
      body.replaceChildren();
      this.querySelector<HTMLElement>(".gd-results-table")!.hidden = false;
      this.dataset["state"] = "running";
      for (const file of files) {
        this.#say(this.#words.checking(file.name));
        for (const row of await this.#rows(file)) {
          body.insertAdjacentHTML("beforeend", rowView(file.name, row).text);
        }
      }
      this.#say("");
      this.dataset["state"] = "done";
    }

    #say(text: string): void {
      this.querySelector("[role=status]")!.textContent = text;
    }

    async #rows(file: File): Promise<Row[]> {
      const { unreadable } = this.#words;
      const wrong: Row = { item: "", mood: "bad", outcome: unreadable, details: [] };
      let content: unknown;
      try {
        content = JSON.parse(await file.text());
      } catch {
        return [wrong];
      }
      if (isResult(content)) return [await this.#figure(content)];
      return isRecord(content) ? this.#exercises(content) : [wrong];
    }

    async #figure(result: Result): Promise<Row> {
      const { widgets, same, different, unknown, failed, handedIn, computed } = this.#words;
      if (!isWidget(result.widget)) {
        return { item: result.widget, mood: "bad", outcome: unknown, details: [] };
      }
      const item = widgets[result.widget];
      const numbers = Object.entries(result.numbers).map(([name, value]) => `${name} = ${value}`);
      try {
        const found = await differences(result, this.#language);
        if (found.length === 0) return { item, mood: "good", outcome: same, details: numbers };
        const details = found.map(
          (one) => `${handedIn(one.name, one.handedIn)}, ${computed(one.computed)}`,
        );
        return { item, mood: "bad", outcome: different, details };
      } catch (error) {
        const details = [errorText(error)];
        return { item, mood: "middling", outcome: failed, details };
      }
    }

    async #exercises({ page, exercises }: ExerciseRecord): Promise<Row[]> {
      const { unknown, failed } = this.#words;
      const path = `${page.replace(/^(ja|en)\//, "")}/`;
      try {
        const here = await exercisesOn(path, this.#language);
        const rows: Row[] = [];
        for (const [name, entry] of Object.entries(exercises)) {
          const exercise = here.find((one) => one.name === name);
          if (!exercise) rows.push({ item: name, mood: "middling", outcome: unknown, details: [] });
          else rows.push(await this.#exercise(exercise, entry));
        }
        return rows;
      } catch (error) {
        const message = errorText(error);
        return [{ item: page, mood: "middling", outcome: failed, details: [message] }];
      }
    }

    async #exercise(
      exercise: Awaited<ReturnType<typeof exercisesOn>>[number],
      { hints, seen, source }: ExerciseRecord["exercises"][string],
    ): Promise<Row> {
      const { passed, notPassed, empty, failed, hintsUsed } = this.#words;
      const item = exercise.title;
      if (!source) return { item, mood: "middling", outcome: empty, details: [] };
      const help = hints > 0 || seen ? [hintsUsed(String(hints), seen)] : [];
      try {
        const found = await findings(exercise, source, python);
        const isPassed = found?.every(({ ok }) => ok) === true;
        const words = EXERCISE_WORDS[this.#language];
        const wrong = (found ?? []).filter(({ ok }) => !ok).map((one) => findingText(one, words));
        const details = [...(found ? wrong : [words.errorFirst]), ...help];
        return {
          item,
          mood: isPassed ? "good" : "bad",
          outcome: isPassed ? passed : notPassed,
          details,
        };
      } catch (error) {
        if (!(error instanceof PythonError)) throw error;
        return { item, mood: "middling", outcome: failed, details: [error.message] };
      }
    }
  }

  customElements.define("gd-results", Results);
}
