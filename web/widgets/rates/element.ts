/** `<gd-rates>`: the final loss against the learning rate. The numbers come from gdlib, the markup from view.ts. */
import "../../shared-chunk.ts";
import { UrlState, keyOf } from "../../widget/url-state.ts";
import { numberIn } from "../../core/url-fragment.ts";
import { languageAround, wordsFor } from "../../core/language.ts";
import { preloadPython } from "../../widget/preload-python.ts";
import { withPrerenderedRun } from "../../widget/prerendered-data.ts";
import type { Python } from "../../python/client.ts";
import type { Status } from "../../python/protocol.ts";
import { DATA_STATE } from "../../widget/status-line.ts";
import { LatestRequest } from "../../widget/latest-request.ts";
import { computeFirstRun } from "../../widget/compute-first-run.ts";
import { listenToControls } from "./controls.ts";
import { Display } from "./display.ts";
import { findDescent, openInDescent } from "./open-in-descent.ts";
import { listenToRateHandle } from "./rate-handle.ts";
import { codec, DEFAULT_STEPS, isSameSweep, type State } from "./state.ts";
import { endOf, lastRun, nearestRun, parametersOf, sweepOf } from "./sweep.ts";
import type { EmbeddedSweep, Sweep, Query } from "./sweep.ts";
import { ratesView } from "./view.ts";

/** Define `<gd-rates>`, computed by `python`. */
export function defineRates(python: Python, isUnmetered: () => boolean): void {
  class Rates extends HTMLElement {
    #display!: Display;
    #urlState!: UrlState<State>;
    #request!: LatestRequest<Query, Sweep>;
    /** The sweep that is shown. */
    #sweep!: Sweep;
    /** The run whose rate is selected. */
    #selected = 0;
    #connection = new AbortController();

    connectedCallback(): void {
      this.#connection = new AbortController();
      withPrerenderedRun<EmbeddedSweep>(this, wordsFor(this), this.#connection.signal, (sweep) => {
        if (sweep) this.#begin(sweepOf(sweep));
        else void this.#beginWithoutSweep();
      });
    }

    disconnectedCallback(): void {
      this.#connection.abort();
      this.#urlState?.end();
      this.#display?.end();
    }

    /** Without a prerendered run: ask Python for the sweep, and draw everything. */
    async #beginWithoutSweep(): Promise<void> {
      const ask = async () => sweepOf(await python.ask("rates", this.#ownQuery()));
      const sweep = await computeFirstRun(this, python, ask, wordsFor(this));
      if (!sweep || !this.isConnected) return;
      this.innerHTML = ratesView(sweep, keyOf(this), languageAround(this)).text;
      this.#begin(sweep);
    }

    /** Return the query of the element's attributes. */
    #ownQuery() {
      const number = (name: string) =>
        this.hasAttribute(name) ? numberIn(this.getAttribute(name) ?? "") : null;
      const loss = this.getAttribute("loss") ?? "squared_error";
      return { loss, t: number("t"), lr: number("lr"), steps: number("steps") ?? DEFAULT_STEPS };
    }

    #begin(sweep: Sweep): void {
      this.#sweep = sweep;
      this.#selected = this.#ownRun(sweep);
      this.#display = new Display(this, keyOf(this), languageAround(this));
      const initial = { ...parametersOf(sweep), lr: this.#lr };
      this.#urlState = new UrlState(keyOf(this), codec(initial), {
        shown: () => this.#shown,
        pending: () => this.#pending,
        isPlaying: () => false,
      });
      const listener = {
        run: (sweep: Sweep) => this.#showSweep(sweep),
        fulfilled: () => this.#onFulfilled(),
        refused: (message: string | null) => this.#onRefused(message),
        undrawn: (isUndrawn: boolean) => this.#display.showUndrawn(isUndrawn),
      };
      const source = {
        cached: (query: Query) => this.#cached(query),
        ask: async (query: Query) => sweepOf(await python.ask("rates", { ...query, lr: null })),
        queryOf: parametersOf,
      };
      this.#request = new LatestRequest<Query, Sweep>(
        source,
        sweep,
        listener,
        () => !this.isConnected,
      );
      this.#listen(this.#connection.signal);
      this.#display.measure();
      this.#display.showSweep(sweep);
      this.#showSelected();
      this.#display.showParameters(parametersOf(sweep));
      this.#onPython(python.status);
      this.#readUrlState();
      this.dataset["ready"] = "";
    }

    /** Return the number of the run whose rate the page selects initially. */
    #ownRun(sweep: Sweep): number {
      return nearestRun(sweep, sweep.facts.parameters.lr);
    }

    #listen(signal: AbortSignal): void {
      const picture = this.querySelector<SVGSVGElement>(".gd-plot svg")!;
      const pointing = {
        plotArea: () => this.#display.plotArea(this.#sweep),
        lr: () => this.#lr,
        select: (lr: number) => this.#select(nearestRun(this.#sweep, lr)),
        step: (by: 1 | -1) => this.#select(this.#selected + by),
        preview: (lr: number | null) => this.#previewRun(lr),
      };
      listenToRateHandle(picture.querySelector(".gd-start")!, picture, pointing, signal);
      listenToControls(this, this.#intents(), this.#display.words, signal);
      addEventListener("hashchange", () => this.#readUrlState(), { signal });
      const unwatch = python.watch((status) => this.#onPython(status));
      signal.addEventListener("abort", unwatch);
      const load = () => void python.boot().catch(() => {}); // the status line shows failures
      preloadPython(this, this.querySelectorAll(".gd-settings"), isUnmetered(), load, signal);
      this.#watchSize(signal);
    }

    #watchSize(signal: AbortSignal): void {
      const observer = new ResizeObserver(() => {
        if (!this.#display.measure()) return;
        this.#display.showPicture(this.#sweep);
        this.#showSelected();
      });
      observer.observe(this.querySelector(".gd-picture")!);
      signal.addEventListener("abort", () => observer.disconnect());
    }

    // --- Input ---

    #intents() {
      const request = this.#request;
      return {
        act: (action: string) => this.#act(action),
        selectRun: (i: number) => this.#select(i),
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
        open: () => this.#open(),
        reset: () => this.#reset(),
        share: () => void this.#display.share(this.link, this.#pending !== null),
        copy: () => void this.#display.copyProgram(this.#sweep.facts.program),
        retry: () => this.#retry(),
      };
      actions[action]?.();
    }

    #select(i: number): void {
      const run = Math.min(Math.max(i, 0), lastRun(this.#sweep));
      if (run === this.#selected) return;
      this.#selected = run;
      this.#showSelected();
      this.#display.announceRun(this.#sweep, run);
      this.#urlState.scheduleWrite();
    }

    /** Preview the run under the mouse; null: back to the selected one. */
    #previewRun(lr: number | null): void {
      const i = lr === null ? this.#selected : nearestRun(this.#sweep, lr);
      this.#display.previewRun(this.#sweep, i);
    }

    #open(): void {
      const descent = findDescent(this);
      if (descent) openInDescent(descent, this.#pending ?? this.#shown);
    }

    #reset(): void {
      for (const name of ["t", "steps"]) this.#display.showError(name, null);
      const { assigned } = this.#urlState;
      if (assigned) return this.#applyState(assigned);
      this.#select(this.#ownRun(this.#request.initial));
      this.#change(parametersOf(this.#request.initial));
    }

    #retry(): void {
      void python.boot().catch(() => {}); // the status line shows failures
      if (this.#request.isPending) void this.#request.send();
    }

    /** Return the shown or the prerendered sweep if it answers `query`: Python need not compute it. */
    #cached(query: Query): Sweep | null {
      const sweeps = [this.#sweep, this.#request.initial];
      return sweeps.find((sweep) => isSameSweep(query, parametersOf(sweep))) ?? null;
    }

    #change(change: Partial<Query>): void {
      this.#request.change(change);
      this.#showQuery();
    }

    /** Apply the state in the fragment, if it has a new one for this widget. */
    #readUrlState(): void {
      const state = this.#urlState.read();
      if (state) this.#applyState(state);
    }

    #applyState({ lr, ...query }: State): void {
      this.#selected = nearestRun(this.#sweep, lr);
      this.#showSelected();
      this.#change(query);
    }

    /** The URL of the shown or pending state; the page's URL until there is a run. */
    get link(): string {
      return this.#urlState?.link ?? location.href;
    }

    /** The rate that is selected. */
    get #lr(): number {
      return this.#sweep.lr[this.#selected]!;
    }

    get #shown(): State {
      return { ...parametersOf(this.#sweep), lr: this.#lr };
    }

    get #pending(): State | null {
      const { query, isPending } = this.#request;
      return isPending ? { ...query, lr: this.#lr } : null;
    }

    // --- Output ---

    #showQuery(): void {
      const { query, isPending } = this.#request;
      this.#display.showAwaited(isPending ? "run" : null);
      this.#showSelected();
      this.#display.showParameters({ ...query, t: query.t ?? parametersOf(this.#sweep).t });
    }

    #onFulfilled(): void {
      this.#showQuery();
      this.#display.announceAll(this.#sweep);
      this.#urlState.resumeAndWrite();
    }

    #onRefused(message: string | null): void {
      this.#showQuery();
      this.#display.showRefusal("t", message);
    }

    #showSweep(sweep: Sweep): void {
      if (sweep !== this.#sweep) {
        this.#sweep = sweep;
        this.#display.showSweep(sweep);
      }
      this.#showSelected();
    }

    #showSelected(): void {
      this.#display.showSelected(this.#sweep, this.#selected);
      const end = endOf(this.#sweep, this.#selected);
      this.#display.showOpen(findDescent(this) && end.lr);
      const { t: start, steps } = parametersOf(this.#sweep);
      const { lr, t, loss, fate } = end;
      Object.assign(this.dataset, { steps, start, lr, t, loss, fate });
    }

    #onPython(status: Status): void {
      this.dataset["state"] = DATA_STATE[status.state];
      this.#display.showPython(status);
    }
  }

  customElements.define("gd-rates", Rates);
}
