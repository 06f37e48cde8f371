/** Hints about numbers and gradients. */
import { advice, plain, type Advise } from "../hint-text.ts";

export const en = {
  // --- Numbers ---
  notNumberText: (text) => advice`The text ${text} is not a number.`,
  emptyText: () => advice`An empty text is not a number. Check the case that nothing was entered.`,
  intOfText: (text) =>
    advice`${"int"} does not read text with decimals. Use ${"float"} first: ${`int(float("${text.trim()}"))`}.`,
  decimalComma: (text, point) =>
    advice`The text ${text} is not read as a number. Decimals are written with a point: ${point}.`,
  zero: () =>
    advice`Something is divided by 0. Find out with ${"print"} where the divisor becomes 0.`,
  zeroOf: (divisor) =>
    /^[\d.]+$/.test(divisor)
      ? advice`Something is divided by 0.`
      : advice`Something is divided by 0. Find out with ${"print"} where the divisor ${divisor} becomes 0.`,
  zeroPower: () => advice`A negative power of 0 is a division by 0.`,
  domain: (code) =>
    advice`The argument of ${code} is outside of what the function is defined for: square roots need 0 or more, logarithms a number above 0.`,
  overflow: () =>
    advice`The numbers became too large. Did a large learning rate make the run diverge?`,
  exponential: (code) =>
    advice`The value of ${code} is too large for a number. The exponential function takes arguments up to about 709. Did a large learning rate make the run diverge?`,
  infinity: () => advice`Infinity is no whole number. Find out where the value becomes infinite.`,
  nan: () =>
    advice`${"nan"} (not a number) is no whole number. Find out where the value becomes ${"nan"}.`,
  hugeInteger: () =>
    advice`The whole number has too many digits to be shown. ${"float(…)"} tells its approximate value.`,
  recursion: () => advice`A function keeps calling itself. Check the condition that should end it.`,
  memory: () => advice`There is not enough memory. Check how large the arrays are.`,
  changedWhileLooping: () =>
    advice`A loop adds or removes elements of the dictionary or set that it goes through. Go through a copy: ${"list(…)"}.`,

  // --- Gradients ---
  gradient: (t, given, measured) =>
    advice`The gradient does not seem to be the slope of the loss. At t = ${plain(t)} the gradient function returns ${plain(given)}, but the central difference of the loss is ${plain(measured)}. Check the formula of the gradient; if you have changed it on purpose, all is well.`,
  gradientComponent: (t, given, measured, component) =>
    advice`The gradient does not seem to be the slope of the loss. At t = ${plain(t)}, component ${plain(component)} of the gradient (counted from 0) is ${plain(given)}, but the central difference of the loss is ${plain(measured)}. Check the formula of the gradient; if you have changed it on purpose, all is well.`,
} satisfies Record<string, Advise>;

export const ja: Record<keyof typeof en, Advise> = {
  // --- 数 ---
  notNumberText: (text) => advice`文字列 ${text} は数として読めません。`,
  emptyText: () =>
    advice`空の文字列は数として読めません。何も入力されていない場合を確かめてください。`,
  intOfText: (text) =>
    advice`${"int"} は小数の文字列を読めません。${"float"} を先に使って ${`int(float("${text.trim()}"))`} と書きます。`,
  decimalComma: (text, point) =>
    advice`文字列 ${text} は数として読めません。小数点はコンマではなくピリオドで、${point} と書きます。`,
  zero: () =>
    advice`0 で割っています。割る数がどこで 0 になるか、${"print"} で確かめてみてください。`,
  zeroOf: (divisor) =>
    /^[\d.]+$/.test(divisor)
      ? advice`0 で割っています。`
      : advice`0 で割っています。割る数 ${divisor} がどこで 0 になるか、${"print"} で確かめてみてください。`,
  zeroPower: () => advice`0 を負の数でべき乗すると、0 で割ることになります。`,
  domain: (code) =>
    advice`${code} は、引数が関数の定義される範囲の外です。平方根は 0 以上、対数は正の数に対してだけ計算できます。`,
  overflow: () => advice`数が大きくなりすぎました。学習率が大きすぎて発散していませんか。`,
  exponential: (code) =>
    advice`${code} の値が大きすぎて表せません。指数関数の引数は 709 くらいまでです。学習率が大きすぎて発散していませんか。`,
  infinity: () => advice`無限大は整数に変換できません。どこで無限大になったか、確かめてください。`,
  nan: () =>
    advice`${"nan"}（数ではない値）は整数に変換できません。どこで ${"nan"} になったか、確かめてください。`,
  hugeInteger: () =>
    advice`整数の桁が多すぎて表示できません。${"float(…)"} で小数にすると、おおよその値が分かります。`,
  recursion: () =>
    advice`関数が自分自身を呼び続けています。呼び出しが終わる条件を確かめてください。`,
  memory: () => advice`メモリが足りません。配列の大きさを確かめてください。`,
  changedWhileLooping: () =>
    advice`繰り返しの途中で、辞書や集合の要素を増減しています。${"list(…)"} に写したものについて繰り返してください。`,

  // --- 勾配 ---
  gradient: (t, given, measured) =>
    advice`渡された勾配は、損失の傾きと合っていないようです。t = ${plain(t)} で、勾配の関数は ${plain(given)} を返しますが、損失の中心差分は ${plain(measured)} です。勾配の式を確かめてください。わざと変えているなら、このままでかまいません。`,
  gradientComponent: (t, given, measured, component) =>
    advice`渡された勾配は、損失の傾きと合っていないようです。t = ${plain(t)} で、勾配の成分 ${plain(component)}（0 から数えます）は ${plain(given)} ですが、損失の中心差分は ${plain(measured)} です。勾配の式を確かめてください。わざと変えているなら、このままでかまいません。`,
};
