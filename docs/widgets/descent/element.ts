/** `<gd-descent>`: a descent on one curve, to play with. The numbers come from gdlib, the markup from view.ts. */
import { copyText } from "../clipboard.ts";
import { Playback, type Frame } from "../playback.ts";
import { PythonError, type Python } from "../python/client.ts";
import type { Status } from "../python/protocol.ts";
import { RATES } from "../scales.ts";
import { WORDS, type Language, type LossName, type Words } from "../words.ts";
import { Display } from "./display.ts";
import { readField, stepped, type NumberField } from "./fields.ts";
import { plane } from "./plot.ts";
import { fromAnswer, fromPage, lastN, stepAt, type EmbeddedRun, type Run } from "./run.ts";
import { listenToHandle } from "./start-handle.ts";
import { isAnchor, isSameRun, readFragment, writeFragment } from "./state.ts";
import type { Parameters, State } from "./state.ts";
import { descentView, INTERVAL } from "./view.ts";

/** What a reader wants: null for `t` and `lr` leaves them to the landscape. */
type Wish = Omit<Parameters, "t" | "lr"> & { t: number | null; lr: number | null };

const ADDRESS_AFTER_MS = 300;
const HOVER_MS = 150;
const DATA_STATE = {
  idle: "idle",
  stopped: "idle",
  loading: "loading",
  ready: "ready",
  running: "running",
  failed: "error",
} as const;

const stillness = matchMedia("(prefers-reduced-motion: reduce)");

const parametersOf = (run: Run): Parameters => {
  const { loss, t, lr, steps } = run.facts.parameters;
  return { loss: loss as LossName, t, lr, steps };
};

/** Define `<gd-descent>`, computed by `python`. */
export function defineDescent(python: Python, isUnmetered: () => boolean): void {
  class Descent extends HTMLElement {
    #words: Words = WORDS.en;
    #display!: Display;
    #playback!: Playback;
    /** The run of the page; what reset leads back to. */
    #initial!: Run;
    /** The run that is shown. */
    #run!: Run;
    /** What the fields say; ahead of `#run` while Python computes. */
    #wish!: Wish;
    #isAsking = false;
    /** What was shown last. */
    #frame: Frame | null = null;
    #connection = new AbortController();
    #addressTimer = 0;

    connectedCallback(): void {
      this.#connection = new AbortController();
      const language = (this.closest("[lang]")?.getAttribute("lang") ?? "en").slice(0, 2);
      this.#words = WORDS[language === "ja" ? "ja" : ("en" satisfies Language)];
      const embedded =
        this.querySelector<HTMLTemplateElement>("template[data-run]")?.content.textContent;
      if (embedded) this.#begin(fromPage(JSON.parse(embedded) as EmbeddedRun));
      else void this.#beginWithoutRun();
    }

    disconnectedCallback(): void {
      this.#connection.abort();
      clearTimeout(this.#addressTimer);
      this.#display?.end();
      this.#playback?.pause();
    }

    /** The name of this widget in an address: its id, or its number on the page. */
    get #key(): string {
      if (this.id) return this.id;
      const nameless = [...document.querySelectorAll("gd-descent:not([id])")];
      const number = nameless.indexOf(this) + 1;
      return number > 1 ? `descent-${number}` : "descent";
    }

    /** The build has not been here: ask Python for the run, and draw everything. */
    async #beginWithoutRun(): Promise<void> {
      const number = (name: string, otherwise: number | null) =>
        this.hasAttribute(name) ? Number(this.getAttribute(name)) : otherwise;
      const show = (status: Status) => (this.textContent = this.#words.python.status(status));
      const unwatch = python.watch(show);
      this.#connection.signal.addEventListener("abort", unwatch);
      try {
        const answer = await python.ask("descent", {
          loss: this.getAttribute("loss") ?? "squared_error",
          t: number("t", null),
          lr: number("lr", null),
          steps: number("steps", null) ?? 50,
        });
        unwatch();
        const run = fromAnswer(answer);
        const compact = this.hasAttribute("compact");
        this.innerHTML = descentView(run, this.#key, this.#words, compact).text;
        if (this.isConnected) this.#begin(run);
      } catch (error) {
        unwatch();
        if (error instanceof PythonError && error.reason === "refused") {
          this.textContent = error.message;
        }
      }
    }

    #begin(run: Run): void {
      this.#initial = this.#run = run;
      this.#wish = parametersOf(run);
      this.#display = new Display(this, this.#key, this.#words);
      this.#playback = new Playback(lastN(run), INTERVAL, true, (frame) => this.#onFrame(frame));
      this.#listen();
      this.#display.measure();
      this.#showRun(run, 0);
      this.#display.showParameters(parametersOf(run));
      this.#onPython(python.status);
      this.#readAddress();
      this.dataset["ready"] = "";
    }

    // --- What the reader does ---

    #listen(): void {
      const { signal } = this.#connection;
      this.addEventListener("click", (event) => this.#onClick(event), { signal });
      this.addEventListener("input", (event) => this.#onInput(event), { signal });
      this.addEventListener("change", (event) => this.#onChange(event), { signal });
      this.addEventListener("keydown", (event) => this.#onKey(event), { signal });
      addEventListener("hashchange", () => this.#readAddress(), { signal });
      signal.addEventListener(
        "abort",
        python.watch((status) => this.#onPython(status)),
      );
      this.#listenToPicture(signal);
      this.#loadAhead(signal);
    }

    #listenToPicture(signal: AbortSignal): void {
      const picture = this.querySelector<SVGSVGElement>(".gd-plot svg")!;
      const handle = {
        plane: () => plane(this.#run, this.#display.plotSize),
        t: () => this.#wish.t ?? this.#run.t[0]!,
        move: (t: number) => this.#want({ t }),
      };
      listenToHandle(picture.querySelector<SVGGElement>(".gd-start")!, picture, handle, signal);
      const observer = new ResizeObserver(() => {
        if (this.#display.measure()) this.#redraw();
      });
      for (const part of this.querySelectorAll(".gd-picture")) observer.observe(part);
      signal.addEventListener("abort", () => observer.disconnect());
    }

    /** Load Python before the first change, where that is all but certain to be wanted, or costs nothing. */
    #loadAhead(signal: AbortSignal): void {
      const load = () => void python.boot().catch(() => {}); // the status line tells of failures
      let hover = 0;
      for (const part of this.querySelectorAll(".gd-settings, .gd-start")) {
        part.addEventListener("pointerenter", () => (hover = window.setTimeout(load, HOVER_MS)), {
          signal,
        });
        part.addEventListener("pointerleave", () => clearTimeout(hover), { signal });
      }
      if (!isUnmetered()) return;
      const observer = new IntersectionObserver(([entry]) => {
        if (!entry?.isIntersecting) return;
        observer.disconnect();
        (window.requestIdleCallback ?? setTimeout)(load);
      });
      observer.observe(this);
      signal.addEventListener("abort", () => observer.disconnect());
    }

    #onClick(event: Event): void {
      const target = event.target as Element;
      const button = target.closest<HTMLButtonElement>("[data-action]");
      if (button) {
        if (button.getAttribute("aria-disabled") !== "true") this.#act(button.dataset["action"]!);
        return;
      }
      const row = target.closest<HTMLElement>("tr[data-n]");
      if (row) this.#goTo(Number(row.dataset["n"]));
    }

    #act(action: string): void {
      const actions: Record<string, () => void> = {
        play: () => this.#play(),
        first: () => this.#goTo(0),
        back: () => this.#goTo(this.#playback.n - 1),
        step: () => this.#goTo(this.#playback.n + 1),
        reset: () => this.#reset(),
        safer: () => this.#want({ lr: this.#run.facts.verdict.safer_lr }),
        share: () => void this.#share(),
        copy: () => void this.#copyProgram(),
        retry: () => this.#retry(),
      };
      actions[action]?.();
    }

    #retry(): void {
      void python.boot().catch(() => {}); // the status line tells of failures
      if (this.hasAttribute("data-stale")) void this.#compute();
    }

    #play(): void {
      this.#playback.smooth = !stillness.matches;
      this.#playback.toggle();
      if (this.#playback.playing) this.#display.announce(this.#words.live.playing);
    }

    #goTo(n: number): void {
      this.#playback.pause();
      this.#playback.seek(n);
      this.#settle();
    }

    /** The picture has come to rest: say where, and write it into the address. */
    #settle(): void {
      const { n } = this.#playback;
      if (n === lastN(this.#run)) this.#display.announceVerdict(this.#run);
      else this.#display.announceStep(this.#run, n);
      this.#writeAddress();
    }

    #onInput(event: Event): void {
      const field = event.target as HTMLInputElement;
      switch (field.dataset["field"]) {
        case "n":
          return this.#goTo(Number(field.value));
        case "speed":
          this.#playback.interval = Number(field.value);
          return;
        case "loss":
          return this.#want({ loss: field.value as LossName, t: null, lr: null });
        case "lr-slider":
          return this.#want({ lr: RATES[Number(field.value)]! });
        case "t":
        case "lr":
        case "steps":
          return this.#readNumber(field, field.dataset["field"], false);
      }
    }

    #onChange(event: Event): void {
      const field = event.target as HTMLInputElement;
      const name = field.dataset["field"];
      if (name === "t" || name === "lr" || name === "steps") this.#readNumber(field, name, true);
    }

    /** Take a typed number. While someone is typing, what is not (yet) right is passed over in silence. */
    #readNumber(field: HTMLInputElement, name: NumberField, isDone: boolean): void {
      const { value, error } = readField(name, field.value, this.#words);
      if (error === null || isDone) this.#display.showError(name, error);
      if (value !== null && value !== this.#wish[name]) this.#want({ [name]: value });
    }

    #onKey(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const field = event.target as HTMLElement;
      const name = field.dataset["field"];
      if (name === "t" || name === "lr" || name === "steps") {
        this.#onArrow(event, field as HTMLInputElement, name);
        return;
      }
      if (field instanceof HTMLSelectElement || field.dataset["part"] === "link") return;
      const actions: Record<string, string> = {
        k: "play",
        l: "step",
        j: "back",
        "0": "first",
        r: "reset",
      };
      const action = actions[event.key.toLowerCase()];
      if (!action) return;
      event.preventDefault();
      this.#act(action);
    }

    #onArrow(event: KeyboardEvent, field: HTMLInputElement, name: NumberField): void {
      const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key] as 1 | -1 | undefined;
      const { value } = readField(name, field.value, this.#words);
      if (direction === undefined || value === null) return;
      event.preventDefault();
      field.value = String(stepped(name, value, direction));
      this.#readNumber(field, name, true);
    }

    #reset(): void {
      this.#playback.pause();
      for (const name of ["t", "lr", "steps"]) this.#display.showError(name, null);
      this.#want(parametersOf(this.#initial));
    }

    async #share(): Promise<void> {
      const link = new URL(this.#address(), location.href).href;
      const isCopied = await copyText(link);
      this.#display.showLink(isCopied ? null : link);
      if (isCopied) this.#flash("share", this.#words.controls.shared, this.#words.controls.share);
    }

    async #copyProgram(): Promise<void> {
      const { copy, copied, copyFailed } = this.#words.program;
      const isCopied = await copyText(this.#run.facts.program);
      if (!isCopied) getSelection()?.selectAllChildren(this.#display.part("program"));
      this.#flash("copy", isCopied ? copied : copyFailed, copy);
    }

    /** Let a button say for a moment what came of it. */
    #flash(action: string, text: string, usual: string): void {
      const button = this.#display.action(action)!;
      const label = button.querySelector("span") ?? button;
      label.textContent = text;
      this.#display.announce(text);
      setTimeout(() => (label.textContent = usual), 2500);
    }

    // --- From a wish to a run ---

    #want(change: Partial<Wish>): void {
      this.#wish = { ...this.#wish, ...change };
      this.#showWish();
      void this.#compute();
    }

    #showWish(): void {
      const { t, lr } = this.#wish;
      const shown = parametersOf(this.#run);
      this.#display.showParameters({ ...this.#wish, t: t ?? shown.t, lr: lr ?? shown.lr });
      if (t !== null) this.#display.showStart(this.#run, t);
    }

    /** Compute what is wished for. Only one question is under way; the last wish is the one that counts. */
    async #compute(n = 0): Promise<void> {
      this.toggleAttribute("data-stale", true);
      if (this.#isAsking) return;
      this.#isAsking = true;
      try {
        let wish: Wish;
        do {
          wish = this.#wish;
          const run = await this.#runOf(wish);
          if (!this.isConnected) return;
          this.#showRun(run, n);
        } while (wish !== this.#wish);
        this.#wish = parametersOf(this.#run);
        this.#arrive();
      } catch (error) {
        this.#onError(error);
      } finally {
        this.#isAsking = false;
      }
    }

    async #runOf(wish: Wish): Promise<Run> {
      const { t, lr } = wish;
      const isInitial =
        t !== null && lr !== null && isSameRun({ ...wish, t, lr }, parametersOf(this.#initial));
      return isInitial ? this.#initial : fromAnswer(await python.ask("descent", wish));
    }

    #arrive(): void {
      this.toggleAttribute("data-stale", false);
      this.#display.showParameters(parametersOf(this.#run));
      this.#display.announceVerdict(this.#run);
      this.#writeAddress();
    }

    /** Python is not to be had (the status line says why), or gdlib refuses: the last good run stays. */
    #onError(error: unknown): void {
      if (!(error instanceof PythonError)) throw error;
      if (error.reason !== "refused") return;
      this.toggleAttribute("data-stale", false);
      this.#wish = parametersOf(this.#run);
      this.#showWish();
      this.#display.showError("t", error.message);
    }

    // --- What the page shows ---

    #showRun(run: Run, n: number): void {
      this.#run = run;
      this.#display.showRun(run);
      this.#playback.seek(n, lastN(run));
    }

    #redraw(): void {
      this.#display.showPictures(this.#run);
      this.#display.showMotion(this.#run, this.#playback.n, 0);
      this.#display.showStep(this.#run, this.#playback.n);
    }

    #onFrame(frame: Frame): void {
      const { n, fraction, playing } = frame;
      const isSameStep = fraction > 0 && this.#frame?.n === n && this.#frame.playing === playing;
      const hasEnded = this.#frame?.playing === true && !playing;
      this.#frame = frame;
      this.#display.showMotion(this.#run, n, fraction);
      if (isSameStep) return;
      this.#display.showStep(this.#run, n);
      this.#display.showPlayback(n, lastN(this.#run), playing);
      const { t, loss, grad } = stepAt(this.#run, n);
      const { lr } = this.#run.facts.parameters;
      Object.assign(this.dataset, { n, t, loss, grad, lr, playing });
      if (hasEnded) this.#settle();
    }

    #onPython(status: Status): void {
      this.dataset["state"] = DATA_STATE[status.state];
      this.#display.showPython(status);
    }

    // --- The address ---

    get #state(): State {
      return { ...parametersOf(this.#run), n: this.#playback.n };
    }

    #address(): string {
      return writeFragment(isAnchor(location.hash) ? "" : location.hash, this.#key, this.#state);
    }

    /** Take over the state in the address, if it has one for this widget. */
    #readAddress(): void {
      const state = readFragment(location.hash, this.#key, parametersOf(this.#initial));
      if (state === null) return;
      const { n, ...parameters } = state;
      if (isSameRun(parameters, parametersOf(this.#run))) {
        this.#playback.seek(n);
        return;
      }
      this.#wish = parameters;
      this.#showWish();
      void this.#compute(n);
    }

    /** Keep the address true, unless it names a place on the page. */
    #writeAddress(): void {
      clearTimeout(this.#addressTimer);
      this.#addressTimer = window.setTimeout(() => {
        if (isAnchor(location.hash)) return;
        const address = this.#address();
        if (address !== location.hash) history.replaceState(history.state, "", address);
      }, ADDRESS_AFTER_MS);
    }
  }

  customElements.define("gd-descent", Descent);
}
