/** Every word a widget shows, in both languages, side by side. Numbers arrive ready to read. */
import { MICROSCOPE_WORDS } from "../widgets/descent/microscope/words.ts";
import type { Behaviour, Status } from "../python/protocol.ts";
import { NUMBER_WORDS } from "./fields/number-messages.ts";
import type { Key } from "./widget-footer.ts";
import { megabytes } from "../core/numbers.ts";

export type Language = "ja" | "en";

/** The landscapes, by their names in gdlib. */
export type LossName = "squared_error" | "absolute_error" | "huber" | "double_well" | "wavy";

/** The numbers that a verdict's sentences may mention, written for reading. */
export interface VerdictNumbers {
  readonly lr: string;
  readonly step: string;
  readonly minimum: string;
  readonly tolerance: string;
  readonly needed: string | null;
  readonly limit: string | null;
  /** The rate that lands in one step; null where the curvature changes from place to place. */
  readonly landing: string | null;
  readonly last: string;
  readonly lastN: string;
  /** The two ends of an endless swing. */
  readonly swing: readonly [string, string];
}

/** What a caption mentions. */
type CaptionParts = Record<"loss" | "formula" | "t" | "lr" | "updates" | "last", string>;

type Sentence = (x: VerdictNumbers) => string;

/** Return what a failure is about: the file, and what the server said. */
function fileAndStatus(failure: { file: string | null; status: number | null }): string {
  return [failure.file, failure.status && `HTTP ${failure.status}`].filter(Boolean).join(", ");
}

const en = {
  losses: {
    squared_error: "Squared error",
    absolute_error: "Absolute error",
    huber: "Huber loss",
    double_well: "Double well",
    wavy: "Wavy bowl",
  } satisfies Record<LossName, string>,
  lossUnknown: (name: string) => `There is no loss called “${name}”`,
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
  chart: {
    name: "Graph of the loss by iteration",
    n: "iteration n",
    loss: "loss E",
    log: " (log scale)",
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
  controls: {
    transport: "Playback",
    first: "To the start",
    back: "One step back",
    play: "Play",
    pause: "Pause",
    step: "One step on",
    scrub: "Iteration n",
    scrubValue: (n: string, t: string, loss: string) => `n = ${n}, t = ${t}, loss ${loss}`,
    speed: "Speed",
    parameters: "Settings",
    loss: "Loss function",
    lr: "Learning rate η",
    lrNumber: "Value of learning rate η",
    landing: "(one step)",
    limit: "(limit)",
    t: "Start t",
    steps: "Updates",
    reset: "Reset everything",
    sound: "Hear the height",
    soundTitle: "The larger the loss, the higher the tone",
    noSound: "This browser makes no sound",
    share: "Share (copy link)",
    shared: "Link copied",
    embed: "Embed this",
    saveResult: "Save my result as a file",
    shareByHand: "Copying was not possible. Please select this link and copy it.",
    shareLink: "Link to this state",
    saferRate: (lr: string) => `Set the rate to ${lr}`,
  },
  errors: {
    number: NUMBER_WORDS.en,
    /** What follows each of the others. */
    held: "The last value still holds.",
    whole: "Please enter a whole number.",
    range: (low: string, high: string) => `Please choose a number from ${low} to ${high}.`,
    positive: (high: string) => `A learning rate must be greater than 0 and at most ${high}.`,
  },
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
    /** Why, for a loss of constant curvature; null says nothing more. */
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
    /** What stands between two sentences. */
    join: " ",
    colon: ": ",
    trapped: "Trapped in a local minimum",
    /** In the place of the title of `approaching`, if the way left is much longer than the way made. */
    slow: "Slow approach",
    needed: (n: string) => `Carried on, it would arrive at n = ${n}.`,
  },
  program: {
    show: "Show the Python",
    name: "Python program of this descent",
    copy: "Copy",
    copied: "Copied",
    copyFailed: "Copying failed: please select it",
  },
  python: {
    name: "State of Python",
    retry: "Try again",
    /** A computation ended with an error that gdlib did not mean. */
    fault: "The computation ended with an unexpected error: these settings have no result.",
    status: (status: Status) => {
      switch (status.state) {
        case "idle":
          return "Python loads when it is needed";
        case "loading":
          return status.stage === "start"
            ? "Starting Python"
            : `Loading Python ${megabytes(status.bytes)} / ${megabytes(status.total)} MB`;
        case "ready":
          return "Python is ready";
        case "running":
          return "Python is computing";
        case "stopped":
          return "Python was stopped";
        case "unloaded":
        case "failed":
          return `Python could not be loaded (${fileAndStatus(status.failure) || status.failure.message}). The last run still works.`;
      }
    },
  },
  live: {
    step: (n: string, t: string, loss: string) => `n = ${n}, t = ${t}, loss ${loss}`,
    playing: "Playing",
  },
  microscope: MICROSCOPE_WORDS.en,
  help: {
    title: "Keys and hints",
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
  },
  film: {
    transport: "Animation controls",
    play: "Play",
    pause: "Pause",
    first: "To the start",
    back: "One frame back",
    step: "One frame on",
    scrub: "Frame",
    counter: (n: string, last: string) => `${n} / ${last}`,
    missing: "The other frames could not be fetched. Check the connection, then try again.",
  },
  /** What is said of a run that is shown while another one is awaited. */
  earlier: {
    /** In the place of a verdict. */
    title: "Not computed yet",
    /** The same, where Python is not to be had; and where the run has come and could not be drawn. */
    failed: "It could not be computed",
    undrawn: "The result could not be shown",
    sentence: "The pictures and tables still show other settings.",
    /** In the place of an equation. */
    picture: "The picture still shows other settings",
    program: "This is the program for other settings.",
    /** Before the caption. */
    caption: "With other settings: ",
    /** Of a number of that run, or a verdict on it, to a screen reader. */
    spoken: (text: string) => `With other settings: ${text}`,
    shared: "Copied the link to the chosen settings",
  },
  /** The numbers of a first run. */
  run: {
    missing: "The numbers that move this figure could not be fetched. Check the connection.",
  },
};

const ja: typeof en = {
  losses: {
    squared_error: "二乗誤差",
    absolute_error: "絶対誤差",
    huber: "フーバー損失",
    double_well: "ふたつの谷",
    wavy: "波打つ谷",
  },
  lossUnknown: (name) => `「${name}」という損失関数はありません`,
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
  chart: { name: "反復ごとの損失のグラフ", n: "反復 n", loss: "損失 E", log: "（対数目盛り）" },
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
  controls: {
    transport: "再生",
    first: "最初へ",
    back: "1 つ戻る",
    play: "再生",
    pause: "一時停止",
    step: "1 つ進む",
    scrub: "反復 n",
    scrubValue: (n, t, loss) => `n = ${n}、t = ${t}、損失 ${loss}`,
    speed: "速さ",
    parameters: "設定",
    loss: "損失関数",
    lr: "学習率 η",
    lrNumber: "学習率 η の値",
    landing: "（1 歩で到達）",
    limit: "（限界）",
    t: "出発点 t",
    steps: "更新の回数",
    reset: "はじめの設定に戻す",
    sound: "高さを音で聴く",
    soundTitle: "損失が大きいほど高い音が鳴ります",
    noSound: "このブラウザでは音を鳴らせません",
    share: "共有（リンクをコピー）",
    shared: "リンクをコピーしました",
    embed: "埋め込む",
    saveResult: "結果をファイルに保存する",
    shareByHand: "コピーできませんでした。このリンクを選んでコピーしてください。",
    shareLink: "この状態のリンク",
    saferRate: (lr) => `学習率を ${lr} にする`,
  },
  errors: {
    number: NUMBER_WORDS.ja,
    held: "いまは前の値のままです。",
    whole: "整数で入れてください。",
    range: (low, high) => `${low} から ${high} までの数にしてください。`,
    positive: (high) => `学習率は 0 より大きく ${high} 以下の数にしてください。`,
  },
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
    join: "",
    colon: "：",
    trapped: "極小点で停止",
    slow: "ゆっくり接近中",
    needed: (n) => `このまま続ければ n = ${n} で着きます。`,
  },
  program: {
    show: "Python で見る",
    name: "この降下の Python プログラム",
    copy: "コピー",
    copied: "コピーしました",
    copyFailed: "コピーできません。選んでコピーしてください",
  },
  python: {
    name: "Python の状態",
    retry: "もう一度読み込む",
    fault: "計算の途中で思いがけないエラーが起きたため、この設定の結果は出せませんでした。",
    status: (status) => {
      switch (status.state) {
        case "idle":
          return "Python は必要になったときに読み込みます";
        case "loading":
          return status.stage === "start"
            ? "Python を起動しています"
            : `Python を読み込んでいます ${megabytes(status.bytes)} / ${megabytes(status.total)} MB`;
        case "ready":
          return "Python の準備ができました";
        case "running":
          return "Python で計算しています";
        case "stopped":
          return "Python を止めました";
        case "unloaded":
        case "failed":
          return `Python を読み込めませんでした（${fileAndStatus(status.failure) || status.failure.message}）。前の計算結果はそのまま動かせます。`;
      }
    },
  },
  live: {
    step: (n, t, loss) => `n = ${n}、t = ${t}、損失 ${loss}`,
    playing: "再生中",
  },
  microscope: MICROSCOPE_WORDS.ja,
  help: {
    title: "キー操作と使い方",
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
  },
  film: {
    transport: "アニメーションの操作",
    play: "再生",
    pause: "一時停止",
    first: "最初へ",
    back: "1 コマ戻る",
    step: "1 コマ進む",
    scrub: "コマ",
    counter: (n, last) => `${n} / ${last}`,
    missing: "続きのコマを読み込めませんでした。接続を確かめて、もう一度操作してください。",
  },
  earlier: {
    title: "まだ計算していません",
    failed: "計算できませんでした",
    undrawn: "結果を表示できませんでした",
    sentence: "図と表は、まだ別の設定の結果です。",
    picture: "図は、まだ別の設定の結果です",
    program: "これは別の設定のプログラムです。",
    caption: "別の設定の結果：",
    spoken: (text) => `別の設定の結果です。${text}`,
    shared: "選んだ設定のリンクをコピーしました",
  },
  run: {
    missing: "この図を動かすための計算結果を読み込めませんでした。接続を確かめてください。",
  },
};

export type Words = typeof en;
export const WORDS: Record<Language, Words> = { ja, en };
