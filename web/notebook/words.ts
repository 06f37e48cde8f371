/** Words of notebooks and their cells. */
import { languageAround } from "../core/language.ts";
import type { StorageFailure } from "../core/site-storage.ts";
import type { Language } from "../widget/words.ts";
import type { Comparison } from "./compare-output.ts";
import type { Interruption } from "./notebook.ts";
import { HINT_WORDS } from "./hints/words.ts";

const cells = (count: string): string => (count === "1" ? "1 cell was" : `${count} cells were`);

const en = {
  code: "Code",
  editHint: "Enter to edit, Shift+Enter to run",
  editor: "Edit the code",
  leaveHint: "Shift+Enter runs and goes on, Ctrl+Enter runs, Esc leaves the editor. Tab indents.",
  editorFailed: "The editor could not be loaded. Please check your connection and try again.",
  run: "Run",
  stop: "Stop",
  runAbove: "Run all above",
  reset: "Restore the original code",
  copy: "Copy the code",
  copied: "Copied",
  copyFailed: "Copying failed",
  output: "Output",
  status: {
    queued: "Waiting its turn",
    loadingPython: (bytes: string, total: string) => `Loading Python ${bytes} / ${total} MB`,
    starting: "Starting Python",
    loadingPackages: (names: string, bytes: string, total: string) =>
      `Loading ${names} ${bytes} / ${total} MB`,
    running: "Running",
    drawing: (frames: string) => `Drawing the animation (${frames} frames)`,
    asking: "Waiting for your input",
    done: (number: string, seconds: string) => `[${number}] ${seconds} s`,
    error: (number: string) => `[${number}] error`,
    stopped: "Stopped",
    lost: "Ran before the restart",
  },
  stoppedText:
    "Stopped. Python has been restarted, so the variables made so far are gone. To go on, run the cells above again.",
  crash: {
    stack: "functions or expressions were nested too deeply, and its stack overflowed",
    memory: "there was not enough memory",
  },
  crashedText: (message: string) =>
    `Python could not go on and has been restarted (${message}). The variables made so far are gone.`,
  unloadedText: (file: string) =>
    `A file could not be loaded, so nothing was run (${file}). Please check your connection and try again.`,
  retry: "Try again",
  timeText: (seconds: string) =>
    `This has been running for more than ${seconds} seconds. Let it go on?`,
  keepGoing: "Keep going",
  /** A cell was not run because another one was stopped or failed. */
  cut: {
    stopped: "Stopped before it got here.",
    error: "It did not get here: an earlier cell failed.",
    show: "Show where it ended",
  } satisfies Record<Interruption["reason"] | "show", string>,
  outOfOrder:
    "A cell above has been run again after this one. In another order, results can differ.",
  aboveMissing: "Some cells above have not been run, or not since they were changed.",
  input: {
    label: "The program asks",
    send: "Answer",
    many: "The next line (an empty answer ends the input)",
  },
  leftOut: (lines: string) => `… (${lines} lines left out) …`,
  cutLine: (characters: string) => `… (${characters} characters left out) …`,
  tooMany: (items: string) => `${items} more results are not shown`,
  figure: "Figure drawn by this cell",
  html: {
    name: "HTML made by this cell",
    scripts:
      "This output has a script, and this page does not run scripts of a program. What the script would draw or do is missing.",
    source: "The script that was not run",
    shortened: (characters: string) => `… ${characters} more characters are left out`,
    handlers:
      "What this output would do on a click or the like (onclick and so on) does not work here.",
    files:
      "Pictures and other files that this output loads from outside are not loaded on this page.",
    elements: (names: string) => `Elements that this page does not show are left out (${names}).`,
    part: (shown: string, all: string) =>
      `Only the beginning is shown: ${shown} of ${all} characters of HTML.`,
    tooMuch: "There is too much in this HTML to be drawn, so that it cannot be shown.",
  },
  picture: "Picture made by this cell",
  notDrawable: "This figure cannot be shown",
  unloadedOutput:
    "A file that is needed to show this could not be loaded. Please check your connection and run the cell again.",
  /** How the output compares with the lesson's. */
  comparison: {
    same: "Same output as the lesson",
    text: "Same text as the lesson; figures and the like are not compared",
    figures: "Figures and the like are not compared with the lesson's",
    different: "Not the same output as the lesson",
  } satisfies Record<Comparison, string>,
  differentEdited: "Changed by you: not the same output as the lesson",
  versions: "Versions",
  here: "here",
  book: "lesson",
  edited: "edited",
  changed: {
    text: "Your saved changes were made to an earlier version of this lesson. Which code do you want?",
    mine: "Your saved code",
    lesson: "The lesson's code now",
    keep: "Keep my code",
    take: "Take the lesson's code",
  },
  /** Drafts cannot be stored: the quota is exceeded, or the browser forbids it. */
  storage: {
    full: "This browser could not save your changes: there is no room left for data of sites. They last until you close the page. To keep them, download the notebook, or remove data of sites you no longer need in the browser's settings and change the cell again.",
    forbidden:
      "This browser could not save your changes. They last until you close the page. To keep them, download the notebook, or copy your code.",
  } satisfies Record<StorageFailure, string>,
  notebook: {
    name: "Notebook controls",
    runAll: "Run all",
    restart: "Restart Python",
    restarted: "Python has been restarted; all variables are gone, those of other pages too",
    download: "Save as .ipynb with my changes",
    downloadFailed: "The notebook could not be loaded",
    colab: "Open in Colab",
    progress: (done: string, all: string) => `${done} of ${all} cells run`,
    ready: "Every cell can be edited and run here",
    cut: {
      stopped: (left: string) => `Stopped: ${cells(left)} not run`,
      error: (left: string) => `Failed on the way: ${cells(left)} not run`,
    } satisfies Record<Interruption["reason"], (left: string) => string>,
  },
  hints: HINT_WORDS.en,
};

const ja: typeof en = {
  code: "コード",
  editHint: "Enter で編集、Shift+Enter で実行",
  editor: "コードの編集",
  leaveHint:
    "Shift+Enter で実行して次へ進みます。Ctrl+Enter で実行、Esc で編集を終えます。Tab は字下げになります。",
  editorFailed: "編集の機能を読み込めませんでした。接続を確かめて、もう一度お試しください。",
  run: "実行",
  stop: "停止",
  runAbove: "ここより上をすべて実行",
  reset: "元のコードに戻す",
  copy: "コードをコピー",
  copied: "コピーしました",
  copyFailed: "コピーできませんでした",
  output: "出力",
  status: {
    queued: "順番を待っています",
    loadingPython: (bytes, total) => `Python を読み込み中 ${bytes} / ${total} MB`,
    starting: "Python を起動中",
    loadingPackages: (names, bytes, total) => `${names} を読み込み中 ${bytes} / ${total} MB`,
    running: "実行中",
    drawing: (frames) => `アニメーションを描画中（${frames} コマ）`,
    asking: "入力を待っています",
    done: (number, seconds) => `[${number}] ${seconds} 秒`,
    error: (number) => `[${number}] エラー`,
    stopped: "停止しました",
    lost: "再起動前に実行",
  },
  stoppedText:
    "停止しました。Python を起動し直したので、それまでの変数は消えています。続けるには、上のセルを実行し直してください。",
  crash: {
    stack: "関数や式の入れ子が深すぎて、スタックがあふれました",
    memory: "メモリが足りません",
  },
  crashedText: (message) =>
    `Python が続けられなくなり、起動し直しました（${message}）。それまでの変数は消えています。`,
  unloadedText: (file) =>
    `読み込めないファイルがあり、実行できませんでした（${file}）。接続を確かめて、もう一度お試しください。`,
  retry: "もう一度",
  timeText: (seconds) => `もう ${seconds} 秒以上かかっています。続けますか。`,
  keepGoing: "続ける",
  cut: {
    stopped: "停止したので、ここまで進みませんでした。",
    error: "前のセルが失敗したので、ここまで進みませんでした。",
    show: "止まったセルを見る",
  },
  outOfOrder:
    "上のセルを、これより後に実行し直しています。順番が違うと結果も変わることがあります。",
  aboveMissing: "まだ実行していないセルや、書き換えてから実行していないセルが上にあります。",
  input: {
    label: "プログラムからの問い",
    send: "答える",
    many: "次の行（空のまま答えると、入力を終わります）",
  },
  leftOut: (lines) => `…（${lines} 行を省略）…`,
  cutLine: (characters) => `…（${characters} 文字を省略）…`,
  tooMany: (items) => `これより後の結果 ${items} 個は省きました`,
  figure: "このセルが描いた図",
  html: {
    name: "このセルが出力した HTML",
    scripts:
      "この出力にはスクリプトがありますが、このページではプログラムのスクリプトを実行しません。スクリプトが描くはずの図や、その操作は表示されません。",
    source: "実行しなかったスクリプト",
    shortened: (characters) => `… 残りの ${characters} 文字は省きました`,
    handlers: "この出力の中の、クリックなどに応じる処理（onclick など）は動きません。",
    files: "この出力が外から読み込む画像などのファイルは、このページでは読み込みません。",
    elements: (names) => `このページでは表示しない要素を省きました（${names}）。`,
    part: (shown, all) =>
      `長いため、はじめの部分だけを表示しています（${all} 文字のうち ${shown} 文字）。`,
    tooMuch: "描くものが多すぎるため、この HTML は表示しません。",
  },
  picture: "このセルが出力した画像",
  notDrawable: "この図は表示できません",
  unloadedOutput:
    "表示に必要なファイルを読み込めませんでした。接続を確かめて、もう一度実行してください。",
  comparison: {
    same: "教材の出力と同じです",
    text: "文字の出力は教材と同じです（図などは比べていません）",
    figures: "図などの出力は、教材の出力と比べていません",
    different: "教材の出力とは違います",
  },
  differentEdited: "書き換えたので、教材の出力とは違います",
  versions: "バージョン",
  here: "ここ",
  book: "教材",
  edited: "書き換え済み",
  changed: {
    text: "保存されていた書き換えは、前の版の教材に対するものです。どちらを使いますか。",
    mine: "保存されていたコード",
    lesson: "いまの教材のコード",
    keep: "保存されていたコードを使う",
    take: "いまの教材のコードを使う",
  },
  storage: {
    full: "このブラウザには保存できませんでした。サイトのデータを置く空きがありません。書き換えは、ページを閉じるまでの間だけ残ります。残すには、ノートブックとして保存するか、ブラウザの設定で不要なサイトデータを消してから、もう一度書き換えてください。",
    forbidden:
      "このブラウザには保存できませんでした。書き換えは、ページを閉じるまでの間だけ残ります。残すには、ノートブックとして保存するか、コードをコピーしておいてください。",
  },
  notebook: {
    name: "ノートブックの操作",
    runAll: "すべて実行",
    restart: "Python を起動し直す",
    restarted: "Python を起動し直しました。変数は、ほかのページのものも含めて消えています",
    download: "いまのコードで .ipynb を保存",
    downloadFailed: "ノートブックを読み込めませんでした",
    colab: "Colab で開く",
    progress: (done, all) => `${all} 個のうち ${done} 個を実行`,
    ready: "どのセルも、ここで書き換えて実行できます",
    cut: {
      stopped: (left) => `停止しました。残りの ${left} 個のセルは実行していません`,
      error: (left) => `途中で失敗しました。残りの ${left} 個のセルは実行していません`,
    },
  },
  hints: HINT_WORDS.ja,
};

export type CellWords = typeof en;
export const CELL_WORDS: Record<Language, CellWords> = { ja, en };

/** Return the words for the language of the page around `element`. */
export function wordsAround(element: Element): CellWords {
  return CELL_WORDS[languageAround(element)];
}
