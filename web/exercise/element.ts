/** `<gd-exercise>`: a task, a cell for the program, hints, a solution, and a check that lists its findings. */
import type { CellElement } from "../notebook/cell-element.ts";
import { pageKey } from "../notebook/registry.ts";
import { languageAround } from "../core/language.ts";
import { html, type Markup } from "../core/markup.ts";
import type { Finding, Outcome } from "../python/protocol.ts";
import { isPassed, parseFindings } from "./findings.ts";
import { savedProgress, type ExerciseState } from "./saved-progress.ts";
import { EXERCISE_WORDS, type ExerciseWords } from "./words.ts";

function controls(words: ExerciseWords): Markup {
  return html`<button type="button" class="gd-small-button" data-exercise-action="check">
      ${words.check}</button
    ><button type="button" class="gd-small-button" data-exercise-action="hint"></button>
    <span class="gd-exercise-state" role="status"></span>`;
}

/** Return a finding as a sentence. */
export function findingText(finding: Finding, words: ExerciseWords): string {
  const { what, tested, expected, got, ok } = finding;
  if (what === "forbidden") return words.without(tested) + (ok ? "" : ` — ${words.butUsed(got)}`);
  if (what === "line") return words.line(tested) + (ok ? "" : ` — ${words.butLines(got)}`);
  if (what === "labels") return words.labels;
  const sentence = what === "range" ? words.range : words.value;
  return sentence(tested, expected) + (ok ? "" : ` — ${words.butGot(got)}`);
}

function findingsView(
  findings: readonly Finding[],
  words: ExerciseWords,
  isOnEdited: boolean,
): Markup {
  const item = (finding: Finding) =>
    html`<li data-ok="${String(finding.ok)}">
      <span aria-label="${finding.ok ? words.right : words.wrong}">${finding.ok ? "✓" : "✗"}</span>
      ${findingText(finding, words)}${
        !finding.ok && finding.why ? html`<br /><em>${finding.why}</em>` : null
      }
    </li>`;
  return html`<p>
      <strong>${isPassed(findings) ? words.passed : words.failed}</strong>
    </p>
    <ul>
      ${findings.map(item)}
    </ul>
    ${isOnEdited && html`<p class="gd-on-edited">${words.onEdited}</p>`}`;
}

/** Define `<gd-exercise>`. Without this script all hints and the solution can be opened. */
export function defineExercise(): void {
  class Exercise extends HTMLElement {
    #words!: ExerciseWords;
    #page = "";
    #bar!: HTMLElement;
    #findings!: HTMLElement;
    #isChecking = false;
    #connection = new AbortController();

    connectedCallback(): void {
      this.#connection = new AbortController();
      const { signal } = this.#connection;
      this.#words = EXERCISE_WORDS[languageAround(this)];
      this.#page = pageKey(this);
      if (!this.#bar) this.#build();
      this.addEventListener("click", (event) => this.#onClick(event), { signal });
      this.addEventListener("gd-ran", (event) => this.#onRan(event as CustomEvent<Outcome>), {
        signal,
      });
      this.addEventListener("gd-not-run", () => this.#onNotRun(), { signal });
      this.#solution?.addEventListener("toggle", () => this.#onSolution(), { signal });
      this.#show();
      this.dataset["ready"] = "";
    }

    disconnectedCallback(): void {
      this.#connection.abort();
    }

    get #name(): string {
      return this.dataset["exercise"]!;
    }

    get #cell(): CellElement {
      return this.querySelector<CellElement>("gd-cell")!;
    }

    get #hints(): HTMLDetailsElement[] {
      return [...this.querySelectorAll<HTMLDetailsElement>("details.gd-hint")];
    }

    get #solution(): HTMLDetailsElement | null {
      return this.querySelector<HTMLDetailsElement>("details.gd-solution");
    }

    /** Whether a cell above has run with edited code: the check assumes the lesson's. */
    get #isOnEdited(): boolean {
      const { notebook } = this.#cell;
      return notebook
        .above(this.#cell)
        .some(({ name }) => notebook.lastRun(name)?.isLessons === false);
    }

    #build(): void {
      this.#bar = document.createElement("div");
      this.#bar.className = "gd-exercise-bar";
      this.#bar.innerHTML = controls(this.#words).text;
      this.#findings = document.createElement("div");
      this.#findings.className = "gd-findings";
      this.#findings.setAttribute("role", "status");
      this.#cell.after(this.#bar, this.#findings);
      const use = document.createElement("button");
      use.type = "button";
      use.className = "gd-small-button";
      use.dataset["exerciseAction"] = "use";
      use.textContent = this.#words.use;
      this.#solution?.append(use);
    }

    #onClick({ target }: Event): void {
      const button = (target as Element).closest<HTMLElement>("[data-exercise-action]");
      const action = button?.dataset["exerciseAction"];
      if (action === "check") this.#check();
      else if (action === "hint") this.#openHint();
      else if (action === "use") this.#cell.source = this.dataset["solution"]!;
    }

    /** Run the missing cells above, the cell, and then the check. */
    #check(): void {
      const cell = this.#cell;
      if (["queued", "loading", "running"].includes(cell.dataset["state"] ?? "")) return;
      this.#isChecking = true;
      this.#findings.replaceChildren();
      cell.extra = { alone: true, check: this.dataset["check"]! };
      cell.notebook.run([...cell.notebook.missing(cell), cell]);
    }

    #onRan({ detail }: CustomEvent<Outcome>): void {
      this.#cell.extra = { alone: true };
      if (!this.#isChecking) return;
      this.#isChecking = false;
      const { checks } = savedProgress.read(this.#page, this.#name);
      const findings = parseFindings(detail);
      const isSolved = isPassed(findings);
      const { errorFirst, noFindings } = this.#words;
      if (findings)
        this.#findings.innerHTML = findingsView(findings, this.#words, this.#isOnEdited).text;
      else this.#findings.textContent = detail.ended === "done" ? noFindings : errorFirst;
      savedProgress.write(this.#page, this.#name, {
        checks: checks + 1,
        state: isSolved ? "solved" : "tried",
      });
      this.dataset["checked"] = isSolved ? "passed" : "failed";
      this.#show();
      this.dispatchEvent(new CustomEvent("gd-progress", { bubbles: true }));
    }

    /** The program was stopped or did not start: the next run is no check. */
    #onNotRun(): void {
      this.#cell.extra = { alone: true };
      if (this.#isChecking) this.#findings.textContent = this.#words.notChecked;
      this.#isChecking = false;
    }

    #openHint(): void {
      const { hints } = savedProgress.read(this.#page, this.#name);
      const next = this.#hints[hints];
      if (!next) return;
      savedProgress.write(this.#page, this.#name, { hints: hints + 1 });
      this.#show();
      next.open = true;
      next.querySelector("summary")!.focus();
    }

    #onSolution(): void {
      if (this.#solution?.open) savedProgress.write(this.#page, this.#name, { seen: true });
    }

    #show(): void {
      const { hints, state } = savedProgress.read(this.#page, this.#name);
      for (const [place, hint] of this.#hints.entries()) hint.hidden = place >= hints;
      const left = this.#hints.length - hints;
      const button = this.#bar.querySelector<HTMLElement>('[data-exercise-action="hint"]')!;
      button.textContent = left > 0 ? this.#words.hint(String(left)) : this.#words.noHints;
      button.setAttribute("aria-disabled", String(left <= 0));
      this.dataset["progress"] = state satisfies ExerciseState;
      this.#bar.querySelector(".gd-exercise-state")!.textContent = this.#words.state[state];
    }
  }

  customElements.define("gd-exercise", Exercise);
}
