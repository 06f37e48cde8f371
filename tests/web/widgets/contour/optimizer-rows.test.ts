import assert from "node:assert/strict";
import { test } from "node:test";
import {
  withShownNumbers,
  optimizerRows,
  runNames,
} from "../../../../web/widgets/contour/optimizer-rows.ts";
import { WORDS } from "../../../../web/widget/words.ts";
import type { Race } from "../../../../web/widgets/contour/race.ts";
import type { Entrant } from "../../../../web/widgets/contour/state.ts";
import { CONTOUR_WORDS } from "../../../../web/widgets/contour/words.ts";

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

test("the rows are those of the requested race, with the numbers that are known", () => {
  const entrant = (optimizer: Entrant["optimizer"], lr: number | null): Entrant => ({
    optimizer,
    lr,
    hyperparameters: {},
  });
  const shown = [entrant("gradient_descent", 0.1), entrant("momentum", 0.05)];
  const race = { facts: { parameters: { race: shown } } } as unknown as Race;
  const requested = [entrant("adam", 0.2)];
  const { text } = optimizerRows(
    race,
    withShownNumbers(requested, shown),
    "race",
    CONTOUR_WORDS.en,
    WORDS.en,
  );
  assert.equal(text.match(/class="gd-lane"/g)?.length, 1);
  const input = (name: string) => text.match(new RegExp(`id="race-${name}-number"[^>]*`))![0];
  assert.match(input("lr-0"), /value="0.2"/);
  assert.match(input("beta1-0"), /placeholder="…"/);
  assert.doesNotMatch(input("beta1-0"), /value/);
});

test("what the race that is asked for leaves to gdlib is as in the race that is shown", () => {
  const shown: Entrant[] = [
    { optimizer: "momentum", lr: 0.05, hyperparameters: { beta: 0.9 } },
    { optimizer: "adagrad", lr: 0.4, hyperparameters: {} },
  ];
  const requested: Entrant[] = [
    { optimizer: "momentum", lr: null, hyperparameters: { beta: 0.5 } },
    { optimizer: "adam", lr: null, hyperparameters: {} },
  ];
  assert.deepEqual(withShownNumbers(requested, shown), [
    { optimizer: "momentum", lr: 0.05, hyperparameters: { beta: 0.5 } },
    { optimizer: "adam", lr: null, hyperparameters: {} },
  ]);
});
