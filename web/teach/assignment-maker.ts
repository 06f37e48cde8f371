/** `<gd-assignment>`: makes a link to a task: a widget in a state, with locked controls, or an exercise. */
import "../shared-chunk.ts";
import { writeAssignment, type Assignment } from "../embed/assignment.ts";
import {
  languageRoot,
  embedPage,
  WIDGETS,
  type WidgetElement,
  type WidgetName,
} from "../embed/embed-pages.ts";
import { frameFor } from "../embed/share-buttons.ts";
import { copyText } from "../core/clipboard.ts";
import { languageAround } from "../core/language.ts";
import { html, type Markup } from "../core/markup.ts";
import { listenToTyping } from "../widget/fields/text-input.ts";
import { FLASH_MS } from "../widget/widget-dom.ts";
import type { Language } from "../widget/words.ts";
import { exercisesOn, type AssignedExercise } from "./exercises.ts";
import { TEACH_WORDS, type TeachWords } from "./words.ts";

/** Events that may change the settings of a widget. */
const SETTING_EVENTS = ["input", "change", "click", "keyup", "pointerup"];

interface Lockable {
  readonly name: string;
  readonly label: string;
}

/** Return the settings of a widget that can be locked, with the labels of their controls. */
function lockables(host: Element): Lockable[] {
  const fields = [...host.querySelectorAll<HTMLInputElement>(".gd-settings [data-field]")];
  const found = new Map<string, string>();
  for (const field of fields) {
    const name = field.dataset["field"]!.replace(/-slider$|-number$/, "");
    const label = field.labels?.[0]?.textContent ?? field.ariaLabel ?? "";
    if (label.trim() && name !== "speed" && !found.has(name)) found.set(name, label.trim());
  }
  return [...found].map(([name, label]) => ({ name, label }));
}

function options(exercises: readonly AssignedExercise[], words: TeachWords): Markup {
  return html`${WIDGETS.map((name) => html`<option value="${name}">${words.widgets[name]}</option>`)}
    <optgroup label="${words.exercises}">
      ${exercises.map(
        ({ page, name, title }) => html`<option value="${page}#${name}">${title}</option>`,
      )}
    </optgroup>`;
}

function form(words: TeachWords, language: Language, exercises: readonly AssignedExercise[]) {
  const output = (name: string, label: string) =>
    html`<p>
      <label>${label} <textarea readonly rows="2" data-part="${name}"></textarea></label>
      <button type="button" class="gd-text-button" data-copy="${name}">${words.copy}</button>
    </p>`;
  return html`<form>
      <p>
        <label
          >${words.what}
          <select name="what">
            ${options(exercises, words)}
          </select></label
        >
        <label
          >${words.language}
          <select name="language">
            ${(["ja", "en"] as const).map(
              (one) =>
                html`<option value="${one}" ${one === language && html` selected`}>
                  ${words.languages[one]}
                </option>`,
            )}
          </select></label
        >
      </p>
      <p>
        <label>${words.task} <textarea name="task" rows="3" maxlength="2000"></textarea></label>
        <small>${words.taskHint}</small>
      </p>
      <fieldset>
        <legend>${words.lock}</legend>
        <div data-part="locks"></div>
      </fieldset>
    </form>
    <div data-part="preview"></div>
    ${output("link", words.link)}
    <p><a class="gd-text-button" data-part="open" target="_blank">${words.open}</a></p>
    <div data-part="embedding">${output("frame", words.frame)}</div>`;
}

export function defineAssignmentMaker(): void {
  class AssignmentMaker extends HTMLElement {
    #words!: TeachWords;
    #exercises: AssignedExercise[] = [];
    #connection = new AbortController();

    connectedCallback(): void {
      this.#connection = new AbortController();
      this.#words = TEACH_WORDS[languageAround(this)];
      void this.#build();
    }

    disconnectedCallback(): void {
      this.#connection.abort();
    }

    async #build(): Promise<void> {
      const pages = (this.dataset["notebooks"] ?? "").split(" ").filter(Boolean);
      const language = languageAround(this);
      const found = await Promise.allSettled(pages.map((page) => exercisesOn(page, language)));
      this.#exercises = found.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
      if (!this.isConnected) return;
      this.innerHTML = form(this.#words, language, this.#exercises).text;
      const { signal } = this.#connection;
      this.addEventListener("change", (event) => this.#onChange(event), { signal });
      listenToTyping(this, { changed: () => this.#show() }, signal);
      this.addEventListener("submit", (event) => event.preventDefault(), { signal });
      this.addEventListener("click", (event) => void this.#onClick(event), { signal });
      this.#choose();
      this.dataset["ready"] = "";
    }

    #field<E extends HTMLElement = HTMLSelectElement>(name: string): E {
      return this.querySelector<E>(`[name="${name}"]`)!;
    }

    #part<E extends HTMLElement = HTMLElement>(name: string): E {
      return this.querySelector<E>(`[data-part="${name}"]`)!;
    }

    get #what(): string {
      return this.#field("what").value;
    }

    get #language(): Language {
      return this.#field("language").value as Language;
    }

    get #exercise(): AssignedExercise | null {
      const [page, name] = this.#what.split("#");
      return this.#exercises.find((one) => one.page === page && one.name === name) ?? null;
    }

    get #frame(): HTMLIFrameElement | null {
      return this.querySelector("iframe");
    }

    #onChange({ target }: Event): void {
      const { name } = target as HTMLInputElement;
      if (name === "what" || name === "language") this.#choose();
      this.#show();
    }

    /** Show the chosen widget or exercise, and which of its controls can be locked. */
    #choose(): void {
      this.#part("preview").replaceChildren();
      const { hints, solution } = this.#words;
      if (this.#exercise) {
        const locks = [
          { name: "hints", label: hints },
          { name: "solution", label: solution },
        ];
        this.#showLocks(locks, "");
        return this.#show();
      }
      const frame = document.createElement("iframe");
      frame.title = this.#words.preview;
      frame.className = "gd-preview";
      frame.addEventListener("load", () => this.#onPreview(frame));
      frame.src = embedPage(this.#what as WidgetName, this.#language).href;
      this.#part("preview").append(frame);
      this.#showLocks([], this.#words.lockHint);
    }

    #onPreview(frame: HTMLIFrameElement): void {
      const page = frame.contentDocument!;
      const host = page.querySelector(`gd-${this.#what}`);
      if (!host) return;
      this.#showLocks(lockables(host), this.#words.lockHint);
      const state = new MutationObserver(() => this.#show());
      state.observe(host, { attributes: true, subtree: false });
      this.#connection.signal.addEventListener("abort", () => state.disconnect());
      this.#followSettings(page);
      this.#show();
    }

    /** Update the link on every change of a setting, before the run for it has finished. */
    #followSettings(page: Document): void {
      const { signal } = this.#connection;
      const show = () => setTimeout(() => this.#show()); // after the widget's own listeners
      for (const name of SETTING_EVENTS) page.addEventListener(name, show, { signal });
    }

    #showLocks(locks: readonly Lockable[], hint: string): void {
      this.#part("locks").innerHTML = html`${hint && html`<small>${hint}</small>`}${locks.map(
        ({ name, label }) =>
          html`<label><input type="checkbox" name="lock" value="${name}" /> ${label}</label>`,
      )}`.text;
    }

    get #assignment(): Assignment {
      const ticked = this.querySelectorAll<HTMLInputElement>("[name=lock]:checked");
      return {
        task: this.#field<HTMLTextAreaElement>("task").value.trim(),
        locked: [...ticked].map(({ value }) => value),
        exercise: this.#exercise?.name ?? null,
      };
    }

    /** The state of the preview, as part of a fragment; "" before it is ready. */
    get #state(): string {
      const host = this.#frame?.contentDocument?.querySelector<WidgetElement>(
        `gd-${this.#what}[data-ready]`,
      );
      return host ? new URL(host.link).hash.slice(1) : "";
    }

    #address(): URL {
      const exercise = this.#exercise;
      const address = exercise
        ? new URL(exercise.page, languageRoot(this.#language))
        : embedPage(this.#what as WidgetName, this.#language);
      address.hash = [this.#state, writeAssignment(this.#assignment)].filter(Boolean).join("&");
      return address;
    }

    #show(): void {
      const { href } = this.#address();
      this.#part<HTMLTextAreaElement>("link").value = href;
      this.#part<HTMLAnchorElement>("open").href = href;
      this.#part("embedding").hidden = this.#exercise !== null;
      const title = this.#words.widgets[this.#what as WidgetName] ?? "";
      this.#part<HTMLTextAreaElement>("frame").value = frameFor(href, title);
    }

    async #onClick({ target }: Event): Promise<void> {
      const button = (target as Element).closest<HTMLElement>("[data-copy]");
      if (!button) return;
      const area = this.#part<HTMLTextAreaElement>(button.dataset["copy"]!);
      const isCopied = await copyText(area.value);
      if (!isCopied) area.select();
      button.textContent = isCopied ? this.#words.copied : this.#words.copyFailed;
      setTimeout(() => (button.textContent = this.#words.copy), FLASH_MS);
    }
  }

  customElements.define("gd-assignment", AssignmentMaker);
}
