import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { numberIn } from "../../../web/core/url-fragment.ts";
import { readNumberField } from "../../../web/widget/fields/number-field.ts";
import { NUMBER_WORDS } from "../../../web/widget/fields/number-messages.ts";
import {
  tableNumber,
  exact,
  fixed3,
  power,
  parseNumber,
  readNumber,
  short,
  threeDecimals,
  toDigits,
  type NumberProblem,
} from "../../../web/core/numbers.ts";
import { WORDS } from "../../../web/widget/words.ts";

test("three decimals are written as Python writes them, ties and signs included", () => {
  const values = [0, 1 / 16, 3 / 16, -5 / 16, 0.0005, 2.6745, 4.948462247926799, -1e-9, 12345.0625];
  const program = `print(*["%.3f" % x for x in [${values.join(",")}]])`;
  const python = execFileSync("python3", ["-c", program], { encoding: "utf8" });
  assert.deepEqual(values.map(fixed3), python.trim().split(" "));
});

test("a huge number takes no more room than a table cell has", () => {
  assert.equal(tableNumber(-1168.9085), "-1168.909");
  assert.equal(tableNumber(6.02214076e23), "6.022e+23");
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

test("a number may be typed in half or full width, with any minus sign that keyboards have", () => {
  const accepted: readonly (readonly [string, number])[] = [
    ["12", 12],
    ["１２", 12],
    ["０．０５", 0.05],
    ["0．5", 0.5],
    [".5", 0.5],
    ["．５", 0.5],
    ["5.", 5],
    ["+5", 5],
    ["＋５", 5],
    ["-4.0", -4],
    ["－４．０", -4],
    ["−5", -5],
    ["ー５", -5],
    ["ｰ5", -5],
    ["ー.5", -0.5],
    ["1e-2", 0.01],
    ["１Ｅ−２", 0.01],
    ["1eー2", 0.01],
    ["0e5", 0],
    [" −5 ", -5],
    ["\u3000１２\u3000", 12],
  ];
  for (const [text, value] of accepted) assert.equal(readNumber(text), value, text);
});

test("what is no decimal number is not taken for one, and it is known why", () => {
  const refused: Readonly<Record<NumberProblem, readonly string[]>> = {
    empty: ["", " ", "\u3000", "\t"],
    separator: [
      "1,5",
      "1,000",
      "1，5",
      "１，０００",
      "0、5",
      "０。５",
      "1 000",
      "1_000",
      "1'000",
      "5,",
    ],
    beyond: ["1e999", "-1e400", "９ｅ９９９", "1e-400"],
    text: [
      ...[
        "abc",
        "０ｘ４",
        "0x4",
        "0b11",
        "0o7",
        "Infinity",
        "-Infinity",
        "NaN",
        "--1",
        "ーー1",
        "1ー2",
      ],
      ...[
        "5ー",
        "ー",
        "-",
        "e5",
        "1e",
        "1.2.3",
        "½",
        "5²",
        "①",
        "五",
        "5%",
        "1/2",
        "٣",
        "1n",
        "π",
        "lr=1",
      ],
    ],
  };
  for (const [problem, texts] of Object.entries(refused)) {
    for (const text of texts) assert.deepEqual(parseNumber(text), { value: null, problem }, text);
  }
});

test("every field says the same of a text that is no number, in both languages", () => {
  for (const language of ["ja", "en"] as const) {
    for (const [problem, text] of [
      ["empty", ""],
      ["separator", "1,5"],
      ["text", "0x4"],
    ] as const) {
      const { error } = readNumberField(text, { low: 0, high: 10 }, WORDS[language]);
      assert.ok(error?.startsWith(NUMBER_WORDS[language][problem]));
    }
  }
});

test("an address is read as a person types", () => {
  assert.equal(numberIn("－０．５"), -0.5);
  for (const text of [undefined, "", "0x4", "Infinity"]) assert.ok(Number.isNaN(numberIn(text)));
});

test("all digits of a float are readable", () => {
  assert.equal(exact(-4.7829690000000005), "−4.7829690000000005");
  assert.equal(exact(-2.5e-17), "−2.5 × 10⁻¹⁷");
  assert.equal(exact(1e21), "1 × 10²¹");
  assert.equal(toDigits(-4.7829690000000005, 9), "−4.782969");
  assert.equal(toDigits(2e-9 / 3, 3), "6.67 × 10⁻¹⁰");
});
