import assert from "node:assert/strict";
import { test } from "node:test";
import { requireAllWords } from "../../../web/site/search-query.ts";

test("a run of katakana or kanji is looked for inside longer ones", () => {
  assert.equal(requireAllWords("ネットワーク"), "+*ネットワーク*");
  assert.equal(requireAllWords("学習率"), "+*学*習*率*");
});

test("a query of several scripts becomes several words that must all be found", () => {
  assert.equal(requireAllWords("学習率とバイアス"), "+*学*習*率* と +*バイアス*");
});

test("every word of an English query must be found", () => {
  assert.equal(requireAllWords("learning rate"), "+learning +rate");
  assert.equal(requireAllWords("squared_error 学習率"), "+squared_error +*学*習*率*");
});

test("words that the reader marked stay as they are", () => {
  assert.equal(requireAllWords("rate -learning"), "+rate -learning");
});
