/** `<gd-descent>`: interactive gradient descent on a function of one parameter. The numbers come from gdlib, the markup from view.ts. */
import "../../shared-chunk.ts";
import { numberIn } from "../../core/url-fragment.ts";
import { languageAround } from "../../core/language.ts";
import { withPrerenderedRun } from "../../widget/prerendered-data.ts";
import { Playback, type Frame } from "../../widget/playback/playback.ts";
import type { Python } from "../../python/client.ts";
import type { Status } from "../../python/protocol.ts";
import { DESCENT_WORDS, type DescentWords } from "./words.ts";
import { UrlState, keyOf } from "../../widget/url-state.ts";
import { DATA_STATE } from "../../widget/status-line.ts";
import { LatestRequest } from "../../widget/latest-request.ts";
import { computeFirstRun } from "../../widget/compute-first-run.ts";
import { listenToControls } from "./controls.ts";
import { Display } from "./display.ts";
import { preloadPython } from "../../widget/preload-python.ts";
import { Sound } from "../../plot/sonification.ts";
import { Microscope } from "./microscope/microscope.ts";
import { plotArea } from "./plot.ts";
import { lastN, parametersOf, runOf, stepAt } from "./run.ts";
import type { EmbeddedRun, Run, Query } from "./run.ts";
import { listenToHandle } from "./start-handle.ts";
import { DEFAULT_DISTANCE } from "./microscope/slopes.ts";
import { codec, DEFAULT_STEPS, isSameRun, type State } from "./state.ts";
import { descentView } from "./view.ts";

const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

/** Define `<gd-descent>`, computed by `python`. */
export function defineDescent(python: Python, isUnmetered: () => boolean): void {
  class Descent extends HTMLElement {
    #words!: DescentWords;
    #display!: Display;
    #playback!: Playback;
    #urlState!: UrlState<State>;
    #request!: LatestRequest<Query, Run>;
    #microscope!: Microscope;
    #sound = new Sound();
    /** The run that is shown. */
    #run!: Run;
    /** The last frame that was shown. */
    #frame: Frame | null = null;
    #connection = new AbortController();

    connectedCallback(): void {
      this.#connection = new AbortController();
      this.#words = DESCENT_WORDS[languageAround(this)];
      withPrerenderedRun<EmbeddedRun>(this, this.#words, this.#connection.signal, (run) => {
        if (run) this.#begin(runOf(run));
        else void this.#beginWithoutRun();
      });
    }

    disconnectedCallback(): void {
      this.#connection.abort();
      this.#playback?.pause(); // may schedule a URL write and an announcement: cancelled below
      this.#urlState?.end();
      this.#display?.end();
      this.#sound.end();
    }

    get #key(): string {
      return keyOf(this);
    }

    /** Without a prerendered run: ask Python for the run, and draw everything. */
    async #beginWithoutRun(): Promise<void> {
      const ask = async () => runOf(await python.ask("descent", this.#ownQuery()));
      const run = await computeFirstRun(this, python, ask, this.#words);
      if (!run || !this.isConnected) return;
      const compact = this.hasAttribute("compact");
      this.innerHTML = descentView(run, this.#key, this.#words, compact).text;
      this.#begin(run);
    }

    /** Return the query of the element's attributes. */
    #ownQuery() {
      const number = (name: string) =>
        this.hasAttribute(name) ? numberIn(this.getAttribute(name) ?? "") : null;
      const loss = this.getAttribute("loss") ?? "squared_error";
      return { loss, t: number("t"), lr: number("lr"), steps: number("steps") ?? DEFAULT_STEPS };
    }

    #begin(run: Run): void {
      this.#run = run;
      this.#display = new Display(this, this.#key, this.#words);
      this.#playback = new Playback(lastN(run), this.#display.interval, true, (frame) =>
        this.#onFrame(frame),
      );
      this.#urlState = new UrlState(this.#key, codec(parametersOf(run)), {
        shown: () => this.#shown,
        pending: () => this.#pending,
        isPlaying: () => this.#playback.playing,
      });
      const listener = {
        run: (run: Run, n: number) => this.#showRun(run, n),
        fulfilled: () => this.#onFulfilled(),
        refused: (message: string | null) => this.#onRefused(message),
        undrawn: (isUndrawn: boolean) => this.#display.showUndrawn(isUndrawn),
      };
      const source = {
        cached: (query: Query) => this.#cached(query),
        ask: async (query: Query) => runOf(await python.ask("descent", query)),
        queryOf: parametersOf,
      };
      this.#request = new LatestRequest<Query, Run>(source, run, listener, () => !this.isConnected);
      this.#microscope = this.#ownMicroscope();
      this.#listen(this.#connection.signal);
      this.#display.measure();
      this.#display.showRun(run);
      this.#playback.seek(0);
      this.#display.showParameters(parametersOf(run));
      this.#onPython(python.status);
      this.#readUrlState();
      this.dataset["ready"] = "";
    }

    #ownMicroscope(): Microscope {
      const panel = this.#display.part("microscope");
      const isGone = () => !this.isConnected;
      return new Microscope(python, panel, this.#key, this.#words, isGone);
    }

    #listen(signal: AbortSignal): void {
      const picture = this.querySelector<SVGSVGElement>(".gd-plot svg")!;
      const start = picture.querySelector<SVGGElement>(".gd-start")!;
      const handle = {
        plotArea: () => plotArea(this.#run, this.#display.plotSize),
        t: () => this.#request.query.t ?? this.#run.t[0]!,
        move: (t: number) => this.#change({ t }),
      };
      listenToHandle(start, picture, handle, signal);
      listenToControls(this, this.#intents(), this.#words, signal);
      addEventListener("hashchange", () => this.#readUrlState(), { signal });
      const unwatch = python.watch((status) => this.#onPython(status));
      signal.addEventListener("abort", unwatch);
      const load = () => void python.boot().catch(() => {}); // the status line shows failures
      preloadPython(
        this,
        [start, ...this.querySelectorAll(".gd-settings")],
        isUnmetered(),
        load,
        signal,
      );
      this.#watchSize(signal);
    }

    #watchSize(signal: AbortSignal): void {
      const observer = new ResizeObserver(() => {
        this.#microscope.redraw();
        if (!this.#display.measure()) return;
        this.#display.showPictures(this.#run);
        this.#display.showMotion(this.#run, this.#playback.n, 0);
        this.#display.showStep(this.#run, this.#playback.n);
      });
      for (const picture of this.querySelectorAll(".gd-picture")) observer.observe(picture);
      signal.addEventListener("abort", () => observer.disconnect());
    }

    // --- Input ---

    #intents() {
      const request = this.#request;
      return {
        act: (action: string) => this.#act(action),
        goTo: (n: number) => this.#goTo(n),
        inspect: (n: number) => this.#inspect(n),
        setDistance: (h: string) => this.#setDistance(h),
        setInterval: (milliseconds: number) => (this.#playback.interval = milliseconds),
        change: (change: Partial<Query>) => this.#change(change),
        showError: (field: string, message: string | null) =>
          this.#display.showError(field, message),
        get query() {
          return request.query;
        },
      };
    }

    #act(action: string): void {
      const actions: Record<string, () => void> = {
        play: () => this.#play(),
        first: () => this.#goTo(0),
        back: () => this.#goTo(this.#playback.n - 1),
        step: () => this.#goTo(this.#playback.n + 1),
        last: () => this.#goTo(lastN(this.#run)),
        reset: () => this.#reset(),
        safer: () => this.#change({ lr: this.#run.facts.verdict.safer_lr }),
        share: () => void this.#display.share(this.link, this.#pending !== null),
        sound: () => this.#toggleSound(),
        "close-microscope": () => this.#closeMicroscope(),
        "copy-slope": () => void this.#copySlope(),
        copy: () => void this.#display.copyProgram(this.#run.facts.program),
        retry: () => this.#retry(),
      };
      actions[action]?.();
    }

    #play(): void {
      this.#playback.smooth = !reducedMotion.matches;
      this.#playback.toggle();
      if (this.#playback.playing) this.#display.announce(this.#words.live.playing);
    }

    #toggleSound(): void {
      try {
        this.#sound.toggle();
      } catch {
        this.#display.announce(this.#words.controls.noSound);
      }
      this.#display.showSound(this.#sound.isOn);
      this.#soundOut();
    }

    /** Play the loss of the current state as a tone. */
    #soundOut(): void {
      const { t, loss } = stepAt(this.#run, this.#playback.n);
      const [tFrom, tTo, lossFrom, lossTo] = this.#run.facts.view;
      this.#sound.playTone((loss - lossFrom) / (lossTo - lossFrom), (t - tFrom) / (tTo - tFrom));
    }

    #goTo(n: number): void {
      this.#playback.pause();
      this.#playback.seek(n);
      this.#settle();
    }

    /** Announce the shown state and write it into the URL: called when it no longer changes. */
    #settle(): void {
      const { n } = this.#playback;
      if (n === lastN(this.#run)) this.#display.announceVerdict(this.#run);
      else this.#display.announceStep(this.#run, n);
      this.#urlState.scheduleWrite();
    }

    /** Open the microscope at state `n`; close it if it is open there. */
    #inspect(n: number): void {
      const isOpen = this.#microscope.h !== null && n === this.#playback.n;
      this.#goTo(n);
      this.#setDistance(isOpen ? null : (this.#microscope.h ?? DEFAULT_DISTANCE));
      this.#microscope.panel.scrollIntoView({ block: "nearest" });
    }

    #setDistance(h: string | null): void {
      this.#microscope.set(h);
      this.#display.showRowOpen(h !== null);
      this.#urlState.scheduleWrite();
      if (h === null) delete this.dataset["h"];
      else this.dataset["h"] = h;
      const { spoken } = this.#microscope;
      if (spoken !== null) this.#display.announceResult(spoken);
    }

    #closeMicroscope(): void {
      if (this.#microscope.h === null) return;
      this.#setDistance(null);
      this.#display.focusRow();
    }

    #copySlope(): Promise<void> {
      const { program } = this.#microscope;
      return this.#display.copyProgram(program, "copy-slope", "microscope-program");
    }

    #reset(): void {
      this.#playback.pause();
      this.#setDistance(null);
      for (const name of ["t", "lr", "steps"]) this.#display.showError(name, null);
      const { assigned } = this.#urlState;
      if (assigned) this.#applyState(assigned);
      else this.#change(parametersOf(this.#request.initial));
    }

    #retry(): void {
      void python.boot().catch(() => {}); // the status line shows failures
      if (this.#request.isPending) void this.#request.send();
      void this.#microscope.requestSlopes();
    }

    /** Return the shown or the prerendered run if it answers `query`: Python need not compute it. */
    #cached(query: Query): Run | null {
      const runs = [this.#run, this.#request.initial];
      return runs.find((run) => isSameRun(query, parametersOf(run))) ?? null;
    }

    #change(change: Partial<Query>, n = 0): void {
      this.#request.change(change, n);
      this.#showQuery();
    }

    /** Apply the state in the fragment, if it has a new one for this widget. */
    #readUrlState(): void {
      const state = this.#urlState.read();
      if (state) this.#applyState(state);
    }

    #applyState({ n, h, ...query }: State): void {
      this.#setDistance(h);
      this.#change(query, n);
    }

    /** The URL of the shown or pending state; the page's URL until there is a run. */
    get link(): string {
      return this.#urlState?.link ?? location.href;
    }

    get #shown(): State {
      return { ...parametersOf(this.#run), n: this.#playback.n, h: this.#microscope.h };
    }

    get #pending(): State | null {
      const { query, n, isPending } = this.#request;
      return isPending ? { ...query, n, h: this.#microscope.h } : null;
    }

    // --- Output ---

    #showQuery(): void {
      const { query, isPending } = this.#request;
      const shown = parametersOf(this.#run);
      this.#display.showAwaited(isPending ? "run" : null);
      this.#display.showParameters({ ...query, t: query.t ?? shown.t, lr: query.lr ?? shown.lr });
      if (query.t !== null) this.#display.showStart(this.#run, query.t);
    }

    #onFulfilled(): void {
      this.#showQuery();
      this.#display.announceVerdict(this.#run);
      this.#urlState.resumeAndWrite();
    }

    #onRefused(message: string | null): void {
      this.#showQuery();
      this.#display.showRefusal("t", message);
    }

    #showRun(run: Run, n: number): void {
      if (run !== this.#run) {
        this.#run = run;
        this.#display.showRun(run);
      }
      this.#playback.seek(n, lastN(run));
    }

    #onFrame(frame: Frame): void {
      const { n, fraction, playing } = frame;
      const isSameStep = fraction > 0 && this.#frame?.n === n && this.#frame.playing === playing;
      const hasEnded = this.#frame?.playing === true && !playing;
      this.#frame = frame;
      this.#display.showMotion(this.#run, n, fraction);
      if (isSameStep) return;
      this.#soundOut();
      this.#display.showStep(this.#run, n);
      this.#display.showRowOpen(this.#microscope.h !== null);
      this.#microscope.setStep(this.#run, n);
      this.#display.showPlayback(n, lastN(this.#run), playing);
      const { t, loss, grad } = stepAt(this.#run, n);
      const { lr } = this.#run.facts.parameters;
      Object.assign(this.dataset, { n, t, loss, grad, lr, playing });
      if (hasEnded) this.#settle();
    }

    #onPython(status: Status): void {
      this.dataset["state"] = DATA_STATE[status.state];
      this.#display.showPython(status);
      if (status.state === "ready") void this.#microscope.requestSlopes();
    }
  }

  customElements.define("gd-descent", Descent);
}
