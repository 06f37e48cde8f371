import assert from "node:assert/strict";
import { test } from "node:test";
import { paths } from "../../word-paths.ts";
import {
  ACTIVATIONS,
  DATA,
  TRAINING_BEHAVIOURS,
  OPTIMIZERS,
} from "../../../../web/widgets/network/query.ts";
import { NETWORK_WORDS } from "../../../../web/widgets/network/words.ts";

test("Japanese and English have a word for the same things", () => {
  assert.deepEqual(paths(NETWORK_WORDS.ja), paths(NETWORK_WORDS.en));
});

test("everything that can be chosen and everything that can happen has words", () => {
  for (const { data, activations, optimizers, verdict } of Object.values(NETWORK_WORDS)) {
    assert.deepEqual(Object.keys(data), [...DATA]);
    assert.deepEqual(Object.keys(activations), [...ACTIVATIONS]);
    assert.deepEqual(Object.keys(optimizers), [...OPTIMIZERS]);
    assert.deepEqual(Object.keys(verdict.title), [...TRAINING_BEHAVIOURS]);
    assert.deepEqual(Object.keys(verdict.what), [...TRAINING_BEHAVIOURS]);
  }
});
