import assert from "node:assert/strict";
import { test } from "node:test";
import { readFragment, writeFragment } from "../../../../web/core/url-fragment.ts";
import {
  codec,
  nearestStepsStop,
  STEPS_SLIDER_STOPS,
  type State,
} from "../../../../web/widgets/rates/state.ts";

const INITIAL = { loss: "squared_error", t: -5, steps: 50, lr: 0.1 } as const;
const { read: readGiven, write } = codec(INITIAL);

function read(fragment: string): State | null {
  const given = readFragment(fragment, "sweep");
  return given && readGiven(given);
}

test("a state survives its way through an address", () => {
  const state = { loss: "wavy", t: 12.5, steps: 700, lr: 0.00105 } as const;
  assert.deepEqual(read(writeFragment("#rates=lr:2", "sweep", write(state))), state);
});

test("what an address leaves out is as the page has it", () => {
  assert.deepEqual(read("#sweep=lr:1.9"), { ...INITIAL, lr: 1.9 });
  assert.equal(read("#limit"), null);
});

test("any fragment gives a valid state", () => {
  const hostile = [
    "#sweep=",
    "#sweep=,,,:::",
    "#sweep=lr:-1,steps:0,t:Infinity",
    "#sweep=lr:0.0009,steps:1001,t:1001",
    "#sweep=lr:10.1,steps:2.5,t:",
    "#sweep=lr:NaN,steps:1e9,t:1e309",
    "#sweep=loss:__proto__,lr:toString,steps:constructor",
    "#sweep=loss:<img src=x onerror=alert(1)>",
    "#sweep=%E0%A4%A,lr:%",
    "#sweep=steps:" + "9".repeat(5000),
    "#sweep=" + "a:b,".repeat(20000),
    "#sweep=lr:0x1,t:0b1,steps:十",
  ];
  for (const fragment of hostile) {
    assert.deepEqual(read(fragment), INITIAL, fragment.slice(0, 60));
  }
});

test("the slider of updates stops at each of the first fifty, and ends at a thousand", () => {
  assert.deepEqual(
    STEPS_SLIDER_STOPS.slice(0, 50),
    [...Array(50).keys()].map((i) => i + 1),
  );
  assert.equal(STEPS_SLIDER_STOPS.at(-1), 1000);
  assert.deepEqual(
    [...STEPS_SLIDER_STOPS],
    [...STEPS_SLIDER_STOPS].sort((a, b) => a - b),
  );
  assert.equal(STEPS_SLIDER_STOPS[nearestStepsStop(50)], 50);
  assert.equal(STEPS_SLIDER_STOPS[nearestStepsStop(123)], 120);
  assert.equal(STEPS_SLIDER_STOPS[nearestStepsStop(1e6)], 1000);
});

test("a start can be left to the landscape", () => {
  const state = { ...INITIAL, loss: "wavy", t: null } as const;
  assert.deepEqual(read(writeFragment("", "sweep", write(state))), state);
});
