/** Hints about types and conversions. */
import { advice, type Advise } from "../hint-text.ts";

/** Return the name of a type without the module: `ndarray` for `numpy.ndarray`. */
export const typeName = (kind: string): string => kind.replace(/^numpy\./, "");

export const en = {
  castInPlace: (name, kind, code) =>
    advice`${name} is an array of whole numbers (${kind}), which cannot hold the result's decimals. Write ${code}, which makes a new array, or make the array of numbers like ${"5.0"} from the start.`,
  castOut: (kind) =>
    advice`The array for the result holds whole numbers (${kind}), no decimals. Make it with ${"dtype=float"}.`,
  cast: (from, to) =>
    advice`Values of ${from} cannot be put into an array of ${to}. Check the ${".dtype"} of the arrays.`,
  operands: (sign, a, b) =>
    advice`${sign} does not work between values of type ${typeName(a)} and ${typeName(b)}. ${"type(…)"} tells what type a value has.`,
  power: (code) => advice`A power is written ${"**"}, not ${"^"}: ${code}.`,
  bitwise: () =>
    advice`Where ${"&"} or ${"|"} joins conditions, each needs brackets: ${"(a > 0) & (b > 0)"}.`,
  functionValue: (name) =>
    name
      ? advice`${name} is the function itself, not a value of it. Call it with its arguments: ${`${name}(…)`}.`
      : advice`The function itself is used as a value. Call it with its arguments: ${"f(…)"}.`,
  textNumber: (sign) =>
    advice`${sign} does not work between text and a number. To compute, make a number of the text with ${"float(…)"} or ${"int(…)"}; to join texts, make a text of the number with ${"str(…)"}.`,
  textGiven: () =>
    advice`A number is needed here, and text is given. Make a number of it with ${"float(…)"} or ${"int(…)"}.`,
  textOther: (kind) =>
    advice`Only text can be joined to text. Make a text of the ${kind} with ${"str(…)"}.`,
  textArray: () =>
    advice`An array of texts and numbers cannot be computed with. ${".astype(float)"} makes numbers of texts.`,
  listMaths: (kind) =>
    advice`A ${kind} does not compute element by element. Make a NumPy array of it with ${"np.array(…)"}.`,
  listPlus: (kind, other) =>
    advice`${"+"} joins a ${kind} to another ${kind}, not to ${other}. To add an element to a list use ${"append"}; to compute element by element, ${"np.array(…)"}.`,
  sequenceTimes: (kind) =>
    advice`Lists and texts can be multiplied by whole numbers only, not by ${kind}. To compute element by element use ${"np.array(…)"}; for a text, ${"float(…)"}.`,
  mathOfArray: (math, numpy) =>
    advice`${math} is for a single number. For arrays and lists use ${numpy}.`,
  manyToNumber: (kind) =>
    advice`A ${kind} does not become one number. Choose an element, or make an array with ${"np.array(…, dtype=float)"}.`,
  grouped: (code) => advice`Put the numbers into brackets of their own: ${code}.`,
  formatMany: () =>
    advice`A format such as ${".2f"} is for a single number. Choose an element, or round an array with ${"np.round(…, 2)"}.`,
  formatText: () =>
    advice`A format for numbers does not fit text. Make a number of it with ${"float(…)"}, or leave out the format.`,
  formatNumber: (format, kind) =>
    advice`The format ${format} does not fit a value of type ${kind}. Decimals take ${"f"}, whole numbers ${"d"}.`,
  wholeNumber: () =>
    advice`A whole number is needed here. Divide with ${"//"}, or make one of a decimal with ${"int(…)"}.`,
  wholeNumberOfList: (kind) =>
    advice`A whole number is needed here, not a ${kind}. Its length is ${"len(…)"}.`,
  unhashable: (kind) =>
    advice`A ${kind} cannot be the key of a dictionary or an element of a set. Use ${"tuple(…)"} or a text.`,
  joinTexts: () => advice`${"join"} takes texts only. Make texts of numbers with ${"str(…)"}.`,
  iterator: () => advice`Pass it to ${"iter(…)"} first, and the result to ${"next(…)"}.`,
} satisfies Record<string, Advise>;

export const ja: Record<keyof typeof en, Advise> = {
  castInPlace: (name, kind, code) =>
    advice`${name} は整数（${kind}）の配列なので、小数の結果を入れられません。${code} と書いて新しい配列を作るか、はじめから ${"5.0"} のような小数で配列を作ってください。`,
  castOut: (kind) =>
    advice`結果を入れる配列が整数（${kind}）なので、小数を入れられません。${"dtype=float"} で作った配列を使ってください。`,
  cast: (from, to) =>
    advice`${from} の値を ${to} の配列に変換できません。配列の ${".dtype"} を確かめてください。`,
  operands: (sign, a, b) =>
    advice`${typeName(a)} 型と ${typeName(b)} 型の値には ${sign} を使えません。${"type(…)"} で型を確かめてください。`,
  power: (code) => advice`べき乗は ${"^"} ではなく ${"**"} です。${code} と書きます。`,
  bitwise: () =>
    advice`条件を ${"&"} や ${"|"} でつなぐときは、${"(a > 0) & (b > 0)"} のように、それぞれをかっこで囲んでください。`,
  functionValue: (name) =>
    name
      ? advice`${name} は関数そのもので、値ではありません。${`${name}(…)`} のように引数を渡して呼び出してください。`
      : advice`関数そのものを、値として使っています。${"f(…)"} のように引数を渡して呼び出してください。`,
  textNumber: (sign) =>
    advice`文字列と数には ${sign} を使えません。数として計算するなら ${"float(…)"} か ${"int(…)"} で数に、文字としてつなぐなら ${"str(…)"} で文字列に直します。`,
  textGiven: () =>
    advice`数が必要な所に文字列を渡しています。${"float(…)"} か ${"int(…)"} で数に直してください。`,
  textOther: (kind) =>
    advice`文字列につなげるのは文字列だけです。${kind} 型の値は ${"str(…)"} で文字列に直してください。`,
  textArray: () =>
    advice`文字列と数の配列は計算できません。文字列の配列は ${".astype(float)"} で数に直せます。`,
  listMaths: (kind) =>
    advice`${kind} のままでは、要素ごとの計算ができません。${"np.array(…)"} で NumPy の配列にしてください。`,
  listPlus: (kind, other) =>
    advice`${kind} に ${"+"} でつなげるのは ${kind} だけで、${other} はつなげません。リストに要素を足すなら ${"append"}、要素ごとに計算するなら ${"np.array(…)"} を使います。`,
  sequenceTimes: (kind) =>
    advice`リストや文字列に掛けられるのは整数だけで、${kind} は掛けられません。要素ごとに計算するなら ${"np.array(…)"} を、文字列なら ${"float(…)"} を使ってください。`,
  mathOfArray: (math, numpy) =>
    advice`${math} は数ひとつのための関数です。配列やリストには ${numpy} を使います。`,
  manyToNumber: (kind) =>
    advice`${kind} は、ひとつの数に変換できません。要素を選ぶか、配列にするなら ${"np.array(…, dtype=float)"} と書きます。`,
  grouped: (code) => advice`数の組をかっこでひとまとめにして、${code} と書きます。`,
  formatMany: () =>
    advice`${".2f"} のような書式は、数ひとつのためのものです。要素を選ぶか、配列なら ${"np.round(…, 2)"} を使ってください。`,
  formatText: () =>
    advice`文字列に数の書式は使えません。${"float(…)"} で数に直すか、書式を外してください。`,
  formatNumber: (format, kind) =>
    advice`書式 ${format} は ${kind} 型の値には使えません。小数には ${"f"}、整数には ${"d"} を使います。`,
  wholeNumber: () =>
    advice`ここには整数が必要です。割り算には ${"//"} を、小数には ${"int(…)"} を使うと整数になります。`,
  wholeNumberOfList: (kind) =>
    advice`整数が必要な所に ${kind} を渡しています。長さなら ${"len(…)"} です。`,
  unhashable: (kind) =>
    advice`${kind} は辞書のキーや集合の要素にできません。代わりに ${"tuple(…)"} や文字列を使ってください。`,
  joinTexts: () =>
    advice`${"join"} でつなげるのは文字列だけです。数は ${"str(…)"} で文字列に直してください。`,
  iterator: () => advice`${"next(…)"} を使うには、先に ${"iter(…)"} に渡します。`,
};
