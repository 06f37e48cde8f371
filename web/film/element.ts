/**
 * `<gd-film>`: plays the frames of an animation: parts of one vector picture, or images. The page has them
 * all, or the first and, as `data-src`, the address of a file that has them all.
 */
import "../shared-chunk.ts";
import { iconPath } from "../core/icons.ts";
import { actionOfKey } from "../widget/shortcut-keys.ts";
import { wordsFor } from "../core/language.ts";
import { whenNear } from "../core/on-visible.ts";
import { Playback, type Frame } from "../widget/playback.ts";
import { readFile } from "../core/read-file.ts";
import { INTERVAL, transport } from "../widget/playback-controls.ts";
import type { Words } from "../widget/words.ts";

/** What keys do besides the letters of every widget. */
const KEYS: Readonly<Record<string, string>> = {
  " ": "play",
  ArrowLeft: "back",
  ArrowRight: "step",
  Home: "first",
  End: "last",
};

/** Return what a key does; null for those that do it by themselves: a button's, and a slider's. */
function actionOfFilmKey(event: KeyboardEvent): string | null {
  const { ctrlKey, metaKey, altKey, shiftKey, key } = event;
  const isPlain = !(ctrlKey || metaKey || altKey || shiftKey);
  const own = (event.target as Element).matches(key === " " ? "button" : "input");
  return (isPlain && !own && KEYS[key]) || actionOfKey(event);
}

/** Return the picture that a file holds; a file that broke off lacks the last frames. */
async function pictureIn(response: Response, last: number): Promise<Element> {
  const file = new DOMParser().parseFromString(await response.text(), "text/html");
  const picture = file.querySelector("svg");
  if (!picture?.querySelector(`[data-frame="${last}"]`)) throw new Error("no whole film");
  return document.adoptNode(picture);
}

/** Show or hide a piece of a picture, or an image. */
function setShown(piece: Element, isShown: boolean): void {
  if (piece instanceof HTMLElement) piece.hidden = !isShown;
  else if (isShown) piece.removeAttribute("display");
  else piece.setAttribute("display", "none");
}

/** Define `<gd-film>`. Without this script its first frame is what the reader sees. */
export function defineFilm(): void {
  class Film extends HTMLElement {
    #playback!: Playback;
    /** For each frame the pieces of the picture that are its own. */
    #frames: readonly (readonly Element[])[] = [];
    #shown = 0;
    #words!: Words["film"];
    /** Whether the frames have come, while or after they are fetched. */
    #arrival: Promise<boolean> | null = null;
    #bar!: HTMLElement;
    #trouble!: HTMLElement;
    #connection = new AbortController();

    connectedCallback(): void {
      this.#connection = new AbortController();
      this.#words = wordsFor(this).film;
      const interval = Number(this.dataset["interval"]) || INTERVAL;
      const last = Math.max(0, (Number(this.dataset["frames"]) || 0) - 1);
      this.#findFrames();
      this.#playback = new Playback(last, interval, false, (frame) => this.#show(frame));
      this.#playback.repeats = this.dataset["repeats"] !== undefined;
      this.#bar = this.#own(".gd-transport", transport(0, last, this.#words).text);
      this.#trouble = this.#own(".gd-trouble", '<p class="gd-trouble" role="status"></p>');
      this.#listen();
      this.#playback.seek(0);
      if (this.dataset["src"]) {
        whenNear(this, () => void this.#haveFrames(), this.#connection.signal);
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

    /** Fetch the frames, unless they are here; tell the reader if they are not to be had. */
    async #haveFrames(): Promise<boolean> {
      const address = this.dataset["src"];
      if (!address) return true;
      this.#arrival ??= this.#fetchFrames(address);
      const isHere = await this.#arrival;
      if (!isHere) this.#arrival = null;
      return isHere;
    }

    async #fetchFrames(address: string): Promise<boolean> {
      const { signal } = this.#connection;
      try {
        const { last } = this.#playback;
        const picture = await readFile(address, (file) => pictureIn(file, last), signal);
        this.querySelector("svg")!.replaceWith(picture);
      } catch {
        if (signal.aborted) return false;
        this.#trouble.textContent = this.#words.missing;
        return false;
      }
      this.#trouble.textContent = "";
      delete this.dataset["src"];
      this.#findFrames();
      this.#playback.seek(this.#playback.n);
      return true;
    }

    /** Return the part that `selector` finds, if it is here already, or a new one behind what is here. */
    #own(selector: string, markup: string): HTMLElement {
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
          if (await this.#haveFrames())
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
      if (await this.#haveFrames()) actions[action]?.();
    }

    #onKey(event: KeyboardEvent): void {
      const action = actionOfFilmKey(event);
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

  customElements.define("gd-film", Film);
}
