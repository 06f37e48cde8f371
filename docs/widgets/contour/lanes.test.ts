import assert from "node:assert/strict";
import { test } from "node:test";
import { runNames } from "./lanes.ts";
import type { Race } from "./race.ts";
import { CONTOUR_WORDS } from "./words.ts";

const names = (...race: [string, number][]): readonly string[] => {
  const entrants = race.map(([optimizer, lr]) => ({ optimizer, lr, hyperparameters: {} }));
  return runNames(
    { facts: { parameters: { race: entrants } } } as unknown as Race,
    CONTOUR_WORDS.en,
  );
};

test("runs of different optimizers are called by their optimizers", () => {
  assert.deepEqual(names(["gradient_descent", 0.1], ["adam", 0.2]), ["Gradient descent", "Adam"]);
});

test("runs of one optimizer are called by their rates", () => {
  const runs = names(["gradient_descent", 0.02], ["gradient_descent", 0.1]);
  assert.deepEqual(runs, ["η = 0.02", "η = 0.1"]);
});

test("two of three runs that share an optimizer are called by both", () => {
  const runs = names(["adam", 0.2], ["adam", 0.1], ["momentum", 0.03]);
  assert.deepEqual(runs, ["Adam (η = 0.2)", "Adam (η = 0.1)", "Momentum"]);
});
