import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import {
  cell,
  exact,
  fixed3,
  power,
  readNumber,
  short,
  threeDecimals,
  toDigits,
} from "./numbers.ts";

test("three decimals are written as Python writes them, ties and signs included", () => {
  const values = [0, 1 / 16, 3 / 16, -5 / 16, 0.0005, 2.6745, 4.948462247926799, -1e-9, 12345.0625];
  const program = `print(*["%.3f" % x for x in [${values.join(",")}]])`;
  const python = execFileSync("python3", ["-c", program], { encoding: "utf8" });
  assert.deepEqual(values.map(fixed3), python.trim().split(" "));
});

test("a huge number takes no more room than a table cell has", () => {
  assert.equal(cell(-1168.9085), "-1168.909");
  assert.equal(cell(6.02214076e23), "6.022e+23");
});

test("a sentence gets about three digits and a true minus sign", () => {
  assert.equal(short(-4.948462), "−4.95");
  assert.equal(short(0), "0");
  assert.equal(short(4616), "4616");
  assert.equal(short(-1.25e8), "−1.3 × 10⁸");
  assert.equal(short(0.00033), "3.3 × 10⁻⁴");
});

test("an equation gets the article's three decimals", () => {
  assert.equal(threeDecimals(-10), "−10.000");
  assert.equal(threeDecimals(-2.5e9), "−2.500 × 10⁹");
});

test("an axis gets round powers of ten", () => {
  assert.deepEqual([0.01, 1, 1000, 1e4, 1e-6].map(power), ["0.01", "1", "1000", "10⁴", "10⁻⁶"]);
});

test("typed numbers may have full-width digits and true minus signs", () => {
  assert.equal(readNumber("０．１"), 0.1);
  assert.equal(readNumber(" −5 "), -5);
  assert.equal(readNumber("1e-2"), 0.01);
});

test("what is no number is not taken for one", () => {
  for (const text of ["", " ", "abc", "1,5", "0x10", "Infinity", "NaN", "1e999", "--1"]) {
    assert.equal(readNumber(text), null, text);
  }
});

test("all digits of a float are readable", () => {
  assert.equal(exact(-4.7829690000000005), "−4.7829690000000005");
  assert.equal(exact(-2.5e-17), "−2.5 × 10⁻¹⁷");
  assert.equal(exact(1e21), "1 × 10²¹");
  assert.equal(toDigits(-4.7829690000000005, 9), "−4.782969");
  assert.equal(toDigits(2e-9 / 3, 3), "6.67 × 10⁻¹⁰");
});
