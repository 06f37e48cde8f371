/** `<gd-rates>`: the loss after some updates, rate by rate. The numbers come from gdlib, the markup from view.ts. */
import "../../shared-chunk.ts";
import { Address, keyOf } from "../../widget/url-state.ts";
import { numberIn } from "../../core/url-fragment.ts";
import { languageAround, wordsFor } from "../../core/language.ts";
import { loadAhead } from "../../widget/preload-python.ts";
import { withPageRun } from "../../widget/prerendered-data.ts";
import type { Python } from "../../python/client.ts";
import type { Status } from "../../python/protocol.ts";
import { DATA_STATE } from "../../widget/status-line.ts";
import { Wishes } from "../../widget/latest-request.ts";
import { runFromPython } from "../../widget/compute-first-run.ts";
import { listenToControls } from "./controls.ts";
import { Display } from "./display.ts";
import { descentNear, watchIn } from "./open-in-descent.ts";
import { listenToPointing } from "./rate-handle.ts";
import { codec, isSameSweep, type State } from "./state.ts";
import { endOf, lastRun, nearestRun, parametersOf, sweepOf } from "./sweep.ts";
import type { EmbeddedSweep, Sweep, Wish } from "./sweep.ts";
import { ratesView } from "./view.ts";

const STEPS = 50;

/** Define `<gd-rates>`, computed by `python`. */
export function defineRates(python: Python, isUnmetered: () => boolean): void {
  class Rates extends HTMLElement {
    #display!: Display;
    #address!: Address<State>;
    #wishes!: Wishes<Wish, Sweep>;
    /** The sweep that is shown. */
    #sweep!: Sweep;
    /** The run whose rate is selected. */
    #selected = 0;
    #connection = new AbortController();

    connectedCallback(): void {
      this.#connection = new AbortController();
      withPageRun<EmbeddedSweep>(this, wordsFor(this), this.#connection.signal, (sweep) => {
        if (sweep) this.#begin(sweepOf(sweep));
        else void this.#beginWithoutSweep();
      });
    }

    disconnectedCallback(): void {
      this.#connection.abort();
      this.#address?.end();
      this.#display?.end();
    }

    /** The build has not been here: ask Python for the sweep, and draw everything. */
    async #beginWithoutSweep(): Promise<void> {
      const ask = async () => sweepOf(await python.ask("rates", this.#ownQuery()));
      const sweep = await runFromPython(this, python, ask, wordsFor(this));
      if (!sweep || !this.isConnected) return;
      this.innerHTML = ratesView(sweep, keyOf(this), languageAround(this)).text;
      this.#begin(sweep);
    }

    /** Return what the attributes say. */
    #ownQuery() {
      const number = (name: string) =>
        this.hasAttribute(name) ? numberIn(this.getAttribute(name) ?? "") : null;
      const loss = this.getAttribute("loss") ?? "squared_error";
      return { loss, t: number("t"), lr: number("lr"), steps: number("steps") ?? STEPS };
    }

    #begin(sweep: Sweep): void {
      this.#sweep = sweep;
      this.#selected = this.#ownRun(sweep);
      this.#display = new Display(this, keyOf(this), languageAround(this));
      const initial = { ...parametersOf(sweep), lr: this.#lr };
      this.#address = new Address(keyOf(this), codec(initial), {
        shown: () => this.#shown,
        awaited: () => this.#awaited,
        plays: () => false,
      });
      const outcome = {
        run: (sweep: Sweep) => this.#showSweep(sweep),
        fulfilled: () => this.#onFulfilled(),
        refused: (message: string | null) => this.#onRefused(message),
        undrawn: (isUndrawn: boolean) => this.#display.showUndrawn(isUndrawn),
      };
      const source = {
        known: (wish: Wish) => this.#known(wish),
        ask: async (wish: Wish) => sweepOf(await python.ask("rates", { ...wish, lr: null })),
        wishOf: parametersOf,
      };
      this.#wishes = new Wishes<Wish, Sweep>(source, sweep, outcome, () => !this.isConnected);
      this.#listen(this.#connection.signal);
      this.#display.measure();
      this.#display.showSweep(sweep);
      this.#showSelected();
      this.#display.showParameters(parametersOf(sweep));
      this.#onPython(python.status);
      this.#readAddress();
      this.dataset["ready"] = "";
    }

    /** Return the run with the rate that the page points out. */
    #ownRun(sweep: Sweep): number {
      return nearestRun(sweep, sweep.facts.parameters.lr);
    }

    #listen(signal: AbortSignal): void {
      const picture = this.querySelector<SVGSVGElement>(".gd-plot svg")!;
      const pointing = {
        plane: () => this.#display.plane(this.#sweep),
        lr: () => this.#lr,
        select: (lr: number) => this.#select(nearestRun(this.#sweep, lr)),
        step: (by: 1 | -1) => this.#select(this.#selected + by),
        look: (lr: number | null) => this.#lookAt(lr),
      };
      listenToPointing(picture.querySelector(".gd-start")!, picture, pointing, signal);
      listenToControls(this, this.#intents(), this.#display.words, signal);
      addEventListener("hashchange", () => this.#readAddress(), { signal });
      const unwatch = python.watch((status) => this.#onPython(status));
      signal.addEventListener("abort", unwatch);
      const load = () => void python.boot().catch(() => {}); // the status line tells of failures
      loadAhead(this, this.querySelectorAll(".gd-settings"), isUnmetered(), load, signal);
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

    // --- What the reader does ---

    #intents() {
      const wishes = this.#wishes;
      return {
        act: (action: string) => this.#act(action),
        selectRun: (i: number) => this.#select(i),
        want: (change: Partial<Wish>) => this.#want(change),
        complain: (field: string, message: string | null) =>
          this.#display.showError(field, message),
        get wish() {
          return wishes.wish;
        },
      };
    }

    #act(action: string): void {
      const actions: Record<string, () => void> = {
        open: () => this.#open(),
        reset: () => this.#reset(),
        share: () => void this.#display.share(this.link, this.#awaited !== null),
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
      this.#address.follow();
    }

    /** Show where another run ends, as long as the mouse is over its rate. */
    #lookAt(lr: number | null): void {
      const i = lr === null ? this.#selected : nearestRun(this.#sweep, lr);
      this.#display.lookAt(this.#sweep, i);
    }

    #open(): void {
      const descent = descentNear(this);
      if (descent) watchIn(descent, this.#awaited ?? this.#shown);
    }

    #reset(): void {
      for (const name of ["t", "steps"]) this.#display.showError(name, null);
      const { assigned } = this.#address;
      if (assigned) return this.#wantState(assigned);
      this.#select(this.#ownRun(this.#wishes.initial));
      this.#want(parametersOf(this.#wishes.initial));
    }

    #retry(): void {
      void python.boot().catch(() => {}); // the status line tells of failures
      if (this.#wishes.isOpen) void this.#wishes.pursue();
    }

    /** The sweep that is shown, and the one that the page brought along, need no query. */
    #known(wish: Wish): Sweep | null {
      const sweeps = [this.#sweep, this.#wishes.initial];
      return sweeps.find((sweep) => isSameSweep(wish, parametersOf(sweep))) ?? null;
    }

    #want(change: Partial<Wish>): void {
      this.#wishes.change(change);
      this.#showWish();
    }

    /** Take over the state in the address, if it has one for this widget. */
    #readAddress(): void {
      const state = this.#address.read();
      if (state) this.#wantState(state);
    }

    #wantState({ lr, ...wish }: State): void {
      this.#selected = nearestRun(this.#sweep, lr);
      this.#showSelected();
      this.#want(wish);
    }

    /** The address that leads to what is shown, or awaited, now: the page's own until there is a run. */
    get link(): string {
      return this.#address?.link ?? location.href;
    }

    /** The rate that is selected. */
    get #lr(): number {
      return this.#sweep.lr[this.#selected]!;
    }

    get #shown(): State {
      return { ...parametersOf(this.#sweep), lr: this.#lr };
    }

    get #awaited(): State | null {
      const { wish, isOpen } = this.#wishes;
      return isOpen ? { ...wish, lr: this.#lr } : null;
    }

    // --- What the page shows ---

    #showWish(): void {
      const { wish, isOpen } = this.#wishes;
      this.#display.showAwaited(isOpen ? "run" : null);
      this.#showSelected();
      this.#display.showParameters({ ...wish, t: wish.t ?? parametersOf(this.#sweep).t });
    }

    #onFulfilled(): void {
      this.#showWish();
      this.#display.announceAll(this.#sweep);
      this.#address.meet();
    }

    #onRefused(message: string | null): void {
      this.#showWish();
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
      this.#display.showOpen(descentNear(this) && end.lr);
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
