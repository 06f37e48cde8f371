/** `<gd-cell>`: a cell of a notebook. The build writes its code and output; here it runs, and can be changed. */
import { copyText } from "../core/clipboard.ts";
import { icon } from "../core/icons.ts";
import { languageAround } from "../core/language.ts";
import { html, type Markup } from "../core/markup.ts";
import { megabytes } from "../core/numbers.ts";
import { offerReload } from "../offline/reload-notice.ts";
import type { Python } from "../python/client.ts";
import type { InputRequest, CellEvent, Outcome, Status } from "../python/protocol.ts";
import { CellCode } from "./cell-code.ts";
import {
  compareOutput,
  isNothing,
  lessonOutput,
  type Comparison,
  type ComparableOutput,
} from "./compare-output.ts";
import { crashReason } from "./output/crash-reason.ts";
import type { Editor, openEditor } from "./editor.ts";
import { FailedLine } from "./output/failed-line.ts";
import {
  isDraftKey,
  loadEditor,
  notebookOf,
  pageKey,
  drafts,
  draftEvents,
  type DraftFailure,
} from "./registry.ts";
import {
  SECONDS_BEFORE_ASKING,
  type Cell,
  type Interruption,
  type Notebook,
  type State,
} from "./notebook.ts";
import { Outputs } from "./output/outputs.ts";
import { PACKAGES } from "./packages.ts";
import { preloadRichOutput } from "./output/load-rich-output.ts";
import { listenToSubmit } from "../widget/fields/text-input.ts";
import { paragraph } from "./output/text.ts";
import { CELL_WORDS, type CellWords } from "./words.ts";

const BUSY: readonly State[] = ["queued", "loading", "running"];

/** What is kept of a cell while the reader is on another page and its element does not exist. */
interface PersistentState {
  readonly output: HTMLElement;
  readonly outputs: Outputs;
  state: State;
  text: string;
  /** How the output compares with the lesson's, and the source that made it. */
  compared: { readonly comparison: Comparison; readonly source: string } | null;
  line: number | null;
  /** The `input()` that the program waits for, if any. */
  asking: InputRequest | null;
}

const persistentStates = new Map<string, PersistentState>();

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

/** The interface of `<gd-cell>` for other elements: an exercise runs the cell inside it and reads its source. */
export interface CellElement extends HTMLElement, Cell {
  source: string;
  readonly lessonSource: string;
  readonly notebook: Notebook;
  readonly shown: ComparableOutput;
  /** Why the reader may not run it yet, as shown on the button; null if they may. */
  locked: string | null;
  extra: Cell["extra"];
}

const collecting = new Set<Notebook>();

/** Update a notebook's list of cells, once for all elements that are connected in the same task. */
function collectCells(notebook: Notebook): void {
  if (collecting.has(notebook)) return;
  collecting.add(notebook);
  queueMicrotask(() => {
    collecting.delete(notebook);
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
    #codeBlock!: HTMLElement;
    #bar!: HTMLElement;
    #notes!: HTMLElement;
    #persistent!: PersistentState;
    #lessonOutput!: ComparableOutput;
    #cellCode!: CellCode;
    /** The lesson's code with the syntax highlighting of the build. */
    #lessonCode: readonly Node[] | null = null;
    readonly #failedLine = new FailedLine();
    #editor: Editor | null = null;
    #locked: string | null = null;
    /** The cell whose error or stop kept this one from running. */
    #interruptedAt: string | null = null;
    #connection = new AbortController();

    extra: Cell["extra"] = {};

    get name(): string {
      return this.dataset["cell"]!;
    }

    get lessonSource(): string {
      return this.dataset["source"]!;
    }

    get isShared(): boolean {
      return !("role" in this.dataset);
    }

    get isLessons(): boolean {
      return this.dataset["role"] !== "starter" && this.source === this.lessonSource;
    }

    get source(): string {
      return this.#cellCode.text;
    }

    /** Setting it is an edit: it is stored as a draft, and shown with or without the editor. */
    set source(text: string) {
      if (text === this.source) return;
      this.#cellCode.edit(text);
      this.#onChange();
    }

    get shown(): ComparableOutput {
      return this.#persistent.outputs.shown;
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
      this.#cellCode ??= new CellCode(drafts, this.#page, this.name, this.lessonSource);
      this.#cellCode.reload();
      this.#restoreOutput();
      this.#listen();
      this.#showCode();
      this.#showChoice();
      this.#show();
      if (this.#persistent.asking) this.#ask(this.#persistent.asking);
      this.dataset["ready"] = "";
    }

    disconnectedCallback(): void {
      this.#connection.abort();
      this.#failedLine.mark(this.#codeBlock.querySelector("code")!, null);
    }

    // --- Building ---

    #build(): void {
      this.#codeBlock = this.querySelector<HTMLElement>(".highlight")!;
      this.#codeBlock.tabIndex = 0;
      this.#codeBlock.setAttribute("role", "group");
      this.#codeBlock.setAttribute("aria-label", `${this.#words.code}: ${this.#words.editHint}`);
      this.#bar = document.createElement("div");
      this.#bar.className = "gd-cell-bar";
      this.#bar.innerHTML = toolbar(this.#words).text;
      this.#notes = document.createElement("div");
      this.#notes.className = "gd-notes";
      this.#codeBlock.after(this.#bar, this.#notes);
    }

    /** Put back the output that this cell had earlier in the visit, or start with the lesson's. */
    #restoreOutput(): void {
      const place = `${this.#page}#${this.name}`;
      const present = this.querySelector<HTMLElement>(".gd-output");
      this.#lessonOutput ??= lessonOutput(present);
      const before = persistentStates.get(place);
      if (before) {
        if (present && present !== before.output) present.replaceWith(before.output);
        else this.append(before.output);
        this.#persistent = before;
      } else {
        const output = present ?? document.createElement("div");
        output.classList.add("gd-output");
        if (!present) this.append(output);
        const label = output.querySelector("[role=img]")?.getAttribute("aria-label") ?? null;
        const outputs = new Outputs(output, this.#words, label);
        this.#persistent = {
          output,
          outputs,
          state: "idle",
          text: "",
          compared: null,
          line: null,
          asking: null,
        };
        persistentStates.set(place, this.#persistent);
      }
      collectCells(this.notebook);
    }

    #listen(): void {
      const { signal } = this.#connection;
      this.#bar.addEventListener("click", (event) => this.#onClick(event), { signal });
      this.#notes.addEventListener("click", (event) => this.#onClick(event), { signal });
      listenToSubmit(this.#notes, (event) => this.#onReply(event), signal);
      this.#persistent.output.addEventListener("click", (event) => this.#onClick(event), {
        signal,
      });
      this.#codeBlock.addEventListener("click", () => this.#onCodeClick(), { signal });
      this.#codeBlock.addEventListener("pointerenter", () => void loadEditor().catch(() => {}), {
        signal,
      });
      this.#codeBlock.addEventListener("keydown", (event) => this.#onKey(event), { signal });
      draftEvents.addEventListener("failure", (event) => this.#onDraftFailure(event), { signal });
      addEventListener("storage", ({ key }) => this.#onStorage(key), { signal });
      // A page in the back/forward cache gets no `storage` events.
      addEventListener("pageshow", ({ persisted }) => persisted && this.#showDraft(), { signal });
    }

    // --- Input ---

    #onClick(event: Event): void {
      const button = (event.target as Element).closest<HTMLElement>("[data-action]");
      if (!button || button.getAttribute("aria-disabled") === "true") return;
      const actions: Record<string, () => void> = {
        run: () => (BUSY.includes(this.#persistent.state) ? this.notebook.stop() : this.run()),
        above: () => this.notebook.run(this.notebook.above(this), this),
        cut: () => this.#focusInterrupted(),
        copy: () => void this.#copy(),
        reset: () => this.#reset(),
        keep: () => this.#continue(),
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
      if (event.target !== this.#codeBlock) return;
      event.preventDefault();
      if (event.shiftKey) this.run(true);
      else if (event.ctrlKey || event.metaKey) this.run();
      else void this.#edit(true);
    }

    /** Run this cell; with `goOn`, move the focus to the next one. */
    run(goOn = false): void {
      if (this.#locked !== null || BUSY.includes(this.#persistent.state)) return;
      this.dispatchEvent(new CustomEvent("gd-run", { bubbles: true }));
      this.notebook.run(this.isShared ? [this] : [...this.notebook.missing(this), this]);
      if (goOn) this.#focusNext();
    }

    #focusNext(): void {
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
      this.#showStatus(isCopied ? this.#words.copied : this.#words.copyFailed);
    }

    #reset(): void {
      this.source = this.lessonSource;
      this.#bar.querySelector<HTMLElement>(".gd-cell-run")!.focus();
    }

    // --- Editing ---

    /** Replace the static code by the editor, with the same source. */
    async #edit(focus: boolean): Promise<void> {
      if (!this.#editor) {
        const openEditor = await this.#loadEditor();
        if (!openEditor || !this.isConnected) return;
        this.#note("editor")?.remove();
        this.#editor ??= this.#createEditor(openEditor);
      }
      if (focus) this.#editor?.focus();
    }

    #createEditor(open: typeof openEditor): Editor | null {
      const host = document.createElement("div");
      host.className = "gd-editor";
      host.style.minHeight = `${this.#codeBlock.offsetHeight}px`;
      this.#codeBlock.before(host);
      try {
        return this.#mountEditor(host, open);
      } catch {
        host.remove(); // the static code stays
        this.#showNote("editor", this.#words.editorFailed);
        return null;
      }
    }

    #mountEditor(host: HTMLElement, open: typeof openEditor): Editor {
      const names = { label: this.#words.editor, hint: this.#words.leaveHint };
      const editor = open(host, this.source, names, {
        changed: (source) => (this.source = source),
        run: (goOn) => this.run(goOn),
        leave: () => this.#bar.querySelector<HTMLElement>(".gd-cell-run")!.focus(),
        complete: async (start) =>
          (await python.call({ name: "complete", page: this.#page, text: start })) ?? [],
      });
      this.#codeBlock.hidden = true;
      editor.mark(this.#persistent.line);
      host.style.minHeight = "";
      return editor;
    }

    async #loadEditor(): Promise<typeof openEditor | null> {
      try {
        return (await loadEditor()).openEditor;
      } catch {
        this.#showNote("editor", this.#words.editorFailed);
        void offerReload();
        return null;
      }
    }

    /** Update everything that depends on the source. */
    #onChange(): void {
      this.#persistent.line = null;
      this.#showCode();
      this.#showComparison();
      this.notebook.refresh();
    }

    /** Show the source: in the editor, or as static code until the editor is loaded. */
    #showCode(): void {
      if (!this.#editor) {
        this.#showPrinted();
        if (this.source !== this.lessonSource) void this.#edit(false);
      } else if (this.#editor.source !== this.source) this.#editor.source = this.source;
      this.#showEdited();
    }

    #showPrinted(): void {
      const place = this.#codeBlock.querySelector("code")!;
      this.#lessonCode ??= [...place.childNodes];
      const isLessons = this.source === this.lessonSource;
      place.replaceChildren(...(isLessons ? this.#lessonCode : [this.source]));
    }

    /** Show a draft of this cell that another tab has stored. */
    #onStorage(key: string | null): void {
      if (isDraftKey(key, this.#page, this.name)) this.#showDraft();
    }

    /** Read the stored draft again, and show it. */
    #showDraft(): void {
      const before = this.source;
      this.#cellCode.reload();
      if (this.source !== before) this.#onChange();
      this.#showChoice();
    }

    /** Say that a draft of this cell could not be stored, on pages without a `<gd-notebook>` that says it. */
    #onDraftFailure(event: Event): void {
      const { refusal, cell } = (event as CustomEvent<DraftFailure>).detail;
      if (cell !== this.name || document.querySelector("gd-notebook")) return;
      this.#showNote("storage", this.#words.storage[refusal]);
    }

    /** If the lesson's code has changed since the draft, show both and let the reader choose. */
    #showChoice(): void {
      this.#note("changed")?.remove();
      const { earlier } = this.#cellCode;
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
            <pre tabindex="0">${this.lessonSource}</pre>
          </figure>
        </div>
        <button type="button" class="gd-small-button" data-action="mine">${words.keep}</button>
        <button type="button" class="gd-small-button" data-action="lesson">
          ${words.take}
        </button>`.text;
      this.#notes.append(box);
    }

    #choose(isEarlier: boolean): void {
      this.#cellCode.choose(isEarlier);
      this.#onChange();
      this.#showChoice();
      this.#bar.querySelector<HTMLElement>(".gd-cell-run")!.focus();
    }

    // --- Callbacks of the notebook ---

    onState(state: State): void {
      const wasBusy = BUSY.includes(this.#persistent.state);
      this.#persistent.state = state;
      if (state === "queued" || state === "loading") this.#clearNotes();
      if (state === "queued" && !wasBusy) this.#showStatus(this.#words.status.queued);
      if (state === "running") {
        this.#persistent.compared = null;
        this.#persistent.line = null;
        this.#persistent.outputs.clear();
        this.#showStatus(this.#words.status.running);
      }
      if (state === "idle") this.#showStatus("");
      this.#show();
    }

    onPython(status: Status): void {
      if (this.#persistent.state !== "loading") return;
      const words = this.#words.status;
      if (status.state !== "loading") return;
      const { bytes, total } = status;
      this.#showStatus(
        status.stage === "start"
          ? words.starting
          : words.loadingPython(megabytes(bytes), megabytes(total)),
      );
    }

    onEvent(event: CellEvent): void {
      const words = this.#words.status;
      switch (event.kind) {
        case "packages": {
          if (event.names.includes("matplotlib")) preloadRichOutput();
          const names = PACKAGES.filter((name) => event.names.includes(name.toLowerCase()));
          const text = (names.length ? names : event.names).join(", ");
          return this.#showStatus(
            words.loadingPackages(text, megabytes(event.bytes), megabytes(event.total)),
          );
        }
        case "drawing":
          this.#note("long")?.remove();
          return this.#showStatus(words.drawing(String(event.frames)));
        case "asking":
          this.#persistent.asking = event;
          return this.#ask(event);
        case "running":
          return;
        default:
          this.#persistent.outputs.add(event);
      }
    }

    onOutcome(outcome: Outcome): void {
      const { outputs } = this.#persistent;
      this.#persistent.asking = null;
      this.#clearNotes();
      if (outcome.ended === "unloaded") {
        const { file, status, message } = outcome.failure;
        const what = [file, status && `HTTP ${status}`].filter(Boolean).join(", ") || message;
        this.#showNote("unloaded", this.#words.unloadedText(what), ["run", this.#words.retry]);
        this.#showStatus("");
        this.#dispatchNotRun();
        return;
      }
      outputs.settle();
      const number = String(this.notebook.lastRun(this.name)!.number);
      if (outcome.ended === "error") {
        const { error } = outcome;
        outputs.showError(error);
        this.#persistent.line = error.line;
        this.#showStatus(this.#words.status.error(number));
      } else {
        this.#compare();
        this.#showStatus(this.#words.status.done(number, outcome.seconds.toFixed(1)));
      }
      this.dispatchEvent(new CustomEvent("gd-ran", { detail: outcome, bubbles: true }));
    }

    onLong(): void {
      const { timeText, keepGoing, stop } = this.#words;
      const text = timeText(String(SECONDS_BEFORE_ASKING));
      this.#showNote("long", text, ["keep", keepGoing], ["run", stop]);
    }

    onEnd(reason: "stopped" | "crashed", message: string): void {
      const { stoppedText, crashedText, crash, runAbove } = this.#words;
      this.#persistent.asking = null;
      this.#clearNotes();
      this.#persistent.outputs.settle();
      const text = reason === "stopped" ? stoppedText : crashedText(crashReason(message, crash));
      const above: [string, string][] = this.notebook.above(this).length
        ? [["above", runAbove]]
        : [];
      this.#showNote("ended", text, ...above);
      this.#showStatus(reason === "stopped" ? this.#words.status.stopped : "");
      this.#dispatchNotRun();
    }

    onInterrupted({ at, reason }: Interruption, isRequester: boolean): void {
      const { show, ...words } = this.#words.cut;
      const isWaitedFor = isRequester || !this.isShared; // a note here, a status at the cells between
      this.#interruptedAt = at;
      if (isWaitedFor && at !== null) this.#showNote("cut", words[reason], ["cut", show]);
      else this.#showStatus(words[reason]);
      this.#dispatchNotRun();
    }

    #focusInterrupted(): void {
      const cells = this.notebook.cells as readonly CellElement[];
      const cell = cells.find(({ name }) => name === this.#interruptedAt);
      cell?.scrollIntoView({ block: "center" });
      cell?.querySelector<HTMLElement>(".gd-cell-run")?.focus({ preventScroll: true });
    }

    /** Tell the exercise around this cell that there will be no outcome to check. */
    #dispatchNotRun(): void {
      this.dispatchEvent(new CustomEvent("gd-not-run", { bubbles: true }));
    }

    #continue(): void {
      this.#note("long")?.remove();
      this.notebook.keepGoing();
    }

    /** Show the form of an `input()`. If one is shown already, change its prompt without moving the focus. */
    #ask({ prompt, line }: InputRequest): void {
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
      this.#showStatus(this.#words.status.asking);
    }

    #onReply(event: Event): void {
      const form = event.target as HTMLFormElement;
      const { value: line, type } = form.querySelector("input")!;
      const shown = type === "password" ? "•".repeat(line.length) : line;
      const text = [`${form.dataset["prompt"]}${shown}\n`];
      form.remove();
      this.#persistent.asking = null;
      this.#persistent.outputs.add({ kind: "stdout", text, omitted: 0, characters: 0 });
      this.#showStatus(this.#words.status.running);
      this.#bar.querySelector<HTMLElement>(".gd-cell-run")!.focus();
      this.notebook.reply(line);
    }

    // --- Status and notes ---

    #showStatus(text: string): void {
      this.#persistent.text = text;
      this.#bar.querySelector(".gd-cell-status")!.textContent = text;
    }

    #compare(): void {
      if (this.dataset["role"] === "starter") return; // the lesson has no output of it
      const { shown } = this.#persistent.outputs;
      if (isNothing(shown) && isNothing(this.#lessonOutput)) return;
      const { source } = this.notebook.lastRun(this.name)!;
      const comparison = compareOutput(shown, this.#lessonOutput, this.notebook.isAsInLesson(this));
      this.#persistent.compared = { comparison, source };
    }

    onOrderChange(): void {
      const { outOfOrder, aboveMissing, runAbove } = this.#words;
      const mark = BUSY.includes(this.#persistent.state) ? null : this.notebook.orderWarning(this);
      const ran = this.notebook.lastRun(this.name);
      if (ran && !ran.isAlive && this.#persistent.state === "done") {
        this.#persistent.state = "idle";
        this.#showStatus(this.#words.status.lost);
        this.#show();
      }
      this.#showEdited();
      this.#note("order")?.remove();
      delete this.dataset["order"];
      if (mark === null) return;
      this.dataset["order"] = mark;
      const text = mark === "out-of-order" ? outOfOrder : aboveMissing;
      if (mark === "out-of-order") this.#showNote("order", text);
      else this.#showNote("order", text, ["above", runAbove]);
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
      const { state, text, line } = this.#persistent;
      const isBusy = BUSY.includes(state);
      this.dataset["state"] = state;
      this.#bar.querySelector(".gd-cell-status")!.textContent = text;
      const button = this.#bar.querySelector<HTMLElement>(".gd-cell-run")!;
      button.dataset["busy"] = String(isBusy);
      const label = isBusy ? this.#words.stop : this.#words.run;
      button.innerHTML = html`${icon(isBusy ? "stop" : "play")}<span>${label}</span>`.text;
      this.#showComparison();
      this.#showLine(line);
      this.#showEdited();
    }

    #showEdited(): void {
      const isEdited = this.source !== this.lessonSource;
      this.toggleAttribute("data-edited", isEdited);
      const reset = this.#bar.querySelector<HTMLElement>('[data-action="reset"]')!;
      reset.hidden = !isEdited;
      const above = this.#bar.querySelector<HTMLElement>('[data-action="above"]')!;
      above.hidden = this.notebook.cells.length > 0 && this.notebook.above(this).length === 0;
    }

    /** Say how the output compares with the lesson's, unless the source has been edited since. */
    #showComparison(): void {
      this.querySelector(".gd-comparison")?.remove();
      delete this.dataset["book"];
      const { compared } = this.#persistent;
      if (compared === null || compared.source !== this.source) return;
      this.dataset["book"] = compared.comparison;
      const { comparison, differentEdited, versions } = this.#words;
      const isChanged = compared.comparison === "different" && this.source !== this.lessonSource;
      const text = isChanged ? differentEdited : comparison[compared.comparison];
      const box = document.createElement("div");
      box.className = "gd-comparison";
      box.innerHTML = html`<span>${text}</span>
        <button type="button" class="gd-link" data-action="versions">${versions}</button>
        <span class="gd-versions" role="status"></span>`.text;
      this.#bar.append(box);
    }

    /** Mark the line that raised the error, in the editor and in the static code. */
    #showLine(line: number | null): void {
      this.#editor?.mark(line);
      this.#failedLine.mark(this.#codeBlock.querySelector("code")!, line);
    }

    #note(name: string): HTMLElement | null {
      return this.#notes.querySelector(`[data-note="${name}"]`);
    }

    #showNote(
      name: string,
      text: string,
      ...buttons: readonly (readonly [string, string])[]
    ): void {
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
