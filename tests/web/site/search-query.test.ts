import assert from "node:assert/strict";
import { test } from "node:test";
import { everyWord } from "../../../web/site/search-query.ts";

test("a run of katakana or kanji is looked for inside longer ones", () => {
  assert.equal(everyWord("ネットワーク"), "+*ネットワーク*");
  assert.equal(everyWord("学習率"), "+*学*習*率*");
});

test("a query of several scripts becomes several words that must all be found", () => {
  assert.equal(everyWord("学習率とバイアス"), "+*学*習*率* と +*バイアス*");
});

test("every word of an English query must be found", () => {
  assert.equal(everyWord("learning rate"), "+learning +rate");
  assert.equal(everyWord("squared_error 学習率"), "+squared_error +*学*習*率*");
});

test("words that the reader marked stay as they are", () => {
  assert.equal(everyWord("rate -learning"), "+rate -learning");
});
