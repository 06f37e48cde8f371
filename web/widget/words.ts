/** UI strings shared by all widgets, in Japanese and English. Numbers are passed in already formatted. */
import type { Status } from "../python/protocol.ts";
import { NUMBER_WORDS } from "./fields/number-messages.ts";
import { megabytes } from "../core/numbers.ts";

export type Language = "ja" | "en";

/** The landscapes, by their names in gdlib. */
export type LossName = "squared_error" | "absolute_error" | "huber" | "double_well" | "wavy";

/** Return the file that could not be loaded, and the HTTP status, as far as they are known. */
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
  chart: {
    name: "Graph of the loss by iteration",
    n: "iteration n",
    loss: "loss E",
    log: " (log scale)",
  },
  controls: {
    playback: "Playback",
    first: "To the start",
    back: "One step back",
    play: "Play",
    pause: "Pause",
    step: "One step on",
    scrub: "Iteration n",
    speed: "Speed",
    parameters: "Settings",
    loss: "Loss function",
    lr: "Learning rate η",
    lrNumber: "Value of learning rate η",
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
    /** Appended to each of the other error messages. */
    held: "The last value still holds.",
    whole: "Please enter a whole number.",
    range: (low: string, high: string) => `Please choose a number from ${low} to ${high}.`,
    positive: (high: string) => `A learning rate must be greater than 0 and at most ${high}.`,
  },
  verdict: {
    /** Separator between two sentences. */
    join: " ",
    colon: ": ",
  },
  program: {
    show: "Show the Python",
    copy: "Copy",
    copied: "Copied",
    copyFailed: "Copying failed: please select it",
  },
  python: {
    name: "State of Python",
    retry: "Try again",
    /** Error message for any Python exception other than gdlib's ValueError. */
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
    playing: "Playing",
  },
  help: {
    title: "Keys and hints",
  },
  animation: {
    playback: "Animation controls",
    play: "Play",
    pause: "Pause",
    first: "To the start",
    back: "One frame back",
    step: "One frame on",
    scrub: "Frame",
    counter: (n: string, last: string) => `${n} / ${last}`,
    missing: "The other frames could not be fetched. Check the connection, then try again.",
  },
  /** Shown with a stale run while another one is pending. */
  earlier: {
    /** Placeholder of a verdict. */
    title: "Not computed yet",
    /** Placeholders of a verdict if Python could not be loaded, and if the run could not be drawn. */
    failed: "It could not be computed",
    undrawn: "The result could not be shown",
    sentence: "The pictures and tables still show other settings.",
    /** Placeholders of numbers and of the program. */
    picture: "The picture still shows other settings",
    program: "This is the program for other settings.",
    /** Prefix of the caption. */
    caption: "With other settings: ",
    /** Screen reader text for a number of a stale run, or for its verdict. */
    spoken: (text: string) => `With other settings: ${text}`,
    shared: "Copied the link to the chosen settings",
  },
  /** Shown if the data of the prerendered run could not be fetched. */
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
  chart: { name: "反復ごとの損失のグラフ", n: "反復 n", loss: "損失 E", log: "（対数目盛り）" },
  controls: {
    playback: "再生",
    first: "最初へ",
    back: "1 つ戻る",
    play: "再生",
    pause: "一時停止",
    step: "1 つ進む",
    scrub: "反復 n",
    speed: "速さ",
    parameters: "設定",
    loss: "損失関数",
    lr: "学習率 η",
    lrNumber: "学習率 η の値",
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
    join: "",
    colon: "：",
  },
  program: {
    show: "Python で見る",
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
    playing: "再生中",
  },
  help: {
    title: "キー操作と使い方",
  },
  animation: {
    playback: "アニメーションの操作",
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
