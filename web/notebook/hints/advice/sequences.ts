/** Hints about elements and lengths of sequences, arrays and dictionaries. */
import { advice, plain, type Advise } from "../hint-text.ts";
import { typeName } from "./types.ts";

export const en = {
  // --- Elements and lengths ---
  notSubscriptable: (kind, code) =>
    code
      ? advice`${code} is a value of type ${kind}, which has no elements to take with ${"[ ]"}.`
      : advice`A value of type ${kind} has no elements to take with ${"[ ]"}.`,
  roundBrackets: (code) =>
    advice`A function is called with round brackets, not square ones: ${code}.`,
  listFirst: (kind, code) =>
    advice`A ${kind} has no length and no elements by number. Make a list of it first: ${code}.`,
  setOrder: () =>
    advice`The elements of a set have no order. Make a list of it with ${"list(…)"} or ${"sorted(…)"} to take them by number.`,
  nestedIndex: () =>
    advice`An element of a list in a list is ${"a[i][j]"}; ${"a[i, j]"} is for NumPy's arrays.`,
  indexText: (kind) =>
    advice`The elements of a ${kind} are taken by number. Keys that are texts belong to dictionaries (dict).`,
  indexInteger: () =>
    advice`An index is a whole number. The result of a division is not: use ${"//"} or ${"int(…)"}.`,
  index: () =>
    advice`The index is out of range. A sequence of length n has indices from 0 to n − 1.`,
  indexOf: (name, length, last) =>
    length === "0"
      ? advice`${name} is empty, so it has no element to take.`
      : advice`The index is out of range. ${name} has length ${plain(length)}, and indices from 0 to ${plain(last)}.`,
  dimensions: (has, used) =>
    advice`The array's number of dimensions is ${plain(has)}, but ${plain(used)} indices are given. Check its ${".shape"}.`,
  axis: (axis, has) =>
    advice`The array's number of dimensions is ${plain(has)}, so there is no ${`axis=${axis}`}. Axes are counted from 0.`,
  appendInstead: () =>
    advice`An element that a list does not have yet cannot be assigned. Add it with ${"append"}.`,
  immutable: (kind) =>
    advice`The elements of a ${kind} cannot be changed. Use a list or an array for what changes.`,
  notIterable: (kind) =>
    advice`A value of type ${typeName(kind)} has no elements to go through. Give a list or an array.`,
  range: (code, kind) =>
    advice`A number (${kind}) has no elements to loop over. To repeat something a number of times, write ${code}.`,
  membership: (kind) =>
    advice`To the right of ${"in"} belongs something with elements, such as a list or ${"range(…)"}. To compare with a value of type ${kind}, use ${"=="}.`,
  noLength: (kind) =>
    advice`A value of type ${typeName(kind)} has no length. ${"len(…)"} takes lists and arrays.`,
  unpackMany: (expected) =>
    advice`Variables on the left: ${plain(expected)}. On the right there are more values than that.`,
  unpackFew: (expected, got) =>
    advice`Variables on the left: ${plain(expected)}. Values on the right: ${plain(got)}.`,
  unpackOne: (kind) =>
    advice`On the left are several variables, on the right is a single value of type ${kind}.`,
  key: () => advice`The dictionary has no such key.`,
  keyNamed: (key) => advice`The dictionary has no key ${key}. ${".keys()"} shows those it has.`,
  keySpelling: (key, near) => advice`The dictionary has no key ${key}. Did you mean ${near}?`,
  notInList: () =>
    advice`The list does not have the value that is looked for. ${"in"} tells beforehand whether it has.`,
  emptySequence: () => advice`A value is taken from a list or an array that is empty.`,

  // --- Arrays and matrices ---
  truth: () =>
    advice`Each element of an array is true or false by itself, so the array is no single condition. Use ${".any()"} for at least one, ${".all()"} for every one; ${"&"} and ${"|"} join conditions element by element, ${"np.where"} chooses element by element.`,
  elementwise: (name, numpy) =>
    advice`${name} does not compare arrays element by element: use ${numpy}.`,
  shape: () =>
    advice`The shapes of the arrays do not fit. Print the ${".shape"} of each and compare them.`,
  reshape: (size, shape) =>
    advice`An array of ${plain(size)} elements cannot have the shape ${shape}: the product of the shape's numbers must be the number of elements.`,
  ragged: () =>
    advice`The lists inside differ in length. Every row of an array has the same length.`,
  singular: () =>
    advice`This matrix has no inverse (it is singular). Is a row or column a multiple of another one, or a sum of others?`,
  square: () =>
    advice`A square matrix is needed, with as many rows as columns. Check its ${".shape"}.`,
} satisfies Record<string, Advise>;

export const ja: Record<keyof typeof en, Advise> = {
  // --- 要素と長さ ---
  notSubscriptable: (kind, code) =>
    code
      ? advice`${code} は ${kind} 型の値で、${"[ ]"} で取り出せる要素がありません。`
      : advice`${kind} 型の値に、${"[ ]"} で取り出せる要素はありません。`,
  roundBrackets: (code) => advice`関数は角かっこではなく丸かっこで、${code} のように呼び出します。`,
  listFirst: (kind, code) =>
    advice`${kind} は、そのままでは番号で取り出したり、長さを調べたりできません。先に ${code} でリストにしてください。`,
  setOrder: () =>
    advice`集合の要素には順番がありません。${"list(…)"} や ${"sorted(…)"} でリストにすると、番号で取り出せます。`,
  nestedIndex: () =>
    advice`リストの中のリストは ${"a[i][j]"} のように取り出します。${"a[i, j]"} と書けるのは NumPy の配列です。`,
  indexText: (kind) =>
    advice`${kind} の要素は番号で取り出します。文字列のキーで取り出せるのは辞書（dict）です。`,
  indexInteger: () =>
    advice`要素の番号は整数です。割り算の結果は小数になるので、${"//"} か ${"int(…)"} を使ってください。`,
  index: () => advice`番号が範囲の外です。長さ n の列の番号は 0 から n − 1 までです。`,
  indexOf: (name, length, last) =>
    length === "0"
      ? advice`${name} は空なので、取り出せる要素がありません。`
      : advice`番号が範囲の外です。${name} の長さは ${plain(length)} で、番号は 0 から ${plain(last)} までです。`,
  dimensions: (has, used) =>
    advice`配列は ${plain(has)} 次元なのに、番号を ${plain(used)} 個指定しています。${".shape"} を確かめてください。`,
  axis: (axis, has) =>
    advice`配列は ${plain(has)} 次元なので、${`axis=${axis}`} はありません。軸の番号は 0 から数えます。`,
  appendInstead: () =>
    advice`リストにまだない番号には代入できません。要素を増やすには ${"append"} を使います。`,
  immutable: (kind) =>
    advice`${kind} の要素は書き換えられません。書き換えるなら、リストか配列を使ってください。`,
  notIterable: (kind) =>
    advice`${typeName(kind)} 型の値からは、要素をひとつずつ取り出せません。リストや配列を渡してください。`,
  range: (code, kind) =>
    advice`${kind} 型の数を、そのまま繰り返しには使えません。回数を決めて繰り返すなら ${code} と書きます。`,
  membership: (kind) =>
    advice`${"in"} の右には、リストや ${"range(…)"} など、要素を持つ値を置きます。${kind} 型の値と比べるなら ${"=="} を使います。`,
  noLength: (kind) =>
    advice`${typeName(kind)} 型の値に長さはありません。${"len(…)"} にはリストや配列を渡します。`,
  unpackMany: (expected) =>
    advice`左にある変数は ${plain(expected)} 個ですが、右の値はそれより多くあります。`,
  unpackFew: (expected, got) =>
    advice`左にある変数は ${plain(expected)} 個ですが、右の値は ${plain(got)} 個です。`,
  unpackOne: (kind) =>
    advice`左に変数が並んでいますが、右は ${kind} 型の値ひとつなので、分けて入れられません。`,
  key: () => advice`そのキーは辞書にありません。`,
  keyNamed: (key) =>
    advice`キー ${key} は辞書にありません。${".keys()"} であるものを確かめてください。`,
  keySpelling: (key, near) =>
    advice`キー ${key} は辞書にありません。${near} の書き間違いではありませんか。`,
  notInList: () =>
    advice`探している値が、リストの中にありません。${"in"} であるかどうかを先に確かめられます。`,
  emptySequence: () => advice`空のリストや配列から値を取り出そうとしています。`,

  // --- 配列と行列 ---
  truth: () =>
    advice`配列は要素ごとに真偽が違うので、ひとつの条件にはなりません。どれかひとつでもなら ${".any()"}、すべてなら ${".all()"} を使います。要素ごとに条件をつなぐには ${"&"} と ${"|"}、場合分けには ${"np.where"} を使います。`,
  elementwise: (name, numpy) =>
    advice`${name} は配列を要素ごとに比べられません。${numpy} を使います。`,
  shape: () =>
    advice`配列の形が合っていません。それぞれの ${".shape"} を ${"print"} して比べてください。`,
  reshape: (size, shape) =>
    advice`要素が ${plain(size)} 個の配列は、${shape} の形にできません。形の数の積が、要素の数と同じになるようにします。`,
  ragged: () =>
    advice`中のリストの長さがそろっていません。配列にするには、どの行も同じ長さにします。`,
  singular: () =>
    advice`この行列には逆行列がありません（特異行列）。行や列が、ほかの行や列の定数倍や和になっていないか、確かめてください。`,
  square: () =>
    advice`正方行列（行と列の数が同じ行列）が必要です。${".shape"} を確かめてください。`,
};
