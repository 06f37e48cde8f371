/** Offers to load the page again where one of its scripts did not come: a page never asks twice for a script. */
import { languageAround } from "../core/language.ts";
import { renewScripts } from "../site/retry-scripts.ts";
import { showBar } from "./notice-bar.ts";
import { offerNewEdition } from "./release.ts";
import { OFFLINE_WORDS } from "./words.ts";

/** Offer what helps: the new edition if there is one, since what an old page needs may be gone from the server. */
export async function offerReload(): Promise<void> {
  if (await offerNewEdition()) return;
  const { text, reload, close } =
    OFFLINE_WORDS[languageAround(document.documentElement)].partMissing;
  const reloadAnew = (): true => {
    void renewScripts().then(() => location.reload());
    return true;
  };
  showBar("part", text, [
    { label: reload, act: reloadAnew },
    { label: close, act: () => {} },
  ]);
}
