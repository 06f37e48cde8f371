/**
 * `<gd-film>`: plays an animation whose frames are elements of one SVG, or images. They are in the page; or
 * only the first is, and `data-src` is the URL of a file with all of them.
 */
import "../shared-chunk.ts";
import { iconPath } from "../core/icons.ts";
import { actionOfKey } from "../widget/shortcut-keys.ts";
import { wordsFor } from "../core/language.ts";
import { onVisible } from "../core/on-visible.ts";
import { Playback, type Frame } from "../widget/playback/playback.ts";
import { readFile } from "../core/read-file.ts";
import { DEFAULT_INTERVAL_MS, playbackControls } from "../widget/playback/playback-controls.ts";
import type { Words } from "../widget/words.ts";

/** Keys in addition to the shortcut letters of all widgets. */
const KEYS: Readonly<Record<string, string>> = {
  " ": "play",
  ArrowLeft: "back",
  ArrowRight: "step",
  Home: "first",
  End: "last",
};

/** Return the action of a key; null if there is none, or the focused button or slider handles the key itself. */
function actionOfAnimationKey(event: KeyboardEvent): string | null {
  const { ctrlKey, metaKey, altKey, shiftKey, key } = event;
  const isPlain = !(ctrlKey || metaKey || altKey || shiftKey);
  const own = (event.target as Element).matches(key === " " ? "button" : "input");
  return (isPlain && !own && KEYS[key]) || actionOfKey(event);
}

/** Return the SVG in a file. Throws if its last frame is missing: the file is incomplete. */
async function parsePicture(response: Response, last: number): Promise<Element> {
  const file = new DOMParser().parseFromString(await response.text(), "text/html");
  const picture = file.querySelector("svg");
  if (!picture?.querySelector(`[data-frame="${last}"]`))
    throw new Error("the animation is incomplete");
  return document.adoptNode(picture);
}

/** Show or hide an SVG element or an image. */
function setShown(piece: Element, isShown: boolean): void {
  if (piece instanceof HTMLElement) piece.hidden = !isShown;
  else if (isShown) piece.removeAttribute("display");
  else piece.setAttribute("display", "none");
}

/** Define `<gd-film>`. Without this script its first frame is shown. */
export function defineAnimation(): void {
  class AnimationPlayer extends HTMLElement {
    #playback!: Playback;
    /** For each frame, its elements: those that are not shared by all frames. */
    #frames: readonly (readonly Element[])[] = [];
    #shown = 0;
    #words!: Words["animation"];
    /** Resolves to whether the frames were loaded; null before and after a failure. */
    #loading: Promise<boolean> | null = null;
    #bar!: HTMLElement;
    #message!: HTMLElement;
    #connection = new AbortController();

    connectedCallback(): void {
      this.#connection = new AbortController();
      this.#words = wordsFor(this).animation;
      const interval = Number(this.dataset["interval"]) || DEFAULT_INTERVAL_MS;
      const last = Math.max(0, (Number(this.dataset["frames"]) || 0) - 1);
      this.#findFrames();
      this.#playback = new Playback(last, interval, false, (frame) => this.#show(frame));
      this.#playback.repeats = this.dataset["repeats"] !== undefined;
      this.#bar = this.#child(".gd-transport", playbackControls(0, last, this.#words).text);
      this.#message = this.#child(".gd-trouble", '<p class="gd-trouble" role="status"></p>');
      this.#listen();
      this.#playback.seek(0);
      if (this.dataset["src"]) {
        onVisible(this, () => void this.#ensureFrames(), this.#connection.signal);
      }
    }

    disconnectedCallback(): void {
      this.#connection.abort();
      this.#playback.pause();
    }

    #findFrames(): void {
      const length = Number(this.dataset["frames"]) || 0;
      const frames = Array.from({ length }, (): Element[] => []);
      for (const piece of this.querySelectorAll("[data-frame]")) {
        frames[Number(piece.getAttribute("data-frame"))]?.push(piece);
      }
      this.#frames = frames;
    }

    /** Load the frames if they are not in the page; show a message if that fails. */
    async #ensureFrames(): Promise<boolean> {
      const address = this.dataset["src"];
      if (!address) return true;
      this.#loading ??= this.#fetchFrames(address);
      const isLoaded = await this.#loading;
      if (!isLoaded) this.#loading = null;
      return isLoaded;
    }

    async #fetchFrames(address: string): Promise<boolean> {
      const { signal } = this.#connection;
      try {
        const { last } = this.#playback;
        const picture = await readFile(address, (file) => parsePicture(file, last), signal);
        this.querySelector("svg")!.replaceWith(picture);
      } catch {
        if (signal.aborted) return false;
        this.#message.textContent = this.#words.missing;
        return false;
      }
      this.#message.textContent = "";
      delete this.dataset["src"];
      this.#findFrames();
      this.#playback.seek(this.#playback.n);
      return true;
    }

    /** Return the child that matches `selector`, or append it. */
    #child(selector: string, markup: string): HTMLElement {
      if (!this.querySelector(selector)) this.insertAdjacentHTML("beforeend", markup);
      return this.querySelector<HTMLElement>(selector)!;
    }

    #listen(): void {
      const { signal } = this.#connection;
      this.#bar.addEventListener(
        "click",
        ({ target }) => {
          const button = (target as Element).closest<HTMLElement>("[data-action]");
          if (button) void this.#act(button.dataset["action"]!);
        },
        { signal },
      );
      this.#bar.addEventListener(
        "input",
        async ({ target }) => {
          this.#playback.pause();
          if (await this.#ensureFrames())
            this.#playback.seek(Number((target as HTMLInputElement).value));
          else this.#playback.seek(this.#playback.n);
        },
        { signal },
      );
      this.addEventListener("keydown", (event) => this.#onKey(event), { signal });
    }

    async #act(action: string): Promise<void> {
      const actions: Record<string, () => void> = {
        first: () => {
          this.#playback.pause();
          this.#playback.seek(0);
        },
        back: () => this.#playback.step(-1),
        play: () => this.#playback.toggle(),
        step: () => this.#playback.step(1),
        last: () => {
          this.#playback.pause();
          this.#playback.seek(this.#playback.last);
        },
      };
      if (await this.#ensureFrames()) actions[action]?.();
    }

    #onKey(event: KeyboardEvent): void {
      const action = actionOfAnimationKey(event);
      if (!action) return;
      event.preventDefault();
      void this.#act(action);
    }

    #show({ n, playing }: Frame): void {
      for (const piece of this.#frames[this.#shown] ?? []) setShown(piece, false);
      for (const piece of this.#frames[n] ?? []) setShown(piece, true);
      this.#shown = n;
      const text = this.#words.counter(String(n), String(this.#playback.last));
      this.#bar.querySelector(".gd-count")!.textContent = text;
      const scrub = this.#bar.querySelector("input")!;
      scrub.value = String(n);
      scrub.setAttribute("aria-valuetext", text);
      this.#showPlaying(playing);
      Object.assign(this.dataset, { n, playing });
    }

    #showPlaying(playing: boolean): void {
      const play = this.#bar.querySelector('[data-action="play"]')!;
      const label = playing ? this.#words.pause : this.#words.play;
      play.setAttribute("aria-label", label);
      play.setAttribute("title", `${label} (K)`);
      play.querySelector("path")!.setAttribute("d", iconPath(playing ? "pause" : "play"));
    }
  }

  customElements.define("gd-film", AnimationPlayer);
}
