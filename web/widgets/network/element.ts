/**
 * `<gd-network>`: a network that learns to tell two classes apart, to play with. The numbers come from gdlib, the markup
 * from view.ts.
 *
 * Attributes: `data`, `layers` ("8,8"), `activation`, `optimizer`, `lr`, `batch` (0: all samples), `seed`, `epochs`.
 *
 * What it says of itself, for tests and for pages that embed it:
 * - `data-ready`: it can be used;
 * - `data-state`: what Python is doing: idle, loading, ready, running, error;
 * - `data-playing`: true or false;
 * - `data-stale`: other settings are wished for than those that are shown (`data-awaits`: run);
 * - `data-data`, `data-layers`, `data-activation`, `data-optimizer`, `data-lr`, `data-batch`, `data-seed`: the settings
 *   of the training that is shown;
 * - `data-epoch`, `data-loss`, `data-accuracy`, `data-kind`: the frame that is shown, and what the training does there
 *   (query.ts has the kinds);
 * - `data-trained`, `data-epochs`: how far it is trained, and how far it is to be trained.
 */
import "../../shared-chunk.ts";
import { Address, keyOf } from "../../widget/url-state.ts";
import { numberIn } from "../../core/url-fragment.ts";
import { languageAround } from "../../core/language.ts";
import { loadAhead } from "../../widget/preload-python.ts";
import { withPageRun } from "../../widget/prerendered-data.ts";
import type { Python } from "../../python/client.ts";
import type { Status } from "../../python/protocol.ts";
import { DATA_STATE } from "../../widget/status-line.ts";
import { runFromPython } from "../../widget/compute-first-run.ts";
import { WORDS, type Language } from "../../widget/words.ts";
import { listenToControls } from "./controls.ts";
import { Display } from "./display.ts";
import { Film, type Answer, type Frame } from "./training/history.ts";
import { Player } from "./training/player.ts";
import type { NetworkParameters } from "./query.ts";
import { codec, isSame, layersIn, settingsOf, type Choice, type State } from "./state.ts";
import { Trainer } from "./training/trainer.ts";
import { MORE, networkView } from "./view.ts";
import { NETWORK_WORDS } from "./words.ts";

const DEFAULTS = {
  data: "two_moons",
  layers: "8,8",
  activation: "tanh",
  optimizer: "adam",
  lr: "0.03",
  batch: "0",
  seed: "1",
  epochs: "300",
} as const;

const stillness = matchMedia("(prefers-reduced-motion: reduce)");
/** Where motion is not wanted, pictures follow each other no faster than this. */
const CALM_MS = 500;

/** Define `<gd-network>`, computed by `python`. */
export function defineNetwork(python: Python, isUnmetered: () => boolean): void {
  class NetworkElement extends HTMLElement {
    #language!: Language;
    #display!: Display;
    #trainer!: Trainer;
    #player!: Player;
    #address!: Address<State>;
    /** What the page brings along. */
    #initial!: { answer: Answer; choice: Choice };
    /** How far the training is to go; and how far the one that is shown was to go. */
    #epochs = 0;
    #shownEpochs = 0;
    #drawnAt = -Infinity;
    /** Whether it was playing when Python was lost. */
    #wasInterrupted = false;
    #connection = new AbortController();

    connectedCallback(): void {
      this.#connection = new AbortController();
      this.#language = languageAround(this);
      const words = WORDS[this.#language];
      withPageRun<Answer>(this, words, this.#connection.signal, (answer) => {
        if (answer) this.#begin(answer);
        else void this.#beginWithoutRun();
      });
    }

    disconnectedCallback(): void {
      this.#connection.abort();
      this.#player?.pause(); // this may yet follow the address and announce something
      this.#address?.end();
      this.#display?.end();
    }

    /** The build has not been here: ask Python for the training, and draw everything. */
    async #beginWithoutRun(): Promise<void> {
      const ask = async () =>
        (await python.ask("network", this.#ownParameters())) as unknown as Answer;
      const answer = await runFromPython(this, python, ask, WORDS[this.#language]);
      if (!answer || !this.isConnected) return;
      this.innerHTML = networkView(new Film(answer), keyOf(this), this.#language).text;
      this.#begin(answer);
    }

    /** Return what the attributes say; gdlib says what is wrong with it. */
    #ownParameters(): NetworkParameters {
      const text = (name: keyof typeof DEFAULTS) => this.getAttribute(name) ?? DEFAULTS[name];
      return {
        data: text("data") as NetworkParameters["data"],
        layers: layersIn(text("layers").replaceAll(",", "-").replaceAll(" ", "")) ?? [],
        activation: text("activation") as NetworkParameters["activation"],
        optimizer: text("optimizer") as NetworkParameters["optimizer"],
        lr: numberIn(text("lr")),
        batch: numberIn(text("batch")),
        seed: numberIn(text("seed")),
        epochs: numberIn(text("epochs")),
      };
    }

    #begin(answer: Answer): void {
      const film = new Film(answer);
      this.#epochs = this.#shownEpochs = answer.facts.epochs;
      this.#initial = { answer, choice: { ...film.settings, epochs: this.#epochs } };
      const [words, own] = [WORDS[this.#language], NETWORK_WORDS[this.#language]];
      const key = keyOf(this);
      this.#display = new Display(this, key, words, own);
      this.#trainer = this.#makeTrainer(`${location.pathname}#${key}`, film);
      this.#player = new Player(this.#makeReel(), () => this.#showFrame());
      this.#player.speed = this.#display.speed; // a browser that goes back brings the choice back
      this.#address = new Address(key, codec(this.#initial.choice), {
        shown: () => this.#shown,
        awaited: () => this.#awaited,
        plays: () => this.#player.playing,
      });
      this.#display.measure();
      this.#display.showFilm(film);
      this.#showFrame();
      this.#display.showChoice(this.#choice);
      this.#onPython(python.status);
      this.#listen(words, this.#connection.signal);
      this.#readAddress();
      this.dataset["ready"] = "";
    }

    #makeTrainer(key: string, film: Film): Trainer {
      const outcome = {
        begun: (film: Film) => this.#onBegun(film),
        grown: () => this.#onGrown(),
        catchingUp: () => this.#display.showCatchingUp(),
        fulfilled: () => this.#onFulfilled(),
        refused: (message: string | null) => this.#onRefused(message),
        interrupted: () => this.#onInterrupted(),
      };
      return new Trainer(python, key, film, outcome, () => !this.isConnected);
    }

    #makeReel() {
      const trainer = this.#trainer;
      const epochs = () => this.#filmEpochs;
      return {
        get film() {
          return trainer.film;
        },
        get epochs() {
          return epochs();
        },
        get isWaiting() {
          return trainer.isWaiting;
        },
        train: (until: number) => trainer.train(until),
        halt: () => trainer.halt(),
      };
    }

    #listen(words: (typeof WORDS)[Language], signal: AbortSignal): void {
      listenToControls(this, this.#intents(), words, signal);
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
        this.#display.showFilm(this.#trainer.film);
        this.#draw();
      });
      for (const picture of this.querySelectorAll(".gd-picture")) observer.observe(picture);
      signal.addEventListener("abort", () => observer.disconnect());
    }

    get #frame(): Frame {
      return this.#trainer.film.frames[this.#player.n]!;
    }

    get #choice(): Choice {
      return { ...this.#trainer.settings, epochs: this.#epochs };
    }

    /** How far the training that is shown is to go. */
    get #filmEpochs(): number {
      return this.#trainer.isWaiting ? this.#shownEpochs : this.#epochs;
    }

    /** The address that leads to what is shown, or awaited, now: the page's own until there is a run. */
    get link(): string {
      return this.#address?.link ?? location.href;
    }

    get #shown(): State {
      const { settings } = this.#trainer.film;
      return { ...settings, epochs: this.#filmEpochs, n: this.#frame.epoch };
    }

    /** Other settings, or a later epoch that the address asks for. */
    get #awaited(): State | null {
      const { isWaiting, isOpen, until } = this.#trainer;
      const isAwaited = isWaiting || (isOpen && this.#address.isUnmet);
      return isAwaited ? { ...this.#choice, n: until } : null;
    }

    // --- What the reader does ---

    #intents() {
      const choice = () => this.#choice;
      return {
        act: (action: string) => this.#act(action),
        goTo: (n: number) => this.#goTo(this.#trainer.film.frames[n]!.epoch),
        goToEpoch: (epoch: number) => this.#goTo(epoch),
        takeSpeed: () => (this.#player.speed = this.#display.speed),
        showOther: () => this.#display.showParameters(this.#trainer.film, this.#frame),
        want: (change: Partial<Choice>) => this.#want(change),
        complain: (field: string, message: string | null) =>
          this.#display.showError(field, message),
        point: (place: { x: number; y: number }) =>
          this.#display.chooseAt(this.#trainer.film, this.#frame, place),
        press: (key: string) => this.#display.chooseByKey(this.#trainer.film, this.#frame, key),
        get choice() {
          return choice();
        },
      };
    }

    #act(action: string): void {
      const actions: Record<string, () => void> = {
        play: () => this.#play(),
        first: () => this.#goTo(0),
        back: () => this.#goTo(this.#trainer.film.frames[Math.max(0, this.#player.n - 1)]!.epoch),
        step: () => this.#step(),
        reset: () => this.#reset(),
        safer: () => this.#trainSafely(),
        more: () => this.#trainMore(),
        share: () => void this.#display.share(this.link, this.#awaited !== null),
        copy: () => void this.#display.copyProgram(this.#trainer.film.program),
        retry: () => this.#retry(),
      };
      actions[action]?.();
    }

    /** The reader goes elsewhere in the training that is shown: no later epoch is awaited any more. */
    #takeOver(): void {
      if (this.#trainer.isOpen && !this.#trainer.isWaiting) this.#address.release();
    }

    #play(): void {
      this.#takeOver();
      this.#wasInterrupted = false;
      if (this.#player.playing) {
        this.#player.pause();
        return;
      }
      this.#player.play();
      this.#display.announce(WORDS[this.#language].live.playing);
    }

    #step(): void {
      this.#takeOver();
      this.#player.step();
      if (!this.#trainer.isOpen) this.#settle();
    }

    #goTo(epoch: number): void {
      this.#takeOver();
      this.#player.seek(epoch);
      this.#settle();
    }

    #trainSafely(): void {
      this.#want({ lr: this.#frame.saferRate! });
      this.#player.play();
    }

    #trainMore(): void {
      this.#want({ epochs: this.#epochs + MORE });
      this.#player.play();
    }

    #reset(): void {
      for (const name of ["lr", "epochs", "seed"]) this.#display.showError(name, null);
      const { assigned } = this.#address;
      if (assigned) return this.#wantState(assigned);
      this.#player.pause();
      this.#epochs = this.#initial.choice.epochs;
      this.#trainer.take(new Film(this.#initial.answer));
      this.#address.release();
      this.#goTo(0);
    }

    #retry(): void {
      const wasInterrupted = this.#wasInterrupted;
      this.#wasInterrupted = false;
      void python.boot().catch(() => {}); // the status line tells of failures
      void this.#trainer.pursue();
      if (wasInterrupted) this.#player.play();
    }

    /** Take other settings: a training with the same ones goes on, any other begins anew. */
    #want(change: Partial<Choice>): void {
      const choice = { ...this.#choice, ...change };
      this.#epochs = choice.epochs;
      const goesOn = this.#isShown(choice);
      if (goesOn) this.#stay();
      else this.#trainer.begin(settingsOf(choice));
      this.#showWish();
      if (goesOn && !this.#player.playing) this.#settle();
    }

    /** Return whether the training that is shown has these settings, and is not beyond its end. */
    #isShown(choice: Choice): boolean {
      const { film } = this.#trainer;
      return isSame(choice, film.settings) && film.end <= choice.epochs;
    }

    /** Await nothing but the training that is shown. */
    #stay(): void {
      if (this.#trainer.isWaiting) this.#trainer.stay();
      this.#shownEpochs = this.#epochs;
      this.#showFrame();
      this.#address.meet();
    }

    /** Take over the state in the address, if it has one for this widget. */
    #readAddress(): void {
      const state = this.#address.read();
      if (state) this.#wantState(state);
      else this.#display.showChoice(this.#choice); // a task that has gone locks no layer
    }

    #wantState(state: State): void {
      const { film } = this.#trainer;
      this.#player.pause();
      this.#epochs = state.epochs;
      const hasFrame = film.frames.some((frame) => frame.epoch === state.n);
      if (this.#isShown(state) && hasFrame) {
        this.#player.seek(state.n);
        this.#stay();
      } else this.#trainer.begin(settingsOf(state), state.n);
      this.#showWish();
    }

    // --- What the page shows ---

    #showWish(): void {
      this.#display.showAwaited(this.#trainer.isWaiting ? "run" : null);
      this.#display.showChoice(this.#choice);
    }

    #onBegun(film: Film): void {
      this.#shownEpochs = this.#epochs;
      this.#display.showFilm(film);
      this.#player.begun();
      this.#showWish();
    }

    #onGrown(): void {
      this.#player.grown();
    }

    #onInterrupted(): void {
      this.#wasInterrupted = this.#player.playing;
      this.#player.pause();
    }

    #onFulfilled(): void {
      this.#address.release();
      if (!this.#player.playing) this.#settle();
    }

    #onRefused(message: string | null): void {
      this.#epochs = this.#shownEpochs;
      this.#player.pause();
      this.#showWish();
      this.#display.showRefusal("lr", message);
    }

    /** Show where the player is. */
    #showFrame(): void {
      const { film } = this.#trainer;
      const { n, playing, canTrain } = this.#player;
      const { epoch, loss, accuracy, kind } = this.#frame;
      const wasPlaying = this.dataset["playing"] === "true";
      const epochs = this.#filmEpochs;
      const shown = { epoch, loss, accuracy, kind, trained: film.end, epochs };
      Object.assign(this.dataset, film.settings, shown, { playing });
      this.#display.showPlace(film, n, epochs, playing, canTrain);
      const now = performance.now();
      if (!playing || !stillness.matches || now - this.#drawnAt >= CALM_MS) this.#draw(now);
      if (wasPlaying && !playing) this.#settle();
    }

    #draw(now = performance.now()): void {
      this.#drawnAt = now;
      this.#display.showFrame(this.#trainer.film, this.#frame, this.#filmEpochs);
    }

    /** All has come to rest: say where, show what would have been too much before, and bring the address there. */
    #settle(): void {
      const { film } = this.#trainer;
      this.#display.showAtRest(film, this.#frame);
      const isEnd = this.#player.isAtLast && !this.#player.canTrain;
      this.#display.announceFrame(film, this.#frame, isEnd);
      this.#address.follow();
    }

    #onPython(status: Status): void {
      this.dataset["state"] = DATA_STATE[status.state];
      this.#display.showPython(status);
    }
  }

  customElements.define("gd-network", NetworkElement);
}
