/** `<gd-line>`: a line fitted to points that can be moved. The numbers come from gdlib, the markup from view.ts. */
import "../../shared-chunk.ts";
import { UrlState, keyOf } from "../../widget/url-state.ts";
import { numberIn } from "../../core/url-fragment.ts";
import { languageAround, wordsFor } from "../../core/language.ts";
import { preloadPython } from "../../widget/preload-python.ts";
import { withPrerenderedRun } from "../../widget/prerendered-data.ts";
import { Playback, type Frame } from "../../widget/playback/playback.ts";
import type { Python } from "../../python/client.ts";
import type { Status } from "../../python/protocol.ts";
import { DATA_STATE } from "../../widget/status-line.ts";
import { LatestRequest, VERDICT_DELAY_MS } from "../../widget/latest-request.ts";
import { computeFirstRun } from "../../widget/compute-first-run.ts";
import { listenToControls } from "./controls.ts";
import { Display } from "./display.ts";
import { fitOf, lastN, stepAt, queryOf, type EmbeddedFit, type Fit, type Query } from "./fit.ts";
import { listenToPoints } from "./point-handles.ts";
import { SETS, type Datum, type FitParameters, type SetName } from "./query.ts";
import { codec, DEFAULT_STEPS, isSameFit, isUsable, type State } from "./state.ts";
import { lineView } from "./view.ts";

const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

/** Define `<gd-line>`, computed by `python`. */
export function defineLine(python: Python, isUnmetered: () => boolean): void {
  class Line extends HTMLElement {
    #display!: Display;
    #playback!: Playback;
    #urlState!: UrlState<State>;
    #request!: LatestRequest<Query, Fit>;
    /** The fit that is shown. */
    #fit!: Fit;
    /** The last frame that was shown. */
    #frame: Frame | null = null;
    #verdictTimer = 0;
    #connection = new AbortController();

    connectedCallback(): void {
      this.#connection = new AbortController();
      withPrerenderedRun<EmbeddedFit>(this, wordsFor(this), this.#connection.signal, (fit) => {
        if (fit) this.#begin(fitOf(fit));
        else void this.#beginWithoutFit();
      });
    }

    disconnectedCallback(): void {
      this.#connection.abort();
      clearTimeout(this.#verdictTimer);
      this.#playback?.pause(); // may schedule a URL write and an announcement: cancelled below
      this.#urlState?.end();
      this.#display?.end();
    }

    /** Without a prerendered run: ask Python for the fit, and draw everything. */
    async #beginWithoutFit(): Promise<void> {
      const ask = async () => fitOf(await python.ask("line", this.#ownQuery()));
      const fit = await computeFirstRun(this, python, ask, wordsFor(this));
      if (!fit || !this.isConnected) return;
      this.innerHTML = lineView(fit, keyOf(this), languageAround(this)).text;
      this.#begin(fit);
    }

    /** Return the query of the element's attributes. */
    #ownQuery(): FitParameters {
      const number = (name: string) =>
        this.hasAttribute(name) ? numberIn(this.getAttribute(name) ?? "") : null;
      return {
        data: (this.getAttribute("data") ?? SETS[0]) as SetName,
        points: null,
        scaled: this.hasAttribute("scaled"),
        lr: number("lr"),
        steps: number("steps") ?? DEFAULT_STEPS,
        words: true,
      };
    }

    #begin(fit: Fit): void {
      this.#fit = fit;
      this.#display = new Display(this, keyOf(this), languageAround(this));
      this.#playback = new Playback(lastN(fit), this.#display.interval, true, (frame) =>
        this.#onFrame(frame),
      );
      this.#urlState = new UrlState(keyOf(this), codec(queryOf(fit)), {
        shown: () => this.#shown,
        pending: () => this.#pending,
        isPlaying: () => this.#playback.playing,
      });
      const listener = {
        run: (fit: Fit, n: number) => this.#showFit(fit, n),
        fulfilled: () => this.#onFulfilled(),
        refused: (message: string | null) => this.#onRefused(message),
        undrawn: (isUndrawn: boolean) => this.#display.showUndrawn(isUndrawn),
      };
      const source = {
        cached: (query: Query) => this.#cached(query),
        ask: async (query: Query) => fitOf(await python.ask("line", query)),
        queryOf,
      };
      this.#request = new LatestRequest<Query, Fit>(source, fit, listener, () => !this.isConnected);
      this.#listen(this.#connection.signal);
      this.#display.measure();
      this.#display.showFit(fit);
      this.#display.showPoints(fit, this.#points);
      this.#playback.seek(0);
      this.#showQuery();
      this.#onPython(python.status);
      this.#readUrlState();
      this.dataset["ready"] = "";
    }

    #listen(signal: AbortSignal): void {
      const picture = this.querySelector<SVGSVGElement>(".gd-scatter svg")!;
      const handles = {
        plotArea: () => this.#display.plotArea(this.#fit),
        points: () => this.#points,
        move: (i: number, to: Datum) => this.#movePoint(i, to),
      };
      listenToPoints(picture, handles, signal);
      listenToControls(this, this.#intents(), this.#display.words, signal);
      addEventListener("hashchange", () => this.#readUrlState(), { signal });
      const unwatch = python.watch((status) => this.#onPython(status));
      signal.addEventListener("abort", unwatch);
      const load = () => void python.boot().catch(() => {}); // the status line shows failures
      const settings = [picture, ...this.querySelectorAll(".gd-settings")];
      preloadPython(this, settings, isUnmetered(), load, signal);
      const steps = this.#display.part("all-steps");
      steps.addEventListener("toggle", () => this.#showTable(), { signal });
      this.#watchSize(signal);
    }

    #watchSize(signal: AbortSignal): void {
      const observer = new ResizeObserver(() => {
        if (!this.#display.measure()) return;
        this.#display.showPictures(this.#fit);
        this.#display.showPoints(this.#fit, this.#points);
        this.#display.showMotion(this.#fit, this.#playback.n, 0, this.#points);
        this.#display.showStep(this.#fit, this.#playback.n);
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
        reset: () => this.#reset(),
        restore: () => this.#restore(),
        safer: () => this.#change({ lr: this.#fit.facts.better_lr }),
        share: () => void this.#display.share(this.link, this.#pending !== null),
        copy: () => void this.#display.copyProgram(this.#fit.facts.program),
        retry: () => this.#retry(),
      };
      actions[action]?.();
    }

    #play(): void {
      this.#playback.smooth = !reducedMotion.matches;
      this.#playback.toggle();
      if (this.#playback.playing) this.#display.announce(this.#display.words.live.playing);
    }

    #goTo(n: number): void {
      this.#playback.pause();
      this.#playback.seek(n);
      this.#settle();
    }

    /** Announce the shown state and write it into the URL: called when it no longer changes. */
    #settle(): void {
      const { n, last } = this.#playback;
      if (n === last) this.#display.announceVerdict(this.#fit);
      else this.#display.announceStep(this.#fit, n);
      this.#urlState.scheduleWrite();
    }

    /** The shown or requested points. */
    get #points(): readonly Datum[] {
      return this.#request.query.points ?? this.#fit.facts.parameters.points;
    }

    /** Move a point; the new fit is shown at the same state. */
    #movePoint(i: number, to: Datum): void {
      const points = this.#points.map((point, k) => (k === i ? to : point));
      if (isUsable(points)) this.#change({ points }, this.#playback.n);
    }

    #restore(): void {
      this.#change({ points: null }, this.#playback.n);
      this.#display.action("play")?.focus(); // the pressed button is hidden
    }

    #reset(): void {
      this.#playback.pause();
      for (const name of ["lr", "steps"]) this.#display.showError(name, null);
      const { assigned } = this.#urlState;
      if (assigned) this.#applyState(assigned);
      else this.#change(queryOf(this.#request.initial));
    }

    #retry(): void {
      void python.boot().catch(() => {}); // the status line shows failures
      if (this.#request.isPending) void this.#request.send();
    }

    /** Send a changed query without a verdict; the verdict is requested after a pause. */
    #change(change: Partial<Query>, n = 0): void {
      clearTimeout(this.#verdictTimer);
      this.#request.change({ ...change, words: false }, n);
      this.#showQuery();
    }

    /** Return the shown or the prerendered fit if it answers `query`: Python need not compute it. */
    #cached(query: Query): Fit | null {
      const isKnown = (fit: Fit) =>
        isSameFit(query, queryOf(fit)) && (!query.words || fit.facts.verdict !== null);
      return [this.#fit, this.#request.initial].find(isKnown) ?? null;
    }

    /** Apply the state in the fragment, if it has a new one for this widget. */
    #readUrlState(): void {
      const state = this.#urlState.read();
      if (state) this.#applyState(state);
    }

    #applyState({ n, ...query }: State): void {
      this.#change(query, n);
    }

    /** The URL of the shown or pending state; the page's URL until there is a run. */
    get link(): string {
      return this.#urlState?.link ?? location.href;
    }

    get #shown(): State {
      return { ...queryOf(this.#fit), n: this.#playback.n };
    }

    get #pending(): State | null {
      const { query, n } = this.#request;
      return this.#isRunPending ? { ...query, n } : null;
    }

    /** Whether another fit is pending, not only the verdict on this one. */
    get #isRunPending(): boolean {
      const { query, isPending } = this.#request;
      return isPending && !isSameFit(query, queryOf(this.#fit));
    }

    // --- Output ---

    #showQuery(): void {
      const { query, isPending } = this.#request;
      const isJudged = this.#fit.facts.verdict !== null;
      const isComplete = isJudged && !isPending;
      this.#display.showAwaited(this.#isRunPending ? "run" : isComplete ? null : "verdict");
      this.#display.showQuery(query, query.lr ?? this.#fit.facts.parameters.lr);
      this.#display.showPoints(this.#fit, this.#points);
    }

    #onFulfilled(): void {
      this.#showQuery();
      this.#urlState.resumeAndWrite();
      if (this.#fit.facts.verdict === null) {
        this.#verdictTimer = window.setTimeout(() => this.#requestVerdict(), VERDICT_DELAY_MS);
        return;
      }
      this.#display.announceVerdict(this.#fit);
    }

    /** Request the verdict on the fit that is shown, keeping the state that is shown. */
    #requestVerdict(): void {
      this.#request.change({ words: true }, this.#playback.n);
      this.#showQuery();
    }

    #onRefused(message: string | null): void {
      this.#showQuery();
      this.#display.showRefusal("lr", message);
    }

    #showFit(fit: Fit, n: number): void {
      if (fit !== this.#fit) {
        this.#fit = fit;
        this.#display.showFit(fit);
      }
      this.#display.showPoints(fit, this.#points);
      this.#playback.seek(n, lastN(fit));
    }

    #showTable(): void {
      this.#display.showTable(this.#fit);
      this.#display.markRow(this.#playback.n);
    }

    #onFrame(frame: Frame): void {
      const { n, fraction, playing } = frame;
      const isSameStep = fraction > 0 && this.#frame?.n === n && this.#frame.playing === playing;
      const hasEnded = this.#frame?.playing === true && !playing;
      this.#frame = frame;
      this.#display.showMotion(this.#fit, n, fraction, this.#points);
      if (isSameStep) return;
      this.#display.showStep(this.#fit, n);
      this.#display.showPlayback(n, this.#playback.last, playing);
      this.#setDataAttributes(n, playing);
      if (hasEnded) this.#settle();
    }

    /** Set the data-* attributes of the element: see view.ts. */
    #setDataAttributes(n: number, playing: boolean): void {
      const { w, b, loss } = stepAt(this.#fit, n);
      const { lr, data: set, scaled } = this.#fit.facts.parameters;
      Object.assign(this.dataset, { n, w, b, loss, lr, set, scaled, playing });
      const kind = this.#fit.facts.verdict?.kind;
      if (kind === undefined) delete this.dataset["kind"];
      else this.dataset["kind"] = kind;
    }

    #onPython(status: Status): void {
      this.dataset["state"] = DATA_STATE[status.state];
      this.#display.showPython(status);
    }
  }

  customElements.define("gd-line", Line);
}
