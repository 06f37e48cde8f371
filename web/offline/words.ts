/** Words of `<gd-offline>`, of the notice bars and of the offline page. */
import { megabytes } from "../core/numbers.ts";
import type { Language } from "../widget/words.ts";

const mb = (bytes: number): string => `${megabytes(bytes)}\u00a0MB`;

const en = {
  isNew: "A new edition of this site has been published.",
  load: "Open the new edition",
  later: "Later",
  keep: (missing: number) => `Keep the whole course on this device (${mb(missing)})`,
  parts: (here: number, total: number) => `${mb(here)} of ${mb(total)} are on this device already.`,
  keeping: (bytes: number, total: number) => `Keeping ${mb(bytes)} / ${mb(total)}`,
  kept: (bytes: number) =>
    `The whole course is kept on this device (${mb(bytes)}) and works without a connection.`,
  /** The whole course is cached, and the server cannot be asked for a newer release. */
  keptUnseen: (bytes: number) =>
    `The whole course is kept on this device (${mb(bytes)}) and works without a connection. Whether there is a newer edition cannot be seen now.`,
  old: (missing: number) =>
    `What is kept is an earlier edition. It can be replaced by the new one (${mb(missing)} to fetch).`,
  renew: "Keep the new edition",
  stop: "Stop",
  remove: "Remove the kept course",
  removed: "The kept course has been removed.",
  impossible: "This browser, or the way this page was opened, cannot keep the course.",
  refused: (reason: string) => `This browser could not keep the course (${reason}).`,
  unreachable:
    "The list of files could not be loaded. Check the connection (a Wi-Fi network may want a login) and try again.",
  /** The storage estimate, before the download, is too small. */
  full: (missing: number, free: number) =>
    `There is not enough room: ${mb(missing)} more are needed, ${mb(free)} are free. Remove files from the device that you no longer need, or data of other sites in the browser's settings, and try again.`,
  /** The storage quota was exceeded during the download. */
  noRoom:
    "There was no room left on the way. What came before is safe. Remove files from the device that you no longer need, or data of other sites in the browser's settings, and go on; or remove what was kept.",
  broken: {
    wrong: (file: string) =>
      `${file} did not come as it was published, so it was not kept (it may be a network's login page, or a file that broke off). What came before is safe, and it can go on from there.`,
    missing: (file: string) =>
      `${file} could not be kept. What came before is safe, and it can go on from there.`,
  },
  goOn: "Go on",
  retry: "Look again",
  badNetwork: {
    text: "The network does not answer well, so you see what is kept on this device.",
    close: "Close",
  },
  partMissing: {
    text: "A part of this page could not be loaded.",
    reload: "Load the page again",
    close: "Close",
  },
  /** The page in place of one that is not cached: offline-page.ts. */
  offline: {
    title: "You are offline",
    text: "This page has not been kept on this device. Once you are connected,",
    again: "open it again.",
    pages: "Pages that are here:",
  },
};

const ja: typeof en = {
  isNew: "このサイトの新しい版が公開されています。",
  load: "新しい版を開く",
  later: "あとで",
  keep: (missing) => `教材をすべてこの端末に保存する（${mb(missing)}）`,
  parts: (here, total) => `${mb(total)} のうち ${mb(here)} は、もうこの端末にあります。`,
  keeping: (bytes, total) => `保存しています ${mb(bytes)} / ${mb(total)}`,
  kept: (bytes) =>
    `教材はすべてこの端末に保存されています（${mb(bytes)}）。接続がなくても使えます。`,
  keptUnseen: (bytes) =>
    `教材はすべてこの端末に保存されています（${mb(bytes)}）。接続がなくても使えます。新しい版があるかどうかは、いまは確かめられません。`,
  old: (missing) =>
    `保存されているのは前の版です。新しい版に入れ替えられます（あと ${mb(missing)}）。`,
  renew: "新しい版を保存する",
  stop: "中止",
  remove: "保存した教材を消す",
  removed: "保存した教材を消しました。",
  impossible: "このブラウザ、またはこの開き方では、教材を保存できません。",
  refused: (reason) => `このブラウザは教材を保存できませんでした（${reason}）。`,
  unreachable:
    "教材の一覧を読み込めませんでした。接続を確かめて（Wi-Fi のログインが要るかもしれません）、もう一度お試しください。",
  full: (missing, free) =>
    `空き容量が足りません。あと ${mb(missing)} 必要ですが、使えるのは ${mb(free)} です。端末の不要なファイルや、ブラウザの設定でほかのサイトのデータを消してから、もう一度お試しください。`,
  noRoom:
    "途中で空き容量がなくなりました。それまでの分は残してあります。端末の不要なファイルや、ブラウザの設定でほかのサイトのデータを消してから続けるか、保存した分を消してください。",
  broken: {
    wrong: (file) =>
      `${file} は、公開されているものと違う内容で届いたので、保存していません（Wi-Fi のログイン画面や、途中で切れたファイルかもしれません）。それまでの分は残してあるので、続きから再開できます。`,
    missing: (file) =>
      `${file} を保存できませんでした。それまでの分は残してあるので、続きから再開できます。`,
  },
  goOn: "続きから再開する",
  retry: "もう一度確かめる",
  badNetwork: {
    text: "ネットワークにつながりにくいため、この端末に保存してあるものを表示しています。",
    close: "閉じる",
  },
  partMissing: {
    text: "このページの一部を読み込めませんでした。",
    reload: "ページを読み込み直す",
    close: "閉じる",
  },
  offline: {
    title: "オフラインです",
    text: "このページは、まだこの端末に保存されていません。接続が戻ったら、",
    again: "もう一度開いてください。",
    pages: "保存済みのページ：",
  },
};

export type OfflineWords = typeof en;
export const OFFLINE_WORDS: Record<Language, OfflineWords> = { ja, en };
