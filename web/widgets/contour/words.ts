/** UI strings of `<gd-contour>`, in Japanese and English. Numbers are passed in already formatted. */
import type { Key } from "../../widget/widget-footer.ts";
import type { SurfaceBehaviour } from "../../python/protocol.ts";
import type { Language } from "../../widget/words.ts";
import type { HyperparameterName, OptimizerName, SurfaceName } from "./state.ts";

/** The numbers in a verdict's sentences, formatted. */
export interface VerdictNumbers {
  readonly lr: string;
  readonly step: string;
  /** The minimum that the run has reached or approaches; null if there is none. */
  readonly minimum: string | null;
  /** Whether no other minimum is lower. */
  readonly isLowest: boolean;
  /** The limit 2/κ of the learning rate, for plain gradient descent on the bowl; null otherwise. */
  readonly limit: string | null;
  readonly last: string;
  readonly lastN: string;
}

/** The values in a caption, formatted. */
interface CaptionParts {
  readonly surface: string;
  readonly formula: string;
  readonly start: string;
  readonly runs: readonly string[];
  readonly updates: string;
  readonly best: string | null;
}

type Sentence = (x: VerdictNumbers) => string;

const HYPERPARAMETER_SYMBOLS: Record<HyperparameterName, string> = {
  beta: "β",
  rho: "ρ",
  beta1: "β₁",
  beta2: "β₂",
  decay: "λ",
};

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

const en = {
  surfaces: {
    bowl: "Bowl",
    rosenbrock: "Rosenbrock’s valley",
    himmelblau: "Himmelblau’s four valleys",
    beale: "Beale’s function",
    rastrigin: "Rastrigin’s dents",
    saddle: "Saddle",
  } satisfies Record<SurfaceName, string>,
  optimizers: {
    gradient_descent: "Gradient descent",
    momentum: "Momentum",
    nesterov: "Nesterov",
    adagrad: "AdaGrad",
    rmsprop: "RMSProp",
    adam: "Adam",
    adamw: "AdamW",
  } satisfies Record<OptimizerName, string>,
  /** The name of an optimizer within a sentence. */
  inSentence: (optimizer: string) =>
    /^(Gradient|Momentum)/.test(optimizer) ? optimizer.toLowerCase() : optimizer,
  /** The hyperparameters' symbols, shown before their fields. */
  letters: HYPERPARAMETER_SYMBOLS,
  figure: (surface: string) => `Interactive figure: a race downhill, ${surface}`,
  caption: ({ surface, formula, start, runs, updates, best }: CaptionParts) =>
    `${surface}, ${formula}, descended from ${start} by ${listed(runs)}, ${updates} updates each.` +
    (best === null ? "" : ` The lowest loss in the end is that of ${best}.`),
  plot: {
    name: "The surface in contour lines, and the paths down it",
    start: "Start",
    startValue: (x: string, y: string, loss: string) => `x = ${x}, y = ${y}, loss ${loss}`,
    minimum: (x: string, y: string) => `minimum (${x}, ${y})`,
  },
  now: { name: "Where each run is now", run: "run", loss: "loss" },
  table: { show: "Table of values", name: "Position and loss by iteration", n: "n" },
  optimizerRows: {
    name: "Who takes part",
    optimizerRow: (number: string, optimizer: string) => `Run ${number}: ${optimizer}`,
    optimizer: (number: string) => `Optimizer of run ${number}`,
    lr: (number: string) => `Learning rate η of run ${number}`,
    lrValue: (number: string) => `Value of learning rate η of run ${number}`,
    hyperparameter: (letter: string, number: string) => `${letter} of run ${number}`,
    remove: (number: string, optimizer: string) => `Remove run ${number} (${optimizer})`,
    removeTitle: "Remove",
    add: "Add a run",
  },
  surface: "Surface",
  condition: "Condition κ",
  x: "Start x",
  y: "Start y",
  /** Name of a run in legends: its optimizer and learning rate. */
  withRate: (optimizer: string, lr: string) => `${optimizer} (η = ${lr})`,
  verdict: {
    title: {
      not_started: "No update",
      converged: "Converges",
      approaching: "Not there yet",
      flat_point: "Stuck on a flat point",
      oscillates: "Oscillates for ever",
      diverges: "Diverges",
    } satisfies Record<SurfaceBehaviour, string>,
    what: {
      not_started: () => "No update has been made.",
      converged: ({ step, minimum, isLowest }) =>
        `From n = ${step} on it stays close to the ${isLowest ? "minimum" : "local minimum"} ${minimum}.`,
      approaching: ({ lastN, last, minimum }) =>
        minimum === null
          ? `${lastN} updates have brought it to ${last}, on its way to a flat point that is no minimum.`
          : `${lastN} updates have brought it to ${last}, still short of ${minimum}.`,
      flat_point: ({ step, last }) =>
        `From n = ${step} on it does not leave ${last}, where the slope is 0 although this is no minimum. Shift the start a little to set it free.`,
      oscillates: ({ step, minimum }) =>
        minimum === null
          ? `At n = ${step} it turns back, and goes on turning for ever.`
          : `At n = ${step} it turns back, and keeps jumping around ${minimum} without settling.`,
      diverges: ({ step }) =>
        `At n = ${step} it is farther away than it started, and every update drives it on.`,
    } satisfies Record<SurfaceBehaviour, Sentence>,
    /** Reason for the verdict if the limit of the learning rate is known; null: none is given. */
    why: {
      not_started: null,
      converged: ({ lr, limit }) => `That is because η = ${lr} is below the limit, 2/κ = ${limit}.`,
      approaching: ({ lr, limit }) =>
        `As η = ${lr} is below the limit, 2/κ = ${limit}, it will get there in time.`,
      flat_point: null,
      oscillates: ({ lr, limit }) =>
        `η = ${lr} has reached the limit that the steepest direction allows, 2/κ = ${limit}.`,
      diverges: ({ lr, limit }) =>
        `η = ${lr} is above the limit that the steepest direction allows, 2/κ = ${limit}.`,
    } satisfies Record<SurfaceBehaviour, Sentence | null>,
    /** Reason if the limit is unknown, but a smaller learning rate is known to converge. */
    tooLarge: ({ lr }: VerdictNumbers) => `From this start, η = ${lr} is too much for it.`,
    /** Replaces the title of `converged` if another minimum is lower. */
    trapped: "Trapped in a local minimum",
    deeper: "A deeper valley lies elsewhere.",
    pending: "Computing",
  },
  step: (n: string, runs: readonly string[]) => `n = ${n}: ${runs.join(", ")}`,
  runAt: (optimizer: string, loss: string) => `${optimizer}, loss ${loss}`,
  program: "Python program of this race",
  keys: [
    ["K", "play or pause"],
    ["L", "one step on"],
    ["J", "one step back"],
    ["0", "to the start"],
    ["R", "reset everything"],
    ["← → ↑ ↓", "while the start is selected: move it by 0.1 (with Shift: by 1)"],
    ["Click", "anywhere on the map to start from there"],
  ] satisfies Key[],
};

const ja: typeof en = {
  surfaces: {
    bowl: "お椀",
    rosenbrock: "ローゼンブロックの谷",
    himmelblau: "ヒンメルブラウの四つの谷",
    beale: "ビールの関数",
    rastrigin: "ラストリギンのくぼみ",
    saddle: "鞍",
  },
  optimizers: {
    gradient_descent: "勾配降下法",
    momentum: "モーメンタム",
    nesterov: "ネステロフの加速",
    adagrad: "AdaGrad",
    rmsprop: "RMSProp",
    adam: "Adam",
    adamw: "AdamW",
  },
  inSentence: (optimizer) => optimizer,
  letters: HYPERPARAMETER_SYMBOLS,
  figure: (surface) => `動かせる図：${surface}を降りる競走`,
  caption: ({ surface, formula, start, runs, updates, best }) =>
    `${surface} ${formula} を、${start} から${runs.join("、")}で ${updates} 回ずつ更新して降ります。` +
    (best === null ? "" : `最後の損失がいちばん小さいのは、${best}です。`),
  plot: {
    name: "曲面の等高線と、そこを降りる道すじ",
    start: "出発点",
    startValue: (x, y, loss) => `x = ${x}、y = ${y}、損失 ${loss}`,
    minimum: (x, y) => `最小点 (${x}, ${y})`,
  },
  now: { name: "いまの位置と損失", run: "手法", loss: "損失" },
  table: { show: "値の表", name: "反復ごとの位置と損失の表", n: "n" },
  optimizerRows: {
    name: "競走する手法",
    optimizerRow: (number, optimizer) => `${number} 番：${optimizer}`,
    optimizer: (number) => `${number} 番の最適化手法`,
    lr: (number) => `${number} 番の学習率 η`,
    lrValue: (number) => `${number} 番の学習率 η の値`,
    hyperparameter: (letter, number) => `${number} 番の ${letter}`,
    remove: (number, optimizer) => `${number} 番（${optimizer}）を外す`,
    removeTitle: "外す",
    add: "手法を加える",
  },
  surface: "曲面",
  condition: "条件数 κ",
  x: "出発点 x",
  y: "出発点 y",
  withRate: (optimizer, lr) => `${optimizer}（η = ${lr}）`,
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
      not_started: () => "一度も更新されていません。",
      converged: ({ step, minimum, isLowest }) =>
        `n = ${step} から先は、${isLowest ? "最小点" : "極小点"} ${minimum} のすぐそばにとどまります。`,
      approaching: ({ lastN, last, minimum }) =>
        minimum === null
          ? `${lastN} 回の更新で ${last} まで来ました。このまま行き着く先は平らな点で、極小点ではありません。`
          : `${lastN} 回の更新で ${last} まで来ましたが、${minimum} にはまだ届きません。`,
      flat_point: ({ step, last }) =>
        `n = ${step} から先は ${last} を離れません。ここは傾きが 0 ですが、極小点ではありません。出発点を少しずらすと抜け出せます。`,
      oscillates: ({ step, minimum }) =>
        minimum === null
          ? `n = ${step} で引き返し、そのまま行ったり来たりを繰り返します。`
          : `n = ${step} で引き返し、${minimum} のまわりを行き来するだけで落ち着きません。`,
      diverges: ({ step }) =>
        `n = ${step} で出発点より遠くへ飛び出し、更新するたびに離れていきます。`,
    },
    why: {
      not_started: null,
      converged: ({ lr, limit }) => `η = ${lr} が限界の 2/κ = ${limit} より小さいからです。`,
      approaching: ({ lr, limit }) =>
        `η = ${lr} は限界の 2/κ = ${limit} より小さいので、続ければ着きます。`,
      flat_point: null,
      oscillates: ({ lr, limit }) =>
        `η = ${lr} が、最も急な向きで許される限界 2/κ = ${limit} に達しているからです。`,
      diverges: ({ lr, limit }) =>
        `η = ${lr} が、最も急な向きで許される限界 2/κ = ${limit} を超えているからです。`,
    },
    tooLarge: ({ lr }) => `この手法とこの出発点には、η = ${lr} は大きすぎます。`,
    trapped: "極小点で停止",
    deeper: "もっと深い谷がほかにあります。",
    pending: "計算しています",
  },
  step: (n, runs) => `n = ${n}：${runs.join("、")}`,
  runAt: (optimizer, loss) => `${optimizer} の損失 ${loss}`,
  program: "この競走の Python プログラム",
  keys: [
    ["K", "再生・一時停止"],
    ["L", "1 つ進む"],
    ["J", "1 つ戻る"],
    ["0", "最初へ"],
    ["R", "はじめの設定に戻す"],
    ["← → ↑ ↓", "出発点を選んでいるとき：0.1 ずつ動かす（Shift と一緒なら 1 ずつ）"],
    ["クリック", "図の好きな場所：そこから出発し直す"],
  ],
};

export type ContourWords = typeof en;
export const CONTOUR_WORDS: Record<Language, ContourWords> = { ja, en };
