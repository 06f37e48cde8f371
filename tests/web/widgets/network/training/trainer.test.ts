import assert from "node:assert/strict";
import { test } from "node:test";
import { PythonError } from "../../../../../web/python/client.ts";
import { answerAt, SETTINGS } from "../answers.ts";
import { Film, type Answer } from "../../../../../web/widgets/network/training/history.ts";
import type { TrainingParameters } from "../../../../../web/widgets/network/query.ts";
import { Trainer } from "../../../../../web/widgets/network/training/trainer.ts";

interface Asked extends TrainingParameters {
  answer(epoch: number, isLost?: boolean): Promise<void>;
  fail(reason: "failed" | "refused" | "stopped"): Promise<void>;
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** A trainer of a film that is trained up to epoch 10, whose queries the test answers. */
function staged() {
  const asked: Asked[] = [];
  const told: string[] = [];
  const ask = (_: string, parameters: TrainingParameters): Promise<Answer> =>
    new Promise((resolve, reject) => {
      asked.push({
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
    begun: () => told.push("begun"),
    grown: () => told.push("grown"),
    catchingUp: () => told.push("catching up"),
    fulfilled: () => told.push("fulfilled"),
    refused: (message: string | null) => told.push(`refused: ${message}`),
    interrupted: () => told.push("interrupted"),
  };
  const film = new Film(answerAt([0, 10]));
  const trainer = new Trainer({ ask } as never, "here", film, outcome, () => false);
  return { trainer, asked, told };
}

test("a training goes on in slices until it is where it was wished to be", async () => {
  const { trainer, asked, told } = staged();
  trainer.train(30);
  assert.deepEqual([asked[0]!.until, asked[0]!.known], [30, 11]);
  await asked[0]!.answer(20);
  assert.deepEqual([asked[1]!.until, asked[1]!.known], [30, 21]);
  await asked[1]!.answer(30);
  assert.equal(asked.length, 2);
  assert.equal(trainer.film.end, 30);
  assert.deepEqual(told, ["grown", "grown", "fulfilled"]);
});

test("a pause lets the slice under way be the last", async () => {
  const { trainer, asked } = staged();
  trainer.train(300);
  trainer.halt();
  await asked[0]!.answer(20);
  assert.equal(asked.length, 1);
  assert.equal(trainer.film.end, 20);
});

test("other settings begin anew, and the last wish counts", async () => {
  const { trainer, asked, told } = staged();
  trainer.begin({ ...SETTINGS, lr: 1 });
  trainer.begin({ ...SETTINGS, lr: 2 }, 5);
  assert.ok(trainer.isWaiting);
  await asked[0]!.answer(0);
  assert.deepEqual(told, []);
  assert.deepEqual([asked[1]!.lr, asked[1]!.until, asked[1]!.known], [2, 0, 0]);
  await asked[1]!.answer(0);
  assert.deepEqual([asked[2]!.until, asked[2]!.known], [5, 1]);
  await asked[2]!.answer(5);
  assert.deepEqual(told, ["begun", "grown", "fulfilled"]);
  assert.equal(trainer.film.settings.lr, 2);
  assert.equal(trainer.film.end, 5);
});

test("the same settings can begin anew too", async () => {
  const { trainer, asked } = staged();
  trainer.begin(SETTINGS);
  assert.ok(trainer.isWaiting);
  await asked[0]!.answer(0);
  assert.equal(trainer.film.end, 0);
});

test("a Python that has forgotten the training catches up first", async () => {
  const { trainer, asked, told } = staged();
  trainer.train(20);
  await asked[0]!.answer(4);
  await asked[1]!.answer(9);
  await asked[2]!.answer(20);
  assert.deepEqual(told, ["catching up", "catching up", "grown", "fulfilled"]);
  assert.equal(trainer.film.losses.length, 21);
});

test("a training that is lost asks no further", async () => {
  const { trainer, asked, told } = staged();
  trainer.train(300);
  await asked[0]!.answer(20, true);
  assert.equal(asked.length, 1);
  assert.ok(trainer.film.isLost);
  assert.deepEqual(told, ["grown", "fulfilled"]);
});

test("without Python the wish stays open, and can be pursued again", async () => {
  const { trainer, asked, told } = staged();
  trainer.train(20);
  await asked[0]!.fail("failed");
  assert.deepEqual(told, ["interrupted"]);
  assert.ok(trainer.isOpen);
  void trainer.pursue();
  await asked[1]!.answer(20);
  assert.deepEqual(told, ["interrupted", "grown", "fulfilled"]);
});

test("settings that gdlib refuses are as if never wished for", async () => {
  const { trainer, asked, told } = staged();
  trainer.begin({ ...SETTINGS, lr: 1 });
  await asked[0]!.fail("refused");
  assert.deepEqual(told, ["refused: why"]);
  assert.ok(!trainer.isOpen);
  assert.equal(trainer.settings.lr, SETTINGS.lr);
});

test("a film that is there is shown without a query", () => {
  const { trainer, asked, told } = staged();
  trainer.begin({ ...SETTINGS, lr: 1 });
  trainer.take(new Film(answerAt([0, 40])));
  assert.deepEqual(told, ["begun"]);
  assert.equal(trainer.film.end, 40);
  assert.ok(!trainer.isOpen);
  assert.equal(asked.length, 1);
});

test("what is played meanwhile does not change how far a training goes that is awaited", async () => {
  const { trainer, asked, told } = staged();
  trainer.begin({ ...SETTINGS, lr: 1 }, 30);
  trainer.halt();
  trainer.train(11);
  await asked[0]!.answer(0);
  assert.equal(asked[1]!.until, 30);
  await asked[1]!.answer(30);
  assert.deepEqual(told, ["begun", "grown", "fulfilled"]);
});

test("the training that is shown can be kept instead of the one that is awaited", async () => {
  const { trainer, asked, told } = staged();
  trainer.begin({ ...SETTINGS, lr: 1 });
  trainer.stay();
  assert.ok(!trainer.isOpen);
  await asked[0]!.answer(0);
  assert.deepEqual(told, []);
  assert.equal(trainer.settings.lr, SETTINGS.lr);
});

test("the refusal of one wish does not take back the next", async () => {
  const { trainer, asked, told } = staged();
  trainer.begin({ ...SETTINGS, lr: 1 });
  trainer.begin({ ...SETTINGS, lr: 2 });
  await asked[0]!.fail("refused");
  assert.equal(trainer.settings.lr, 2);
  await asked[1]!.answer(0);
  assert.deepEqual(told, ["begun", "fulfilled"]);
});
