/** `<gd-contour>`: descents raced on one surface. The numbers come from gdlib, the markup from view.ts. */
import "../../shared-chunk.ts";
import { Address, keyOf } from "../../widget/url-state.ts";
import type { Place } from "../../plot/dragging.ts";
import { numberIn } from "../../core/url-fragment.ts";
import { languageAround, wordsFor } from "../../core/language.ts";
import { loadAhead } from "../../widget/preload-python.ts";
import { withPageRun } from "../../widget/prerendered-data.ts";
import { Playback, type Frame } from "../../widget/playback.ts";
import type { Python } from "../../python/client.ts";
import type { ContourParameters, Status } from "../../python/protocol.ts";
import { DATA_STATE } from "../../widget/status-line.ts";
import { Wishes } from "../../widget/latest-request.ts";
import { runFromPython } from "../../widget/compute-first-run.ts";
import { Controls } from "./controls.ts";
import { Display } from "./display.ts";
import {
  asked,
  fromAnswer,
  fromPage,
  lastN,
  stepAt,
  wishOf,
  type EmbeddedRace,
  type Race,
  type Wish,
} from "./race.ts";
import { listenToStart } from "./start-handle.ts";
import {
  codec,
  END,
  isSameRace,
  isSameSurface,
  MOST_RUNS,
  type Parameters,
  type State,
} from "./state.ts";
import { contourView } from "./view.ts";

const STEPS = 100;
/** How long things must be quiet before a race is judged: it takes Python longer than to run it. */
const JUDGE_AFTER_MS = 120;

/** What is said of a run that there is not. */
const NOTHING = { optimizer: null, lr: null, x: null, y: null, loss: null, kind: null };

const stillness = matchMedia("(prefers-reduced-motion: reduce)");

/** Define `<gd-contour>`, computed by `python`. */
export function defineContour(python: Python, isUnmetered: () => boolean): void {
  class Contour extends HTMLElement {
    #display!: Display;
    #playback!: Playback;
    #address!: Address<State>;
    #wishes!: Wishes<Wish, Race>;
    /** The race that is shown. */
    #race!: Race;
    /** The surface whose map is shown. */
    #mapped!: Pick<Parameters, "surface" | "condition">;
    /** What was shown last. */
    #frame: Frame | null = null;
    #judging = 0;
    #connection = new AbortController();

    connectedCallback(): void {
      this.#connection = new AbortController();
      withPageRun<EmbeddedRace>(this, wordsFor(this), this.#connection.signal, (race) => {
        if (race) this.#begin(fromPage(race));
        else void this.#beginWithoutRace();
      });
    }

    disconnectedCallback(): void {
      this.#connection.abort();
      clearTimeout(this.#judging);
      this.#playback?.pause(); // this may yet follow the address and announce something
      this.#address?.end();
      this.#display?.end();
    }

    get #key(): string {
      return keyOf(this);
    }

    /** The build has not been here: ask Python for the race, and draw everything. */
    async #beginWithoutRace(): Promise<void> {
      const ask = async () => fromAnswer(await python.ask("contour", this.#ownQuery()));
      const race = await runFromPython(this, python, ask, wordsFor(this));
      if (!race || !this.isConnected) return;
      this.innerHTML = contourView(race, this.#key, languageAround(this)).text;
      this.#begin(race);
    }

    /** Return what the attributes say. */
    #ownQuery(): ContourParameters {
      const number = (name: string) =>
        this.hasAttribute(name) ? numberIn(this.getAttribute(name) ?? "") : null;
      return {
        surface: this.getAttribute("surface") ?? "bowl",
        condition: number("condition"),
        x: number("x"),
        y: number("y"),
        race: this.getAttribute("race"),
        steps: number("steps") ?? STEPS,
        map: true,
        words: true,
      };
    }

    #begin(race: Race): void {
      this.#race = race;
      this.#mapped = wishOf(race);
      this.#display = new Display(this, this.#key, languageAround(this), race);
      const onFrame = (frame: Frame) => this.#onFrame(frame);
      this.#playback = new Playback(lastN(race), this.#display.interval, true, onFrame);
      this.#address = new Address(this.#key, codec(wishOf(race)), {
        shown: () => this.#shown,
        awaited: () => this.#awaited,
        plays: () => this.#playback.playing,
      });
      const outcome = {
        run: (race: Race, n: number) => this.#showRace(race, n),
        fulfilled: () => this.#onFulfilled(),
        refused: (message: string | null) => this.#onRefused(message),
        undrawn: (isUndrawn: boolean) => this.#display.showUndrawn(isUndrawn),
      };
      const source = {
        known: (wish: Wish) => this.#known(wish),
        ask: (wish: Wish) => this.#ask(wish),
        wishOf,
      };
      this.#wishes = new Wishes(source, race, outcome, () => !this.isConnected);
      this.#listen(this.#connection.signal);
      this.#display.measure();
      this.#display.showRace(race, true);
      this.#playback.seek(0);
      this.#onPython(python.status);
      this.#readAddress();
      this.dataset["ready"] = "";
    }

    #listen(signal: AbortSignal): void {
      const picture = this.querySelector<SVGSVGElement>(".gd-paths")!;
      const start = picture.querySelector<SVGGElement>(".gd-start")!;
      const handle = {
        plane: () => this.#display.plane,
        start: () => this.#start,
        move: (start: Place) => this.#moveStart(start),
      };
      listenToStart(start, picture, handle, signal);
      new Controls(this.#intents(), this.#display.words).listen(this, signal);
      addEventListener("hashchange", () => this.#readAddress(), { signal });
      const unwatch = python.watch((status) => this.#onPython(status));
      signal.addEventListener("abort", unwatch);
      const load = () => void python.boot().catch(() => {}); // the status line tells of failures
      const settings = this.querySelectorAll(".gd-surface, .gd-lanes, .gd-scene");
      loadAhead(this, settings, isUnmetered(), load, signal);
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

    // --- What the reader does ---

    #intents() {
      const wishes = this.#wishes;
      return {
        act: (action: string) => this.#act(action),
        goTo: (n: number) => this.#goTo(n),
        setInterval: (milliseconds: number) => (this.#playback.interval = milliseconds),
        want: (change: Partial<Wish>) => this.#want(change),
        takeSaferRate: (run: number) => this.#takeSaferRate(run),
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
        share: () => void this.#display.share(this.link, this.#awaited !== null),
        copy: () => void this.#display.copyProgram(this.#race.facts.program ?? ""),
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

    /** The picture has come to rest: say where, and bring the address there. */
    #settle(): void {
      const { n, last } = this.#playback;
      if (n === last) this.#display.announceVerdicts();
      else this.#display.announceStep(n);
      this.#address.follow();
    }

    #takeSaferRate(run: number): void {
      const lr = this.#race.facts.verdicts?.[run]?.safer_lr ?? null;
      const { race } = this.#wishes.wish;
      this.#want({ race: race.map((entrant, i) => (i === run ? { ...entrant, lr } : entrant)) });
    }

    #reset(): void {
      this.#playback.pause();
      for (const field of this.querySelectorAll<HTMLElement>("[aria-invalid=true]")) {
        this.#display.showError(field.dataset["field"]!, null);
      }
      const { assigned } = this.#address;
      if (assigned) this.#wantState(assigned);
      else this.#want(wishOf(this.#wishes.initial), 0);
    }

    #retry(): void {
      void python.boot().catch(() => {}); // the status line tells of failures
      if (this.#wishes.isOpen) void this.#wishes.pursue();
    }

    /** Wish for something else; words about it come when the reader has paused. */
    #want(change: Partial<Wish>, n = END): void {
      clearTimeout(this.#judging);
      this.#wishes.change({ ...change, words: false }, n);
      this.#showWish();
    }

    /** Move the start, as far as no task keeps it where it is. */
    #moveStart({ x, y }: Place): void {
      const isFree = (name: string) => !this.#display.field(name).disabled;
      this.#want({ ...(isFree("x") && { x }), ...(isFree("y") && { y }) });
    }

    /** The race that is shown needs no query, nor the one that the page brought along while its map is there. */
    #known(wish: Wish): Race | null {
      if (!isSameSurface(wish, this.#mapped)) return null;
      const isKnown = (race: Race) =>
        isSameRace(wish, wishOf(race)) && (!wish.words || race.facts.verdicts !== null);
      return [this.#race, this.#wishes.initial].find(isKnown) ?? null;
    }

    async #ask(wish: Wish): Promise<Race> {
      const hasMap = isSameSurface(wish, this.#mapped);
      return fromAnswer(await python.ask("contour", asked(wish, !hasMap)));
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
      const { n, last } = this.#playback;
      return { ...wishOf(this.#race), n: n === last ? END : n };
    }

    get #awaited(): State | null {
      const { wish, n } = this.#wishes;
      return this.#isRunAwaited ? { ...wish, n } : null;
    }

    /** Whether another race is awaited, and not only words about this one. */
    get #isRunAwaited(): boolean {
      const { wish, isOpen } = this.#wishes;
      return isOpen && !isSameRace(wish, wishOf(this.#race));
    }

    /** Where the start is, or shall be. */
    get #start(): Place {
      const { wish } = this.#wishes;
      const { x, y } = this.#race.facts.parameters;
      return { x: wish.x ?? x, y: wish.y ?? y };
    }

    // --- What the page shows ---

    #showWish(): void {
      const isJudged = this.#race.facts.verdicts !== null;
      const isComplete = isJudged && !this.#wishes.isOpen;
      this.#display.showAwaited(this.#isRunAwaited ? "run" : isComplete ? null : "verdict");
      this.#display.showWish(this.#wishes.wish);
    }

    #onFulfilled(): void {
      this.#showWish();
      this.#address.meet();
      if (this.#race.facts.verdicts === null) {
        this.#judging = window.setTimeout(() => this.#judge(), JUDGE_AFTER_MS);
        return;
      }
      this.#display.announceVerdicts();
    }

    /** Have the race judged that is shown, from the state that is shown. */
    #judge(): void {
      const { n, last } = this.#playback;
      this.#wishes.change({ words: true }, n === last ? END : n);
      this.#showWish();
    }

    #onRefused(message: string | null): void {
      this.#showWish();
      this.#display.showRefusal("x", message);
    }

    #showRace(race: Race, n: number): void {
      if (race !== this.#race) {
        this.#race = race;
        if (race.heights) this.#mapped = wishOf(race);
        this.#display.showRace(race);
        this.#display.showWish(this.#wishes.wish); // which may be another by now
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
      this.#tellState(n, playing);
      if (hasEnded) this.#settle();
    }

    /** Say on the element itself what is shown: see view.ts. */
    #tellState(n: number, playing: boolean): void {
      const { facts, paths } = this.#race;
      const { surface, x, y, race } = facts.parameters;
      Object.assign(this.dataset, { n, surface, x, y, playing, runs: race.length });
      for (const [run, { optimizer, lr }] of race.entries()) {
        const { n: _, ...at } = stepAt(paths[run]!, n);
        const kind = facts.verdicts?.[run]?.kind ?? null;
        this.#tellRun(run + 1, { optimizer, lr, ...at, kind });
      }
      for (let run = race.length + 1; run <= MOST_RUNS; run++) this.#tellRun(run, NOTHING);
    }

    #tellRun(run: number, told: Readonly<Record<string, string | number | null>>): void {
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
