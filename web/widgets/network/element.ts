/**
 * `<gd-network>`: interactive training of a neural network that separates two classes. The numbers come from gdlib, the markup
 * from view.ts.
 *
 * Attributes: `data`, `layers` ("8,8"), `activation`, `optimizer`, `lr`, `batch` (0: all samples), `seed`, `epochs`.
 *
 * Attributes that it sets, for tests and for pages that embed it:
 * - `data-ready`: hydrated;
 * - `data-state`: what Python is doing: idle, loading, ready, running, error;
 * - `data-playing`: true or false;
 * - `data-stale`: a training with other settings is pending (`data-awaits`: run);
 * - `data-data`, `data-layers`, `data-activation`, `data-optimizer`, `data-lr`, `data-batch`, `data-seed`: the settings
 *   of the training that is shown;
 * - `data-epoch`, `data-loss`, `data-accuracy`, `data-kind`: the snapshot that is shown, and the behaviour of the
 *   training up to it (one of TRAINING_BEHAVIOURS);
 * - `data-trained`, `data-epochs`: the last trained epoch, and the requested one.
 */
import "../../shared-chunk.ts";
import { UrlState, keyOf } from "../../widget/url-state.ts";
import { numberIn } from "../../core/url-fragment.ts";
import { languageAround } from "../../core/language.ts";
import { preloadPython } from "../../widget/preload-python.ts";
import { withPrerenderedRun } from "../../widget/prerendered-data.ts";
import type { Python } from "../../python/client.ts";
import type { Status } from "../../python/protocol.ts";
import { DATA_STATE } from "../../widget/status-line.ts";
import { computeFirstRun } from "../../widget/compute-first-run.ts";
import { WORDS, type Language } from "../../widget/words.ts";
import { listenToControls } from "./controls.ts";
import { Display } from "./display.ts";
import { TrainingHistory, type Answer, type Snapshot } from "./training/history.ts";
import { Player } from "./training/player.ts";
import type { NetworkParameters } from "./query.ts";
import {
  codec,
  DEFAULTS,
  isSameTraining,
  layersIn,
  MORE_EPOCHS,
  settingsOf,
  type Choice,
  type State,
} from "./state.ts";
import { Trainer } from "./training/trainer.ts";
import { networkView } from "./view.ts";
import { NETWORK_WORDS } from "./words.ts";

const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
/** With reduced motion, snapshots are drawn no more often than this. */
const REDUCED_MOTION_MS = 500;

/** Define `<gd-network>`, computed by `python`. */
export function defineNetwork(python: Python, isUnmetered: () => boolean): void {
  class NetworkElement extends HTMLElement {
    #language!: Language;
    #display!: Display;
    #trainer!: Trainer;
    #player!: Player;
    #urlState!: UrlState<State>;
    /** The prerendered training. */
    #initial!: { answer: Answer; choice: Choice };
    /** The requested number of epochs, and that of the shown training. */
    #epochs = 0;
    #shownEpochs = 0;
    #drawnAt = -Infinity;
    /** Whether it was playing when Python could not be loaded: a retry resumes playback. */
    #wasInterrupted = false;
    #connection = new AbortController();

    connectedCallback(): void {
      this.#connection = new AbortController();
      this.#language = languageAround(this);
      const words = WORDS[this.#language];
      withPrerenderedRun<Answer>(this, words, this.#connection.signal, (answer) => {
        if (answer) this.#begin(answer);
        else void this.#beginWithoutRun();
      });
    }

    disconnectedCallback(): void {
      this.#connection.abort();
      this.#player?.pause(); // may schedule a URL write and an announcement: cancelled below
      this.#urlState?.end();
      this.#display?.end();
    }

    /** Without a prerendered run: ask Python for the training, and draw everything. */
    async #beginWithoutRun(): Promise<void> {
      const ask = async () =>
        (await python.ask("network", this.#ownParameters())) as unknown as Answer;
      const answer = await computeFirstRun(this, python, ask, WORDS[this.#language]);
      if (!answer || !this.isConnected) return;
      this.innerHTML = networkView(new TrainingHistory(answer), keyOf(this), this.#language).text;
      this.#begin(answer);
    }

    /** Return the query of the element's attributes; gdlib validates it. */
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
      const history = new TrainingHistory(answer);
      this.#epochs = this.#shownEpochs = answer.facts.epochs;
      this.#initial = { answer, choice: { ...history.settings, epochs: this.#epochs } };
      const [words, own] = [WORDS[this.#language], NETWORK_WORDS[this.#language]];
      const key = keyOf(this);
      this.#display = new Display(this, key, words, own);
      this.#trainer = this.#makeTrainer(`${location.pathname}#${key}`, history);
      this.#player = new Player(this.#makePlayable(), () => this.#showSnapshot());
      this.#player.speed = this.#display.speed; // browsers restore the field after Back
      this.#urlState = new UrlState(key, codec(this.#initial.choice), {
        shown: () => this.#shown,
        pending: () => this.#pending,
        isPlaying: () => this.#player.playing,
      });
      this.#display.measure();
      this.#display.showHistory(history);
      this.#showSnapshot();
      this.#display.showChoice(this.#choice);
      this.#onPython(python.status);
      this.#listen(words, this.#connection.signal);
      this.#readUrlState();
      this.dataset["ready"] = "";
    }

    #makeTrainer(key: string, history: TrainingHistory): Trainer {
      const listener = {
        started: (history: TrainingHistory) => this.#onStarted(history),
        extended: () => this.#onExtended(),
        catchingUp: () => this.#display.showCatchingUp(),
        fulfilled: () => this.#onFulfilled(),
        refused: (message: string | null) => this.#onRefused(message),
        interrupted: () => this.#onInterrupted(),
      };
      return new Trainer(python, key, history, listener, () => !this.isConnected);
    }

    #makePlayable() {
      const trainer = this.#trainer;
      const epochs = () => this.#historyEpochs;
      return {
        get history() {
          return trainer.history;
        },
        get epochs() {
          return epochs();
        },
        get isPending() {
          return trainer.isPending;
        },
        train: (until: number) => trainer.train(until),
        halt: () => trainer.halt(),
      };
    }

    #listen(words: (typeof WORDS)[Language], signal: AbortSignal): void {
      listenToControls(this, this.#intents(), words, signal);
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
        this.#display.showHistory(this.#trainer.history);
        this.#draw();
      });
      for (const picture of this.querySelectorAll(".gd-picture")) observer.observe(picture);
      signal.addEventListener("abort", () => observer.disconnect());
    }

    get #snapshot(): Snapshot {
      return this.#trainer.history.snapshots[this.#player.n]!;
    }

    get #choice(): Choice {
      return { ...this.#trainer.settings, epochs: this.#epochs };
    }

    /** The requested number of epochs of the shown training. */
    get #historyEpochs(): number {
      return this.#trainer.isPending ? this.#shownEpochs : this.#epochs;
    }

    /** The URL of the shown or pending state; the page's URL until there is a run. */
    get link(): string {
      return this.#urlState?.link ?? location.href;
    }

    get #shown(): State {
      const { settings } = this.#trainer.history;
      return { ...settings, epochs: this.#historyEpochs, n: this.#snapshot.epoch };
    }

    /** The pending state: other settings, or a later epoch that the URL fragment requests; null if there is none. */
    get #pending(): State | null {
      const { isPending, isUnfinished, until } = this.#trainer;
      const isAwaited = isPending || (isUnfinished && this.#urlState.isWritingPaused);
      return isAwaited ? { ...this.#choice, n: until } : null;
    }

    // --- Input ---

    #intents() {
      const choice = () => this.#choice;
      return {
        act: (action: string) => this.#act(action),
        goTo: (n: number) => this.#goTo(this.#trainer.history.snapshots[n]!.epoch),
        goToEpoch: (epoch: number) => this.#goTo(epoch),
        changeSpeed: () => (this.#player.speed = this.#display.speed),
        changeDiagramValues: () =>
          this.#display.showParameters(this.#trainer.history, this.#snapshot),
        change: (change: Partial<Choice>) => this.#change(change),
        showError: (field: string, message: string | null) =>
          this.#display.showError(field, message),
        pointAtDiagram: (place: { x: number; y: number }) =>
          this.#display.chooseAt(this.#trainer.history, this.#snapshot, place),
        pressKeyInDiagram: (key: string) =>
          this.#display.chooseByKey(this.#trainer.history, this.#snapshot, key),
        get choice() {
          return choice();
        },
      };
    }

    #act(action: string): void {
      const actions: Record<string, () => void> = {
        play: () => this.#play(),
        first: () => this.#goTo(0),
        back: () =>
          this.#goTo(this.#trainer.history.snapshots[Math.max(0, this.#player.n - 1)]!.epoch),
        step: () => this.#step(),
        reset: () => this.#reset(),
        safer: () => this.#trainSafely(),
        more: () => this.#trainMore(),
        share: () => void this.#display.share(this.link, this.#pending !== null),
        copy: () => void this.#display.copyProgram(this.#trainer.history.program),
        retry: () => this.#retry(),
      };
      actions[action]?.();
    }

    /** Call when the reader plays, steps or seeks: the fragment may be overwritten before its epoch is reached. */
    #takeOver(): void {
      if (this.#trainer.isUnfinished && !this.#trainer.isPending) this.#urlState.resumeWriting();
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
      if (!this.#trainer.isUnfinished) this.#settle();
    }

    #goTo(epoch: number): void {
      this.#takeOver();
      this.#player.seek(epoch);
      this.#settle();
    }

    #trainSafely(): void {
      this.#change({ lr: this.#snapshot.saferRate! });
      this.#player.play();
    }

    #trainMore(): void {
      this.#change({ epochs: this.#epochs + MORE_EPOCHS });
      this.#player.play();
    }

    #reset(): void {
      for (const name of ["lr", "epochs", "seed"]) this.#display.showError(name, null);
      const { assigned } = this.#urlState;
      if (assigned) return this.#applyState(assigned);
      this.#player.pause();
      this.#epochs = this.#initial.choice.epochs;
      this.#trainer.restore(new TrainingHistory(this.#initial.answer));
      this.#urlState.resumeWriting();
      this.#goTo(0);
    }

    #retry(): void {
      const wasInterrupted = this.#wasInterrupted;
      this.#wasInterrupted = false;
      void python.boot().catch(() => {}); // the status line shows failures
      void this.#trainer.resume();
      if (wasInterrupted) this.#player.play();
    }

    /** Apply changed settings: continue the shown training if it has the same ones, otherwise start a new one. */
    #change(change: Partial<Choice>): void {
      const choice = { ...this.#choice, ...change };
      this.#epochs = choice.epochs;
      const goesOn = this.#isShown(choice);
      if (goesOn) this.#stay();
      else this.#trainer.begin(settingsOf(choice));
      this.#showQuery();
      if (goesOn && !this.#player.playing) this.#settle();
    }

    /** Return whether the shown training has these settings, and at most the chosen number of epochs. */
    #isShown(choice: Choice): boolean {
      const { history } = this.#trainer;
      return isSameTraining(choice, history.settings) && history.end <= choice.epochs;
    }

    /** Keep the shown training: cancel a pending one. */
    #stay(): void {
      if (this.#trainer.isPending) this.#trainer.cancelPending();
      this.#shownEpochs = this.#epochs;
      this.#showSnapshot();
      this.#urlState.resumeAndWrite();
    }

    /** Apply the state in the fragment, if it has a new one for this widget. */
    #readUrlState(): void {
      const state = this.#urlState.read();
      if (state) this.#applyState(state);
      else this.#display.showChoice(this.#choice); // unlocks fields if an assignment was removed
    }

    #applyState(state: State): void {
      const { history } = this.#trainer;
      this.#player.pause();
      this.#epochs = state.epochs;
      const hasSnapshot = history.snapshots.some((snapshot) => snapshot.epoch === state.n);
      if (this.#isShown(state) && hasSnapshot) {
        this.#player.seek(state.n);
        this.#stay();
      } else this.#trainer.begin(settingsOf(state), state.n);
      this.#showQuery();
    }

    // --- Output ---

    #showQuery(): void {
      this.#display.showAwaited(this.#trainer.isPending ? "run" : null);
      this.#display.showChoice(this.#choice);
    }

    #onStarted(history: TrainingHistory): void {
      this.#shownEpochs = this.#epochs;
      this.#display.showHistory(history);
      this.#player.onStarted();
      this.#showQuery();
    }

    #onExtended(): void {
      this.#player.onExtended();
    }

    #onInterrupted(): void {
      this.#wasInterrupted = this.#player.playing;
      this.#player.pause();
    }

    #onFulfilled(): void {
      this.#urlState.resumeWriting();
      if (!this.#player.playing) this.#settle();
    }

    #onRefused(message: string | null): void {
      this.#epochs = this.#shownEpochs;
      this.#player.pause();
      this.#showQuery();
      this.#display.showRefusal("lr", message);
    }

    /** Show the snapshot at the player's position. */
    #showSnapshot(): void {
      const { history } = this.#trainer;
      const { n, playing, canTrain } = this.#player;
      const { epoch, loss, accuracy, kind } = this.#snapshot;
      const wasPlaying = this.dataset["playing"] === "true";
      const epochs = this.#historyEpochs;
      const shown = { epoch, loss, accuracy, kind, trained: history.end, epochs };
      Object.assign(this.dataset, history.settings, shown, { playing });
      this.#display.showPosition(history, n, epochs, playing, canTrain);
      const now = performance.now();
      if (!playing || !reducedMotion.matches || now - this.#drawnAt >= REDUCED_MOTION_MS)
        this.#draw(now);
      if (wasPlaying && !playing) this.#settle();
    }

    #draw(now = performance.now()): void {
      this.#drawnAt = now;
      this.#display.showSnapshot(this.#trainer.history, this.#snapshot, this.#historyEpochs);
    }

    /** After playback and training: announce the snapshot, update what playback leaves out, write the URL. */
    #settle(): void {
      const { history } = this.#trainer;
      this.#display.showAtRest(history, this.#snapshot);
      const isEnd = this.#player.isAtLast && !this.#player.canTrain;
      this.#display.announceSnapshot(history, this.#snapshot, isEnd);
      this.#urlState.scheduleWrite();
    }

    #onPython(status: Status): void {
      this.dataset["state"] = DATA_STATE[status.state];
      this.#display.showPython(status);
    }
  }

  customElements.define("gd-network", NetworkElement);
}
