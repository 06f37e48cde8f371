/** `<gd-notebook>`: the toolbar for all cells of a page: run all, restart, download. */
import { icon, type IconName } from "../core/icons.ts";
import { html, type Markup } from "../core/markup.ts";
import type { Python } from "../python/client.ts";
import { readFile } from "../core/read-file.ts";
import { saveFile } from "../core/save-file.ts";
import type { CellElement } from "./cell-element.ts";
import { notebookOf, pageKey, draftEvents, type DraftFailure } from "./registry.ts";
import { withSources } from "./download-notebook.ts";
import type { Notebook } from "./notebook.ts";
import { paragraph } from "./output/text.ts";
import { wordsAround, type CellWords } from "./words.ts";

function view(words: CellWords["notebook"]): Markup {
  const button = (action: string, name: IconName, label: string) =>
    html`<button type="button" class="gd-small-button" data-action="${action}">
      ${icon(name)}<span>${label}</span>
    </button>`;
  return html`${button("all", "play", words.runAll)} ${button("restart", "restart", words.restart)}
    ${button("save", "download", words.download)}
    <span class="gd-progress" role="status">${words.ready}</span>`;
}

/** Define `<gd-notebook>`. Without this script it is a link to the lesson's notebook file. */
export function defineNotebook(python: Python): void {
  class Bar extends HTMLElement {
    #words!: CellWords;
    #notebook!: Notebook;
    #box!: HTMLElement;
    #connection = new AbortController();

    connectedCallback(): void {
      this.#connection = new AbortController();
      const { signal } = this.#connection;
      this.#words = wordsAround(this);
      this.#notebook = notebookOf(pageKey(this), python);
      this.#box ??= this.querySelector<HTMLElement>(".gd-notebook-bar") ?? this.#createBox();
      this.#box.innerHTML = view(this.#words.notebook).text;
      this.#box.addEventListener("click", (event) => this.#onClick(event), { signal });
      draftEvents.addEventListener("failure", (event) => this.#onDraftFailure(event), { signal });
      signal.addEventListener(
        "abort",
        this.#notebook.watch(() => this.#show()),
      );
      this.dataset["ready"] = "";
    }

    disconnectedCallback(): void {
      this.#connection.abort();
    }

    #createBox(): HTMLElement {
      const box = document.createElement("div");
      box.className = "gd-notebook-bar";
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", this.#words.notebook.name);
      return this.appendChild(box);
    }

    #onDraftFailure(event: Event): void {
      const { refusal } = (event as CustomEvent<DraftFailure>).detail;
      this.#showAlert(this.#words.storage[refusal]);
    }

    #onClick({ target }: Event): void {
      const action = (target as Element).closest<HTMLElement>("[data-action]")?.dataset["action"];
      if (action === "all" && this.#notebook.isRunning) this.#notebook.stop();
      else if (action === "all") this.#notebook.run(this.#shared());
      else if (action === "restart") {
        this.#notebook.restart();
        this.#showStatus(this.#words.notebook.restarted);
      } else if (action === "save") void this.#download();
    }

    #shared(): CellElement[] {
      const cells = this.#notebook.cells as readonly CellElement[];
      return cells.filter(({ isShared, locked }) => isShared && locked === null);
    }

    async #download(): Promise<void> {
      const link = this.querySelector<HTMLAnchorElement>("a[download]")!;
      try {
        const sources = new Map(
          this.#notebook.cells.map(({ name, source }) => [name, source] as const),
        );
        const withEdits = async (file: Response) => withSources(await file.text(), sources);
        const name = link.pathname.split("/").at(-1)!;
        saveFile(name, await readFile(link.href, withEdits), "application/x-ipynb+json");
      } catch {
        this.#showAlert(this.#words.notebook.downloadFailed);
      }
    }

    #show(): void {
      const { done, all } = this.#notebook.progress;
      const { isRunning } = this.#notebook;
      const { progress, ready, runAll, cut } = this.#words.notebook;
      const interruption = this.#notebook.interruption;
      if (interruption)
        this.#showInterruption(
          cut[interruption.reason](String(interruption.left)),
          interruption.at,
        );
      else this.#showStatus(done || isRunning ? progress(String(done), String(all)) : ready);
      const button = this.#box.querySelector('[data-action="all"]')!;
      const label = isRunning ? this.#words.stop : runAll;
      if (button.textContent?.trim() === label) return;
      button.innerHTML = html`${icon(isRunning ? "stop" : "play")}<span>${label}</span>`.text;
    }

    #showStatus(text: string): void {
      const place = this.#box.querySelector(".gd-progress")!;
      if (place.textContent !== text) place.textContent = text;
    }

    #showInterruption(text: string, at: string | null): void {
      const cells = this.#notebook.cells as readonly CellElement[];
      const cell = cells.find(({ name }) => name === at);
      this.#showStatus(text);
      if (!cell) return;
      const link = document.createElement("a");
      link.href = `#${cell.id}`;
      link.textContent = this.#words.cut.show;
      this.#box.querySelector(".gd-progress")!.append(" ", link);
    }

    #showAlert(text: string): void {
      const note = paragraph("gd-note", text);
      note.setAttribute("role", "alert");
      this.querySelector(".gd-note")?.remove();
      this.append(note);
    }
  }

  customElements.define("gd-notebook", Bar);
}
