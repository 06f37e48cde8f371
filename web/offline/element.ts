/** `<gd-offline>`: downloads the whole course into Cache Storage, at the reader's request. */
import "../shared-chunk.ts";
import { errorText } from "../core/error-text.ts";
import { languageAround } from "../core/language.ts";
import { html, type Markup } from "../core/markup.ts";
import { siteRoot } from "../core/site-root.ts";
import { publishedRelease } from "./release.ts";
import { sizeOf, type ReleaseManifest } from "./release-manifest.ts";
import { downloadCourse, DownloadError } from "./download-course.ts";
import { ReleaseCache } from "./cache-storage.ts";
import { OFFLINE_WORDS, type OfflineWords } from "./words.ts";

type State = "idle" | "keeping" | "kept" | "old" | "error" | "impossible";

/** How much of a release is cached, in bytes. */
interface Inventory {
  readonly total: number;
  readonly missing: number;
}

export function defineOffline(): void {
  class Offline extends HTMLElement {
    #words!: OfflineWords;
    #cache!: ReleaseCache;
    #abort: AbortController | null = null;

    connectedCallback(): void {
      this.#words = OFFLINE_WORDS[languageAround(this)];
      this.innerHTML = html`<p role="status" data-part="words"></p>
        <progress class="gd-bytes" max="1" value="0" aria-hidden="true" hidden></progress>
        <p data-part="buttons"></p>`.text;
      if (!("caches" in window) || !("serviceWorker" in navigator)) {
        return this.#show("impossible", this.#words.impossible);
      }
      this.#cache = new ReleaseCache(siteRoot, caches);
      this.addEventListener("click", ({ target }) => {
        const action = (target as Element).closest<HTMLElement>("[data-action]")?.dataset["action"];
        if (action === "keep") void this.#attempt(() => this.#download());
        if (action === "stop") this.#abort?.abort();
        if (action === "remove") void this.#attempt(() => this.#remove());
        if (action === "look") void this.#attempt(() => this.#checkRelease());
      });
      void this.#attempt(() => this.#checkRelease());
    }

    disconnectedCallback(): void {
      this.#abort?.abort();
    }

    /** Run an action; show an error with a retry button if it throws, as where storage is forbidden. */
    async #attempt(action: () => Promise<void>): Promise<void> {
      try {
        await action();
      } catch (error) {
        const { refused, retry } = this.#words;
        this.#show("error", refused(errorText(error)), this.#button("look", retry));
      }
    }

    /** Fetch the published manifest, and show how much of the release is cached. */
    async #checkRelease(words = ""): Promise<void> {
      const manifest = await publishedRelease("reload");
      if (!manifest) return this.#showUnreachable(words);
      const { missing, total } = await this.#inventory(manifest);
      if (missing === 0) return this.#showCached(manifest);
      const { keep, remove, renew, old, parts } = this.#words;
      if (await this.#whole()) {
        const buttons = html`${this.#button("keep", renew)} ${this.#button("remove", remove)}`;
        return this.#show("old", old(missing), buttons);
      }
      const text = words || (missing < total ? parts(total - missing, total) : "");
      this.#show("idle", text, this.#button("keep", keep(missing)));
    }

    async #inventory(manifest: ReleaseManifest): Promise<Inventory> {
      const missing = await this.#cache.missing(manifest);
      return { total: sizeOf(manifest.files), missing: sizeOf(missing) };
    }

    /** Return the manifest of the release that is cached as a whole, unless the browser has evicted files since. */
    async #whole(): Promise<ReleaseManifest | null> {
      const whole = await this.#cache.whole();
      return whole && (await this.#inventory(whole)).missing === 0 ? whole : null;
    }

    async #showCached(manifest: ReleaseManifest): Promise<void> {
      await this.#cache.setCurrent(manifest);
      await this.#cache.setWhole(manifest);
      const { kept, remove } = this.#words;
      this.#show("kept", kept(sizeOf(manifest.files)), this.#button("remove", remove));
    }

    /** Show the state without the published manifest, as offline: the cached course may still be whole. */
    async #showUnreachable(words = ""): Promise<void> {
      const { unreachable, keptUnseen, remove, retry } = this.#words;
      const whole = await this.#whole();
      if (!whole) return this.#show("error", words || unreachable, this.#button("look", retry));
      const buttons = html`${this.#button("look", retry)} ${this.#button("remove", remove)}`;
      this.#show("kept", keptUnseen(sizeOf(whole.files)), buttons);
    }

    async #download(): Promise<void> {
      const manifest = await publishedRelease("reload");
      if (!manifest) return this.#showUnreachable();
      const { total, missing } = await this.#inventory(manifest);
      const { keeping, full, stop } = this.#words;
      const free = await freeBytes();
      if (free < missing) return this.#showFull(full(missing, free));
      void navigator.storage?.persist?.().catch(() => {});
      this.#abort = new AbortController();
      this.#show("keeping", keeping(total - missing, total), this.#button("stop", stop));
      const report = (bytes: number) => this.#report(bytes, total);
      try {
        await downloadCourse(manifest, this.#cache, report, this.#abort.signal);
      } catch (error) {
        if (this.#abort.signal.aborted) return this.#checkRelease();
        return this.#showFailure(error);
      }
      await this.#checkRelease();
    }

    #showFailure(error: unknown): void {
      const { broken, refused, noRoom, goOn } = this.#words;
      if (!(error instanceof DownloadError)) {
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
      if (this.#abort?.signal.aborted) return;
      this.querySelector("progress")!.value = bytes / total;
      this.querySelector("[data-part=words]")!.textContent = this.#words.keeping(bytes, total);
    }

    async #remove(): Promise<void> {
      await this.#cache.deleteFiles();
      await this.#checkRelease(this.#words.removed);
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

/** Return how many bytes of the storage quota are left; Infinity if the browser does not say. */
async function freeBytes(): Promise<number> {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  return quota === undefined ? Infinity : quota - (usage ?? 0);
}
