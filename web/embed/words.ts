/** Words of the share buttons and of assignments. */
import type { Language } from "../widget/words.ts";

const en = {
  frame: "Paste this into the HTML of your own page.",
  copy: "Copy",
  copied: "Copied",
  copyFailed: "Copying failed: please select it",
  task: "Your task",
  locked: "The task keeps this setting as it is",
  whole: "Open the course",
  /** There is nothing to save yet. */
  notYet: "Not saved: the chosen settings are not computed yet",
};

const ja: typeof en = {
  frame: "このコードを、ご自分のページの HTML に貼り付けてください。",
  copy: "コピー",
  copied: "コピーしました",
  copyFailed: "コピーできません。選んでコピーしてください",
  task: "課題",
  locked: "この設定は、課題で固定されています",
  whole: "教材で開く",
  notYet: "選んだ設定の計算が終わっていないので、まだ保存できません",
};

export type EmbedWords = typeof en;
export const EMBED_WORDS: Record<Language, EmbedWords> = { ja, en };
