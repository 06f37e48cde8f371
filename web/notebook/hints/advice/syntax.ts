/** Hints about syntax. */
import { advice, plain, type Advise } from "../hint-text.ts";

export const en = {
  syntax: () =>
    advice`Python cannot read this. Check brackets, colons and quotes at the marked place.`,
  indentation: () =>
    advice`The indentation does not fit. After a line with ${"for"} or ${"def"}, indent by four spaces, and keep one width inside a block.`,
  block: (what, line) =>
    advice`The indentation does not fit: indent the line after the ${what} of line ${plain(line)} by four spaces.`,
  unexpectedIndent: () =>
    advice`This line begins with spaces that do not belong there. Begin it where the line above begins.`,
  tabs: () => advice`Tabs and spaces are mixed in the indentation. Use spaces only.`,
  numberAndName: (text, code) =>
    advice`A name cannot follow a number directly, as in ${text}. For a product write ${code}; and a name does not begin with a digit.`,
  nameBegins: (name) => advice`${name} cannot be a name: names do not begin with a digit.`,
  print: (code) => advice`Python 3 needs brackets: ${code}.`,
  equals: () => advice`${"="} assigns. To compare, write ${"=="}.`,
  assign: () =>
    advice`On the left of an assignment stands a name, or a place such as ${"a[0]"}. Have left and right been swapped?`,
  colon: (word) =>
    word
      ? advice`The line with ${word} needs a ${":"} at its end.`
      : advice`The line needs a ${":"} at its end.`,
  elseIf: () => advice`In Python, ${"else if"} is written ${"elif"}.`,
  notClosed: (bracket, line) => advice`The ${bracket} in line ${plain(line)} is never closed.`,
  wrongBracket: (open, close) =>
    advice`${open} is closed by ${close}. Check the kinds of the brackets, and how many there are.`,
  unmatched: (bracket) => advice`No bracket was opened that ${bracket} could close.`,
  notEnded: (line) =>
    advice`The text in line ${plain(line)} does not end. Close it with the quote that it begins with.`,
  tripleNotEnded: (line) =>
    advice`The text in three quotes that begins in line ${plain(line)} does not end.`,
  backslash: () =>
    advice`In a text, ${"\\"} has a special meaning. Write ${"\\\\"}, or an ${"r"} before the quote.`,
  continuation: () => advice`Nothing may follow a ${"\\"}. Division is ${"/"}.`,
  outside: (word) =>
    /return|yield/.test(word)
      ? advice`${word} belongs into a function. Check the indentation.`
      : /await/.test(word)
        ? advice`${word} belongs into a function that begins with ${"async def"}.`
        : advice`${word} belongs into a ${"for"} or ${"while"} loop. Check the indentation.`,
  leadingZeros: () => advice`A whole number does not begin with 0: leave out the leading zeros.`,
  argumentOrder: () =>
    advice`Arguments with a name, such as ${"lr=0.1"}, come after those without.`,
  repeated: (name) => advice`The argument ${name} is given twice.`,
  comma: () => advice`A comma, or an operator such as ${"+"} or ${"*"}, seems to be missing here.`,
  ifExpression: () =>
    advice`${"a if condition else b"} lacks its ${"else"}. To do something on a condition only, begin the line with ${"if"}.`,
  except: () => advice`Write it with ${"as"}: ${"except ValueError as error:"}.`,
  increment: (text, code) => advice`Python has no ${text}: write ${code}.`,
  sign: (typed, meant) => advice`In Python, ${typed} is written ${meant}.`,
  reserved: (word, other) =>
    advice`${word} is a keyword of Python and cannot be a name. Choose another one, such as ${other}.`,
} satisfies Record<string, Advise>;

export const ja: Record<keyof typeof en, Advise> = {
  syntax: () =>
    advice`Python の文法として読めません。印の付いた所の、かっこ・コロン・引用符を確かめてください。`,
  indentation: () =>
    advice`字下げがそろっていません。${"for"} や ${"def"} の行の次は、空白 4 つ分だけ字下げし、同じまとまりの中では幅をそろえます。`,
  block: (what, line) =>
    advice`${plain(line)} 行目の ${what} の次の行は、空白 4 つ分だけ字下げしてください。`,
  unexpectedIndent: () =>
    advice`この行の先頭に、余分な空白があります。前の行と幅をそろえてください。`,
  tabs: () => advice`字下げにタブと空白が混ざっています。空白だけにそろえてください。`,
  numberAndName: (text, code) =>
    advice`${text} のように、数の後に名前を続けて書くことはできません。掛け算なら ${code} と書きます。名前のつもりなら、数字では始められません。`,
  nameBegins: (name) => advice`${name} は名前にできません。名前は数字では始められません。`,
  print: (code) => advice`Python 3 では、かっこを付けて ${code} と書きます。`,
  equals: () => advice`${"="} は代入です。等しいかどうかを調べるには ${"=="} を使います。`,
  assign: () =>
    advice`代入の左に書けるのは、変数の名前や ${"a[0]"} のような入れ場所だけです。左と右が逆になっていませんか。`,
  colon: (word) =>
    word
      ? advice`${word} の行の終わりには ${":"} が必要です。`
      : advice`行の終わりに ${":"} が必要です。`,
  elseIf: () => advice`Python では ${"else if"} ではなく ${"elif"} と書きます。`,
  notClosed: (bracket, line) =>
    advice`${plain(line)} 行目の ${bracket} を閉じるかっこがありません。`,
  wrongBracket: (open, close) =>
    advice`${open} で開いたかっこを、${close} で閉じています。かっこの種類と数を確かめてください。`,
  unmatched: (bracket) => advice`${bracket} に対応する、開くかっこがありません。`,
  notEnded: (line) =>
    advice`${plain(line)} 行目の文字列が閉じていません。始まりと同じ引用符で閉じてください。`,
  tripleNotEnded: (line) =>
    advice`${plain(line)} 行目で始まる、引用符 3 つの文字列が閉じていません。`,
  backslash: () =>
    advice`文字列の中の ${"\\"} は特別な文字です。${"\\\\"} と 2 つ書くか、引用符の前に ${"r"} を付けてください。`,
  continuation: () => advice`${"\\"} の後には何も書けません。割り算は ${"/"} です。`,
  outside: (word) =>
    /return|yield/.test(word)
      ? advice`${word} は関数の中でだけ使えます。字下げを確かめてください。`
      : /await/.test(word)
        ? advice`${word} は ${"async def"} で始まる関数の中でだけ使えます。`
        : advice`${word} は ${"for"} や ${"while"} の中でだけ使えます。字下げを確かめてください。`,
  leadingZeros: () => advice`整数は 0 から書き始められません。先頭の 0 を取ってください。`,
  argumentOrder: () =>
    advice`${"lr=0.1"} のような名前付きの引数は、名前のない引数より後に書きます。`,
  repeated: (name) => advice`引数 ${name} を 2 回渡しています。`,
  comma: () => advice`ここに、コンマか演算子（${"+"} や ${"*"} など）が抜けているようです。`,
  ifExpression: () =>
    advice`${"a if 条件 else b"} の ${"else"} がありません。条件で分けるだけなら、${"if"} を行の先頭に書きます。`,
  except: () => advice`${"except ValueError as error:"} のように、${"as"} を使って書きます。`,
  increment: (text, code) =>
    advice`Python に ${text} という書き方はありません。${code} と書きます。`,
  sign: (typed, meant) => advice`Python では ${typed} ではなく ${meant} と書きます。`,
  reserved: (word, other) =>
    advice`${word} は Python の予約語なので、名前にできません。${other} など、別の名前にしてください。`,
};
