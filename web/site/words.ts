/** Messages of the site's own scripts. */
import type { Language } from "../widget/words.ts";

const en = {
  noIndex: "The search index could not be loaded. Type again to load it once more.",
};

const ja: typeof en = {
  noIndex: "検索の索引を読み込めませんでした。もう一度入力すると、読み込み直します。",
};

export const SITE_WORDS: Record<Language, typeof en> = { ja, en };
