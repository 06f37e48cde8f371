/** Numbers as people read them. */

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
export const cell = (x: number): string => (Math.abs(x) < LARGE ? fixed3(x) : x.toExponential(3));

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

/** Return `x` with all its digits, as someone would type it. */
export const typed = (x: number): string => String(x);

/** Return what someone typed as a number, or null: full-width digits and true minus signs count. */
export function readNumber(text: string): number | null {
  const plain = text.normalize("NFKC").replaceAll("−", "-").replaceAll("ー", "-").trim();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

/** Return a number of bytes in megabytes, with one decimal. */
export const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
