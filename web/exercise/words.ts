/** Words of exercises and predictions. */
import type { Language } from "../widget/words.ts";

const en = {
  check: "Check",
  hint: (left: string) => `Show a hint (${left} left)`,
  noHints: "No more hints",
  solution: "Show a solution",
  use: "Put the solution into the cell",
  state: {
    new: "Not solved yet",
    tried: "Being worked on",
    solved: "Solved",
  },
  passed: "Everything is right.",
  failed: "Not quite yet. Look at the points marked ✗.",
  errorFirst:
    "The program stopped with an error, so it could not be checked. Please mend that first.",
  noFindings:
    "The check told nothing that can be read. Did your program change what checks are made with? Restart Python, and it is as it was.",
  notChecked: "The program did not run to its end, so it was not checked.",
  /** The program builds on a cell that the reader has edited. */
  onEdited:
    "A cell above ran with code that you have changed, and your program builds on it. If a right answer is refused, restore that cell, run it again, and check once more.",
  value: (tested: string, expected: string) => `${tested} should be ${expected}`,
  range: (tested: string, expected: string) => `${tested} should lie in ${expected}`,
  butGot: (got: string) => `it is ${got}`,
  /** A finding about a plotted line; the number of lines found instead. */
  line: (tested: string) => `a figure should have a line that shows ${tested}`,
  butLines: (lines: string) =>
    lines === "0" ? "no line is drawn" : `it is not among the lines that are drawn (${lines})`,
  labels: "both axes of that figure should have a label",
  without: (names: string) => `written without ${names}`,
  butUsed: (names: string) => `it uses ${names}`,
  right: "right",
  wrong: "wrong",
  progress: (solved: string, all: string) => `${solved} of ${all} exercises solved`,
  export: "Save the record (JSON)",
  prediction: {
    legend: "Predict before you run",
    number: "Your value",
    point: "Your t",
    settle: "That is my prediction",
    locked: "Settle on a prediction first, then you can run it",
    unchosen: "Please choose one.",
    changed: "Change the prediction",
    quoted: (choice: string) => `“${choice}”`,
    settled: (predicted: string) => `You predict: ${predicted}. Now run it and see.`,
    right: (predicted: string, actual: string) =>
      `Just as you said. Predicted ${predicted}, came out ${actual}.`,
    near: (predicted: string, actual: string) =>
      `Close. Predicted ${predicted}, came out ${actual}.`,
    wrong: (predicted: string, actual: string) =>
      `You predicted ${predicted}, it came out ${actual}. Where did the thoughts part?`,
  },
};

const ja: typeof en = {
  check: "答え合わせ",
  hint: (left) => `ヒントを見る（残り ${left}）`,
  noHints: "ヒントはここまで",
  solution: "解答例を見る",
  use: "解答例をセルに入れる",
  state: { new: "まだ解いていません", tried: "挑戦中", solved: "解けました" },
  passed: "すべて正解です。",
  failed: "あと少しです。✗ の所を見直してください。",
  errorFirst:
    "プログラムが途中で止まったので、答え合わせはできませんでした。エラーを直してください。",
  noFindings:
    "答え合わせの結果を読み取れませんでした。プログラムが答え合わせの仕組みまで書き換えていないか、確かめてください。Python を起動し直すと、元に戻ります。",
  notChecked: "プログラムが最後まで動かなかったので、答え合わせはしていません。",
  onEdited:
    "上のセルを書き換えて実行したまま、答え合わせをしました。正しいはずの答えが不正解になるときは、上のセルを元のコードに戻して実行し直してから、もう一度お試しください。",
  value: (tested, expected) => `${tested} は ${expected} になるはずです`,
  range: (tested, expected) => `${tested} は ${expected} に入るはずです`,
  butGot: (got) => `実際は ${got} でした`,
  line: (tested) => `図には、${tested}を表す線が必要です`,
  butLines: (lines) =>
    lines === "0" ? "線がひとつも描かれていません" : `描かれた線（${lines} 本）の中にありません`,
  labels: "その図の両方の軸に名前が必要です",
  without: (names) => `${names} を使わずに書いてください`,
  butUsed: (names) => `${names} を使っています`,
  right: "正解",
  wrong: "不正解",
  progress: (solved, all) => `${all} 題のうち ${solved} 題が解けました`,
  export: "記録を保存（JSON）",
  prediction: {
    legend: "実行する前に、予想してください",
    number: "予想する値",
    point: "予想する t",
    settle: "この予想に決める",
    locked: "先に予想を決めると、実行できます",
    unchosen: "ひとつ選んでください。",
    changed: "予想を変える",
    quoted: (choice) => `「${choice}」`,
    settled: (predicted) => `予想は ${predicted} です。では、実行して確かめましょう。`,
    right: (predicted, actual) => `予想どおりです。予想は ${predicted}、結果は ${actual} でした。`,
    near: (predicted, actual) => `近い予想です。予想は ${predicted}、結果は ${actual} でした。`,
    wrong: (predicted, actual) =>
      `予想 ${predicted} に対して、結果は ${actual} でした。どこで考えが分かれたでしょうか。`,
  },
};

export type ExerciseWords = typeof en;
export const EXERCISE_WORDS: Record<Language, ExerciseWords> = { ja, en };
