/** UI strings of `<gd-network>`, in Japanese and English. Numbers are passed in already formatted. */
import type { Key } from "../../widget/widget-footer.ts";
import type { Language } from "../../widget/words.ts";
import type { ActivationName, DataName, TrainingBehaviour, OptimizerName } from "./query.ts";

/** The numbers in the sentences, formatted. */
export interface Numbers {
  readonly epoch: string;
  readonly loss: string;
  /** The loss before the first epoch. */
  readonly first: string;
  readonly accuracy: string;
  readonly correct: string;
  readonly samples: string;
  readonly lr: string;
  readonly optimizer: string;
}

/** The values in a caption, formatted. */
interface CaptionParts {
  readonly data: string;
  readonly samples: string;
  readonly sizes: string;
  readonly activation: string;
  readonly optimizer: string;
  readonly lr: string;
  /** The size of a mini-batch; null where all samples are one batch. */
  readonly batch: string | null;
  readonly epochs: string;
  readonly first: string;
  readonly loss: string;
  readonly accuracy: string;
}

type Sentence = (x: Numbers) => string;

/** Return a name for use within a sentence: in lower case, unless it is a proper name. */
const within = (name: string): string =>
  name.replace(/^(?:Gradient|Momentum|Two|Circles|Spirals|Quadrants)/, (word) =>
    word.toLowerCase(),
  );

const en = {
  figure: (data: string) => `Interactive figure: a neural network learns ${within(data)}`,
  caption: (x: CaptionParts) =>
    `${x.data}, ${x.samples} points, learned by a ${x.sizes} network (${x.activation}) with ${within(x.optimizer)}, learning rate ${x.lr}, ${x.batch === null ? "all points at once" : `mini-batches of ${x.batch}`}: ${x.epochs} epochs bring the loss from ${x.first} to ${x.loss} and the accuracy to ${x.accuracy}.`,
  data: {
    two_moons: "Two moons",
    circles: "Circles",
    spirals: "Spirals",
    xor: "Quadrants (XOR)",
  } satisfies Record<DataName, string>,
  activations: {
    tanh: "tanh",
    relu: "ReLU",
    sigmoid: "sigmoid",
  } satisfies Record<ActivationName, string>,
  optimizers: {
    gradient_descent: "Gradient descent",
    momentum: "Momentum",
    nesterov: "Nesterov",
    adagrad: "AdaGrad",
    rmsprop: "RMSProp",
    adam: "Adam",
    adamw: "AdamW",
  } satisfies Record<OptimizerName, string>,
  plot: {
    name: "Samples and decision boundary",
    /** Text alternative of the decision boundary, for screen readers. */
    spoken: (x: Numbers) =>
      `Samples and decision boundary. At epoch ${x.epoch}, ${x.correct} of ${x.samples} points lie on their own side of it`,
    classes: ["class 0", "class 1"] satisfies [string, string],
  },
  diagram: {
    name: (sizes: string) => `Weights and biases of the ${sizes} network`,
    /** The name of the layer with index `layer`; `count`: the number of layers. */
    layers: (layer: number, count: number) =>
      layer === 0
        ? "inputs"
        : layer === count - 1
          ? "output"
          : count > 4
            ? String(layer)
            : `hidden ${layer}`,
    hint: "Touch a line or a neuron, or select this and press the arrow keys, to read its weight and gradient.",
    weight: (from: string, to: string) => `Weight from ${from} to ${to}`,
    bias: (of: string) => `Bias of ${of}`,
    value: (name: string, value: string, grad: string) => `${name}: ${value} (gradient ${grad})`,
    neuron: (layer: number, count: number, number: number) =>
      layer === 0
        ? ["x₁", "x₂"][number - 1]!
        : layer === count - 1
          ? "output y"
          : `neuron ${number} of hidden layer ${layer}`,
    shows: "Lines show",
    shown: { weights: "weights", gradient: "gradients" },
    legend: { plus: "positive", minus: "negative" },
  },
  chart: { name: "Graph of the loss by epoch", n: "epoch" },
  line: (x: Numbers) => `Epoch ${x.epoch} · loss ${x.loss} · accuracy ${x.accuracy}`,
  controls: {
    scrub: "Epoch",
    data: "Data",
    layers: "Neurons in the hidden layers",
    layer: (number: number) => `Neurons in hidden layer ${number}`,
    noLayer: "none",
    activation: "Activation",
    optimizer: "Optimizer",
    batch: "Batch size",
    fullBatch: (samples: string) => `all (${samples})`,
    epochs: "Epochs",
    seed: "Random seed",
    speed: "Epochs/s",
    speeds: (epochs: number | null) => (epochs === null ? "fastest" : String(epochs)),
    more: (epochs: string) => `Train for ${epochs} more epochs`,
  },
  verdict: {
    title: {
      untrained: "Not trained yet",
      learning: "Still learning",
      learned: "Learned",
      stuck: "Stuck",
      unsettled: "Never settling",
      thrown_off: "Thrown off, then stuck",
      diverged: "Divergence",
    } satisfies Record<TrainingBehaviour, string>,
    what: {
      untrained: (x) =>
        `The weights are random and the biases 0: if ${x.correct} of ${x.samples} points lie on the right side, that is luck. Press play to train.`,
      learning: (x) =>
        `The loss has come down from ${x.first} to ${x.loss} and is still falling; ${x.correct} of ${x.samples} points lie on the right side.`,
      learned: (x) =>
        `${x.correct} of ${x.samples} points lie on the right side of the boundary, and the loss has come down from ${x.first} to ${x.loss}.`,
      stuck: (x) =>
        `The loss has all but stopped falling, at ${x.loss}, with ${x.correct} of ${x.samples} points on the right side. More neurons, another activation or optimizer, or another rate may get it going.`,
      unsettled: (x) =>
        `The loss jumps about and no longer falls (it is ${x.loss} now). A rate of ${x.lr} is too large for ${within(x.optimizer)} to settle in this valley.`,
      thrown_off: (x) =>
        `The first steps were so large that they threw the weights far away, where the gradient is almost 0: the loss stays at ${x.loss}. A rate of ${x.lr} is too large.`,
      diverged: (x) =>
        `The loss, ${x.loss}, is above the ${x.first} it started from: every update overshoots. A rate of ${x.lr} is too large.`,
    } satisfies Record<TrainingBehaviour, Sentence>,
    training: "Training",
    catchingUp: "Computing it again from the start, to catch up",
  },
  moments: {
    show: "Values by epoch",
    name: "Loss and accuracy by epoch",
    columns: ["epoch", "loss", "accuracy"] satisfies [string, string, string],
  },
  parameters: {
    show: "Weights and gradients",
    name: (epoch: string) => `Weights, biases and their gradients at epoch ${epoch}`,
    columns: ["weight or bias", "value", "gradient"] satisfies [string, string, string],
  },
  program: "Python program of this training",
  keys: [
    ["K", "play or pause"],
    ["L", "one step on (at the end: train for one epoch)"],
    ["J", "one step back"],
    ["0", "to the start"],
    ["R", "reset everything"],
    [
      "← →",
      "while the picture of the network is selected: previous or next weight (Page Up / Page Down: layer)",
    ],
  ] satisfies Key[],
};

/** Return `name` followed by `rest`, with a space between them unless `name` ends with a Han character. */
const followed = (name: string, rest: string): string =>
  /\p{Script=Han}$/u.test(name) ? name + rest : `${name} ${rest}`;

const ja: typeof en = {
  figure: (data) => `動かせる図：${data}を見分けるニューラルネットワーク`,
  caption: (x) =>
    `${x.data} ${x.samples} 点を、${x.sizes} のネットワーク（活性化関数 ${x.activation}）に、${x.optimizer}、学習率 ${x.lr}、${x.batch === null ? "全データ一括" : `ミニバッチ ${x.batch} 点`}で ${x.epochs} エポック学習させます。損失は ${x.first} から ${x.loss} になり、正解率は ${x.accuracy} になります。`,
  data: {
    two_moons: "ふたつの三日月",
    circles: "二重の円",
    spirals: "二重らせん",
    xor: "市松模様（XOR）",
  },
  activations: { tanh: "tanh", relu: "ReLU", sigmoid: "シグモイド" },
  optimizers: {
    gradient_descent: "勾配降下法",
    momentum: "モーメンタム",
    nesterov: "ネステロフ",
    adagrad: "AdaGrad",
    rmsprop: "RMSProp",
    adam: "Adam",
    adamw: "AdamW",
  },
  plot: {
    name: "データ点と決定境界",
    spoken: (x) =>
      `データ点と決定境界です。エポック ${x.epoch} では ${x.samples} 点のうち ${x.correct} 点が境界の正しい側にあります`,
    classes: ["クラス 0", "クラス 1"],
  },
  diagram: {
    name: (sizes) => `ネットワーク ${sizes} の重みとバイアス`,
    layers: (layer, count) =>
      layer === 0
        ? "入力"
        : layer === count - 1
          ? "出力"
          : count > 4
            ? String(layer)
            : `隠れ層 ${layer}`,
    hint: "線や丸に触れるか、ここを選んで矢印キーを押すと、重みと勾配の値が出ます。",
    weight: (from, to) => `${followed(from, "から")}${followed(to, "への重み")}`,
    bias: (of) => followed(of, "のバイアス"),
    value: (name, value, grad) => `${name} ${value}（勾配 ${grad}）`,
    neuron: (layer, count, number) =>
      layer === 0
        ? ["x₁", "x₂"][number - 1]!
        : layer === count - 1
          ? "出力 y"
          : `隠れ層 ${layer} の ${number} 番`,
    shows: "線の太さ",
    shown: { weights: "重み", gradient: "勾配" },
    legend: { plus: "正", minus: "負" },
  },
  chart: { name: "エポックごとの損失のグラフ", n: "エポック" },
  line: (x) => `エポック ${x.epoch}　損失 ${x.loss}　正解率 ${x.accuracy}`,
  controls: {
    scrub: "エポック",
    data: "データ",
    layers: "隠れ層のニューロンの数",
    layer: (number) => `隠れ層 ${number} のニューロンの数`,
    noLayer: "なし",
    activation: "活性化関数",
    optimizer: "最適化手法",
    batch: "バッチの大きさ",
    fullBatch: (samples) => `全部（${samples}）`,
    epochs: "エポック数",
    seed: "乱数の種",
    speed: "エポック/秒",
    speeds: (epochs) => (epochs === null ? "最速" : String(epochs)),
    more: (epochs) => `あと ${epochs} エポック学習する`,
  },
  verdict: {
    title: {
      untrained: "学習前",
      learning: "学習の途中",
      learned: "学習成功",
      stuck: "停滞",
      unsettled: "落ち着かない動き",
      thrown_off: "飛び出して停滞",
      diverged: "発散",
    },
    what: {
      untrained: (x) =>
        `重みは乱数、バイアスは 0 です。正しい側にあるのは ${x.samples} 点のうち ${x.correct} 点で、これはまぐれです。再生を押すと学習が始まります。`,
      learning: (x) =>
        `損失は ${x.first} から ${x.loss} まで下がり、まだ下がり続けています。正しい側にあるのは ${x.samples} 点のうち ${x.correct} 点です。`,
      learned: (x) =>
        `${x.samples} 点のうち ${x.correct} 点が境界の正しい側にあります。損失は ${x.first} から ${x.loss} になりました。`,
      stuck: (x) =>
        `損失が ${x.loss} のあたりから、ほとんど下がらなくなりました（${x.samples} 点のうち ${x.correct} 点が正解）。ニューロンを増やす、活性化関数や最適化手法を替える、学習率を変える、のどれかで抜け出せることがあります。`,
      unsettled: (x) =>
        `損失が跳ね回り、下がっていきません（いま ${x.loss}）。学習率 ${x.lr} は、${x.optimizer}でこの谷に入るには大きすぎます。`,
      thrown_off: (x) =>
        `最初の数歩が大きすぎて重みが遠くへ飛び、損失は ${x.loss} のまま動かなくなりました。そこでは勾配がほとんど 0 です。学習率 ${x.lr} は大きすぎます。`,
      diverged: (x) =>
        `損失は学習前の ${x.first} より大きい ${x.loss} です。更新のたびに行き過ぎています。学習率 ${x.lr} は大きすぎます。`,
    },
    training: "学習しています",
    catchingUp: "はじめから計算し直して、追いついています",
  },
  moments: {
    show: "エポックごとの値",
    name: "エポックごとの損失と正解率の表",
    columns: ["エポック", "損失", "正解率"],
  },
  parameters: {
    show: "重みと勾配の値",
    name: (epoch) => `エポック ${epoch} の重み、バイアスと、その勾配の表`,
    columns: ["重み・バイアス", "値", "勾配"],
  },
  program: "この学習の Python プログラム",
  keys: [
    ["K", "再生・一時停止"],
    ["L", "1 つ進む（最後では 1 エポック学習する）"],
    ["J", "1 つ戻る"],
    ["0", "最初へ"],
    ["R", "はじめの設定に戻す"],
    [
      "← →",
      "ネットワークの図を選んでいるとき：前・次の重みへ（Page Up / Page Down は前・次の層へ）",
    ],
  ],
};

export type NetworkWords = typeof en;
export const NETWORK_WORDS: Record<Language, NetworkWords> = { ja, en };
