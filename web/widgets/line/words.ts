/** UI strings of `<gd-line>`, in Japanese and English. Numbers are passed in already formatted. */
import type { Key } from "../../widget/widget-footer.ts";
import type { SurfaceBehaviour } from "../../python/protocol.ts";
import type { Language } from "../../widget/words.ts";
import type { SetName } from "./query.ts";

type Pair = readonly [w: string, b: string];

/** The numbers in a verdict's sentences, formatted. */
export interface VerdictNumbers {
  readonly lr: string;
  /** The limit 2/L of the learning rate. */
  readonly limit: string;
  /** The condition number. */
  readonly condition: string;
  readonly step: string;
  /** Weight and bias: at the minimum, and at the last state. */
  readonly best: Pair;
  readonly last: Pair;
  readonly updates: string;
}

/** The values in a caption, formatted. */
interface CaptionParts {
  readonly lr: string;
  readonly updates: string;
  readonly last: Pair;
  readonly loss: string;
  readonly scaled: boolean;
}

/** The numbers in the update of one parameter, w or b, formatted. */
type UpdateNumbers = Record<"n" | "letter" | "here" | "lr" | "grad" | "next", string>;

type Sentence = (x: VerdictNumbers) => string;

const en = {
  sets: {
    noisy: "near a line",
    outlier: "one outlier",
    far: "far from 0",
  } satisfies Record<SetName, string>,
  figure: (set: string) => `Interactive figure: fitting a line to points (${set})`,
  caption: ({ lr, updates, last, loss, scaled }: CaptionParts) =>
    `The line ŷ = w${scaled ? "z" : "x"} + b is fitted to the points: ${updates} updates with learning rate ${lr} lead from w = 0, b = 0 to w = ${last[0]}, b = ${last[1]} and a loss of ${loss}. One picture shows the points and the line, the other the contour lines of the loss over weight and bias.`,
  plot: {
    name: "The points and the line",
    point: (number: string) => `Point ${number}`,
    place: (x: string, y: string) => `x = ${x}, y = ${y}`,
  },
  bowl: {
    name: "Contour lines of the loss over weight and bias, with the path of the descent",
    w: "weight w",
    b: "bias b",
    minimum: (w: string, b: string) => `The best line: w = ${w}, b = ${b}`,
  },
  equation: {
    name: "The updates of this iteration",
    spoken: ({ n, letter, here, lr, grad, next }: UpdateNumbers) =>
      `Update ${n}: the next ${letter} is ${here} minus learning rate ${lr} times gradient ${grad}, which is ${next}`,
    end: (n: string, w: string, b: string) => `After ${n} updates w = ${w} and b = ${b}`,
  },
  step: (n: string, w: string, b: string, loss: string) =>
    `n = ${n}, w = ${w}, b = ${b}, loss ${loss}`,
  table: { show: "Show all steps", name: "Values by iteration", n: "n", loss: "loss" },
  data: "Points",
  scaled: "Standardise x",
  /** The definition of z, the standardised x. */
  scale: (mean: string, spread: string) => `z = (x − ${mean}) / ${spread}`,
  restore: "Put the points back",
  limit: "(limit)",
  verdict: {
    title: {
      not_started: "No update",
      converged: "Convergence",
      approaching: "Not there yet",
      flat_point: "Stuck on a flat point",
      oscillates: "Endless oscillation",
      diverges: "Divergence",
    } satisfies Record<SurfaceBehaviour, string>,
    what: {
      not_started: () => "The number of updates is 0, so the line has not moved.",
      converged: ({ step, best }) =>
        `From n = ${step} on, at most a hundredth of the way to the best line (w = ${best[0]}, b = ${best[1]}) is left.`,
      approaching: ({ updates, last, best }) =>
        `${updates} updates have brought it to w = ${last[0]}, b = ${last[1]}, still short of the best line (w = ${best[0]}, b = ${best[1]}).`,
      flat_point: ({ last }) => `It rests at w = ${last[0]}, b = ${last[1]}.`,
      oscillates: ({ step }) => `From n = ${step} on, it swings to and fro and never settles.`,
      diverges: ({ step }) =>
        `At n = ${step} it is already farther away than the start, and every update drives it on.`,
    } satisfies Record<SurfaceBehaviour, Sentence>,
    why: {
      not_started: null,
      converged: ({ lr, limit }) => `η = ${lr} is below the limit 2/L = ${limit}.`,
      approaching: ({ lr, limit }) =>
        `η = ${lr} is below the limit 2/L = ${limit}, so more updates will get there.`,
      flat_point: null,
      oscillates: ({ lr }) => `η = ${lr} is exactly the limit 2/L.`,
      diverges: ({ lr, limit }) => `η = ${lr} is above the limit 2/L = ${limit}.`,
    } satisfies Record<SurfaceBehaviour, Sentence | null>,
    /** Reason why a run has not converged in a narrow valley. */
    narrow: ({ lr, limit, condition }: VerdictNumbers) =>
      `η = ${lr} is below the limit 2/L = ${limit}, but with a condition number of ${condition} the valley is so narrow that each step gains next to nothing along its floor.`,
    pending: "Being judged",
  },
  program: "Python program of this fit",
  keys: [
    ["K", "play or pause"],
    ["L", "one step on"],
    ["J", "one step back"],
    ["0", "to the start"],
    ["R", "reset everything"],
    ["← → ↑ ↓", "while a point is selected: move it by 0.1 (with Shift: by 1)"],
  ] satisfies Key[],
};

const ja: typeof en = {
  sets: {
    noisy: "直線に近い",
    outlier: "外れ値あり",
    far: "0 から遠い",
  },
  figure: (set) => `動かせる図：直線の当てはめ（${set}）`,
  caption: ({ lr, updates, last, loss, scaled }) =>
    `点に直線 ŷ = w${scaled ? "z" : "x"} + b を当てはめます。w = 0、b = 0 から学習率 ${lr} で ${updates} 回更新すると、w = ${last[0]}、b = ${last[1]}、損失は ${loss} になります。一方の図は点と直線、もう一方は重みとバイアスに対する損失の等高線です。`,
  plot: {
    name: "データの点と直線",
    point: (number) => `点 ${number}`,
    place: (x, y) => `x = ${x}、y = ${y}`,
  },
  bowl: {
    name: "重みとバイアスに対する損失の等高線と、降下の道すじ",
    w: "重み w",
    b: "バイアス b",
    minimum: (w, b) => `最良の直線：w = ${w}、b = ${b}`,
  },
  equation: {
    name: "この反復の更新式",
    spoken: ({ n, letter, here, lr, grad, next }) =>
      `${n} 回目の更新：次の ${letter} は、${here} から、学習率 ${lr} かける勾配 ${grad} を引いて、${next} です`,
    end: (n, w, b) => `${n} 回の更新後：w = ${w}、b = ${b}`,
  },
  step: (n, w, b, loss) => `n = ${n}、w = ${w}、b = ${b}、損失 ${loss}`,
  table: { show: "反復ごとの値を見る", name: "反復ごとの値の表", n: "反復 n", loss: "損失" },
  data: "データの点",
  scaled: "x を標準化する",
  scale: (mean, spread) => `z = (x − ${mean}) / ${spread}`,
  restore: "点を元に戻す",
  limit: "（限界）",
  verdict: {
    title: {
      not_started: "更新なし",
      converged: "収束",
      approaching: "まだ途中",
      flat_point: "平らな点で停止",
      oscillates: "終わらない振動",
      diverges: "発散",
    },
    what: {
      not_started: () => "更新の回数が 0 なので、直線は動いていません。",
      converged: ({ step, best }) =>
        `n = ${step} から先、最良の直線（w = ${best[0]}、b = ${best[1]}）までの距離が、はじめの 100 分の 1 以内に収まります。`,
      approaching: ({ updates, last, best }) =>
        `${updates} 回の更新で w = ${last[0]}、b = ${last[1]} まで来ましたが、最良の直線（w = ${best[0]}、b = ${best[1]}）には届いていません。`,
      flat_point: ({ last }) => `w = ${last[0]}、b = ${last[1]} に止まっています。`,
      oscillates: ({ step }) =>
        `n = ${step} から先、行ったり来たりして、いつまでも落ち着きません。`,
      diverges: ({ step }) =>
        `n = ${step} で出発点より遠くへ飛び出し、更新するたびに離れていきます。`,
    },
    why: {
      not_started: null,
      converged: ({ lr, limit }) => `η = ${lr} は限界 2/L = ${limit} より小さい値です。`,
      approaching: ({ lr, limit }) =>
        `η = ${lr} は限界 2/L = ${limit} より小さいので、更新を続ければ着きます。`,
      flat_point: null,
      oscillates: ({ lr }) => `η = ${lr} はちょうど限界 2/L です。`,
      diverges: ({ lr, limit }) => `η = ${lr} は限界 2/L = ${limit} を超えています。`,
    },
    narrow: ({ lr, limit, condition }) =>
      `η = ${lr} は限界 2/L = ${limit} より小さいのですが、条件数が ${condition} もある細長い谷なので、谷底に沿ってはほとんど進みません。`,
    pending: "判定しています",
  },
  program: "この当てはめの Python プログラム",
  keys: [
    ["K", "再生・一時停止"],
    ["L", "1 つ進む"],
    ["J", "1 つ戻る"],
    ["0", "最初へ"],
    ["R", "はじめの設定に戻す"],
    ["← → ↑ ↓", "点を選んでいるとき：0.1 ずつ動かす（Shift と一緒なら 1 ずつ）"],
  ],
};

export type LineWords = typeof en;
export const LINE_WORDS: Record<Language, LineWords> = { ja, en };
