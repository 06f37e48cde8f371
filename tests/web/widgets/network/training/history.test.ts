import assert from "node:assert/strict";
import { test } from "node:test";
import { answerAt } from "../answers.ts";
import {
  TrainingHistory,
  MOST_SNAPSHOTS,
} from "../../../../../web/widgets/network/training/history.ts";

test("every snapshot has its own parameters, gradient and scores", () => {
  const history = new TrainingHistory(answerAt([0, 10, 40]));
  assert.deepEqual(
    history.snapshots.map(({ epoch, t, scores }) => [epoch, t.length, t[1], scores.length]),
    [
      [0, 5, 0.1, 4],
      [10, 5, 10.1, 4],
      [40, 5, 40.1, 4],
    ],
  );
  assert.deepEqual(history.sizes, [2, 1, 1]);
  assert.equal(history.end, 40);
});

test("an epoch without a snapshot is shown by the snapshot before it", () => {
  const history = new TrainingHistory(answerAt([0, 10, 40]));
  assert.deepEqual(
    [-5, 0, 9, 10, 39, 40, 99].map((epoch) => history.at(epoch)),
    [0, 0, 0, 1, 1, 2, 2],
  );
});

test("a history grows by what Python says, and knows all losses", () => {
  const history = new TrainingHistory(answerAt([0]));
  assert.ok(history.add(answerAt([3], 1)));
  assert.ok(history.add(answerAt([4], 4)));
  assert.deepEqual(history.losses, [1, 1 / 2, 1 / 3, 1 / 4, 1 / 5]);
  assert.equal(history.snapshots.length, 3);
  assert.equal(history.program, "# 4 epochs");
});

test("an answer from before the history's end changes nothing", () => {
  const history = new TrainingHistory(answerAt([0, 10]));
  assert.ok(!history.add(answerAt([5], 11)));
  assert.equal(history.end, 10);
  assert.equal(history.snapshots.length, 2);
});

test("a training that is lost at its end is known to be", () => {
  const history = new TrainingHistory(answerAt([0, 10]));
  assert.ok(history.add(answerAt([10], 11, undefined, true)));
  assert.ok(history.isLost);
  assert.equal(history.snapshots.length, 2);
  assert.equal(history.losses.length, 11);
});

test("a long history is thinned out, but keeps its ends", () => {
  const history = new TrainingHistory(answerAt([0]));
  for (let epoch = 1; epoch <= 5 * MOST_SNAPSHOTS; epoch++) history.add(answerAt([epoch], epoch));
  const epochs = history.snapshots.map(({ epoch }) => epoch);
  assert.ok(epochs.length <= MOST_SNAPSHOTS + 1, String(epochs.length));
  assert.deepEqual([epochs[0], epochs.at(-2), epochs.at(-1)], [0, 1199, 1200]);
  assert.equal(history.losses.length, 1201);
});
