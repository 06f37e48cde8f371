/** What the teacher's page says: making assignments, checking what learners hand in. */
import type { WidgetName } from "../embed/hosts.ts";
import type { Language } from "../words.ts";

export interface TeachWords {
  readonly widgets: Record<WidgetName, string>;
  readonly what: string;
  readonly exercises: string;
  readonly language: string;
  readonly languages: Record<Language, string>;
  readonly task: string;
  readonly taskHint: string;
  readonly lock: string;
  readonly lockHint: string;
  readonly hints: string;
  readonly solution: string;
  readonly preview: string;
  readonly link: string;
  readonly frame: string;
  readonly copy: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly open: string;
  readonly files: string;
  readonly filesHint: string;
  readonly checking: (name: string) => string;
  readonly same: string;
  readonly different: string;
  readonly unreadable: string;
  readonly unknown: string;
  readonly failed: string;
  readonly passed: string;
  readonly notPassed: string;
  readonly empty: string;
  readonly file: string;
  readonly item: string;
  readonly outcome: string;
  readonly details: string;
  readonly handedIn: (name: string, value: string) => string;
  readonly computed: (value: string) => string;
  readonly hintsUsed: (hints: string, seen: boolean) => string;
}

const ja: TeachWords = {
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
  same: "計算し直した結果と一致します",
  different: "計算し直した結果と一致しません",
  unreadable: "このサイトで保存されたファイルではありません",
  unknown: "この図や演習は、今のサイトにはありません",
  failed: "計算し直せませんでした",
  passed: "合格",
  notPassed: "不合格",
  empty: "未提出",
  file: "ファイル",
  item: "内容",
  outcome: "判定",
  details: "詳細",
  handedIn: (name, value) => `${name}：提出 ${value}`,
  computed: (value) => `計算 ${value}`,
  hintsUsed: (hints, seen) => `ヒント ${hints} 個${seen ? "、解答例を参照" : ""}`,
};

const en: TeachWords = {
  widgets: {
    descent: "Descent with one parameter",
    contour: "Race over contour lines",
    line: "Fitting a line",
    rates: "Loss against learning rate",
    network: "Neural network",
  },
  what: "What to assign",
  exercises: "Exercises",
  language: "Language",
  languages: { ja: "日本語", en: "English" },
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
  checking: (name) => `Computing ${name} again`,
  same: "The same when computed again",
  different: "Not the same when computed again",
  unreadable: "This is no file that the site has saved",
  unknown: "The site has no such figure or exercise now",
  failed: "It could not be computed again",
  passed: "Passed",
  notPassed: "Not passed",
  empty: "Nothing handed in",
  file: "File",
  item: "What",
  outcome: "Outcome",
  details: "Details",
  handedIn: (name, value) => `${name}: handed in ${value}`,
  computed: (value) => `computed ${value}`,
  hintsUsed: (hints, seen) =>
    `${hints} ${hints === "1" ? "hint" : "hints"}${seen ? ", solution opened" : ""}`,
};

export const TEACH_WORDS: Record<Language, TeachWords> = { ja, en };
