/** `<gd-contour>`: optimizers compared on one surface. The numbers come from gdlib, the markup from view.ts. */
import "../../shared-chunk.ts";
import { UrlState, keyOf } from "../../widget/url-state.ts";
import type { Point } from "../../plot/plot-area.ts";
import { numberIn } from "../../core/url-fragment.ts";
import { languageAround, wordsFor } from "../../core/language.ts";
import { preloadPython } from "../../widget/preload-python.ts";
import { withPrerenderedRun } from "../../widget/prerendered-data.ts";
import { Playback, type Frame } from "../../widget/playback/playback.ts";
import type { Python } from "../../python/client.ts";
import type { ContourParameters, Status } from "../../python/protocol.ts";
import { DATA_STATE } from "../../widget/status-line.ts";
import { LatestRequest, VERDICT_DELAY_MS } from "../../widget/latest-request.ts";
import { computeFirstRun } from "../../widget/compute-first-run.ts";
import { Controls } from "./controls.ts";
import { Display } from "./display.ts";
import {
  contourParameters,
  fromAnswer,
  fromPage,
  lastN,
  stepAt,
  queryOf,
  type EmbeddedRace,
  type Race,
  type Query,
} from "./race.ts";
import { listenToHandle } from "./start-handle.ts";
import {
  codec,
  DEFAULT_STEPS,
  END,
  isSameRace,
  isSameSurface,
  MOST_RUNS,
  type Parameters,
  type State,
} from "./state.ts";
import { contourView } from "./view.ts";

/** Data attributes of a run that does not exist: all removed. */
const NO_RUN = { optimizer: null, lr: null, x: null, y: null, loss: null, kind: null };

const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

/** Define `<gd-contour>`, computed by `python`. */
export function defineContour(python: Python, isUnmetered: () => boolean): void {
  class Contour extends HTMLElement {
    #display!: Display;
    #playback!: Playback;
    #urlState!: UrlState<State>;
    #request!: LatestRequest<Query, Race>;
    /** The race that is shown. */
    #race!: Race;
    /** The surface whose contour lines are shown. */
    #mappedSurface!: Pick<Parameters, "surface" | "condition">;
    /** The last frame that was shown. */
    #frame: Frame | null = null;
    #verdictTimer = 0;
    #connection = new AbortController();

    connectedCallback(): void {
      this.#connection = new AbortController();
      withPrerenderedRun<EmbeddedRace>(this, wordsFor(this), this.#connection.signal, (race) => {
        if (race) this.#begin(fromPage(race));
        else void this.#beginWithoutRace();
      });
    }

    disconnectedCallback(): void {
      this.#connection.abort();
      clearTimeout(this.#verdictTimer);
      this.#playback?.pause(); // may schedule a URL write and an announcement: cancelled below
      this.#urlState?.end();
      this.#display?.end();
    }

    get #key(): string {
      return keyOf(this);
    }

    /** Without a prerendered run: ask Python for the race, and draw everything. */
    async #beginWithoutRace(): Promise<void> {
      const ask = async () => fromAnswer(await python.ask("contour", this.#ownQuery()));
      const race = await computeFirstRun(this, python, ask, wordsFor(this));
      if (!race || !this.isConnected) return;
      this.innerHTML = contourView(race, this.#key, languageAround(this)).text;
      this.#begin(race);
    }

    /** Return the query of the element's attributes. */
    #ownQuery(): ContourParameters {
      const number = (name: string) =>
        this.hasAttribute(name) ? numberIn(this.getAttribute(name) ?? "") : null;
      return {
        surface: this.getAttribute("surface") ?? "bowl",
        condition: number("condition"),
        x: number("x"),
        y: number("y"),
        race: this.getAttribute("race"),
        steps: number("steps") ?? DEFAULT_STEPS,
        map: true,
        words: true,
      };
    }

    #begin(race: Race): void {
      this.#race = race;
      this.#mappedSurface = queryOf(race);
      this.#display = new Display(this, this.#key, languageAround(this), race);
      const onFrame = (frame: Frame) => this.#onFrame(frame);
      this.#playback = new Playback(lastN(race), this.#display.interval, true, onFrame);
      this.#urlState = new UrlState(this.#key, codec(queryOf(race)), {
        shown: () => this.#shown,
        pending: () => this.#pending,
        isPlaying: () => this.#playback.playing,
      });
      const listener = {
        run: (race: Race, n: number) => this.#showRace(race, n),
        fulfilled: () => this.#onFulfilled(),
        refused: (message: string | null) => this.#onRefused(message),
        undrawn: (isUndrawn: boolean) => this.#display.showUndrawn(isUndrawn),
      };
      const source = {
        cached: (query: Query) => this.#cached(query),
        ask: (query: Query) => this.#ask(query),
        queryOf,
      };
      this.#request = new LatestRequest(source, race, listener, () => !this.isConnected);
      this.#listen(this.#connection.signal);
      this.#display.measure();
      this.#display.showRace(race, true);
      this.#playback.seek(0);
      this.#onPython(python.status);
      this.#readUrlState();
      this.dataset["ready"] = "";
    }

    #listen(signal: AbortSignal): void {
      const picture = this.querySelector<SVGSVGElement>(".gd-paths")!;
      const start = picture.querySelector<SVGGElement>(".gd-start")!;
      const handle = {
        plotArea: () => this.#display.plotArea,
        start: () => this.#start,
        move: (start: Point) => this.#moveStart(start),
      };
      listenToHandle(start, picture, handle, signal);
      new Controls(this.#intents(), this.#display.words).listen(this, signal);
      addEventListener("hashchange", () => this.#readUrlState(), { signal });
      const unwatch = python.watch((status) => this.#onPython(status));
      signal.addEventListener("abort", unwatch);
      const load = () => void python.boot().catch(() => {}); // the status line shows failures
      const settings = this.querySelectorAll(".gd-surface, .gd-lanes, .gd-scene");
      preloadPython(this, settings, isUnmetered(), load, signal);
      const steps = this.#display.part("all-steps");
      steps.addEventListener("toggle", () => this.#display.showTable(this.#playback.n), { signal });
      this.#watchSize(signal);
    }

    #watchSize(signal: AbortSignal): void {
      const observer = new ResizeObserver(() => {
        if (!this.#display.measure()) return;
        this.#display.showRace(this.#race, true);
        this.#display.showMotion(this.#playback.n, 0);
        this.#display.showStep(this.#playback.n);
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
        takeSaferRate: (run: number) => this.#takeSaferRate(run),
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
        share: () => void this.#display.share(this.link, this.#pending !== null),
        copy: () => void this.#display.copyProgram(this.#race.facts.program ?? ""),
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
      if (n === last) this.#display.announceVerdicts();
      else this.#display.announceStep(n);
      this.#urlState.scheduleWrite();
    }

    #takeSaferRate(run: number): void {
      const lr = this.#race.facts.verdicts?.[run]?.safer_lr ?? null;
      const { race } = this.#request.query;
      this.#change({ race: race.map((entrant, i) => (i === run ? { ...entrant, lr } : entrant)) });
    }

    #reset(): void {
      this.#playback.pause();
      for (const field of this.querySelectorAll<HTMLElement>("[aria-invalid=true]")) {
        this.#display.showError(field.dataset["field"]!, null);
      }
      const { assigned } = this.#urlState;
      if (assigned) this.#applyState(assigned);
      else this.#change(queryOf(this.#request.initial), 0);
    }

    #retry(): void {
      void python.boot().catch(() => {}); // the status line shows failures
      if (this.#request.isPending) void this.#request.send();
    }

    /** Send a changed query without a verdict; the verdict is requested after a pause. */
    #change(change: Partial<Query>, n = END): void {
      clearTimeout(this.#verdictTimer);
      this.#request.change({ ...change, words: false }, n);
      this.#showQuery();
    }

    /** Move the start, except for coordinates that an assignment locks. */
    #moveStart({ x, y }: Point): void {
      const isFree = (name: string) => !this.#display.field(name).disabled;
      this.#change({ ...(isFree("x") && { x }), ...(isFree("y") && { y }) });
    }

    /** Return the shown race, or the prerendered one while its contour lines are shown, if it answers `query`. */
    #cached(query: Query): Race | null {
      if (!isSameSurface(query, this.#mappedSurface)) return null;
      const isKnown = (race: Race) =>
        isSameRace(query, queryOf(race)) && (!query.words || race.facts.verdicts !== null);
      return [this.#race, this.#request.initial].find(isKnown) ?? null;
    }

    async #ask(query: Query): Promise<Race> {
      const hasMap = isSameSurface(query, this.#mappedSurface);
      return fromAnswer(await python.ask("contour", contourParameters(query, !hasMap)));
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
      const { n, last } = this.#playback;
      return { ...queryOf(this.#race), n: n === last ? END : n };
    }

    get #pending(): State | null {
      const { query, n } = this.#request;
      return this.#isRunPending ? { ...query, n } : null;
    }

    /** Whether another race is pending, not only the verdicts on this one. */
    get #isRunPending(): boolean {
      const { query, isPending } = this.#request;
      return isPending && !isSameRace(query, queryOf(this.#race));
    }

    /** The shown or requested start. */
    get #start(): Point {
      const { query } = this.#request;
      const { x, y } = this.#race.facts.parameters;
      return { x: query.x ?? x, y: query.y ?? y };
    }

    // --- Output ---

    #showQuery(): void {
      const isJudged = this.#race.facts.verdicts !== null;
      const isComplete = isJudged && !this.#request.isPending;
      this.#display.showAwaited(this.#isRunPending ? "run" : isComplete ? null : "verdict");
      this.#display.showQuery(this.#request.query);
    }

    #onFulfilled(): void {
      this.#showQuery();
      this.#urlState.resumeAndWrite();
      if (this.#race.facts.verdicts === null) {
        this.#verdictTimer = window.setTimeout(() => this.#requestVerdict(), VERDICT_DELAY_MS);
        return;
      }
      this.#display.announceVerdicts();
    }

    /** Request the verdicts on the race that is shown, keeping the state that is shown. */
    #requestVerdict(): void {
      const { n, last } = this.#playback;
      this.#request.change({ words: true }, n === last ? END : n);
      this.#showQuery();
    }

    #onRefused(message: string | null): void {
      this.#showQuery();
      this.#display.showRefusal("x", message);
    }

    #showRace(race: Race, n: number): void {
      if (race !== this.#race) {
        this.#race = race;
        if (race.heights) this.#mappedSurface = queryOf(race);
        this.#display.showRace(race);
        this.#display.showQuery(this.#request.query); // the query may have changed since it was sent
      }
      this.#playback.seek(n, lastN(race));
    }

    #onFrame(frame: Frame): void {
      const { n, fraction, playing } = frame;
      const isSameStep = fraction > 0 && this.#frame?.n === n && this.#frame.playing === playing;
      const hasEnded = this.#frame?.playing === true && !playing;
      this.#frame = frame;
      this.#display.showMotion(n, fraction);
      if (isSameStep) return;
      this.#display.showStep(n);
      this.#display.showPlayback(n, this.#playback.last, playing);
      if (this.#race.facts.verdicts) this.#display.showTable(n);
      this.#setDataAttributes(n, playing);
      if (hasEnded) this.#settle();
    }

    /** Set the data-* attributes of the element: see view.ts. */
    #setDataAttributes(n: number, playing: boolean): void {
      const { facts, paths } = this.#race;
      const { surface, x, y, race } = facts.parameters;
      Object.assign(this.dataset, { n, surface, x, y, playing, runs: race.length });
      for (const [run, { optimizer, lr }] of race.entries()) {
        const { n: _, ...at } = stepAt(paths[run]!, n);
        const kind = facts.verdicts?.[run]?.kind ?? null;
        this.#setRunDataAttributes(run + 1, { optimizer, lr, ...at, kind });
      }
      for (let run = race.length + 1; run <= MOST_RUNS; run++)
        this.#setRunDataAttributes(run, NO_RUN);
    }

    #setRunDataAttributes(
      run: number,
      told: Readonly<Record<string, string | number | null>>,
    ): void {
      for (const [name, value] of Object.entries(told)) {
        if (value === null) delete this.dataset[`${name}-${run}`];
        else this.dataset[`${name}-${run}`] = String(value);
      }
    }

    #onPython(status: Status): void {
      this.dataset["state"] = DATA_STATE[status.state];
      this.#display.showPython(status);
    }
  }

  customElements.define("gd-contour", Contour);
}
