/** `<gd-line>`: a line fitted to points that can be moved. The numbers come from gdlib, the markup from view.ts. */
import "../../shared-chunk.ts";
import { Address, keyOf } from "../../widget/url-state.ts";
import { numberIn } from "../../core/url-fragment.ts";
import { languageAround, wordsFor } from "../../core/language.ts";
import { loadAhead } from "../../widget/preload-python.ts";
import { withPageRun } from "../../widget/prerendered-data.ts";
import { Playback, type Frame } from "../../widget/playback.ts";
import type { Python } from "../../python/client.ts";
import type { Status } from "../../python/protocol.ts";
import { DATA_STATE } from "../../widget/status-line.ts";
import { Wishes } from "../../widget/latest-request.ts";
import { runFromPython } from "../../widget/compute-first-run.ts";
import { listenToControls } from "./controls.ts";
import { Display } from "./display.ts";
import { fitOf, lastN, stepAt, wishOf, type EmbeddedFit, type Fit, type Wish } from "./fit.ts";
import { listenToPoints } from "./point-handles.ts";
import { SETS, type Datum, type FitParameters, type SetName } from "./query.ts";
import { codec, isSameFit, isUsable, type State } from "./state.ts";
import { lineView } from "./view.ts";

const STEPS = 100;
/** How long things must be quiet before a fit is judged: it takes Python longer than to make it. */
const JUDGE_AFTER_MS = 120;

const stillness = matchMedia("(prefers-reduced-motion: reduce)");

/** Define `<gd-line>`, computed by `python`. */
export function defineLine(python: Python, isUnmetered: () => boolean): void {
  class Line extends HTMLElement {
    #display!: Display;
    #playback!: Playback;
    #address!: Address<State>;
    #wishes!: Wishes<Wish, Fit>;
    /** The fit that is shown. */
    #fit!: Fit;
    /** What was shown last. */
    #frame: Frame | null = null;
    #judging = 0;
    #connection = new AbortController();

    connectedCallback(): void {
      this.#connection = new AbortController();
      withPageRun<EmbeddedFit>(this, wordsFor(this), this.#connection.signal, (fit) => {
        if (fit) this.#begin(fitOf(fit));
        else void this.#beginWithoutFit();
      });
    }

    disconnectedCallback(): void {
      this.#connection.abort();
      clearTimeout(this.#judging);
      this.#playback?.pause(); // this may yet follow the address and announce something
      this.#address?.end();
      this.#display?.end();
    }

    /** The build has not been here: ask Python for the fit, and draw everything. */
    async #beginWithoutFit(): Promise<void> {
      const ask = async () => fitOf(await python.ask("line", this.#ownQuery()));
      const fit = await runFromPython(this, python, ask, wordsFor(this));
      if (!fit || !this.isConnected) return;
      this.innerHTML = lineView(fit, keyOf(this), languageAround(this)).text;
      this.#begin(fit);
    }

    /** Return what the attributes say. */
    #ownQuery(): FitParameters {
      const number = (name: string) =>
        this.hasAttribute(name) ? numberIn(this.getAttribute(name) ?? "") : null;
      return {
        data: (this.getAttribute("data") ?? SETS[0]) as SetName,
        points: null,
        scaled: this.hasAttribute("scaled"),
        lr: number("lr"),
        steps: number("steps") ?? STEPS,
        words: true,
      };
    }

    #begin(fit: Fit): void {
      this.#fit = fit;
      this.#display = new Display(this, keyOf(this), languageAround(this));
      this.#playback = new Playback(lastN(fit), this.#display.interval, true, (frame) =>
        this.#onFrame(frame),
      );
      this.#address = new Address(keyOf(this), codec(wishOf(fit)), {
        shown: () => this.#shown,
        awaited: () => this.#awaited,
        plays: () => this.#playback.playing,
      });
      const outcome = {
        run: (fit: Fit, n: number) => this.#showFit(fit, n),
        fulfilled: () => this.#onFulfilled(),
        refused: (message: string | null) => this.#onRefused(message),
        undrawn: (isUndrawn: boolean) => this.#display.showUndrawn(isUndrawn),
      };
      const source = {
        known: (wish: Wish) => this.#known(wish),
        ask: async (wish: Wish) => fitOf(await python.ask("line", wish)),
        wishOf,
      };
      this.#wishes = new Wishes<Wish, Fit>(source, fit, outcome, () => !this.isConnected);
      this.#listen(this.#connection.signal);
      this.#display.measure();
      this.#display.showFit(fit);
      this.#display.showPoints(fit, this.#points);
      this.#playback.seek(0);
      this.#showWish();
      this.#onPython(python.status);
      this.#readAddress();
      this.dataset["ready"] = "";
    }

    #listen(signal: AbortSignal): void {
      const picture = this.querySelector<SVGSVGElement>(".gd-scatter svg")!;
      const handles = {
        plane: () => this.#display.plane(this.#fit),
        points: () => this.#points,
        move: (i: number, to: Datum) => this.#movePoint(i, to),
      };
      listenToPoints(picture, handles, signal);
      listenToControls(this, this.#intents(), this.#display.words, signal);
      addEventListener("hashchange", () => this.#readAddress(), { signal });
      const unwatch = python.watch((status) => this.#onPython(status));
      signal.addEventListener("abort", unwatch);
      const load = () => void python.boot().catch(() => {}); // the status line tells of failures
      const settings = [picture, ...this.querySelectorAll(".gd-settings")];
      loadAhead(this, settings, isUnmetered(), load, signal);
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

    // --- What the reader does ---

    #intents() {
      const wishes = this.#wishes;
      return {
        act: (action: string) => this.#act(action),
        goTo: (n: number) => this.#goTo(n),
        setInterval: (milliseconds: number) => (this.#playback.interval = milliseconds),
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
        play: () => this.#play(),
        first: () => this.#goTo(0),
        back: () => this.#goTo(this.#playback.n - 1),
        step: () => this.#goTo(this.#playback.n + 1),
        reset: () => this.#reset(),
        restore: () => this.#restore(),
        safer: () => this.#want({ lr: this.#fit.facts.better_lr }),
        share: () => void this.#display.share(this.link, this.#awaited !== null),
        copy: () => void this.#display.copyProgram(this.#fit.facts.program),
        retry: () => this.#retry(),
      };
      actions[action]?.();
    }

    #play(): void {
      this.#playback.smooth = !stillness.matches;
      this.#playback.toggle();
      if (this.#playback.playing) this.#display.announce(this.#display.words.live.playing);
    }

    #goTo(n: number): void {
      this.#playback.pause();
      this.#playback.seek(n);
      this.#settle();
    }

    /** The pictures have come to rest: say where, and bring the address there. */
    #settle(): void {
      const { n, last } = this.#playback;
      if (n === last) this.#display.announceVerdict(this.#fit);
      else this.#display.announceStep(this.#fit, n);
      this.#address.follow();
    }

    /** Where the points are, or shall be. */
    get #points(): readonly Datum[] {
      return this.#wishes.wish.points ?? this.#fit.facts.parameters.points;
    }

    /** A point that moves takes the line along at the state that is shown. */
    #movePoint(i: number, to: Datum): void {
      const points = this.#points.map((point, k) => (k === i ? to : point));
      if (isUsable(points)) this.#want({ points }, this.#playback.n);
    }

    #restore(): void {
      this.#want({ points: null }, this.#playback.n);
      this.#display.action("play")?.focus(); // the button that was pressed goes
    }

    #reset(): void {
      this.#playback.pause();
      for (const name of ["lr", "steps"]) this.#display.showError(name, null);
      const { assigned } = this.#address;
      if (assigned) this.#wantState(assigned);
      else this.#want(wishOf(this.#wishes.initial));
    }

    #retry(): void {
      void python.boot().catch(() => {}); // the status line tells of failures
      if (this.#wishes.isOpen) void this.#wishes.pursue();
    }

    /** Wish for something else; words about it come when the reader has paused. */
    #want(change: Partial<Wish>, n = 0): void {
      clearTimeout(this.#judging);
      this.#wishes.change({ ...change, words: false }, n);
      this.#showWish();
    }

    /** The fit that is shown, and the one that the page brought along, need no query. */
    #known(wish: Wish): Fit | null {
      const isKnown = (fit: Fit) =>
        isSameFit(wish, wishOf(fit)) && (!wish.words || fit.facts.verdict !== null);
      return [this.#fit, this.#wishes.initial].find(isKnown) ?? null;
    }

    /** Take over the state in the address, if it has one for this widget. */
    #readAddress(): void {
      const state = this.#address.read();
      if (state) this.#wantState(state);
    }

    #wantState({ n, ...wish }: State): void {
      this.#want(wish, n);
    }

    /** The address that leads to what is shown, or awaited, now: the page's own until there is a run. */
    get link(): string {
      return this.#address?.link ?? location.href;
    }

    get #shown(): State {
      return { ...wishOf(this.#fit), n: this.#playback.n };
    }

    get #awaited(): State | null {
      const { wish, n } = this.#wishes;
      return this.#isRunAwaited ? { ...wish, n } : null;
    }

    /** Whether another fit is awaited, and not only words about this one. */
    get #isRunAwaited(): boolean {
      const { wish, isOpen } = this.#wishes;
      return isOpen && !isSameFit(wish, wishOf(this.#fit));
    }

    // --- What the page shows ---

    #showWish(): void {
      const { wish, isOpen } = this.#wishes;
      const isJudged = this.#fit.facts.verdict !== null;
      const isComplete = isJudged && !isOpen;
      this.#display.showAwaited(this.#isRunAwaited ? "run" : isComplete ? null : "verdict");
      this.#display.showWish(wish, wish.lr ?? this.#fit.facts.parameters.lr);
      this.#display.showPoints(this.#fit, this.#points);
    }

    #onFulfilled(): void {
      this.#showWish();
      this.#address.meet();
      if (this.#fit.facts.verdict === null) {
        this.#judging = window.setTimeout(() => this.#judge(), JUDGE_AFTER_MS);
        return;
      }
      this.#display.announceVerdict(this.#fit);
    }

    /** Have the fit judged that is shown, from the state that is shown. */
    #judge(): void {
      this.#wishes.change({ words: true }, this.#playback.n);
      this.#showWish();
    }

    #onRefused(message: string | null): void {
      this.#showWish();
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
      this.#tellState(n, playing);
      if (hasEnded) this.#settle();
    }

    /** Say on the element itself what is shown: see view.ts. */
    #tellState(n: number, playing: boolean): void {
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
