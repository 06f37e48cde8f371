import assert from "node:assert/strict";
import { test } from "node:test";
import { isAnchor, readFragment, writeFragment } from "../fragment.ts";
import { codec, type Parameters, type State } from "./state.ts";

const INITIAL: Parameters = { loss: "squared_error", t: -5, lr: 0.1, steps: 50 };
const { read: readGiven, write } = codec(INITIAL);

function read(fragment: string, key = "descent"): State | null {
  const given = readFragment(fragment, key);
  return given && readGiven(given);
}

test("a state survives its way through an address", () => {
  const state = { loss: "huber", t: -3.5, lr: 0.001, steps: 500, n: 12 } as const;
  assert.deepEqual(read(writeFragment("", "descent", write(state))), state);
});

test("what an address leaves out is as the page has it", () => {
  assert.deepEqual(read("#descent=lr:1.9"), { ...INITIAL, lr: 1.9, n: 0 });
});

test("a heading's anchor is not a state, and no state means no change", () => {
  for (const fragment of ["", "#", "#limit", "#学習率", "#descent", "#other=lr:2"]) {
    assert.equal(read(fragment), null, fragment);
  }
  assert.equal(isAnchor("#limit"), true);
  assert.equal(isAnchor("#descent=lr:2"), false);
  assert.equal(isAnchor(""), false);
});

test("any fragment gives a valid state", () => {
  const hostile = [
    "#descent=",
    "#descent=,,,:::",
    "#descent=lr:-1,steps:1e9,t:Infinity,n:-3",
    "#descent=lr:NaN,steps:2.5,t:,n:99",
    "#descent=lr:0",
    "#descent=loss:__proto__,t:1e309,n:1e400",
    "#descent=loss:constructor,toString:1",
    "#descent=loss:<img src=x onerror=alert(1)>",
    "#descent=%E0%A4%A,lr:%",
    "#descent=n:" + "9".repeat(5000),
    "#descent=" + "a:b,".repeat(20000),
    "#descent=lr:0x1p4,t:0b1,steps:１０",
  ];
  for (const fragment of hostile) {
    assert.deepEqual(read(fragment), { ...INITIAL, n: 0 }, fragment.slice(0, 60));
  }
});

test("an iteration beyond the last one becomes the first", () => {
  assert.equal(read("#descent=steps:10,n:11")?.n, 0);
  assert.equal(read("#descent=steps:10,n:10")?.n, 10);
});

test("widgets on one page keep out of each other's state", () => {
  const first = writeFragment("", "descent", write({ ...INITIAL, n: 1 }));
  const both = writeFragment(first, "rates", write({ ...INITIAL, lr: 2, n: 2 }));
  assert.equal(read(both)?.n, 1);
  assert.equal(read(both, "rates")?.lr, 2);
  assert.equal(writeFragment(both, "rates", write({ ...INITIAL, n: 3 })).split("&").length, 2);
});
