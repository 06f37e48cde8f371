/** Offers a reload when a script failed to load: within one page, browsers do not retry a failed import. */
import { languageAround } from "../core/language.ts";
import { retryScripts } from "../site/retry-scripts.ts";
import { showBar } from "./notice-bar.ts";
import { offerNewRelease } from "./release.ts";
import { OFFLINE_WORDS } from "./words.ts";

/** Offer the newer release if there is one (the old one's files may be gone from the server), else a reload. */
export async function offerReload(): Promise<void> {
  if (await offerNewRelease()) return;
  const { text, reload, close } =
    OFFLINE_WORDS[languageAround(document.documentElement)].partMissing;
  const reloadPastCaches = (): true => {
    void retryScripts().then(() => location.reload());
    return true;
  };
  showBar("part", text, [
    { label: reload, act: reloadPastCaches },
    { label: close, act: () => {} },
  ]);
}
