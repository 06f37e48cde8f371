/** `<gd-offline>`: keeps the whole course on the reader's device, when they ask for it. */
import "../shared-chunk.ts";
import { errorText } from "../core/error-text.ts";
import { languageAround } from "../core/language.ts";
import { html, type Markup } from "../core/markup.ts";
import { siteRoot } from "../core/site-root.ts";
import { publishedEdition } from "./release.ts";
import { sizeOf, type Edition } from "./release-manifest.ts";
import { keepAll, NotKept } from "./download-course.ts";
import { Stores } from "./cache-storage.ts";
import { OFFLINE_WORDS, type OfflineWords } from "./words.ts";

type State = "idle" | "keeping" | "kept" | "old" | "error" | "impossible";

/** What is here of an edition. */
interface Inventory {
  readonly total: number;
  /** Bytes that are not here. */
  readonly missing: number;
}

export function defineOffline(): void {
  class Offline extends HTMLElement {
    #words!: OfflineWords;
    #stores!: Stores;
    #running: AbortController | null = null;

    connectedCallback(): void {
      this.#words = OFFLINE_WORDS[languageAround(this)];
      this.innerHTML = html`<p role="status" data-part="words"></p>
        <progress class="gd-bytes" max="1" value="0" aria-hidden="true" hidden></progress>
        <p data-part="buttons"></p>`.text;
      if (!("caches" in window) || !("serviceWorker" in navigator)) {
        return this.#show("impossible", this.#words.impossible);
      }
      this.#stores = new Stores(siteRoot, caches);
      this.addEventListener("click", ({ target }) => {
        const action = (target as Element).closest<HTMLElement>("[data-action]")?.dataset["action"];
        if (action === "keep") void this.#try(() => this.#keep());
        if (action === "stop") this.#running?.abort();
        if (action === "remove") void this.#try(() => this.#remove());
        if (action === "look") void this.#try(() => this.#look());
      });
      void this.#try(() => this.#look());
    }

    disconnectedCallback(): void {
      this.#running?.abort();
    }

    /** Do something; where the browser refuses it, say so. */
    async #try(action: () => Promise<void>): Promise<void> {
      try {
        await action();
      } catch (error) {
        const { refused, retry } = this.#words;
        this.#show("error", refused(errorText(error)), this.#button("look", retry));
      }
    }

    /** See what is published now, and what of it is here. */
    async #look(words = ""): Promise<void> {
      const edition = await publishedEdition("reload");
      if (!edition) return this.#showUnreachable(words);
      const { missing, total } = await this.#inventory(edition);
      if (missing === 0) return this.#showKept(edition);
      const { keep, remove, renew, old, parts } = this.#words;
      if (await this.#whole()) {
        const buttons = html`${this.#button("keep", renew)} ${this.#button("remove", remove)}`;
        return this.#show("old", old(missing), buttons);
      }
      const said = words || (missing < total ? parts(total - missing, total) : "");
      this.#show("idle", said, this.#button("keep", keep(missing)));
    }

    async #inventory(edition: Edition): Promise<Inventory> {
      const missing = await this.#stores.missing(edition);
      return { total: sizeOf(edition.files), missing: sizeOf(missing) };
    }

    /** Return the edition that is kept whole, if it still is: a browser may have removed files. */
    async #whole(): Promise<Edition | null> {
      const whole = await this.#stores.whole();
      return whole && (await this.#inventory(whole)).missing === 0 ? whole : null;
    }

    async #showKept(edition: Edition): Promise<void> {
      await this.#stores.adopt(edition);
      await this.#stores.setWhole(edition);
      const { kept, remove } = this.#words;
      this.#show("kept", kept(sizeOf(edition.files)), this.#button("remove", remove));
    }

    /** Without the list that is published now: what was kept whole may be whole still. */
    async #showUnreachable(words = ""): Promise<void> {
      const { unreachable, keptUnseen, remove, retry } = this.#words;
      const whole = await this.#whole();
      if (!whole) return this.#show("error", words || unreachable, this.#button("look", retry));
      const buttons = html`${this.#button("look", retry)} ${this.#button("remove", remove)}`;
      this.#show("kept", keptUnseen(sizeOf(whole.files)), buttons);
    }

    async #keep(): Promise<void> {
      const edition = await publishedEdition("reload");
      if (!edition) return this.#showUnreachable();
      const { total, missing } = await this.#inventory(edition);
      const { keeping, full, stop } = this.#words;
      const free = await freeBytes();
      if (free < missing) return this.#showFull(full(missing, free));
      void navigator.storage?.persist?.().catch(() => {});
      this.#running = new AbortController();
      this.#show("keeping", keeping(total - missing, total), this.#button("stop", stop));
      const report = (bytes: number) => this.#report(bytes, total);
      try {
        await keepAll(edition, this.#stores, report, this.#running.signal);
      } catch (error) {
        if (this.#running.signal.aborted) return this.#look();
        return this.#showNotKept(error);
      }
      await this.#look();
    }

    #showNotKept(error: unknown): void {
      const { broken, refused, noRoom, goOn } = this.#words;
      if (!(error instanceof NotKept)) {
        return this.#show("error", refused(errorText(error)), this.#button("keep", goOn));
      }
      if (error.reason === "full") return this.#showFull(noRoom);
      this.#show("error", broken[error.reason](error.file), this.#button("keep", goOn));
    }

    #showFull(words: string): void {
      const { goOn, remove } = this.#words;
      const buttons = html`${this.#button("keep", goOn)} ${this.#button("remove", remove)}`;
      this.#show("error", words, buttons);
    }

    #report(bytes: number, total: number): void {
      if (this.#running?.signal.aborted) return;
      this.querySelector("progress")!.value = bytes / total;
      this.querySelector("[data-part=words]")!.textContent = this.#words.keeping(bytes, total);
    }

    async #remove(): Promise<void> {
      await this.#stores.forgetFiles();
      await this.#look(this.#words.removed);
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
