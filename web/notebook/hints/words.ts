/**
 * The words of the hints, in both languages, side by side.
 * The identifiers and their arguments are those of `Hint(…)` in ../python/error_hints/.
 */
import type { Language } from "../../widget/words.ts";
import { advice, plain, type Advice } from "./hint-text.ts";

/** Gives advice about what the error is about: names, types, expressions, as error_hints lists them. */
type Advise = (...given: readonly string[]) => Advice;

/** What a character is that only looks like one of Python's. */
const CHARACTERS = {
  fullWidthBracket: ["全角のかっこ", "a full-width bracket"],
  quoteBracket: ["かぎかっこ", "a Japanese quotation bracket"],
  lenticularBracket: ["和文のかっこ", "a Japanese bracket"],
  fullWidthComma: ["全角のコンマ", "a full-width comma"],
  ideographicComma: ["読点", "an ideographic comma"],
  fullWidthPeriod: ["全角のピリオド", "a full-width period"],
  ideographicPeriod: ["句点", "an ideographic full stop"],
  colon: ["全角のコロン", "a full-width colon"],
  semicolon: ["全角のセミコロン", "a full-width semicolon"],
  doubleQuote: ["コードには使えない形の引用符", "a typographic double quote"],
  singleQuote: ["コードには使えない形の引用符", "a typographic single quote"],
  minus: [
    "マイナス記号（半角のハイフンとは別の文字）",
    "a minus sign that is not the hyphen-minus",
  ],
  dash: ["ダッシュ（半角のハイフンとは別の文字）", "a dash, not the hyphen-minus"],
  longVowel: [
    "長音符（のばす記号）などで、マイナスとは別の文字",
    "a Japanese long-vowel sign, not a minus",
  ],
  equals: ["全角の等号", "a full-width equals sign"],
  fullWidthSign: ["全角の記号", "a full-width sign"],
  yen: ["円記号または全角のバックスラッシュ", "a yen sign or a full-width backslash"],
  middleDot: ["中点（なかてん）などの記号", "a dot or bullet for multiplication"],
  times: ["かけ算の記号", "a multiplication sign"],
  division: ["わり算の記号", "a division sign"],
  comparison: ["数学の比較の記号", "a comparison sign of mathematics"],
  superscript: ["上付きの数字", "a superscript digit"],
  ideographicSpace: ["全角の空白", "a full-width space"],
  noBreakSpace: ["改行しない空白（ノーブレークスペース）", "a no-break space"],
  otherSpace: ["特別な幅の空白", "a space of a special width"],
  byteOrderMark: ["バイト順マーク（見えない文字）", "a byte order mark, which is invisible"],
  invisible: ["見えない文字", "an invisible character"],
  control: ["制御文字（見えない文字）", "a control character, which is invisible"],
  fullWidthDigit: ["全角の数字", "a full-width digit"],
  fullWidthLetter: ["全角の英字や記号", "a full-width letter"],
  styledLetter: ["飾りのついた英字や数字", "a styled letter or digit"],
  otherScript: ["見た目の似た、ほかの言語の文字", "a letter of another script that looks alike"],
  other: ["Python のコードでは使えない文字", "a character that Python code cannot have"],
} as const;

const nameOf = (kind: string, language: 0 | 1): string =>
  (Object.hasOwn(CHARACTERS, kind)
    ? CHARACTERS[kind as keyof typeof CHARACTERS]
    : CHARACTERS.other)[language];

const isSeen = (kind: string): boolean => !/space|invisible|control|byteOrderMark/i.test(kind);

/** What can be told of a character: itself, if it can be seen, and its code point. */
const shown = (char: string, code: string, kind: string): string =>
  isSeen(kind) ? `${char} (${code})` : code;

const instead = {
  ja: (kind: string, replacement: string): Advice => {
    if (replacement === " ") return ["半角の空白に直してください。"];
    if (replacement) return advice`半角の ${replacement} を入力してください。`;
    return isSeen(kind) ? ["取り除くか、文字列の中に入れてください。"] : ["消してください。"];
  },
  en: (kind: string, replacement: string): Advice => {
    if (replacement === " ") return ["Type an ordinary space instead."];
    if (replacement) return advice`Type ${replacement} instead.`;
    return isSeen(kind) ? ["Remove it, or put it into a string."] : ["Delete it."];
  },
};

/** 型の名前の読み替え: Python's names of types that say little to a reader. */
const typeName = (kind: string): string => kind.replace(/^numpy\./, "");

const enAdvice = {
  // --- Characters ---
  character: (line, column, char, code, kind, replacement) => [
    ...advice`Line ${plain(line)}, character ${plain(column)}: ${shown(char, code, kind)} is ${plain(nameOf(kind, 1))}. `,
    ...instead.en(kind, replacement),
  ],
  numberCharacter: (text, char, code, kind, replacement) => [
    ...advice`The text ${text} is not read as a number: ${shown(char, code, kind)} is ${plain(nameOf(kind, 1))}. `,
    ...instead.en(kind, replacement),
  ],

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

  // --- Types ---
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

  // --- The Python of this page ---
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

  // --- Syntax ---
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

  // --- Gradients ---
  gradient: (t, given, measured) =>
    advice`The gradient does not seem to be the slope of the loss. At t = ${plain(t)} the gradient function returns ${plain(given)}, but the central difference of the loss is ${plain(measured)}. Check the formula of the gradient; if you have changed it on purpose, all is well.`,
  gradientComponent: (t, given, measured, component) =>
    advice`The gradient does not seem to be the slope of the loss. At t = ${plain(t)}, component ${plain(component)} of the gradient (counted from 0) is ${plain(given)}, but the central difference of the loss is ${plain(measured)}. Check the formula of the gradient; if you have changed it on purpose, all is well.`,
} satisfies Record<string, Advise>;

export type HintId = keyof typeof enAdvice;

const jaAdvice: Record<HintId, Advise> = {
  // --- 文字 ---
  character: (line, column, char, code, kind, replacement) => [
    ...advice`${plain(line)} 行目の ${plain(column)} 文字目に、${plain(nameOf(kind, 0))} ${shown(char, code, kind)} があります。`,
    ...instead.ja(kind, replacement),
  ],
  numberCharacter: (text, char, code, kind, replacement) => [
    ...advice`文字列 ${text} は数として読めません。${plain(nameOf(kind, 0))} ${shown(char, code, kind)} が入っています。`,
    ...instead.ja(kind, replacement),
  ],

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

  // --- 型 ---
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

  // --- このページの Python ---
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

  // --- 文法 ---
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

  // --- 勾配 ---
  gradient: (t, given, measured) =>
    advice`渡された勾配は、損失の傾きと合っていないようです。t = ${plain(t)} で、勾配の関数は ${plain(given)} を返しますが、損失の中心差分は ${plain(measured)} です。勾配の式を確かめてください。わざと変えているなら、このままでかまいません。`,
  gradientComponent: (t, given, measured, component) =>
    advice`渡された勾配は、損失の傾きと合っていないようです。t = ${plain(t)} で、勾配の成分 ${plain(component)}（0 から数えます）は ${plain(given)} ですが、損失の中心差分は ${plain(measured)} です。勾配の式を確かめてください。わざと変えているなら、このままでかまいません。`,
};

const en = {
  title: "Hint",
  /** What stands for frames of a library in a traceback. */
  frames: (frames: number, library: string) =>
    `… ${frames} ${frames === 1 ? "frame" : "frames"} in ${library}`,
  advice: enAdvice as Record<HintId, Advise>,
};

const ja: typeof en = {
  title: "ヒント",
  frames: (frames, library) => `… ${library} の内部の呼び出し ${frames} 段`,
  advice: jaAdvice,
};

export type HintWords = typeof en;
export const HINT_WORDS: Record<Language, HintWords> = { ja, en };
