/** `<gd-offline>`: keeps the whole course on the reader's device, when they ask for it. */
import "../everywhere.ts";
import { languageAround } from "../language.ts";
import { html, type Markup } from "../markup.ts";
import { siteRoot } from "../site-root.ts";
import { publishedEdition } from "./edition.ts";
import { forgetAll, keepAll, keptContent, NotKept, sizeOf } from "./keep.ts";
import type { Edition } from "./stores.ts";
import { OFFLINE_WORDS, type OfflineWords } from "./words.ts";

type State = "idle" | "keeping" | "kept" | "old" | "error" | "impossible";

export function defineOffline(): void {
  class Offline extends HTMLElement {
    #words!: OfflineWords;
    #edition: Edition | null = null;
    #running: AbortController | null = null;

    connectedCallback(): void {
      this.#words = OFFLINE_WORDS[languageAround(this)];
      this.innerHTML = html`<p role="status" data-part="words"></p>
        <progress class="gd-bytes" max="1" value="0" aria-hidden="true" hidden></progress>
        <p data-part="buttons"></p>`.text;
      this.addEventListener("click", ({ target }) => {
        const action = (target as Element).closest<HTMLElement>("[data-action]")?.dataset["action"];
        if (action === "keep") void this.#keep();
        if (action === "stop") this.#running?.abort();
        if (action === "remove") void this.#remove();
        if (action === "look") void this.#look();
      });
      if (!("caches" in window) || !("serviceWorker" in navigator)) {
        this.#show("impossible", this.#words.impossible);
      } else void this.#look();
    }

    disconnectedCallback(): void {
      this.#running?.abort();
    }

    /** See what is published and what is kept. */
    async #look(words = ""): Promise<void> {
      this.#edition = await publishedEdition();
      const kept = await keptContent(siteRoot).catch(() => null);
      const { keep, remove, renew, retry, unreachable } = this.#words;
      const edition = this.#edition;
      if (!edition) {
        const button = kept ? this.#button("remove", remove) : this.#button("look", retry);
        return this.#show("error", words || unreachable, button);
      }
      const size = sizeOf(edition);
      if (kept === edition.content) {
        return this.#show("kept", this.#words.kept(size), this.#button("remove", remove));
      }
      if (!kept) return this.#show("idle", words, this.#button("keep", keep(size)));
      const buttons = html`${this.#button("keep", renew)} ${this.#button("remove", remove)}`;
      this.#show("old", this.#words.old(size), buttons);
    }

    async #keep(): Promise<void> {
      const edition = this.#edition!;
      const total = sizeOf(edition);
      const { keeping, full, stop } = this.#words;
      const free = await freeBytes();
      if (free < total) return this.#show("error", full(total, free), this.#keepButton());
      if ((await keptContent(siteRoot)) !== null) await forgetAll(); // of an earlier edition
      void navigator.storage?.persist?.().catch(() => {});
      this.#running = new AbortController();
      this.#show("keeping", keeping(0, total), this.#button("stop", stop));
      const report = (bytes: number) => this.#report(bytes, total);
      try {
        await keepAll(edition, siteRoot, report, this.#running.signal);
        await this.#look();
      } catch (error) {
        if (this.#running.signal.aborted) return void this.#look();
        const { broken, retry } = this.#words;
        const file = error instanceof NotKept ? error.file : String(error);
        this.#show("error", broken(file), this.#button("keep", retry));
      }
    }

    #report(bytes: number, total: number): void {
      if (this.#running?.signal.aborted) return;
      this.querySelector("progress")!.value = bytes / total;
      this.querySelector("[data-part=words]")!.textContent = this.#words.keeping(bytes, total);
    }

    async #remove(): Promise<void> {
      await forgetAll();
      await this.#look(this.#words.removed);
    }

    #keepButton(): Markup {
      return this.#button("keep", this.#words.keep(sizeOf(this.#edition!)));
    }

    #button(action: string, label: string): Markup {
      return html`<button type="button" class="gd-text-button" data-action="${action}">
        ${label}
      </button>`;
    }

    #show(state: State, words: string, buttons: Markup | null = null): void {
      const hadFocus = this.contains(document.activeElement);
      this.dataset["state"] = state;
      this.querySelector("[data-part=words]")!.textContent = words;
      this.querySelector("progress")!.hidden = state !== "keeping";
      const place = this.querySelector<HTMLElement>("[data-part=buttons]")!;
      place.innerHTML = buttons?.text ?? "";
      if (hadFocus) place.querySelector("button")?.focus();
    }
  }

  customElements.define("gd-offline", Offline);
}

/** Return how much more the browser says it would keep; it may not say. */
async function freeBytes(): Promise<number> {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  return quota === undefined ? Infinity : quota - (usage ?? 0);
}
