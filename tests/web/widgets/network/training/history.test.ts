import assert from "node:assert/strict";
import { test } from "node:test";
import { answerAt } from "../answers.ts";
import { Film, MOST_FRAMES } from "../../../../../web/widgets/network/training/history.ts";

test("every frame has its own parameters, gradient and scores", () => {
  const film = new Film(answerAt([0, 10, 40]));
  assert.deepEqual(
    film.frames.map(({ epoch, t, scores }) => [epoch, t.length, t[1], scores.length]),
    [
      [0, 5, 0.1, 4],
      [10, 5, 10.1, 4],
      [40, 5, 40.1, 4],
    ],
  );
  assert.deepEqual(film.sizes, [2, 1, 1]);
  assert.equal(film.end, 40);
});

test("an epoch without a frame is shown by the frame before it", () => {
  const film = new Film(answerAt([0, 10, 40]));
  assert.deepEqual(
    [-5, 0, 9, 10, 39, 40, 99].map((epoch) => film.at(epoch)),
    [0, 0, 0, 1, 1, 2, 2],
  );
});

test("a film grows by what Python says, and knows all losses", () => {
  const film = new Film(answerAt([0]));
  assert.ok(film.add(answerAt([3], 1)));
  assert.ok(film.add(answerAt([4], 4)));
  assert.deepEqual(film.losses, [1, 1 / 2, 1 / 3, 1 / 4, 1 / 5]);
  assert.equal(film.frames.length, 3);
  assert.equal(film.program, "# 4 epochs");
});

test("an answer from before the film's end changes nothing", () => {
  const film = new Film(answerAt([0, 10]));
  assert.ok(!film.add(answerAt([5], 11)));
  assert.equal(film.end, 10);
  assert.equal(film.frames.length, 2);
});

test("a training that is lost at its end is known to be", () => {
  const film = new Film(answerAt([0, 10]));
  assert.ok(film.add(answerAt([10], 11, undefined, true)));
  assert.ok(film.isLost);
  assert.equal(film.frames.length, 2);
  assert.equal(film.losses.length, 11);
});

test("a long film is thinned out, but keeps its ends", () => {
  const film = new Film(answerAt([0]));
  for (let epoch = 1; epoch <= 5 * MOST_FRAMES; epoch++) film.add(answerAt([epoch], epoch));
  const epochs = film.frames.map(({ epoch }) => epoch);
  assert.ok(epochs.length <= MOST_FRAMES + 1, String(epochs.length));
  assert.deepEqual([epochs[0], epochs.at(-2), epochs.at(-1)], [0, 1199, 1200]);
  assert.equal(film.losses.length, 1201);
});
