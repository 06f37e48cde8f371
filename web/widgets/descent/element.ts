/** `<gd-descent>`: a descent on one curve, to play with. The numbers come from gdlib, the markup from view.ts. */
import "../../shared-chunk.ts";
import { numberIn } from "../../core/url-fragment.ts";
import { wordsFor } from "../../core/language.ts";
import { withPageRun } from "../../widget/prerendered-data.ts";
import { Playback, type Frame } from "../../widget/playback.ts";
import type { Python } from "../../python/client.ts";
import type { Status } from "../../python/protocol.ts";
import type { Words } from "../../widget/words.ts";
import { Address, keyOf } from "../../widget/url-state.ts";
import { DATA_STATE } from "../../widget/status-line.ts";
import { Wishes } from "../../widget/latest-request.ts";
import { runFromPython } from "../../widget/compute-first-run.ts";
import { listenToControls } from "./controls.ts";
import { Display } from "./display.ts";
import { loadAhead } from "../../widget/preload-python.ts";
import { Sound } from "../../plot/sonification.ts";
import { Microscope } from "./microscope/microscope.ts";
import { plane } from "./plot.ts";
import { lastN, parametersOf, runOf, stepAt } from "./run.ts";
import type { EmbeddedRun, Run, Wish } from "./run.ts";
import { listenToHandle } from "./start-handle.ts";
import { DEFAULT_DISTANCE } from "./microscope/slopes.ts";
import { codec, isSameRun, type State } from "./state.ts";
import { descentView } from "./view.ts";

const STEPS = 50;
const stillness = matchMedia("(prefers-reduced-motion: reduce)");

/** Define `<gd-descent>`, computed by `python`. */
export function defineDescent(python: Python, isUnmetered: () => boolean): void {
  class Descent extends HTMLElement {
    #words!: Words;
    #display!: Display;
    #playback!: Playback;
    #address!: Address<State>;
    #wishes!: Wishes<Wish, Run>;
    #microscope!: Microscope;
    #sound = new Sound();
    /** The run that is shown. */
    #run!: Run;
    /** What was shown last. */
    #frame: Frame | null = null;
    #connection = new AbortController();

    connectedCallback(): void {
      this.#connection = new AbortController();
      this.#words = wordsFor(this);
      withPageRun<EmbeddedRun>(this, this.#words, this.#connection.signal, (run) => {
        if (run) this.#begin(runOf(run));
        else void this.#beginWithoutRun();
      });
    }

    disconnectedCallback(): void {
      this.#connection.abort();
      this.#playback?.pause(); // this may yet follow the address and announce something
      this.#address?.end();
      this.#display?.end();
      this.#sound.end();
    }

    get #key(): string {
      return keyOf(this);
    }

    /** The build has not been here: ask Python for the run, and draw everything. */
    async #beginWithoutRun(): Promise<void> {
      const ask = async () => runOf(await python.ask("descent", this.#ownWish()));
      const run = await runFromPython(this, python, ask, this.#words);
      if (!run || !this.isConnected) return;
      const compact = this.hasAttribute("compact");
      this.innerHTML = descentView(run, this.#key, this.#words, compact).text;
      this.#begin(run);
    }

    /** Return what the attributes say. */
    #ownWish() {
      const number = (name: string) =>
        this.hasAttribute(name) ? numberIn(this.getAttribute(name) ?? "") : null;
      const loss = this.getAttribute("loss") ?? "squared_error";
      return { loss, t: number("t"), lr: number("lr"), steps: number("steps") ?? STEPS };
    }

    #begin(run: Run): void {
      this.#run = run;
      this.#display = new Display(this, this.#key, this.#words);
      this.#playback = new Playback(lastN(run), this.#display.interval, true, (frame) =>
        this.#onFrame(frame),
      );
      this.#address = new Address(this.#key, codec(parametersOf(run)), {
        shown: () => this.#shown,
        awaited: () => this.#awaited,
        plays: () => this.#playback.playing,
      });
      const outcome = {
        run: (run: Run, n: number) => this.#showRun(run, n),
        fulfilled: () => this.#onFulfilled(),
        refused: (message: string | null) => this.#onRefused(message),
        undrawn: (isUndrawn: boolean) => this.#display.showUndrawn(isUndrawn),
      };
      const source = {
        known: (wish: Wish) => this.#known(wish),
        ask: async (wish: Wish) => runOf(await python.ask("descent", wish)),
        wishOf: parametersOf,
      };
      this.#wishes = new Wishes<Wish, Run>(source, run, outcome, () => !this.isConnected);
      this.#microscope = this.#ownMicroscope();
      this.#listen(this.#connection.signal);
      this.#display.measure();
      this.#display.showRun(run);
      this.#playback.seek(0);
      this.#display.showParameters(parametersOf(run));
      this.#onPython(python.status);
      this.#readAddress();
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
        plane: () => plane(this.#run, this.#display.plotSize),
        t: () => this.#wishes.wish.t ?? this.#run.t[0]!,
        move: (t: number) => this.#want({ t }),
      };
      listenToHandle(start, picture, handle, signal);
      listenToControls(this, this.#intents(), this.#words, signal);
      addEventListener("hashchange", () => this.#readAddress(), { signal });
      const unwatch = python.watch((status) => this.#onPython(status));
      signal.addEventListener("abort", unwatch);
      const load = () => void python.boot().catch(() => {}); // the status line tells of failures
      loadAhead(
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

    // --- What the reader does ---

    #intents() {
      const wishes = this.#wishes;
      return {
        act: (action: string) => this.#act(action),
        goTo: (n: number) => this.#goTo(n),
        inspect: (n: number) => this.#inspect(n),
        setDistance: (h: string) => this.#setDistance(h),
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
        last: () => this.#goTo(lastN(this.#run)),
        reset: () => this.#reset(),
        safer: () => this.#want({ lr: this.#run.facts.verdict.safer_lr }),
        share: () => void this.#display.share(this.link, this.#awaited !== null),
        sound: () => this.#toggleSound(),
        "close-microscope": () => this.#closeMicroscope(),
        "copy-slope": () => void this.#copySlope(),
        copy: () => void this.#display.copyProgram(this.#run.facts.program),
        retry: () => this.#retry(),
      };
      actions[action]?.();
    }

    #play(): void {
      this.#playback.smooth = !stillness.matches;
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

    /** Let the height of the curve at the present state be heard. */
    #soundOut(): void {
      const { t, loss } = stepAt(this.#run, this.#playback.n);
      const [tFrom, tTo, lossFrom, lossTo] = this.#run.facts.view;
      this.#sound.at((loss - lossFrom) / (lossTo - lossFrom), (t - tFrom) / (tTo - tFrom));
    }

    #goTo(n: number): void {
      this.#playback.pause();
      this.#playback.seek(n);
      this.#settle();
    }

    /** The picture has come to rest: say where, and bring the address there. */
    #settle(): void {
      const { n } = this.#playback;
      if (n === lastN(this.#run)) this.#display.announceVerdict(this.#run);
      else this.#display.announceStep(this.#run, n);
      this.#address.follow();
    }

    /** Look at the slope at state `n`; if that is what is looked at, no more. */
    #inspect(n: number): void {
      const isOpen = this.#microscope.h !== null && n === this.#playback.n;
      this.#goTo(n);
      this.#setDistance(isOpen ? null : (this.#microscope.h ?? DEFAULT_DISTANCE));
      this.#microscope.panel.scrollIntoView({ block: "nearest" });
    }

    #setDistance(h: string | null): void {
      this.#microscope.set(h);
      this.#display.showRowOpen(h !== null);
      this.#address.follow();
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
      const { assigned } = this.#address;
      if (assigned) this.#wantState(assigned);
      else this.#want(parametersOf(this.#wishes.initial));
    }

    #retry(): void {
      void python.boot().catch(() => {}); // the status line tells of failures
      if (this.#wishes.isOpen) void this.#wishes.pursue();
      void this.#microscope.pursue();
    }

    /** The run that is shown, and the one that the page brought along, need no query. */
    #known(wish: Wish): Run | null {
      const runs = [this.#run, this.#wishes.initial];
      return runs.find((run) => isSameRun(wish, parametersOf(run))) ?? null;
    }

    #want(change: Partial<Wish>, n = 0): void {
      this.#wishes.change(change, n);
      this.#showWish();
    }

    /** Take over the state in the address, if it has one for this widget. */
    #readAddress(): void {
      const state = this.#address.read();
      if (state) this.#wantState(state);
    }

    #wantState({ n, h, ...wish }: State): void {
      this.#setDistance(h);
      this.#want(wish, n);
    }

    /** The address that leads to what is shown, or awaited, now: the page's own until there is a run. */
    get link(): string {
      return this.#address?.link ?? location.href;
    }

    get #shown(): State {
      return { ...parametersOf(this.#run), n: this.#playback.n, h: this.#microscope.h };
    }

    get #awaited(): State | null {
      const { wish, n, isOpen } = this.#wishes;
      return isOpen ? { ...wish, n, h: this.#microscope.h } : null;
    }

    // --- What the page shows ---

    #showWish(): void {
      const { wish, isOpen } = this.#wishes;
      const shown = parametersOf(this.#run);
      this.#display.showAwaited(isOpen ? "run" : null);
      this.#display.showParameters({ ...wish, t: wish.t ?? shown.t, lr: wish.lr ?? shown.lr });
      if (wish.t !== null) this.#display.showStart(this.#run, wish.t);
    }

    #onFulfilled(): void {
      this.#showWish();
      this.#display.announceVerdict(this.#run);
      this.#address.meet();
    }

    #onRefused(message: string | null): void {
      this.#showWish();
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
      this.#microscope.look(this.#run, n);
      this.#display.showPlayback(n, lastN(this.#run), playing);
      const { t, loss, grad } = stepAt(this.#run, n);
      const { lr } = this.#run.facts.parameters;
      Object.assign(this.dataset, { n, t, loss, grad, lr, playing });
      if (hasEnded) this.#settle();
    }

    #onPython(status: Status): void {
      this.dataset["state"] = DATA_STATE[status.state];
      this.#display.showPython(status);
      if (status.state === "ready") void this.#microscope.pursue();
    }
  }

  customElements.define("gd-descent", Descent);
}
