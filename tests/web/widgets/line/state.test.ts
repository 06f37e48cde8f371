import assert from "node:assert/strict";
import { test } from "node:test";
import { readFragment, writeFragment } from "../../../../web/core/url-fragment.ts";
import {
  codec,
  isSameFit,
  pointsIn,
  type Parameters,
  type State,
} from "../../../../web/widgets/line/state.ts";

const INITIAL: Parameters = { data: "noisy", points: null, scaled: false, lr: 0.1, steps: 100 };
const START: State = { ...INITIAL, n: 0 };
const { read: readGiven, write } = codec(INITIAL);

function read(fragment: string): State | null {
  const given = readFragment(fragment, "fit");
  return given && readGiven(given);
}

test("a state survives its way through an address", () => {
  const points = [
    [-3, 1.25],
    [0.5, -7],
    [2.99, 1000],
  ] as const;
  for (const state of [
    { data: "far", points, scaled: true, lr: 0.00105, steps: 700, n: 12 },
    { data: "outlier", points: null, scaled: false, lr: 2, steps: 1, n: 1 },
  ] as const) {
    assert.deepEqual(read(writeFragment("#other=lr:2", "fit", write(state))), state);
  }
});

test("what an address leaves out is as the page has it", () => {
  assert.deepEqual(read("#fit=lr:1.9"), { ...START, lr: 1.9 });
  assert.equal(read("#scaling"), null);
});

test("another set of points leaves its rate to gdlib", () => {
  assert.deepEqual(read("#fit=data:far"), { ...START, data: "far", lr: null });
  assert.deepEqual(read("#fit=data:far,lr:0.002")?.lr, 0.002);
});

test("any fragment gives a valid state", () => {
  const hostile = [
    "#fit=",
    "#fit=,,,:::",
    "#fit=lr:-1,steps:1e9,n:-3",
    "#fit=lr:NaN,steps:2.5,n:101",
    "#fit=data:__proto__,scaled:constructor,points:toString",
    "#fit=data:<img src=x onerror=alert(1)>",
    "#fit=scaled:true,scaled:2",
    "#fit=points:1/2",
    "#fit=points:1/2/1/3",
    "#fit=points:1/2/3",
    "#fit=points:1e-300/0/0/1000",
    "#fit=points:1e-160/0/0/1000",
    "#fit=points:1/2/3/1001",
    "#fit=points:1/2/3/1e309",
    "#fit=points:1/2//",
    "#fit=points:" + "1/2/3/4/".repeat(5000),
    "#fit=points:" + Array.from({ length: 42 }, (_, i) => i).join("/"),
    "#fit=%E0%A4%A,lr:%",
    "#fit=" + "a:b,".repeat(20000),
    "#fit=lr:0x1p4,steps:十",
  ];
  for (const fragment of hostile) assert.deepEqual(read(fragment), START, fragment.slice(0, 60));
});

test("twenty points are taken, and no two may be needed at one place", () => {
  const twenty = Array.from({ length: 40 }, (_, i) => i).join("/");
  assert.equal(pointsIn(twenty)?.length, 20);
  assert.deepEqual(pointsIn("1/2/1/3/2/4"), [
    [1, 2],
    [1, 3],
    [2, 4],
  ]);
});

test("choices are the same if all that decides the run is", () => {
  assert.equal(isSameFit(INITIAL, { ...START }), true);
  for (const change of [
    { data: "far" },
    { scaled: true },
    { lr: 0.2 },
    { steps: 99 },
    {
      points: [
        [1, 2],
        [3, 4],
      ] as const,
    },
  ] as const) {
    assert.equal(isSameFit(INITIAL, { ...INITIAL, ...change }), false);
  }
});

test("a rate can be left to the points, also to those of the page", () => {
  const state = { ...START, lr: null };
  assert.deepEqual(read(writeFragment("", "fit", write(state))), state);
});
