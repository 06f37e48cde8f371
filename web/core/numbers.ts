/** Formats numbers for people, and parses what people type. */

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const LARGE = 1e6;
const SMALL = 1e-3;

/** Return `text` with a true minus sign (U+2212) for each hyphen. */
export const withMinus = (text: string): string => text.replaceAll("-", "−");

/** Return `x` as Python's `"%.3f" % x`: a tie (x is an odd number of sixteenths) goes to the even digit. */
export function fixed3(x: number): string {
  const isTie = Math.abs((x * 16) % 2) === 1;
  if (!isTie) return x.toFixed(3);
  const below = Math.floor(Math.abs(x) * 1000);
  const even = below + (below % 2);
  return (x < 0 ? "-" : "") + (even / 1000).toFixed(3);
}

/** Return `x` for a table cell: `fixed3`, or a power of ten where that would be too long to read. */
export const tableNumber = (x: number): string =>
  Math.abs(x) < LARGE ? fixed3(x) : x.toExponential(3);

function superscript(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPTS[Number(digit)]!);
  return (exponent < 0 ? "⁻" : "") + digits.join("");
}

/** Return `x` as a power of ten, with `digits` decimals before it. */
export function powerOfTen(x: number, digits: number): string {
  const [mantissa = "", exponent = "0"] = x.toExponential(digits).split("e");
  return `${withMinus(mantissa)} × 10${superscript(Number(exponent))}`;
}

/** Return `x` for an equation: three decimals, `−` for minus, a power of ten where it is huge. */
export const threeDecimals = (x: number): string =>
  Math.abs(x) < LARGE ? withMinus(fixed3(x)) : powerOfTen(x, 3);

/** Return `x` with all its digits, for reading. */
export function exact(x: number): string {
  const [mantissa = "", exponent] = String(x).split("e");
  const digits = withMinus(mantissa);
  return exponent === undefined ? digits : `${digits} × 10${superscript(Number(exponent))}`;
}

/** Return `x` for reading, to `count` digits and without zeros at its end. */
export const toDigits = (x: number, count: number): string => exact(Number(x.toPrecision(count)));

/** Return `x` for a sentence or a label: about three digits, no trailing zeros. */
export function short(x: number): string {
  const size = Math.abs(x);
  if (size !== 0 && (size >= LARGE || size < SMALL)) return powerOfTen(x, 1);
  return withMinus(String(Number(size >= 100 ? x.toFixed(0) : x.toPrecision(3))));
}

/** Return a power of ten for an axis: 0.01, 100, 10⁶. */
export function power(x: number): string {
  const exponent = Math.round(Math.log10(x));
  return Math.abs(exponent) <= 3 ? String(x) : `10${superscript(exponent)}`;
}

/** Return `x` with all its digits, for an input field. */
export const inputText = (x: number): string => String(x);

/** Why a text is not a number: it is empty, has a separator, is out of a float's range, or is other text. */
export type NumberProblem = "empty" | "separator" | "beyond" | "text";

export type ParsedNumber =
  | { readonly value: number; readonly problem: null }
  | { readonly value: null; readonly problem: NumberProblem };

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** A comma (ambiguous: a decimal point or a thousands separator), 、 or 。, or other thousands separators. */
const SEPARATOR = /[,、。]|\d[\s'’_]+\d/;
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const FULL_WIDTH_OFFSET = 0xfee0;

/** Return `text` in half-width characters: ０．５ as 0.5, −5 and ー５ as -5. */
const halfWidth = (text: string): string =>
  text
    .replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .replaceAll("−", "-")
    .replace(/[ーｰ](?=[\d.])/g, "-")
    .trim();

/** Parse typed text: the number, or why it is none. */
export function parseNumber(text: string): ParsedNumber {
  const plain = halfWidth(text);
  if (!NUMBER.test(plain)) return { value: null, problem: problemOf(plain) };
  const value = Number(plain);
  const isLost = value === 0 && /[1-9]/.test(plain.split(/e/i)[0]!);
  if (isLost || !Number.isFinite(value)) return { value: null, problem: "beyond" };
  return { value, problem: null };
}

function problemOf(plain: string): NumberProblem {
  if (plain === "") return "empty";
  return SEPARATOR.test(plain) ? "separator" : "text";
}

/** Parse typed text: the number, or null. */
export const readNumber = (text: string): number | null => parseNumber(text).value;

/** Return a number of bytes in megabytes, with one decimal. */
export const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
