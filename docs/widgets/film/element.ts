/** `<gd-film>`: plays the frames of a vector animation that the build wrote into the page. */
import { icon, iconPath, type IconName } from "../icons.ts";
import { actionOfKey } from "../keys.ts";
import { wordsFor } from "../language.ts";
import { html } from "../markup.ts";
import { Playback, type Frame } from "../playback.ts";
import type { Words } from "../words.ts";

const INTERVAL = 100;

function controls(last: number, words: Words["film"]): string {
  const button = (action: string, name: IconName, label: string, key: string) =>
    html`<button
      type="button"
      class="gd-button"
      data-action="${action}"
      aria-label="${label}"
      title="${label} (${key})"
      aria-keyshortcuts="${key}"
    >
      ${icon(name)}
    </button>`;
  return html`${button("first", "first", words.first, "0")}${button("back", "back", words.back, "J")}${button("play", "play", words.play, "K")}${button("step", "step", words.step, "L")}<input
      class="gd-scrub"
      type="range"
      min="0"
      max="${last}"
      step="1"
      value="0"
      aria-label="${words.scrub}"
    />
    <span class="gd-count"></span>`.text;
}

/** Define `<gd-film>`. Without this script its first frame is what the reader sees. */
export function defineFilm(): void {
  class Film extends HTMLElement {
    #playback!: Playback;
    /** For each frame the pieces of the picture that are its own. */
    #frames: readonly (readonly Element[])[] = [];
    #shown = 0;
    #words!: Words["film"];
    #bar!: HTMLElement;
    #connection = new AbortController();

    connectedCallback(): void {
      this.#connection = new AbortController();
      this.#words = wordsFor(this).film;
      this.#frames = Array.from({ length: Number(this.dataset["frames"]) || 0 }, (_, n) => [
        ...this.querySelectorAll(`[data-frame="${n}"]`),
      ]);
      const interval = Number(this.dataset["interval"]) || INTERVAL;
      const last = Math.max(0, this.#frames.length - 1);
      this.#playback = new Playback(last, interval, false, (frame) => this.#show(frame));
      this.#bar = this.#ownBar();
      this.#bar.innerHTML = controls(last, this.#words);
      this.#listen();
      this.#playback.seek(0);
    }

    disconnectedCallback(): void {
      this.#connection.abort();
      this.#playback.pause();
    }

    #ownBar(): HTMLElement {
      const present = this.querySelector<HTMLElement>(".gd-transport");
      if (present) return present;
      const bar = document.createElement("div");
      bar.className = "gd-transport";
      bar.setAttribute("role", "group");
      bar.setAttribute("aria-label", this.#words.controls);
      return this.appendChild(bar);
    }

    #listen(): void {
      const { signal } = this.#connection;
      this.#bar.addEventListener(
        "click",
        ({ target }) => {
          const button = (target as Element).closest<HTMLElement>("[data-action]");
          if (button) this.#act(button.dataset["action"]!);
        },
        { signal },
      );
      this.#bar.addEventListener(
        "input",
        ({ target }) => {
          this.#playback.pause();
          this.#playback.seek(Number((target as HTMLInputElement).value));
        },
        { signal },
      );
      this.addEventListener("keydown", (event) => this.#onKey(event), { signal });
    }

    #act(action: string): void {
      const actions: Record<string, () => void> = {
        first: () => {
          this.#playback.pause();
          this.#playback.seek(0);
        },
        back: () => this.#playback.step(-1),
        play: () => this.#playback.toggle(),
        step: () => this.#playback.step(1),
      };
      actions[action]?.();
    }

    #onKey(event: KeyboardEvent): void {
      const action = actionOfKey(event);
      if (!action) return;
      event.preventDefault();
      this.#act(action);
    }

    #show({ n, playing }: Frame): void {
      for (const piece of this.#frames[this.#shown] ?? []) piece.setAttribute("display", "none");
      for (const piece of this.#frames[n] ?? []) piece.removeAttribute("display");
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
