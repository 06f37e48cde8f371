/** `<gd-cell>`: a cell of a notebook. The build writes its code and output; here it runs, and can be changed. */
import { copyText } from "../core/clipboard.ts";
import { icon } from "../core/icons.ts";
import { languageAround } from "../core/language.ts";
import { html, type Markup } from "../core/markup.ts";
import { megabytes } from "../core/numbers.ts";
import { offerReload } from "../offline/reload-notice.ts";
import type { Python } from "../python/client.ts";
import type { Asking, News, Outcome, Status } from "../python/protocol.ts";
import { CellCode } from "./cell-code.ts";
import {
  compared,
  isNothing,
  shownInLesson,
  type Comparison,
  type Shown,
} from "./compare-output.ts";
import { crashReason } from "./output/crash-reason.ts";
import type { Editor, openEditor } from "./editor.ts";
import { FailedLine } from "./output/failed-line.ts";
import {
  isStoredEdit,
  loadEditor,
  notebookOf,
  pageKey,
  saved,
  storage,
  type Unsaved,
} from "./registry.ts";
import { TIME_LIMIT, type Cell, type Cut, type Notebook, type State } from "./notebook.ts";
import { Outputs } from "./output/outputs.ts";
import { PACKAGES } from "./packages.ts";
import { expectRich } from "./output/load-rich-output.ts";
import { listenToSubmit } from "../widget/fields/text-input.ts";
import { paragraph } from "./output/text.ts";
import { CELL_WORDS, type CellWords } from "./words.ts";

const BUSY: readonly State[] = ["queued", "loading", "running"];

/** What outlives the element while the reader is on another page: its output, as it stood. */
interface Kept {
  readonly output: HTMLElement;
  readonly outputs: Outputs;
  state: State;
  text: string;
  /** What was shown, against the lesson; and of which source that is true. */
  verdict: { readonly comparison: Comparison; readonly source: string } | null;
  line: number | null;
  /** What the program asks; null if it waits for nothing. */
  asking: Asking | null;
}

const kept = new Map<string, Kept>();

function toolbar(words: CellWords): Markup {
  const button = (action: string, label: string, name: Parameters<typeof icon>[0]) =>
    html`<button
      type="button"
      class="gd-cell-button"
      data-action="${action}"
      aria-label="${label}"
      title="${label}"
    >
      ${icon(name)}
    </button>`;
  return html`<button type="button" class="gd-cell-run" data-action="run">
      ${icon("play")}<span>${words.run}</span></button
    >${button("above", words.runAbove, "above")}${button("copy", words.copy, "copy")}${button("reset", words.reset, "reset")}<span
      class="gd-cell-status"
      role="status"
    ></span>`;
}

/** A cell as other elements see it: an exercise runs and reads the cell inside it. */
export interface CellElement extends HTMLElement, Cell {
  source: string;
  readonly bookSource: string;
  readonly notebook: Notebook;
  readonly shown: Shown;
  /** Where the reader may not run it yet: the reason, or null. */
  locked: string | null;
  extra: Cell["extra"];
}

const gathering = new Set<Notebook>();

/** Have a notebook look for its cells, once for all of them that come together. */
function gather(notebook: Notebook): void {
  if (gathering.has(notebook)) return;
  gathering.add(notebook);
  queueMicrotask(() => {
    gathering.delete(notebook);
    const cells = [...document.querySelectorAll<CellElement>("gd-cell[data-ready]")];
    notebook.cells = cells.filter((cell) => cell.notebook === notebook);
  });
}

/** Define `<gd-cell>`, run by `python`. */
export function defineCell(python: Python): void {
  class CellView extends HTMLElement implements CellElement {
    notebook!: Notebook;
    #words: CellWords = CELL_WORDS.en;
    #page = "";
    #code!: HTMLElement;
    #bar!: HTMLElement;
    #notes!: HTMLElement;
    #kept!: Kept;
    #book!: Shown;
    /** The code that is shown and run. */
    #own!: CellCode;
    /** The lesson's code as the build has printed it. */
    #printed: readonly Node[] | null = null;
    readonly #failedLine = new FailedLine();
    #editor: Editor | null = null;
    #locked: string | null = null;
    /** The cell at which the run ended that this one waited for. */
    #cutAt: string | null = null;
    #connection = new AbortController();

    extra: Cell["extra"] = {};

    get name(): string {
      return this.dataset["cell"]!;
    }

    get bookSource(): string {
      return this.dataset["source"]!;
    }

    get isShared(): boolean {
      return !("role" in this.dataset);
    }

    get isLessons(): boolean {
      return this.dataset["role"] !== "starter" && this.source === this.bookSource;
    }

    get source(): string {
      return this.#own.text;
    }

    /** To set it is to edit it: it is stored, and shown with or without the editor. */
    set source(text: string) {
      if (text === this.source) return;
      this.#own.edit(text);
      this.#onChange();
    }

    get shown(): Shown {
      return this.#kept.outputs.shown;
    }

    get locked(): string | null {
      return this.#locked;
    }

    set locked(reason: string | null) {
      this.#locked = reason;
      const button = this.#bar.querySelector<HTMLElement>(".gd-cell-run")!;
      button.setAttribute("aria-disabled", String(reason !== null));
      button.title = reason ?? "";
    }

    connectedCallback(): void {
      this.#connection = new AbortController();
      this.#page = pageKey(this);
      this.#words = CELL_WORDS[languageAround(this)];
      this.notebook = notebookOf(this.#page, python);
      if (!this.isShared) this.extra = { alone: true, ...this.extra };
      if (!this.#bar) this.#build();
      this.#own ??= new CellCode(saved, this.#page, this.name, this.bookSource);
      this.#own.read();
      this.#join();
      this.#listen();
      this.#showCode();
      this.#showChoice();
      this.#show();
      if (this.#kept.asking) this.#ask(this.#kept.asking);
      this.dataset["ready"] = "";
    }

    disconnectedCallback(): void {
      this.#connection.abort();
      this.#failedLine.mark(this.#code.querySelector("code")!, null);
    }

    // --- What it is made of ---

    #build(): void {
      this.#code = this.querySelector<HTMLElement>(".highlight")!;
      this.#code.tabIndex = 0;
      this.#code.setAttribute("role", "group");
      this.#code.setAttribute("aria-label", `${this.#words.code}: ${this.#words.editHint}`);
      this.#bar = document.createElement("div");
      this.#bar.className = "gd-cell-bar";
      this.#bar.innerHTML = toolbar(this.#words).text;
      this.#notes = document.createElement("div");
      this.#notes.className = "gd-notes";
      this.#code.after(this.#bar, this.#notes);
    }

    /** Take up what this cell showed before, or begin with what the book shows. */
    #join(): void {
      const place = `${this.#page}#${this.name}`;
      const present = this.querySelector<HTMLElement>(".gd-output");
      this.#book ??= shownInLesson(present);
      const before = kept.get(place);
      if (before) {
        if (present && present !== before.output) present.replaceWith(before.output);
        else this.append(before.output);
        this.#kept = before;
      } else {
        const output = present ?? document.createElement("div");
        output.classList.add("gd-output");
        if (!present) this.append(output);
        const label = output.querySelector("[role=img]")?.getAttribute("aria-label") ?? null;
        const outputs = new Outputs(output, this.#words, label);
        this.#kept = {
          output,
          outputs,
          state: "idle",
          text: "",
          verdict: null,
          line: null,
          asking: null,
        };
        kept.set(place, this.#kept);
      }
      gather(this.notebook);
    }

    #listen(): void {
      const { signal } = this.#connection;
      this.#bar.addEventListener("click", (event) => this.#onClick(event), { signal });
      this.#notes.addEventListener("click", (event) => this.#onClick(event), { signal });
      listenToSubmit(this.#notes, (event) => this.#onReply(event), signal);
      this.#kept.output.addEventListener("click", (event) => this.#onClick(event), { signal });
      this.#code.addEventListener("click", () => this.#onCodeClick(), { signal });
      this.#code.addEventListener("pointerenter", () => void loadEditor().catch(() => {}), {
        signal,
      });
      this.#code.addEventListener("keydown", (event) => this.#onKey(event), { signal });
      storage.addEventListener("failure", (event) => this.#onUnsaved(event), { signal });
      addEventListener("storage", ({ key }) => this.#onStored(key), { signal });
      // A page that the browser has put aside heard of nothing.
      addEventListener("pageshow", ({ persisted }) => persisted && this.#takeUp(), { signal });
    }

    // --- What the reader does ---

    #onClick(event: Event): void {
      const button = (event.target as Element).closest<HTMLElement>("[data-action]");
      if (!button || button.getAttribute("aria-disabled") === "true") return;
      const actions: Record<string, () => void> = {
        run: () => (BUSY.includes(this.#kept.state) ? this.notebook.stop() : this.run()),
        above: () => this.notebook.run(this.notebook.above(this), this),
        cut: () => this.#goWhereItEnded(),
        copy: () => void this.#copy(),
        reset: () => this.#reset(),
        keep: () => this.#keepGoing(),
        mine: () => this.#choose(true),
        lesson: () => this.#choose(false),
        versions: () => void this.#showVersions(),
      };
      const action = actions[button.dataset["action"]!];
      if (!action) return;
      event.stopPropagation();
      action();
    }

    #onCodeClick(): void {
      if (getSelection()?.isCollapsed !== false) void this.#edit(true);
    }

    #onKey(event: KeyboardEvent): void {
      if (event.isComposing || event.altKey || event.key !== "Enter") return;
      if (event.target !== this.#code) return;
      event.preventDefault();
      if (event.shiftKey) this.run(true);
      else if (event.ctrlKey || event.metaKey) this.run();
      else void this.#edit(true);
    }

    /** Run this cell; `goOn` then leads to the next. */
    run(goOn = false): void {
      if (this.#locked !== null || BUSY.includes(this.#kept.state)) return;
      this.dispatchEvent(new CustomEvent("gd-run", { bubbles: true }));
      this.notebook.run(this.isShared ? [this] : [...this.notebook.missing(this), this]);
      if (goOn) this.#goOn();
    }

    #goOn(): void {
      const cells = this.notebook.cells as readonly CellElement[];
      const next = cells[cells.indexOf(this) + 1];
      const place = next?.querySelector<HTMLElement>(".gd-editor:not([hidden]), .highlight");
      if (!place) return;
      if (place.classList.contains("gd-editor")) (next as CellView).#editor?.focus();
      else place.focus();
      next!.scrollIntoView({ block: "nearest" });
    }

    async #copy(): Promise<void> {
      const isCopied = await copyText(this.source);
      this.#say(isCopied ? this.#words.copied : this.#words.copyFailed);
    }

    #reset(): void {
      this.source = this.bookSource;
      this.#bar.querySelector<HTMLElement>(".gd-cell-run")!.focus();
    }

    // --- Editing ---

    /** Put the editor in the place of the printed code. To open it changes nothing. */
    async #edit(focus: boolean): Promise<void> {
      if (!this.#editor) {
        const openEditor = await this.#editorOpener();
        if (!openEditor || !this.isConnected) return;
        this.#note("editor")?.remove();
        this.#editor ??= this.#opened(openEditor);
      }
      if (focus) this.#editor?.focus();
    }

    #opened(open: typeof openEditor): Editor | null {
      const host = document.createElement("div");
      host.className = "gd-editor";
      host.style.minHeight = `${this.#code.offsetHeight}px`;
      this.#code.before(host);
      try {
        return this.#editorIn(host, open);
      } catch {
        host.remove(); // the printed code stays
        this.#tell("editor", this.#words.editorFailed);
        return null;
      }
    }

    #editorIn(host: HTMLElement, open: typeof openEditor): Editor {
      const names = { label: this.#words.editor, hint: this.#words.leaveHint };
      const editor = open(host, this.source, names, {
        changed: (source) => (this.source = source),
        run: (goOn) => this.run(goOn),
        leave: () => this.#bar.querySelector<HTMLElement>(".gd-cell-run")!.focus(),
        complete: async (start) =>
          (await python.call({ name: "complete", page: this.#page, text: start })) ?? [],
      });
      this.#code.hidden = true;
      editor.mark(this.#kept.line);
      host.style.minHeight = "";
      return editor;
    }

    async #editorOpener(): Promise<typeof openEditor | null> {
      try {
        return (await loadEditor()).openEditor;
      } catch {
        this.#tell("editor", this.#words.editorFailed);
        void offerReload();
        return null;
      }
    }

    /** The code is another now: show it, and what depends on it. */
    #onChange(): void {
      this.#kept.line = null;
      this.#showCode();
      this.#showVerdict();
      this.notebook.refresh();
    }

    /** Show the code that a run would run: in the editor, or in print until that is here. */
    #showCode(): void {
      if (!this.#editor) {
        this.#print();
        if (this.source !== this.bookSource) void this.#edit(false);
      } else if (this.#editor.source !== this.source) this.#editor.source = this.source;
      this.#showEdited();
    }

    #print(): void {
      const place = this.#code.querySelector("code")!;
      this.#printed ??= [...place.childNodes];
      const isLessons = this.source === this.bookSource;
      place.replaceChildren(...(isLessons ? this.#printed : [this.source]));
    }

    /** Another tab may have stored an edit of this cell: show it here too. */
    #onStored(key: string | null): void {
      if (isStoredEdit(key, this.#page, this.name)) this.#takeUp();
    }

    /** Show what is stored now. */
    #takeUp(): void {
      const before = this.source;
      this.#own.read();
      if (this.source !== before) this.#onChange();
      this.#showChoice();
    }

    /** Say that an edit of this cell is not kept, where there is no notebook's bar to say it. */
    #onUnsaved(event: Event): void {
      const { refusal, cell } = (event as CustomEvent<Unsaved>).detail;
      if (cell !== this.name || document.querySelector("gd-notebook")) return;
      this.#tell("storage", this.#words.storage[refusal]);
    }

    /** The lesson has changed under the reader's edit: show both, and let them choose. */
    #showChoice(): void {
      this.#note("changed")?.remove();
      const { earlier } = this.#own;
      if (earlier === null) return;
      const words = this.#words.changed;
      const box = document.createElement("div");
      box.className = "gd-note";
      box.dataset["note"] = "changed";
      box.innerHTML = html`<p>${words.text}</p>
        <div class="gd-two">
          <figure>
            <figcaption>${words.mine}</figcaption>
            <pre tabindex="0">${earlier}</pre>
          </figure>
          <figure>
            <figcaption>${words.lesson}</figcaption>
            <pre tabindex="0">${this.bookSource}</pre>
          </figure>
        </div>
        <button type="button" class="gd-small-button" data-action="mine">${words.keep}</button>
        <button type="button" class="gd-small-button" data-action="lesson">
          ${words.take}
        </button>`.text;
      this.#notes.append(box);
    }

    #choose(isEarlier: boolean): void {
      this.#own.choose(isEarlier);
      this.#onChange();
      this.#showChoice();
      this.#bar.querySelector<HTMLElement>(".gd-cell-run")!.focus();
    }

    // --- What happens to its run ---

    onState(state: State): void {
      const wasBusy = BUSY.includes(this.#kept.state);
      this.#kept.state = state;
      if (state === "queued" || state === "loading") this.#clearNotes();
      if (state === "queued" && !wasBusy) this.#say(this.#words.status.queued);
      if (state === "running") {
        this.#kept.verdict = null;
        this.#kept.line = null;
        this.#kept.outputs.clear();
        this.#say(this.#words.status.running);
      }
      if (state === "idle") this.#say("");
      this.#show();
    }

    onPython(status: Status): void {
      if (this.#kept.state !== "loading") return;
      const words = this.#words.status;
      if (status.state !== "loading") return;
      const { bytes, total } = status;
      this.#say(
        status.stage === "start"
          ? words.starting
          : words.loadingPython(megabytes(bytes), megabytes(total)),
      );
    }

    onNews(news: News): void {
      const words = this.#words.status;
      switch (news.kind) {
        case "packages": {
          if (news.names.includes("matplotlib")) expectRich();
          const names = PACKAGES.filter((name) => news.names.includes(name.toLowerCase()));
          const text = (names.length ? names : news.names).join(", ");
          return this.#say(
            words.loadingPackages(text, megabytes(news.bytes), megabytes(news.total)),
          );
        }
        case "drawing":
          this.#note("long")?.remove();
          return this.#say(words.drawing(String(news.frames)));
        case "asking":
          this.#kept.asking = news;
          return this.#ask(news);
        case "running":
          return;
        default:
          this.#kept.outputs.add(news);
      }
    }

    onOutcome(outcome: Outcome): void {
      const { outputs } = this.#kept;
      this.#kept.asking = null;
      this.#clearNotes();
      if (outcome.ended === "unloaded") {
        const { file, status, message } = outcome.failure;
        const what = [file, status && `HTTP ${status}`].filter(Boolean).join(", ") || message;
        this.#tell("unloaded", this.#words.unloadedText(what), ["run", this.#words.retry]);
        this.#say("");
        this.#tellUnjudged();
        return;
      }
      outputs.settle();
      const number = String(this.notebook.ran(this.name)!.number);
      if (outcome.ended === "error") {
        const { error } = outcome;
        outputs.showError(error);
        this.#kept.line = error.line;
        this.#say(this.#words.status.error(number));
      } else {
        this.#compare();
        this.#say(this.#words.status.done(number, outcome.seconds.toFixed(1)));
      }
      this.dispatchEvent(new CustomEvent("gd-ran", { detail: outcome, bubbles: true }));
    }

    onLong(): void {
      const { timeText, keepGoing, stop } = this.#words;
      const text = timeText(String(TIME_LIMIT));
      this.#tell("long", text, ["keep", keepGoing], ["run", stop]);
    }

    onEnd(reason: "stopped" | "crashed", message: string): void {
      const { stoppedText, crashedText, crash, runAbove } = this.#words;
      this.#kept.asking = null;
      this.#clearNotes();
      this.#kept.outputs.settle();
      const text = reason === "stopped" ? stoppedText : crashedText(crashReason(message, crash));
      const above: [string, string][] = this.notebook.above(this).length
        ? [["above", runAbove]]
        : [];
      this.#tell("ended", text, ...above);
      this.#say(reason === "stopped" ? this.#words.status.stopped : "");
      this.#tellUnjudged();
    }

    /** It did not run, or was not run for; `at` is where what ran came to an end. */
    onCut(cut: Cut, isAsker: boolean): void {
      const { show, ...words } = this.#words.cut;
      const isWaitedFor = isAsker || !this.isShared; // here, not at the cells between
      this.#cutAt = cut.at;
      if (isWaitedFor && cut.at !== null) this.#tell("cut", words[cut.reason], ["cut", show]);
      else this.#say(words[cut.reason]);
      this.#tellUnjudged();
    }

    #goWhereItEnded(): void {
      const cells = this.notebook.cells as readonly CellElement[];
      const cell = cells.find(({ name }) => name === this.#cutAt);
      cell?.scrollIntoView({ block: "center" });
      cell?.querySelector<HTMLElement>(".gd-cell-run")?.focus({ preventScroll: true });
    }

    /** Tell an exercise around it that there will be nothing to judge. */
    #tellUnjudged(): void {
      this.dispatchEvent(new CustomEvent("gd-not-run", { bubbles: true }));
    }

    #keepGoing(): void {
      this.#note("long")?.remove();
      this.notebook.keepGoing();
    }

    /** Show a prompt: one at a time, as a program waits for its answer; a second one takes no focus. */
    #ask({ prompt, line }: Asking): void {
      const { send, many } = this.#words.input;
      const label = line === "lines" ? many : this.#words.input.label;
      const type = line === "secret" ? "password" : "text";
      const asked = this.#note("ask");
      if (asked) {
        asked.querySelector("label span")!.textContent = prompt || label;
        asked.querySelector("input")!.type = type;
        asked.dataset["prompt"] = prompt;
        return;
      }
      const form = document.createElement("form");
      form.dataset["prompt"] = prompt;
      form.className = "gd-note gd-ask";
      form.dataset["note"] = "ask";
      form.innerHTML = html`<label
          ><span>${prompt || label}</span>
          <input
            name="line"
            type="${type}"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false" /></label
        ><button type="submit" class="gd-small-button">${send}</button>`.text;
      this.#notes.append(form);
      form.querySelector("input")!.focus();
      this.#say(this.#words.status.asking);
    }

    #onReply(event: Event): void {
      const form = event.target as HTMLFormElement;
      const { value: line, type } = form.querySelector("input")!;
      const shown = type === "password" ? "•".repeat(line.length) : line;
      const text = [`${form.dataset["prompt"]}${shown}\n`];
      form.remove();
      this.#kept.asking = null;
      this.#kept.outputs.add({ kind: "stdout", text, omitted: 0, characters: 0 });
      this.#say(this.#words.status.running);
      this.#bar.querySelector<HTMLElement>(".gd-cell-run")!.focus();
      this.notebook.reply(line);
    }

    // --- What it says ---

    #say(text: string): void {
      this.#kept.text = text;
      this.#bar.querySelector(".gd-cell-status")!.textContent = text;
    }

    #compare(): void {
      if (this.dataset["role"] === "starter") return; // the lesson does not run it
      const { shown } = this.#kept.outputs;
      if (isNothing(shown) && isNothing(this.#book)) return;
      const { source } = this.notebook.ran(this.name)!;
      const comparison = compared(shown, this.#book, this.notebook.isAsInLesson(this));
      this.#kept.verdict = { comparison, source };
    }

    onMark(): void {
      const { outOfOrder, aboveMissing, runAbove } = this.#words;
      const mark = BUSY.includes(this.#kept.state) ? null : this.notebook.mark(this);
      const ran = this.notebook.ran(this.name);
      if (ran && !ran.isAlive && this.#kept.state === "done") {
        this.#kept.state = "idle";
        this.#say(this.#words.status.lost);
        this.#show();
      }
      this.#showEdited();
      this.#note("order")?.remove();
      delete this.dataset["order"];
      if (mark === null) return;
      this.dataset["order"] = mark;
      const text = mark === "out-of-order" ? outOfOrder : aboveMissing;
      if (mark === "out-of-order") this.#tell("order", text);
      else this.#tell("order", text, ["above", runAbove]);
    }

    async #showVersions(): Promise<void> {
      const found = (await python.call({ name: "versions" })) ?? {};
      const book = document.querySelector<HTMLElement>("gd-notebook")?.dataset["versions"];
      const built = JSON.parse(book ?? "{}") as Record<string, string>;
      const lines = Object.entries(found).map(([name, version]) => {
        const { here, book } = this.#words;
        return `${name}: ${here} ${version}, ${book} ${built[name] ?? "—"}`;
      });
      const place = this.querySelector(".gd-versions");
      if (place) place.textContent = lines.join("\n");
    }

    #show(): void {
      const { state, text, line } = this.#kept;
      const isBusy = BUSY.includes(state);
      this.dataset["state"] = state;
      this.#bar.querySelector(".gd-cell-status")!.textContent = text;
      const button = this.#bar.querySelector<HTMLElement>(".gd-cell-run")!;
      button.dataset["busy"] = String(isBusy);
      const label = isBusy ? this.#words.stop : this.#words.run;
      button.innerHTML = html`${icon(isBusy ? "stop" : "play")}<span>${label}</span>`.text;
      this.#showVerdict();
      this.#showLine(line);
      this.#showEdited();
    }

    #showEdited(): void {
      const isEdited = this.source !== this.bookSource;
      this.toggleAttribute("data-edited", isEdited);
      const reset = this.#bar.querySelector<HTMLElement>('[data-action="reset"]')!;
      reset.hidden = !isEdited;
      const above = this.#bar.querySelector<HTMLElement>('[data-action="above"]')!;
      above.hidden = this.notebook.cells.length > 0 && this.notebook.above(this).length === 0;
    }

    /** Say how the output compares with the lesson's: as long as the code that made it is shown. */
    #showVerdict(): void {
      this.querySelector(".gd-verdict")?.remove();
      delete this.dataset["book"];
      const { verdict } = this.#kept;
      if (verdict === null || verdict.source !== this.source) return;
      this.dataset["book"] = verdict.comparison;
      const { comparison, differentEdited, versions } = this.#words;
      const isChanged = verdict.comparison === "different" && this.source !== this.bookSource;
      const text = isChanged ? differentEdited : comparison[verdict.comparison];
      const box = document.createElement("div");
      box.className = "gd-verdict";
      box.innerHTML = html`<span>${text}</span>
        <button type="button" class="gd-link" data-action="versions">${versions}</button>
        <span class="gd-versions" role="status"></span>`.text;
      this.#bar.append(box);
    }

    /** Mark the line where it went wrong, in the editor or in the printed code. */
    #showLine(line: number | null): void {
      this.#editor?.mark(line);
      this.#failedLine.mark(this.#code.querySelector("code")!, line);
    }

    #note(name: string): HTMLElement | null {
      return this.#notes.querySelector(`[data-note="${name}"]`);
    }

    #tell(name: string, text: string, ...buttons: readonly (readonly [string, string])[]): void {
      const box = paragraph("gd-note", text);
      box.dataset["note"] = name;
      box.setAttribute("role", name === "order" ? "note" : "alert");
      for (const [action, label] of buttons) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "gd-small-button";
        button.dataset["action"] = action;
        button.textContent = label;
        box.append(" ", button);
      }
      this.#note(name)?.remove();
      this.#notes.append(box);
    }

    #clearNotes(): void {
      for (const note of this.#notes.querySelectorAll('[data-note]:not([data-note="changed"])')) {
        note.remove();
      }
    }
  }

  customElements.define("gd-cell", CellView);
}
