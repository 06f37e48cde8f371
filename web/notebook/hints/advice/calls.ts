/** Hints about calls, and their result `None`. */
import { advice, type Advise } from "../hint-text.ts";

export const en = {
  // --- Calls ---
  call: () => advice`The arguments do not fit the function's definition, in number or in name.`,
  signature: (signature) =>
    advice`The arguments do not fit the function's definition, in number or in name. It is called as ${signature}.`,
  keywordOf: (wrong, near, signature) =>
    advice`There is no argument ${wrong}. Did you mean ${near}? The function is called as ${signature}.`,
  functionOfT: (name) =>
    advice`gdlib takes losses and gradients that are functions of t alone. Fix the other arguments first: ${`partial(${name}, y=5.0)`} or ${`lambda t: ${name}(t, 5.0)`}.`,
  callback: (name) =>
    advice`A library calls the function ${name}, and with another number of arguments than its definition has.`,
  self: (name) =>
    advice`The method ${name} lacks its first parameter: write ${`def ${name}(self, …):`}.`,
  product: (code, factor, kind) =>
    advice`${factor} is a number (${kind}), not a function. For a product write the ${"*"}: ${code}.`,
  squareBrackets: (kind, code) =>
    advice`A ${kind} is no function. To take an element out of it, write square brackets: ${code}.`,
  noFunction: (code, kind) =>
    advice`${code} is a value of type ${kind}, not a function: write it without ${"()"}.`,
  notCallable: (kind) =>
    advice`A value of type ${kind} cannot be called with ${"( )"} like a function. Is a ${"*"} or a comma missing?`,
  moduleCalled: (name, likely) =>
    likely
      ? advice`${name} is a module. Call a function of it, such as ${`${likely}(…)`}.`
      : advice`A module cannot be called. Call a function of it: ${"module.function(…)"}.`,
  commaMissing: () => advice`A comma seems to be missing between two elements.`,

  // --- None ---
  none: () =>
    advice`A value is ${"None"}. Is it the result of a function that lacks a ${"return"}?`,
  noneReturn: (name) =>
    advice`The result of ${name} is ${"None"}. Does the function ${"return"} what it computes?`,
  noneMethod: (name, code) =>
    advice`${code} changes the value itself, and its result is ${"None"}. Do not assign the result of ${name}; go on with the value itself.`,
  nonePrint: () =>
    advice`${"print(…)"} only shows a value, and its result is ${"None"}. Leave out ${"print"} where the value is to be used.`,
} satisfies Record<string, Advise>;

export const ja: Record<keyof typeof en, Advise> = {
  // --- 呼び出し ---
  call: () => advice`関数に渡した引数の数や名前が、定義と合っていません。`,
  signature: (signature) =>
    advice`引数の数や名前が、関数の定義と合っていません。${signature} という形で呼び出します。`,
  keywordOf: (wrong, near, signature) =>
    advice`${wrong} という引数はありません。${near} の書き間違いではありませんか。${signature} という形で呼び出します。`,
  functionOfT: (name) =>
    advice`gdlib に渡す損失や勾配は、t だけを引数に取る関数です。ほかの引数は ${`partial(${name}, y=5.0)`} や ${`lambda t: ${name}(t, 5.0)`} のように決めてから渡してください。`,
  callback: (name) =>
    advice`関数 ${name} はライブラリから呼び出されましたが、渡される引数の数が定義と合っていません。`,
  self: (name) =>
    advice`メソッド ${name} の最初の引数に ${"self"} がありません。${`def ${name}(self, …):`} と書きます。`,
  product: (code, factor, kind) =>
    advice`${factor} は ${kind} 型の数で、関数ではありません。掛け算のつもりなら、${"*"} を入れて ${code} と書きます。`,
  squareBrackets: (kind, code) =>
    advice`${kind} は関数ではありません。要素を取り出すときは角かっこで ${code} と書きます。`,
  noFunction: (code, kind) =>
    advice`${code} は関数ではなく ${kind} 型の値です。後ろの ${"()"} を取ってください。`,
  notCallable: (kind) =>
    advice`${kind} 型の値は、関数のように ${"( )"} を付けて呼び出せません。掛け算の ${"*"} やコンマが抜けていないか、確かめてください。`,
  moduleCalled: (name, likely) =>
    likely
      ? advice`${name} はモジュールです。${`${likely}(…)`} のように、中の関数を呼び出します。`
      : advice`モジュールは呼び出せません。${"モジュール.関数(…)"} のように、中の関数を呼び出します。`,
  commaMissing: () => advice`要素と要素の間のコンマが抜けているようです。`,

  // --- None ---
  none: () =>
    advice`値が ${"None"} になっています。${"return"} を書き忘れた関数の結果を、計算に使っていませんか。`,
  noneReturn: (name) =>
    advice`関数 ${name} の結果が ${"None"} です。計算した値を ${"return"} で返していますか。`,
  noneMethod: (name, code) =>
    advice`${code} は、もとの値を書き換えるだけで、結果は ${"None"} です。${name} の結果を変数に入れず、もとの変数をそのまま使ってください。`,
  nonePrint: () =>
    advice`${"print(…)"} は画面に表示するだけで、結果は ${"None"} です。値を使うときは ${"print"} を外してください。`,
};
