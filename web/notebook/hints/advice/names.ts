/** Hints about names, imports and attributes. */
import { advice, plain, type Advise } from "../hint-text.ts";

export const en = {
  // --- Names ---
  name: (name) =>
    advice`There is no ${name} yet. If a cell above makes it, run that cell first; and check the spelling.`,
  spelling: (name, near) =>
    advice`There is no ${name}. Did you mean ${near}? If a cell above makes ${name}, run that cell first.`,
  unbound: (name) =>
    advice`The function uses ${name} before it has given it a value. A name that a function assigns is its own variable, not the one outside: pass the value as an argument.`,
  inModule: (name, full) => advice`${name} belongs to a module: write ${full}.`,
  moduleNeeded: (_name, line, full) => advice`Write ${line} first, and then ${full}.`,
  importFirst: (line) => advice`Write ${line} first.`,
  otherLanguage: (name, python) => advice`Python has no ${name}: write ${python}.`,
  shadowedBuiltin: (name, kind) =>
    advice`${name} is a function of Python, but it was given a value of type ${kind} and can no longer be called. Rename the variable, and run ${`del ${name}`} once to get the function back.`,
  shadowedFunction: (name, kind) =>
    advice`The function ${name} was replaced by a value of type ${kind} of the same name. Rename one of them, and define the function again.`,
  shadowedModule: (name, kind, again) =>
    advice`The module ${name} was replaced by a value of type ${kind} of the same name. Rename the variable, and run ${again} again.`,

  // --- Imports ---
  module: (name, near, packages) =>
    near
      ? advice`There is no module ${name}. Did you mean ${near}?`
      : advice`${name} is not part of the Python of this page. You can import ${plain(packages)} and Python's standard library.`,
  shippedModule: (name) =>
    advice`Write ${`import ${name}`} in this cell, and ${name} will be loaded.`,
  standardModuleMissing: (name) =>
    advice`${name} belongs to Python's standard library, but not to the Python of this page, which runs in the browser.`,
  notInModule: (name, module, near) =>
    near
      ? advice`${module} has no ${name}. Did you mean ${near}?`
      : advice`${module} has no ${name}. Check the spelling.`,
  fromImport: (line) => advice`To import a name of a module, write ${line}.`,
  backend: () =>
    advice`Figures appear below the cell. This page can open no windows for them, so remove the line with ${"matplotlib.use(…)"}.`,

  // --- Attributes ---
  attribute: (name, kind) =>
    advice`A value of type ${kind} has no attribute or method ${name}. Check the spelling, and what type the value has.`,
  attributeSpelling: (name, kind, near) =>
    advice`A value of type ${kind} has no attribute or method ${name}. Did you mean ${near}?`,
  instead: (name, kind, python) => advice`${kind} has no ${name}: use ${python}.`,
  ofArray: (name, kind, code) =>
    advice`${kind} has no ${name}, but NumPy's arrays have: write ${code}.`,
  arrayAppend: (name) =>
    advice`NumPy's arrays have no ${name}. Collect the values in a list with ${"append"}, then make an array of it with ${"np.array(…)"}.`,
  length: (name, kind, code) => advice`${kind} has no ${name}: its length is ${code}.`,
  removedAlias: (old, name) => advice`NumPy no longer has ${old}: write ${name}.`,
  keyword: (wrong, near) => advice`There is no keyword argument ${wrong}. Did you mean ${near}?`,
  noKeyword: (wrong) => advice`There is no keyword argument ${wrong}. Check the spelling.`,
} satisfies Record<string, Advise>;

export const ja: Record<keyof typeof en, Advise> = {
  // --- 名前 ---
  name: (name) =>
    advice`${name} という名前は、まだありません。上のセルで作る名前なら、先にそのセルを実行してください。つづりも確かめてください。`,
  spelling: (name, near) =>
    advice`${name} という名前はありません。${near} の書き間違いではありませんか。上のセルで作る名前なら、先にそのセルを実行してください。`,
  unbound: (name) =>
    advice`関数の中で、${name} に値を入れる前に使っています。関数の中で代入する名前は、外の同じ名前とは別の変数です。値は引数として渡してください。`,
  inModule: (name, full) => advice`${name} はモジュールの中の名前です。${full} と書きます。`,
  moduleNeeded: (name, line, full) =>
    advice`${name} を使うには、先に ${line} と書いてから、${full} と書きます。`,
  importFirst: (line) => advice`先に ${line} と書いて読み込んでください。`,
  otherLanguage: (name, python) => advice`Python に ${name} はありません。${python} と書きます。`,
  shadowedBuiltin: (name, kind) =>
    advice`${name} は Python の関数の名前ですが、${kind} 型の値を入れたため、関数として呼び出せません。変数を別の名前に変え、${`del ${name}`} を一度実行すると元に戻ります。`,
  shadowedFunction: (name, kind) =>
    advice`関数 ${name} と同じ名前の変数に ${kind} 型の値を入れたため、関数が呼び出せなくなっています。どちらかの名前を変え、関数を定義し直してください。`,
  shadowedModule: (name, kind, again) =>
    advice`モジュール ${name} と同じ名前の変数に ${kind} 型の値を入れています。変数の名前を変え、${again} をもう一度実行してください。`,

  // --- 読み込み ---
  module: (name, near, packages) =>
    near
      ? advice`${name} というモジュールはありません。${near} の書き間違いではありませんか。`
      : advice`${name} は、このページの Python にはありません。使えるのは ${plain(packages)} と、Python の標準ライブラリです。`,
  shippedModule: (name) =>
    advice`このセルに ${`import ${name}`} と書くと、${name} が読み込まれます。`,
  standardModuleMissing: (name) =>
    advice`${name} は Python の標準ライブラリですが、ブラウザで動くこのページの Python には入っていません。`,
  notInModule: (name, module, near) =>
    near
      ? advice`${module} に ${name} という名前はありません。${near} の書き間違いではありませんか。`
      : advice`${module} に ${name} という名前はありません。つづりを確かめてください。`,
  fromImport: (line) => advice`モジュールの中の名前を読み込むときは、${line} と書きます。`,
  backend: () =>
    advice`図はセルの下に表示されます。ウィンドウを開く設定はこのページでは使えないので、${"matplotlib.use(…)"} の行を消してください。`,

  // --- 属性 ---
  attribute: (name, kind) =>
    advice`${kind} 型の値に、${name} という属性やメソッドはありません。つづりと、値の型を確かめてください。`,
  attributeSpelling: (name, kind, near) =>
    advice`${kind} 型の値に ${name} という属性やメソッドはありません。${near} の書き間違いではありませんか。`,
  instead: (name, kind, python) => advice`${kind} に ${name} はありません。${python} を使います。`,
  ofArray: (name, kind, code) =>
    advice`${kind} に ${name} はありません。NumPy の配列にすると使えます。${code} と書きます。`,
  arrayAppend: (name) =>
    advice`NumPy の配列に ${name} はありません。リストに ${"append"} で集めてから ${"np.array(…)"} で配列にしてください。`,
  length: (name, kind, code) =>
    advice`${kind} に ${name} はありません。長さは ${code} で調べます。`,
  removedAlias: (old, name) => advice`${old} は NumPy からなくなりました。${name} と書きます。`,
  keyword: (wrong, near) =>
    advice`${wrong} というキーワード引数はありません。${near} の書き間違いではありませんか。`,
  noKeyword: (wrong) =>
    advice`${wrong} というキーワード引数はありません。つづりを確かめてください。`,
};
