import assert from "node:assert/strict";
import { test } from "node:test";
import { readFragment, writeFragment } from "../../../../web/core/url-fragment.ts";
import {
  codec,
  END,
  isSameRace,
  MOST_RUNS,
  raceText,
  readRace,
  type Parameters,
  type State,
} from "../../../../web/widgets/contour/state.ts";

const INITIAL: Parameters = {
  surface: "bowl",
  condition: 10,
  x: -4,
  y: 2,
  race: [
    { optimizer: "gradient_descent", lr: 0.15, hyperparameters: {} },
    { optimizer: "momentum", lr: 0.03, hyperparameters: { beta: 0.9 } },
  ],
  steps: 100,
};
const { read: readGiven, write } = codec(INITIAL);

function read(fragment: string, key = "race"): State | null {
  const given = readFragment(fragment, key);
  return given && readGiven(given);
}

test("a state survives its way through an address", () => {
  const state: State = {
    surface: "himmelblau",
    condition: null,
    x: 0.25,
    y: -1e-7,
    race: [
      { optimizer: "adam", lr: 0.0004, hyperparameters: { beta1: 0.9, beta2: 0.999 } },
      { optimizer: "adamw", lr: 1, hyperparameters: { beta1: 0, beta2: 0.5, decay: 0.01 } },
    ],
    steps: 300,
    n: 12,
  };
  assert.deepEqual(read(writeFragment("", "race", write(state))), state);
});

test("the address of a race can be read by people", () => {
  assert.equal(
    writeFragment("", "race", write({ ...INITIAL, n: 3 })),
    "#race=surface:bowl,condition:10,x:-4,y:2," +
      "race:gradient_descent+lr:0.15;momentum+lr:0.03+beta:0.9,steps:100,n:3",
  );
});

test("a race at its end says which state that is, and one that says nothing is at its start", () => {
  assert.match(writeFragment("", "race", write({ ...INITIAL, steps: 50, n: END })), /,n:50$/);
  assert.equal(read("#race=steps:50")?.n, 0);
});

test("what an address leaves out is as the page has it", () => {
  assert.deepEqual(read("#race=x:1.5"), { ...INITIAL, x: 1.5, n: 0 });
});

test("on another surface, what the page chose for its own is left to gdlib", () => {
  const state = read("#race=surface:rosenbrock")!;
  assert.deepEqual(
    [state.condition, state.x, state.y, state.steps],
    [null, null, null, INITIAL.steps],
  );
  assert.equal(raceText(state.race), "gradient_descent; momentum beta:0.9");
});

test("any fragment gives a valid state", () => {
  const hostile = [
    "#race=",
    "#race=,,,:::",
    "#race=x:Infinity,y:NaN,condition:0,steps:1e9,n:-3",
    "#race=x:,y:1e400,condition:-1,steps:2.5,n:0.5",
    "#race=surface:__proto__,race:constructor;toString;__proto__+lr:1",
    "#race=surface:<img src=x onerror=alert(1)>",
    "#race=race:;;;;",
    "#race=race:sgd+lr:0.1",
    "#race=%E0%A4%A,x:%",
    "#race=n:" + "9".repeat(5000),
    "#race=" + "a:b,".repeat(20000),
    "#race=x:0x1p4,y:十,steps:0b11",
  ];
  for (const fragment of hostile) {
    assert.deepEqual(read(fragment), { ...INITIAL, n: 0 }, fragment.slice(0, 60));
  }
});

test("of a race only what can be is taken", () => {
  const race = readRace(
    "momentum+lr:-1+beta:1.5;nonsense;adam+lr:0.1+beta1:x+rho:0.5;adagrad lr:1e-3;",
  );
  assert.equal(raceText(race), "momentum; adam lr:0.1; adagrad lr:0.001");
});

test("a race has a limited number of runs, however long its text", () => {
  assert.equal(readRace("adam;".repeat(10_000)).length, MOST_RUNS);
});

test("a condition number is of the bowl alone", () => {
  assert.equal(read("#race=surface:saddle,condition:50")?.condition, null);
  assert.equal(read("#race=condition:50")?.condition, 50);
});

test("an iteration beyond the last one becomes the last", () => {
  assert.equal(read("#race=steps:10,n:11")?.n, 0);
  assert.equal(read("#race=steps:10,n:10")?.n, 10);
});

test("two races are the same if every number is", () => {
  const [first, second] = INITIAL.race as [Parameters["race"][0], Parameters["race"][0]];
  assert.ok(isSameRace(INITIAL, { ...INITIAL, race: [first, second] }));
  assert.ok(!isSameRace(INITIAL, { ...INITIAL, race: [second, first] }));
  assert.ok(!isSameRace(INITIAL, { ...INITIAL, condition: 11 }));
  assert.ok(
    !isSameRace(INITIAL, {
      ...INITIAL,
      race: [first, { ...second, hyperparameters: { beta: 0.8 } }],
    }),
  );
});

test("a start and a condition number can be left to gdlib", () => {
  const state: State = { ...INITIAL, condition: null, x: null, y: null, n: 3 };
  assert.deepEqual(read(writeFragment("", "race", write(state))), state);
});
