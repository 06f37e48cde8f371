/** UI strings of `<gd-descent>`, in Japanese and English. Numbers are passed in already formatted. */
import type { Behaviour } from "../../python/protocol.ts";
import type { Key } from "../../widget/widget-footer.ts";
import { WORDS, type Language, type Words } from "../../widget/words.ts";
import { MICROSCOPE_WORDS } from "./microscope/words.ts";

/** The numbers in a verdict's sentences, formatted. */
export interface VerdictNumbers {
  readonly lr: string;
  readonly step: string;
  readonly minimum: string;
  readonly tolerance: string;
  readonly needed: string | null;
  readonly limit: string | null;
  /** The learning rate that reaches the minimum in one step; null if the curvature is not constant. */
  readonly landing: string | null;
  readonly last: string;
  readonly lastN: string;
  /** The two values of t between which the run oscillates. */
  readonly swing: readonly [string, string];
}

/** The values in a caption, formatted. */
type CaptionParts = Record<"loss" | "formula" | "t" | "lr" | "updates" | "last", string>;

type Sentence = (x: VerdictNumbers) => string;

const en = {
  figure: (loss: string) => `Interactive figure: gradient descent, ${loss}`,
  caption: ({ loss, formula, t, lr, updates, last }: CaptionParts) =>
    `${loss}, ${formula}, descended from t = ${t} with learning rate ${lr}: ${updates} updates bring t to ${last}.`,
  plot: {
    name: "Graph of the loss function",
    t: "parameter t",
    loss: "loss function E",
    previous: "previous t",
    next: "next t",
    start: "Start t",
    startValue: (t: string, loss: string) => `t = ${t}, loss ${loss}`,
    startHint: "drag me",
    minimum: "minimum",
  },
  equation: {
    name: "The update of this iteration",
    spoken: ({ n, t, lr, grad, next }: Record<"n" | "t" | "lr" | "grad" | "next", string>) =>
      `Update ${n}: the next t is t, ${t}, minus learning rate ${lr} times gradient ${grad}, which is ${next}`,
    end: (n: string, t: string, grad: string) =>
      `After ${n} updates t = ${t}; the gradient there is ${grad}`,
  },
  table: {
    name: "Values by iteration",
    n: "n",
    t: "t",
    loss: "loss",
    grad: "grad",
    last: "in the end",
  },
  scrubValue: (n: string, t: string, loss: string) => `n = ${n}, t = ${t}, loss ${loss}`,
  rateMarks: {
    landing: "(one step)",
    limit: "(limit)",
  },
  step: (n: string, t: string, loss: string) => `n = ${n}, t = ${t}, loss ${loss}`,
  verdict: {
    title: {
      not_started: "No update",
      at_minimum: "Already at a minimum",
      flat_point: "Stuck on a flat point",
      one_step: "Convergence in one step",
      converged: "Convergence",
      converged_swinging: "Swinging convergence",
      approaching: "Not there yet",
      swinging: "Swinging, not there yet",
      oscillates: "Endless oscillation",
      diverges: "Divergence",
    } satisfies Record<Behaviour, string>,
    what: {
      not_started: () => "The number of updates is 0, so t has not moved.",
      at_minimum: ({ minimum }) =>
        `t = ${minimum} is a minimum: the slope there is 0, so t does not move.`,
      flat_point: ({ step, last }) =>
        `At n = ${step} it rests on t = ${last}, where the slope is 0 although this is no minimum. Shift the start a little to set it off.`,
      one_step: ({ minimum }) => `The first update lands exactly in the minimum, t = ${minimum}.`,
      converged: ({ step, minimum, tolerance }) =>
        `From n = ${step} on, t stays within ${tolerance} of ${minimum}.`,
      converged_swinging: ({ step, minimum, tolerance }) =>
        `t overshoots ${minimum} to the left and right in turn, and from n = ${step} on stays within ${tolerance} of it.`,
      approaching: ({ lastN, last, minimum }) =>
        `${lastN} updates have brought t to ${last}, still short of ${minimum}.`,
      swinging: ({ step, lastN, last, minimum }) =>
        `It first overshoots ${minimum} at n = ${step} and closes in from side to side, but after ${lastN} updates it is still at t = ${last}.`,
      oscillates: ({ step, swing }) =>
        `From n = ${step} on, t swings between ${swing[0]} and ${swing[1]} and never settles.`,
      diverges: ({ step }) =>
        `At n = ${step} it is already farther away than the start, and every update drives it on.`,
    } satisfies Record<Behaviour, Sentence>,
    /** Reason for the verdict, for a loss of constant curvature; null: none is given. */
    why: {
      not_started: null,
      at_minimum: null,
      flat_point: null,
      one_step: ({ lr }) => `η = ${lr} exactly matches the bend of the curve.`,
      converged: ({ lr, landing }) => `η = ${lr} is below ${landing}: it comes from one side only.`,
      converged_swinging: ({ lr, landing, limit }) =>
        `η = ${lr} lies between ${landing} and ${limit}: every step goes too far, but each less than the last.`,
      approaching: ({ lr, landing }) =>
        `η = ${lr} is below ${landing}: each step covers only part of the way that is left.`,
      swinging: ({ lr, landing, limit }) =>
        `η = ${lr} lies between ${landing} and ${limit}: every step goes too far, but each less than the last.`,
      oscillates: ({ lr }) => `η = ${lr} is exactly the limit: the swings do not shrink.`,
      diverges: ({ lr, limit }) =>
        `η = ${lr} is above the limit ${limit}: every step overshoots by more than the last.`,
    } satisfies Record<Behaviour, Sentence | null>,
    localMinimum: "A deeper valley lies elsewhere.",
    trapped: "Trapped in a local minimum",
    /** Replaces the title of `approaching` if many more updates are needed than were made. */
    slow: "Slow approach",
    needed: (n: string) => `Carried on, it would arrive at n = ${n}.`,
  },
  programName: "Python program of this descent",
  keys: [
    ["K", "play or pause"],
    ["L", "one step on"],
    ["J", "one step back"],
    ["0", "to the start"],
    ["R", "reset everything"],
    ["↑ ↓", "while a row of the table is selected: to the row above or below"],
    [
      "Enter",
      "while a row of the table is selected: open or close the microscope (Esc closes it too)",
    ],
    ["← →", "while the start point is selected: move it by 0.1 (Page Up / Page Down: by 1)"],
  ] satisfies Key[],
  microscope: MICROSCOPE_WORDS.en,
};

const ja: typeof en = {
  figure: (loss) => `動かせる図：${loss}の勾配降下法`,
  caption: ({ loss, formula, t, lr, updates, last }) =>
    `${loss} ${formula} を、t = ${t} から学習率 ${lr} で降ります。${updates} 回の更新で t は ${last} になります。`,
  plot: {
    name: "損失関数のグラフ",
    t: "パラメータ t",
    loss: "損失関数 E",
    previous: "更新前の t",
    next: "更新後の t",
    start: "出発点 t",
    startValue: (t, loss) => `t = ${t}、損失 ${loss}`,
    startHint: "左右に動かせます",
    minimum: "極小点",
  },
  equation: {
    name: "この反復の更新式",
    spoken: ({ n, t, lr, grad, next }) =>
      `${n} 回目の更新：次の t は、t ${t} から、学習率 ${lr} かける勾配 ${grad} を引いて、${next} です`,
    end: (n, t, grad) => `${n} 回の更新後：t = ${t}、勾配 ${grad}`,
  },
  table: {
    name: "反復ごとの値の表",
    n: "反復 n",
    t: "t",
    loss: "損失",
    grad: "勾配",
    last: "更新後",
  },
  scrubValue: (n, t, loss) => `n = ${n}、t = ${t}、損失 ${loss}`,
  rateMarks: {
    landing: "（1 歩で到達）",
    limit: "（限界）",
  },
  step: (n, t, loss) => `n = ${n}、t = ${t}、損失 ${loss}`,
  verdict: {
    title: {
      not_started: "更新なし",
      at_minimum: "最初から極小点",
      flat_point: "平らな点で停止",
      one_step: "1 歩で収束",
      converged: "収束",
      converged_swinging: "振動しながら収束",
      approaching: "まだ途中",
      swinging: "振動しながら接近中",
      oscillates: "終わらない振動",
      diverges: "発散",
    },
    what: {
      not_started: () => "更新の回数が 0 なので、t は動いていません。",
      at_minimum: ({ minimum }) => `t = ${minimum} は極小点で、傾きが 0 なので t は動きません。`,
      flat_point: ({ step, last }) =>
        `n = ${step} で t = ${last} に止まっています。傾きは 0 ですが、極小点ではありません。出発点を少しずらすと動き出します。`,
      one_step: ({ minimum }) => `最初の更新だけで、最小点 t = ${minimum} にちょうど着きます。`,
      converged: ({ step, minimum, tolerance }) =>
        `n = ${step} から先、t は ${minimum} との差が ${tolerance} 以内に収まります。`,
      converged_swinging: ({ step, minimum, tolerance }) =>
        `t は ${minimum} の左右に行き過ぎながら近づき、n = ${step} から先は差が ${tolerance} 以内に収まります。`,
      approaching: ({ lastN, last, minimum }) =>
        `${lastN} 回の更新で t = ${last} まで来ましたが、${minimum} にはまだ届きません。`,
      swinging: ({ step, lastN, last, minimum }) =>
        `n = ${step} で初めて ${minimum} を行き過ぎ、左右に振れながら近づいていますが、${lastN} 回の更新後もまだ t = ${last} です。`,
      oscillates: ({ step, swing }) =>
        `n = ${step} から先、t は ${swing[0]} と ${swing[1]} の間を行き来し、いつまでも落ち着きません。`,
      diverges: ({ step }) =>
        `n = ${step} で出発点より遠くへ飛び出し、更新するたびに離れていきます。`,
    },
    why: {
      not_started: null,
      at_minimum: null,
      flat_point: null,
      one_step: ({ lr }) => `η = ${lr} が曲がり方とちょうど釣り合うからです。`,
      converged: ({ lr, landing }) =>
        `η = ${lr} は ${landing} より小さいので、片側からだけ近づきます。`,
      converged_swinging: ({ lr, landing, limit }) =>
        `η = ${lr} は ${landing} と ${limit} の間なので、毎回行き過ぎますが、振れ幅は縮みます。`,
      approaching: ({ lr, landing }) =>
        `η = ${lr} は ${landing} より小さいので、1 歩で進むのは残りの道のりの一部だけです。`,
      swinging: ({ lr, landing, limit }) =>
        `η = ${lr} は ${landing} と ${limit} の間なので、毎回行き過ぎますが、振れ幅は縮みます。`,
      oscillates: ({ lr }) => `η = ${lr} はちょうど限界で、振れ幅が縮みません。`,
      diverges: ({ lr, limit }) =>
        `η = ${lr} は限界の ${limit} を超えていて、毎回、前より大きく行き過ぎます。`,
    },
    localMinimum: "ここより低い谷が別の場所にあります。",
    trapped: "極小点で停止",
    slow: "ゆっくり接近中",
    needed: (n) => `このまま続ければ n = ${n} で着きます。`,
  },
  programName: "この降下の Python プログラム",
  keys: [
    ["K", "再生・一時停止"],
    ["L", "1 つ進む"],
    ["J", "1 つ戻る"],
    ["0", "最初へ"],
    ["R", "はじめの設定に戻す"],
    ["↑ ↓", "表の行を選んでいるとき：前後の行へ"],
    ["Enter", "表の行を選んでいるとき：勾配の顕微鏡を開く・閉じる（Esc でも閉じる）"],
    ["← →", "出発点を選んでいるとき：0.1 ずつ動かす（Page Up / Page Down は 1 ずつ）"],
  ],
  microscope: MICROSCOPE_WORDS.ja,
};

/** The UI strings of all widgets, and those of `<gd-descent>`. */
export type DescentWords = Words & typeof en;

const withShared = (own: typeof en, shared: Words): DescentWords => ({
  ...shared,
  ...own,
  verdict: { ...shared.verdict, ...own.verdict },
});

export const DESCENT_WORDS: Record<Language, DescentWords> = {
  ja: withShared(ja, WORDS.ja),
  en: withShared(en, WORDS.en),
};
