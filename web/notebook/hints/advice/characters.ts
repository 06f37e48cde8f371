/** Hints about characters that only look like Python's. */
import { advice, plain, type Advice, type Advise } from "../hint-text.ts";

/** Names of characters that look like one of Python's, in Japanese and English. */
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

const isVisible = (kind: string): boolean => !/space|invisible|control|byteOrderMark/i.test(kind);

/** Return the character, if it is visible, and its code point. */
const shown = (char: string, code: string, kind: string): string =>
  isVisible(kind) ? `${char} (${code})` : code;

const instead = {
  ja: (kind: string, replacement: string): Advice => {
    if (replacement === " ") return ["半角の空白に直してください。"];
    if (replacement) return advice`半角の ${replacement} を入力してください。`;
    return isVisible(kind) ? ["取り除くか、文字列の中に入れてください。"] : ["消してください。"];
  },
  en: (kind: string, replacement: string): Advice => {
    if (replacement === " ") return ["Type an ordinary space instead."];
    if (replacement) return advice`Type ${replacement} instead.`;
    return isVisible(kind) ? ["Remove it, or put it into a string."] : ["Delete it."];
  },
};

export const en = {
  character: (line, column, char, code, kind, replacement) => [
    ...advice`Line ${plain(line)}, character ${plain(column)}: ${shown(char, code, kind)} is ${plain(nameOf(kind, 1))}. `,
    ...instead.en(kind, replacement),
  ],
  numberCharacter: (text, char, code, kind, replacement) => [
    ...advice`The text ${text} is not read as a number: ${shown(char, code, kind)} is ${plain(nameOf(kind, 1))}. `,
    ...instead.en(kind, replacement),
  ],
} satisfies Record<string, Advise>;

export const ja: Record<keyof typeof en, Advise> = {
  character: (line, column, char, code, kind, replacement) => [
    ...advice`${plain(line)} 行目の ${plain(column)} 文字目に、${plain(nameOf(kind, 0))} ${shown(char, code, kind)} があります。`,
    ...instead.ja(kind, replacement),
  ],
  numberCharacter: (text, char, code, kind, replacement) => [
    ...advice`文字列 ${text} は数として読めません。${plain(nameOf(kind, 0))} ${shown(char, code, kind)} が入っています。`,
    ...instead.ja(kind, replacement),
  ],
};
