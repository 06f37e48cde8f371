/** Words of the teachers' page: making assignments, checking submissions. */
import type { WidgetName } from "../embed/embed-pages.ts";
import type { Language } from "../widget/words.ts";
import { FIGURE_SECONDS, MAX_FILE_BYTES, LIMITS, type Stop } from "./limits.ts";

const grouped = (count: number): string => count.toLocaleString("en");
const inMegabytes = String(MAX_FILE_BYTES / 1e6);

const en = {
  widgets: {
    descent: "Descent with one parameter",
    contour: "Race over contour lines",
    line: "Fitting a line",
    rates: "Loss against learning rate",
    network: "Neural network",
  } satisfies Record<WidgetName, string>,
  what: "What to assign",
  exercises: "Exercises",
  language: "Language",
  languages: { ja: "日本語", en: "English" } satisfies Record<Language, string>,
  task: "The task",
  taskHint: "Shown above the figure just as it is, without formatting.",
  lock: "Settings to lock",
  lockHint: "Set the figure below as you want it, then tick what learners may not change.",
  hints: "Hide the hints",
  solution: "Hide the solution",
  preview: "The figure as learners see it",
  link: "Link to the assignment",
  frame: "HTML for a page of your own",
  copy: "Copy",
  copied: "Copied",
  copyFailed: "Copying failed: please select it",
  open: "Try it",
  files: "Files handed in",
  filesHint:
    "Results of figures and records of exercises (JSON), as many as you like. They are not sent anywhere.",
  checking: (name: string) => `Computing ${name} again`,
  checked: (done: string, all: string) =>
    `${done} of ${all} ${all === "1" ? "file" : "files"} checked`,
  stop: "Stop checking",
  notChecked: "Not checked",
  same: "The same when computed again",
  different: "Not the same when computed again",
  unreadable: "This is no file that the site has saved",
  tooLarge: `Too large: the site saves no file of more than ${inMegabytes} MB`,
  unknown: "The site has no such figure or exercise now",
  failed: "It could not be computed again",
  unloaded: (message: string) =>
    `Python could not be loaded. Please check your connection and choose the files again.${message && ` (${message})`}`,
  lessonFails: (message: string) =>
    `A cell of the lesson, or the check itself, failed (${message}). The learner's program is not to blame.`,
  figureTooLong: `Stopped: the figure was not done after ${FIGURE_SECONDS} seconds. If it is a long training of a large network, look at it on the figure's page.`,
  programError: (message: string) => `The program ended with an error: ${message}`,
  stopped: {
    time: `Stopped: it was not done after ${LIMITS.seconds} seconds. The exercises of this site need far less.`,
    input: "Stopped: it waits for input(), and nobody is there to answer while it is checked.",
    output: `Stopped: it printed more than ${grouped(LIMITS.characters)} characters or showed more than ${grouped(LIMITS.outputs)} outputs.`,
  } satisfies Record<Stop, string>,
  broke: (message: string) => `Python broke down while it ran (${message}).`,
  noValues:
    "No value to judge could be read from this program. It may have changed the Python that ran it.",
  passed: "Passed",
  notPassed: "Not passed",
  empty: "Nothing handed in",
  file: "File",
  item: "What",
  outcome: "Outcome",
  details: "Details",
  difference: (name: string, handedIn: string, computed: string) =>
    `${name}: handed in ${handedIn || "nothing"}, computed ${computed || "nothing"}`,
  hintsUsed: (hints: string, seen: boolean) =>
    `${hints} ${hints === "1" ? "hint" : "hints"}${seen ? ", solution opened" : ""}`,
};

const ja: typeof en = {
  widgets: {
    descent: "一変数の降下",
    contour: "等高線の上の競走",
    line: "直線の当てはめ",
    rates: "学習率と損失",
    network: "ニューラルネットワーク",
  },
  what: "課題にするもの",
  exercises: "演習問題",
  language: "言語",
  languages: { ja: "日本語", en: "English" },
  task: "課題の文",
  taskHint: "図の上に、このまま表示されます（書式は付けられません）。",
  lock: "固定する設定",
  lockHint: "下の図で値を決めてから、学習者に変えさせない設定に印を付けてください。",
  hints: "ヒントを見せない",
  solution: "解答例を見せない",
  preview: "学習者に見える図",
  link: "課題のリンク",
  frame: "ページに埋め込む場合の HTML",
  copy: "コピー",
  copied: "コピーしました",
  copyFailed: "コピーできません。選んでコピーしてください",
  open: "開いてみる",
  files: "提出されたファイル",
  filesHint:
    "図の結果や演習の記録（JSON）を、いくつでも選べます。ファイルはどこにも送信されません。",
  checking: (name) => `${name} を計算し直しています`,
  checked: (done, all) => `${all} 個のファイルのうち ${done} 個を確認しました`,
  stop: "確認をやめる",
  notChecked: "未確認",
  same: "計算し直した結果と一致します",
  different: "計算し直した結果と一致しません",
  unreadable: "このサイトで保存されたファイルではありません",
  tooLarge: `大きすぎます。このサイトは ${inMegabytes} MB を超えるファイルを保存しません`,
  unknown: "この図や演習は、今のサイトにはありません",
  failed: "計算し直せませんでした",
  unloaded: (message) =>
    `Python を読み込めませんでした。接続を確かめて、ファイルを選び直してください。${message && `（${message}）`}`,
  lessonFails: (message) =>
    `教材のセルか判定そのものが動きませんでした（${message}）。提出されたプログラムのせいではありません。`,
  figureTooLong: `${FIGURE_SECONDS} 秒たっても図の計算が終わらないので、打ち切りました。大きなネットワークの長い訓練なら、図のページで確かめてください。`,
  programError: (message) => `プログラムがエラーで止まりました：${message}`,
  stopped: {
    time: `${LIMITS.seconds} 秒たっても終わらないので、打ち切りました。このサイトの演習は、ずっと短い時間で終わります。`,
    input: "input() で入力を待つので、打ち切りました。確認中は、答える人がいません。",
    output: `出力が多すぎる（${grouped(LIMITS.characters)} 字、または ${grouped(LIMITS.outputs)} 個を超えた）ので、打ち切りました。`,
  },
  broke: (message) => `実行中に Python が続けられなくなりました（${message}）。`,
  noValues:
    "このプログラムからは、判定に使う値を読み取れませんでした。実行に使う Python を書き換えている可能性があります。",
  passed: "合格",
  notPassed: "不合格",
  empty: "未提出",
  file: "ファイル",
  item: "内容",
  outcome: "判定",
  details: "詳細",
  difference: (name, handedIn, computed) =>
    `${name}：提出は ${handedIn || "なし"}、計算は ${computed || "なし"}`,
  hintsUsed: (hints, seen) => `ヒント ${hints} 個${seen ? "、解答例を参照" : ""}`,
};

export type TeachWords = typeof en;
export const TEACH_WORDS: Record<Language, TeachWords> = { ja, en };
