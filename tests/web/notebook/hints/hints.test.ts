import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { textOf } from "../../../../web/notebook/hints/hint-text.ts";
import { hintFor } from "../../../../web/notebook/hints/hints.ts";
import { HINT_WORDS } from "../../../../web/notebook/hints/words.ts";

const FOLDER = new URL("../../../../web/python/error_hints/", import.meta.url);
const SOURCES = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".py"))
  .map((name) => readFileSync(new URL(name, FOLDER), "utf8"))
  .join("\n");
const NAMED = new Set(
  [...SOURCES.matchAll(/(?:Hint|_always)\(\s*"(\w+)"/g)].map(([, id]) => id as string),
);

const { en, ja } = HINT_WORDS;
const said = (words: typeof en, id: string, ...given: string[]): string | null => {
  const advice = hintFor({ id, arguments: given }, words, ["NumPy", "gdlib"]);
  return advice && textOf(advice);
};

test("what Python can advise has words, and all words are of something that Python can advise", () => {
  const ours = new Set([...NAMED, "shippedModule"]);
  assert.ok(NAMED.size > 100);
  for (const { advice } of [en, ja]) assert.deepEqual(new Set(Object.keys(advice)), ours);
});

test("all advice is whole: it names what it is given, and both languages take the same", () => {
  for (const id of Object.keys(en.advice) as (keyof typeof en.advice)[]) {
    const given = Array.from({ length: 7 }, (_, index) => `given${index}`);
    for (const words of [en, ja]) {
      const text = textOf(words.advice[id](...given));
      assert.doesNotMatch(text, /undefined|\[object/, id);
      assert.match(text, words === en ? /[.?]$/ : /(。|か。)$/, `${id}: ${text}`);
    }
    assert.ok(Math.abs(en.advice[id].length - ja.advice[id].length) <= 1, id);
  }
});

test("Japanese advice says キー, 型 and 引数", () => {
  const all = Object.values(ja.advice)
    .map((advise) => textOf(advise("a", "b", "c", "d", "e", "f", "g")))
    .join("");
  for (const term of ["キー", "型", "引数"]) assert.ok(all.includes(term), term);
  assert.doesNotMatch(all, /鍵|値の種類/);
});

test("a character is named with its place, its name, and what to type instead", () => {
  const given = ["2", "6", "（", "U+FF08", "fullWidthBracket", "("];
  assert.equal(
    said(en, "character", ...given),
    "Line 2, character 6: （ (U+FF08) is a full-width bracket. Type ( instead.",
  );
  assert.equal(
    said(ja, "character", ...given),
    "2 行目の 6 文字目に、全角のかっこ （ (U+FF08) があります。半角の ( を入力してください。",
  );
  assert.match(said(en, "character", "1", "2", "\u200b", "U+200B", "invisible", "")!, /Delete it/);
  assert.match(
    said(ja, "character", "1", "2", "\u3000", "U+3000", "ideographicSpace", " ")!,
    /半角の空白/,
  );
  assert.match(
    said(en, "character", "1", "2", "→", "U+2192", "other", "")!,
    /Remove it, or put it/,
  );
});

test("every kind of character that Python names has a name here", () => {
  const source = readFileSync(new URL("characters.py", FOLDER), "utf8");
  const kinds = [...source.matchAll(/^ {4}"(\w+)": \("|: \("(\w+)", "|return "(\w+)", /gm)];
  assert.ok(kinds.length > 30);
  for (const [, one, two, three] of kinds) {
    const text = said(en, "character", "1", "1", "x", "U+0078", (one ?? two ?? three)!, "y")!;
    if (!["other"].includes((one ?? two ?? three)!))
      assert.doesNotMatch(text, /that Python code cannot have/);
  }
});

test("a package that is not here is told apart from one that an import would load", () => {
  assert.match(said(en, "module", "torch", "")!, /You can import NumPy, gdlib/);
  assert.match(said(en, "module", "numpy", "")!, /Write import numpy/);
  assert.match(said(en, "module", "numpi", "numpy")!, /Did you mean numpy\?/);
});

test("a hint that no Python of ours would give is none", () => {
  assert.equal(said(en, "nothing"), null);
  assert.equal(said(en, "constructor", "a"), null);
  assert.equal(said(en, "spelling", "a"), null);
  assert.equal(hintFor(null, en, []), null);
  assert.equal(hintFor(undefined, en, []), null);
});

test("code in advice is told apart from words", () => {
  const advice = hintFor({ id: "zeroOf", arguments: ["b - b"] }, en, [])!;
  assert.deepEqual(
    advice.filter((piece) => typeof piece !== "string"),
    [{ code: "print" }, { code: "b - b" }],
  );
});
