import assert from "node:assert/strict";
import { test } from "node:test";
import { isAnchor, readFragment, writeFragment } from "../../../../web/core/url-fragment.ts";
import { codec, type Parameters, type State } from "../../../../web/widgets/descent/state.ts";

const INITIAL: Parameters = { loss: "squared_error", t: -5, lr: 0.1, steps: 50 };
/** The state of a page that nobody has touched. */
const START: State = { ...INITIAL, n: 0, h: null };
const { read: readGiven, write } = codec(INITIAL);

function read(fragment: string, key = "descent"): State | null {
  const given = readFragment(fragment, key);
  return given && readGiven(given);
}

test("a state survives its way through an address", () => {
  const state = { loss: "huber", t: -3.5, lr: 0.001, steps: 500, n: 12 } as const;
  for (const h of [null, "1e-16", "1e0"]) {
    assert.deepEqual(read(writeFragment("", "descent", write({ ...state, h }))), { ...state, h });
  }
});

test("what an address leaves out is as the page has it", () => {
  assert.deepEqual(read("#descent=lr:1.9"), { ...START, lr: 1.9 });
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
    "#descent=h:1e-17",
    "#descent=h:2e-5,h:,h:0",
    "#descent=h:__proto__",
    "#descent=lr:0x1p4,t:0b1,steps:十",
  ];
  for (const fragment of hostile) {
    assert.deepEqual(read(fragment), START, fragment.slice(0, 60));
  }
});

test("an iteration beyond the last one becomes the first", () => {
  assert.equal(read("#descent=steps:10,n:11")?.n, 0);
  assert.equal(read("#descent=steps:10,n:10")?.n, 10);
});

test("widgets on one page keep out of each other's state", () => {
  const first = writeFragment("", "descent", write({ ...START, n: 1 }));
  const both = writeFragment(first, "rates", write({ ...START, lr: 2, n: 2 }));
  assert.equal(read(both)?.n, 1);
  assert.equal(read(both, "rates")?.lr, 2);
  assert.equal(writeFragment(both, "rates", write({ ...START, n: 3 })).split("&").length, 2);
});

test("a start and a rate can be left to the landscape", () => {
  const state = { ...START, loss: "wavy", t: null, lr: null } as const;
  const fragment = writeFragment("", "descent", write(state));
  assert.match(fragment, /t:auto,lr:auto/);
  assert.deepEqual(read(fragment), state);
});
