/** What widgets say when they are taken elsewhere: embedded, assigned, handed in. */
import type { Language } from "../widget/words.ts";

export interface EmbedWords {
  readonly frame: string;
  readonly copy: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly task: string;
  readonly locked: string;
  readonly whole: string;
  /** There is nothing to save yet. */
  readonly notYet: string;
}

const ja: EmbedWords = {
  frame: "このコードを、ご自分のページの HTML に貼り付けてください。",
  copy: "コピー",
  copied: "コピーしました",
  copyFailed: "コピーできません。選んでコピーしてください",
  task: "課題",
  locked: "この設定は、課題で固定されています",
  whole: "教材で開く",
  notYet: "選んだ設定の計算が終わっていないので、まだ保存できません",
};

const en: EmbedWords = {
  frame: "Paste this into the HTML of your own page.",
  copy: "Copy",
  copied: "Copied",
  copyFailed: "Copying failed: please select it",
  task: "Your task",
  locked: "The task keeps this setting as it is",
  whole: "Open the course",
  notYet: "Not saved: the chosen settings are not computed yet",
};

export const EMBED_WORDS: Record<Language, EmbedWords> = { ja, en };
