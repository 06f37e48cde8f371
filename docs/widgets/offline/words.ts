/** What the site says of its editions and of being kept offline. */
import { megabytes } from "../numbers.ts";
import type { Language } from "../words.ts";

export interface OfflineWords {
  readonly isNew: string;
  readonly load: string;
  readonly later: string;
  readonly keep: (bytes: number) => string;
  readonly keeping: (bytes: number, total: number) => string;
  readonly kept: (bytes: number) => string;
  readonly old: (bytes: number) => string;
  readonly renew: string;
  readonly stop: string;
  readonly remove: string;
  readonly removed: string;
  readonly impossible: string;
  readonly unreachable: string;
  readonly full: (bytes: number, free: number) => string;
  readonly broken: (file: string) => string;
  readonly retry: string;
}

const mb = (bytes: number): string => `${megabytes(bytes)}\u00a0MB`;

const ja: OfflineWords = {
  isNew: "このサイトの新しい版が公開されています。",
  load: "新しい版を開く",
  later: "あとで",
  keep: (bytes) => `教材をすべてこの端末に保存する（${mb(bytes)}）`,
  keeping: (bytes, total) => `保存しています ${mb(bytes)} / ${mb(total)}`,
  kept: (bytes) =>
    `教材はすべてこの端末に保存されています（${mb(bytes)}）。接続がなくても使えます。`,
  old: (bytes) => `保存されているのは前の版です。新しい版（${mb(bytes)}）に入れ替えられます。`,
  renew: "新しい版を保存する",
  stop: "中止",
  remove: "保存した教材を消す",
  removed: "保存した教材を消しました。",
  impossible: "このブラウザ、またはこの開き方では、教材を保存できません。",
  unreachable: "教材の一覧を読み込めませんでした。接続を確かめて、もう一度お試しください。",
  full: (bytes, free) =>
    `空き容量が足りません。${mb(bytes)} 必要ですが、使えるのは ${mb(free)} です。`,
  broken: (file) =>
    `${file} を保存できませんでした。それまでの分は残してあるので、続きから再開できます。`,
  retry: "続きから再開する",
};

const en: OfflineWords = {
  isNew: "A new edition of this site has been published.",
  load: "Open the new edition",
  later: "Later",
  keep: (bytes) => `Keep the whole course on this device (${mb(bytes)})`,
  keeping: (bytes, total) => `Keeping ${mb(bytes)} / ${mb(total)}`,
  kept: (bytes) =>
    `The whole course is kept on this device (${mb(bytes)}) and works without a connection.`,
  old: (bytes) =>
    `What is kept is an earlier edition. It can be replaced by the new one (${mb(bytes)}).`,
  renew: "Keep the new edition",
  stop: "Stop",
  remove: "Remove the kept course",
  removed: "The kept course has been removed.",
  impossible: "This browser, or the way this page was opened, cannot keep the course.",
  unreachable: "The list of files could not be loaded. Check the connection and try again.",
  full: (bytes, free) => `There is not enough room: ${mb(bytes)} are needed, ${mb(free)} are free.`,
  broken: (file) =>
    `${file} could not be kept. What came before is safe, and it can go on from there.`,
  retry: "Go on",
};

export const OFFLINE_WORDS: Record<Language, OfflineWords> = { ja, en };
