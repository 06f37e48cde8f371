/** UI strings of the gradient microscope, in Japanese and English. */
import type { Effect } from "../../../python/protocol.ts";
import type { Method } from "./slopes.ts";

const en = {
  title: "Gradient microscope",
  hint: "A row opens the gradient microscope.",
  /** Accessible name of the button in a table row. */
  row: (n: string) => `n = ${n}, gradient microscope`,
  close: "Close the microscope",
  byHand: "Gradient by formula",
  distance: "Distance h",
  power: (exponent: string) => `10 to the power ${exponent}`,
  digits: "The loss on both sides of t; pale digits are those of E(t)",
  table: {
    name: "The gradient, measured by differences",
    method: "method",
    slope: "gradient",
    error: "error",
  },
  methods: {
    forward: "forward",
    central: "central",
    complex: "complex step",
  } satisfies Record<Method, string>,
  effect: {
    large:
      "This h is rather large: the forward difference measures the chord from t to t + h, not the tangent. A tenth of h means about a tenth of the error. The central difference looks equally far to both sides, so that the bend all but cancels.",
    good: "A good h: neither the bend of the curve from t to t + h nor the rounding left over by the subtraction matters much.",
    small:
      "h is too small: E(t + h) and E(t) differ in their last digits only, so subtracting them leaves mostly rounding error, and dividing by h blows that up.",
    vanished:
      "Next to t this h is so small that t + h is rounded to t itself: the difference is 0, and so is the measured gradient.",
    corner:
      "The curve has a corner here, so there is no single slope: whatever h is, what is measured to the right disagrees with what is measured to the left.",
  } satisfies Record<Effect, string>,
  complex: "The complex step subtracts nothing, so no digits are lost however small h becomes.",
  chart: {
    name: "Graph of the error against h, both on log scales",
    h: "distance h",
    error: "error",
  },
  program: "Python program of this measurement",
  spoken: ({ n, h, forward, central }: Record<"n" | "h" | "forward" | "central", string>) =>
    `Gradient microscope, n = ${n}, h is ${h}. The error is ${forward} by forward and ${central} by central difference.`,
};

const ja: typeof en = {
  title: "勾配の顕微鏡",
  hint: "行を選ぶと「勾配の顕微鏡」が開きます。",
  row: (n) => `n = ${n}、勾配の顕微鏡`,
  close: "顕微鏡を閉じる",
  byHand: "式で求めた勾配",
  distance: "刻み幅 h",
  power: (exponent) => `10 の ${exponent} 乗`,
  digits: "t の前後での損失です。薄い数字は、E(t) と同じ桁です。",
  table: { name: "差分で測った勾配", method: "測り方", slope: "勾配", error: "誤差" },
  methods: { forward: "前進差分", central: "中心差分", complex: "複素ステップ" },
  effect: {
    large:
      "h が大きめで、前進差分が測っているのは接線ではなく、t から t + h への弦の傾きです。h を 10 分の 1 にすれば誤差もほぼ 10 分の 1 になります。中心差分は左右を同じだけ見るので、曲がりの影響はほとんど打ち消し合います。",
    good: "ほどよい h です。t から t + h までの曲がりも、引き算で残る丸め誤差も、ほとんど効いていません。",
    small:
      "h が小さすぎます。E(t + h) と E(t) は末尾の数桁しか違わず、引き算すると丸め誤差ばかりが残り、それを h で割るので誤差がふくらみます。",
    vanished:
      "h が t に比べて小さすぎて、t + h は丸められて t そのものになります。差は 0、測った勾配も 0 です。",
    corner:
      "ここは曲線の角で、勾配がひとつに決まりません。h をどう選んでも、右で測った値と左で測った値は食い違います。",
  },
  complex: "複素ステップは引き算をしないので、h をどれだけ小さくしても桁が失われません。",
  chart: { name: "h と誤差の関係のグラフ（両対数目盛り）", h: "刻み幅 h", error: "誤差" },
  program: "この測定の Python プログラム",
  spoken: ({ n, h, forward, central }) =>
    `勾配の顕微鏡です。n = ${n}、h は ${h}、誤差は前進差分で ${forward}、中心差分で ${central} です。`,
};

export type MicroscopeWords = typeof en;
export const MICROSCOPE_WORDS: Record<"ja" | "en", MicroscopeWords> = { ja, en };
