import assert from "node:assert/strict";
import { test } from "node:test";
import { PythonError } from "../../../../../web/python/client.ts";
import { answerAt, SETTINGS } from "../answers.ts";
import {
  TrainingHistory,
  type Answer,
} from "../../../../../web/widgets/network/training/history.ts";
import type { TrainingParameters } from "../../../../../web/widgets/network/query.ts";
import { Trainer } from "../../../../../web/widgets/network/training/trainer.ts";

interface SentQuery extends TrainingParameters {
  answer(epoch: number, isLost?: boolean): Promise<void>;
  fail(reason: "failed" | "refused" | "stopped"): Promise<void>;
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** A trainer of a history that is trained up to epoch 10, whose queries the test answers. */
function staged() {
  const sent: SentQuery[] = [];
  const events: string[] = [];
  const ask = (_: string, parameters: TrainingParameters): Promise<Answer> =>
    new Promise((resolve, reject) => {
      sent.push({
        ...parameters,
        answer: (epoch, isLost = false) => {
          const { data, layers, activation, optimizer, lr, batch, seed } = parameters;
          const settings = { data, layers, activation, optimizer, lr, batch, seed };
          resolve(answerAt([epoch], parameters.known, settings, isLost));
          return turn();
        },
        fail: (reason) => {
          reject(new PythonError(reason, "why"));
          return turn();
        },
      });
    });
  const outcome = {
    started: () => events.push("started"),
    extended: () => events.push("extended"),
    catchingUp: () => events.push("catching up"),
    fulfilled: () => events.push("fulfilled"),
    refused: (message: string | null) => events.push(`refused: ${message}`),
    interrupted: () => events.push("interrupted"),
  };
  const history = new TrainingHistory(answerAt([0, 10]));
  const trainer = new Trainer({ ask } as never, "here", history, outcome, () => false);
  return { trainer, sent, events };
}

test("a training goes on in slices until the requested epoch is reached", async () => {
  const { trainer, sent, events } = staged();
  trainer.train(30);
  assert.deepEqual([sent[0]!.until, sent[0]!.known], [30, 11]);
  await sent[0]!.answer(20);
  assert.deepEqual([sent[1]!.until, sent[1]!.known], [30, 21]);
  await sent[1]!.answer(30);
  assert.equal(sent.length, 2);
  assert.equal(trainer.history.end, 30);
  assert.deepEqual(events, ["extended", "extended", "fulfilled"]);
});

test("a pause lets the slice under way be the last", async () => {
  const { trainer, sent } = staged();
  trainer.train(300);
  trainer.halt();
  await sent[0]!.answer(20);
  assert.equal(sent.length, 1);
  assert.equal(trainer.history.end, 20);
});

test("other settings start a new training, and only the newest count", async () => {
  const { trainer, sent, events } = staged();
  trainer.begin({ ...SETTINGS, lr: 1 });
  trainer.begin({ ...SETTINGS, lr: 2 }, 5);
  assert.ok(trainer.isPending);
  await sent[0]!.answer(0);
  assert.deepEqual(events, []);
  assert.deepEqual([sent[1]!.lr, sent[1]!.until, sent[1]!.known], [2, 0, 0]);
  await sent[1]!.answer(0);
  assert.deepEqual([sent[2]!.until, sent[2]!.known], [5, 1]);
  await sent[2]!.answer(5);
  assert.deepEqual(events, ["started", "extended", "fulfilled"]);
  assert.equal(trainer.history.settings.lr, 2);
  assert.equal(trainer.history.end, 5);
});

test("a training can be restarted with the same settings", async () => {
  const { trainer, sent } = staged();
  trainer.begin(SETTINGS);
  assert.ok(trainer.isPending);
  await sent[0]!.answer(0);
  assert.equal(trainer.history.end, 0);
});

test("a Python that has forgotten the training catches up first", async () => {
  const { trainer, sent, events } = staged();
  trainer.train(20);
  await sent[0]!.answer(4);
  await sent[1]!.answer(9);
  await sent[2]!.answer(20);
  assert.deepEqual(events, ["catching up", "catching up", "extended", "fulfilled"]);
  assert.equal(trainer.history.losses.length, 21);
});

test("a training that is lost asks no further", async () => {
  const { trainer, sent, events } = staged();
  trainer.train(300);
  await sent[0]!.answer(20, true);
  assert.equal(sent.length, 1);
  assert.ok(trainer.history.isLost);
  assert.deepEqual(events, ["extended", "fulfilled"]);
});

test("without Python the training stays unfinished, and can be resumed", async () => {
  const { trainer, sent, events } = staged();
  trainer.train(20);
  await sent[0]!.fail("failed");
  assert.deepEqual(events, ["interrupted"]);
  assert.ok(trainer.isUnfinished);
  void trainer.resume();
  await sent[1]!.answer(20);
  assert.deepEqual(events, ["interrupted", "extended", "fulfilled"]);
});

test("settings that gdlib refuses are taken back", async () => {
  const { trainer, sent, events } = staged();
  trainer.begin({ ...SETTINGS, lr: 1 });
  await sent[0]!.fail("refused");
  assert.deepEqual(events, ["refused: why"]);
  assert.ok(!trainer.isUnfinished);
  assert.equal(trainer.settings.lr, SETTINGS.lr);
});

test("a known history is shown without a query", () => {
  const { trainer, sent, events } = staged();
  trainer.begin({ ...SETTINGS, lr: 1 });
  trainer.restore(new TrainingHistory(answerAt([0, 40])));
  assert.deepEqual(events, ["started"]);
  assert.equal(trainer.history.end, 40);
  assert.ok(!trainer.isUnfinished);
  assert.equal(sent.length, 1);
});

test("what is played meanwhile does not change how far a training goes that is pending", async () => {
  const { trainer, sent, events } = staged();
  trainer.begin({ ...SETTINGS, lr: 1 }, 30);
  trainer.halt();
  trainer.train(11);
  await sent[0]!.answer(0);
  assert.equal(sent[1]!.until, 30);
  await sent[1]!.answer(30);
  assert.deepEqual(events, ["started", "extended", "fulfilled"]);
});

test("the training that is shown can be kept instead of the one that is pending", async () => {
  const { trainer, sent, events } = staged();
  trainer.begin({ ...SETTINGS, lr: 1 });
  trainer.cancelPending();
  assert.ok(!trainer.isUnfinished);
  await sent[0]!.answer(0);
  assert.deepEqual(events, []);
  assert.equal(trainer.settings.lr, SETTINGS.lr);
});

test("the refusal of one query does not take back the next", async () => {
  const { trainer, sent, events } = staged();
  trainer.begin({ ...SETTINGS, lr: 1 });
  trainer.begin({ ...SETTINGS, lr: 2 });
  await sent[0]!.fail("refused");
  assert.equal(trainer.settings.lr, 2);
  await sent[1]!.answer(0);
  assert.deepEqual(events, ["started", "fulfilled"]);
});
