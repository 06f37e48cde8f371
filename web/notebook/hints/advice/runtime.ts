/** Hints about limits of Python in the browser. */
import { advice, type Advise } from "../hint-text.ts";

export const en = {
  exit: () => advice`The program ended itself. The variables are still there.`,
  file: (name) =>
    advice`There is no file ${name}. The Python of this page cannot read the files of your device: write the data into the code.`,
  network: () =>
    advice`The Python of this page has no way to the internet: write the data into the code.`,
  threads: () => advice`The Python of this page has no threads: do one thing after the other.`,
  awaitInstead: () =>
    advice`In a cell asyncio is running already. Instead of ${"asyncio.run(main())"} write ${"await main()"}.`,
  input: () =>
    advice`This browser cannot wait for ${"input()"} inside a function. Call ${"input()"} outside, and hand its answer to the function.`,
  ipython: (name) => advice`${name} belongs to Jupyter. On this page you can do without it.`,
  install: () =>
    advice`Packages cannot be installed on this page. Those that are here only need an ${"import"}: remove this line.`,
  shell: (command) => advice`This page has no shell for commands such as ${command}.`,
  magicMatplotlib: (text) =>
    advice`${text} is not needed: figures appear below the cell anyway. Remove this line.`,
  magicTime: (text) =>
    advice`${text} is a command of Jupyter. Here ${"import time"} and ${"time.perf_counter()"} measure time, and the bar of the cell shows how long it took.`,
  magic: (text) => advice`${text} is a command of Jupyter, not of Python. Remove this line.`,
  prompt: (text) =>
    advice`${text} is the prompt of a console, not code. Remove the prompts, and the lines of output.`,
  help: (code) => advice`${"?"} is for Jupyter. To read about something, write ${code}.`,
} satisfies Record<string, Advise>;

export const ja: Record<keyof typeof en, Advise> = {
  exit: () => advice`プログラムが自分で終わりました。変数は残っています。`,
  file: (name) =>
    advice`${name} というファイルがありません。このページの Python から、お使いの機器のファイルは読めません。データはコードの中に書いてください。`,
  network: () =>
    advice`このページの Python は、インターネットにつながりません。データはコードの中に書いてください。`,
  threads: () => advice`このページの Python では、スレッドを使えません。順番に実行してください。`,
  awaitInstead: () =>
    advice`セルの中ではすでに asyncio が動いています。${"asyncio.run(main())"} の代わりに ${"await main()"} と書きます。`,
  input: () =>
    advice`このブラウザでは、関数の中の ${"input()"} は待てません。関数の外で ${"input()"} を呼び出し、結果を関数に渡してください。`,
  ipython: (name) => advice`${name} は Jupyter だけのものです。このページでは使わずに書けます。`,
  install: () =>
    advice`このページでは、パッケージをインストールできません。入っているものは、${"import"} と書くだけで使えます。この行は消してください。`,
  shell: (command) => advice`${command} のようなシェルのコマンドは、このページでは使えません。`,
  magicMatplotlib: (text) =>
    advice`${text} は要りません。このページでは、図はそのままセルの下に表示されます。この行は消してください。`,
  magicTime: (text) =>
    advice`${text} は Jupyter の命令です。このページでは ${"import time"} と ${"time.perf_counter()"} で時間を測れます。セルの下にも、かかった時間が出ます。`,
  magic: (text) =>
    advice`${text} は Jupyter の命令で、Python の文ではありません。この行は消してください。`,
  prompt: (text) =>
    advice`${text} は対話画面の印で、コードではありません。印と、出力の行を消してください。`,
  help: (code) => advice`${"?"} は Jupyter の書き方です。説明を読むには ${code} と書きます。`,
};
