/** UI strings of `<gd-rates>`, in Japanese and English. Numbers are passed in already formatted. */
import type { Key } from "../../widget/widget-footer.ts";
import type { Fate } from "./query.ts";
import type { Language } from "../../widget/words.ts";

/** The numbers that sentences about one run may mention. */
export interface EndNumbers {
  readonly lr: string;
  /** The number of requested updates, and of those made before the run ended. */
  readonly steps: string;
  readonly updates: string;
  readonly t: string;
  readonly loss: string;
  readonly startLoss: string;
}

/** The values in a caption, formatted. */
type CaptionParts = Record<"loss" | "formula" | "t" | "steps" | "low" | "high", string>;

const en = {
  figure: (loss: string) => `Interactive figure: loss against learning rate, ${loss}`,
  caption: ({ loss, formula, t, steps, low, high }: CaptionParts) =>
    `${loss}, ${formula}: the loss after ${steps} updates from t = ${t}, for learning rates from ${low} to ${high}. Both axes are logarithmic.`,
  plot: {
    name: "Graph of the loss against the learning rate, both on log scales",
    lr: "learning rate η",
    loss: (steps: string) => `loss E after ${steps} updates`,
    start: "loss at the start",
    landing: (lr: string) => `one step ${lr}`,
    limit: (lr: string) => `limit ${lr}`,
    point: "Selected learning rate η",
  },
  table: {
    name: "Ends of the runs by learning rate",
    lr: "rate η",
    t: "t",
    loss: "loss",
    fate: "result",
  },
  stepsNumber: "Number of updates",
  /** How a run ended: `fate` in its title, `short` in the table. */
  fate: {
    arrived: "At the minimum",
    trapped: "In a local minimum",
    lower: "Still on its way",
    same: "No lower",
    higher: "Higher than the start",
    beyond: "Diverged",
  } satisfies Record<Fate, string>,
  short: {
    arrived: "arrived",
    trapped: "local min.",
    lower: "on its way",
    same: "no lower",
    higher: "higher",
    beyond: "diverged",
  } satisfies Record<Fate, string>,
  title: (lr: string, fate: string) => `η = ${lr}: ${fate}`,
  end: {
    arrived: ({ steps, t, loss }) =>
      `After ${steps} updates t = ${t} and the loss is ${loss}: at most a hundredth of the way to the minimum is left.`,
    trapped: ({ steps, t, loss }) =>
      `After ${steps} updates t = ${t} and the loss is ${loss}: a local minimum, while a deeper valley lies elsewhere.`,
    lower: ({ steps, t, loss, startLoss }) =>
      `After ${steps} updates t = ${t}; the loss has fallen from ${startLoss} to ${loss}, but the minimum is not reached.`,
    same: ({ steps, t, loss }) =>
      `After ${steps} updates the loss is the ${loss} it began with (t = ${t}).`,
    higher: ({ steps, t, loss, startLoss }) =>
      `After ${steps} updates t = ${t}; the loss has grown from ${startLoss} to ${loss}.`,
    beyond: ({ updates }) => `Update ${updates} led beyond the numbers a computer can hold.`,
  } satisfies Record<Fate, (x: EndNumbers) => string>,
  summary: {
    /** Shown if every run overflows. */
    none: {
      title: "Diverges at every rate",
      sentence: (steps: string) =>
        `At each of these rates the run leaves the numbers a computer can hold within ${steps} updates.`,
    },
    best: (lr: string) => `Lowest at η = ${lr}`,
    between: (low: string, high: string) => `Lowest between η = ${low} and ${high}`,
    several: (low: string, high: string) => `Lowest at several rates, from η = ${low} to ${high}`,
    lowest: (steps: string, loss: string) => `After ${steps} updates the loss there is ${loss}.`,
    edge: (lr: string, startLoss: string) =>
      `From η = ${lr} on, it never ends lower than the ${startLoss} it began with.`,
    quadratic: (limit: string) => `In theory the limit is 2/L = ${limit}.`,
    curved: (limit: string) =>
      `Below 2/L = ${limit} every run settles; above it, some do and some do not.`,
    unbounded: "This loss has no largest curvature, so no limit holds everywhere.",
  },
  open: (lr: string) => `Watch the descent with η = ${lr}`,
  program: "Python program of this comparison",
  keys: [
    ["← →", "while the point on the graph is selected: to the next rate"],
    ["Page Up / Page Down", "while the point is selected: to ten times the rate, or a tenth"],
    ["Home / End", "while the point is selected: to either end"],
    ["R", "reset everything"],
  ] satisfies Key[],
};

const ja: typeof en = {
  figure: (loss) => `動かせる図：学習率と損失（${loss}）`,
  caption: ({ loss, formula, t, steps, low, high }) =>
    `${loss} ${formula} を t = ${t} から ${steps} 回更新したあとの損失です。学習率を ${low} から ${high} まで変えて比べます（両軸とも対数目盛りです）。`,
  plot: {
    name: "学習率と損失の関係のグラフ（両対数目盛り）",
    lr: "学習率 η",
    loss: (steps) => `${steps} 回の更新後の損失 E`,
    start: "出発点の損失",
    landing: (lr) => `1 歩で到達 ${lr}`,
    limit: (lr) => `限界 ${lr}`,
    point: "選んだ学習率 η",
  },
  table: {
    name: "学習率ごとの、更新を終えたときの値の表",
    lr: "学習率 η",
    t: "t",
    loss: "損失",
    fate: "結果",
  },
  stepsNumber: "更新の回数の値",
  fate: {
    arrived: "最小点に到着",
    trapped: "極小点に到着",
    lower: "まだ途中",
    same: "変化なし",
    higher: "出発点より上昇",
    beyond: "発散",
  },
  short: {
    arrived: "到着",
    trapped: "極小点",
    lower: "途中",
    same: "同じ",
    higher: "上昇",
    beyond: "発散",
  },
  title: (lr, fate) => `η = ${lr}：${fate}`,
  end: {
    arrived: ({ steps, t, loss }) =>
      `${steps} 回の更新で t = ${t}、損失は ${loss} になりました。最小点までの距離は、はじめの 100 分の 1 以下です。`,
    trapped: ({ steps, t, loss }) =>
      `${steps} 回の更新で t = ${t}、損失は ${loss} になりました。極小点に着いていて、もっと低い谷が別の場所にあります。`,
    lower: ({ steps, t, loss, startLoss }) =>
      `${steps} 回の更新で t = ${t} となり、損失は ${startLoss} から ${loss} に下がりましたが、最小点には届いていません。`,
    same: ({ steps, t, loss }) =>
      `${steps} 回更新しても、損失は出発点と同じ ${loss} のままです（t = ${t}）。`,
    higher: ({ steps, t, loss, startLoss }) =>
      `${steps} 回の更新で t = ${t} となり、損失は ${startLoss} から ${loss} に増えました。`,
    beyond: ({ updates }) => `${updates} 回目の更新で、計算できる数の範囲を飛び出しました。`,
  },
  summary: {
    none: {
      title: "どの学習率でも発散",
      sentence: (steps) =>
        `調べた学習率ではどれも、${steps} 回の更新が終わる前に、計算できる数の範囲を飛び出します。`,
    },
    best: (lr) => `いちばん下がるのは η = ${lr}`,
    between: (low, high) => `いちばん下がるのは η = ${low} から ${high} の間`,
    several: (low, high) => `いちばん下がるのは η = ${low} など（${high} まで）`,
    lowest: (steps, loss) => `${steps} 回の更新で損失は ${loss} になります。`,
    edge: (lr, startLoss) => `η = ${lr} から先では、出発点の ${startLoss} より低くなりません。`,
    quadratic: (limit) => `理論上の限界は 2/L = ${limit} です。`,
    curved: (limit) =>
      `2/L = ${limit} より小さければ必ず落ち着きます。それより大きいと、落ち着くこともそうでないこともあります。`,
    unbounded: "曲率の最大値が決まらない関数なので、どこでも通用する限界はありません。",
  },
  open: (lr) => `η = ${lr} の降下を見る`,
  program: "この比較の Python プログラム",
  keys: [
    ["← →", "グラフの点を選んでいるとき：となりの学習率へ"],
    ["Page Up / Page Down", "グラフの点を選んでいるとき：10 倍・10 分の 1 の学習率へ"],
    ["Home / End", "グラフの点を選んでいるとき：両端へ"],
    ["R", "はじめの設定に戻す"],
  ],
};

export type RatesWords = typeof en;
export const RATES_WORDS: Record<Language, RatesWords> = { ja, en };
