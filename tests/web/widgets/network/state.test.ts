import assert from "node:assert/strict";
import { test } from "node:test";
import { readFragment, writeFragment } from "../../../../web/core/url-fragment.ts";
import {
  codec,
  isSameTraining,
  layersIn,
  type Choice,
  type State,
} from "../../../../web/widgets/network/state.ts";

const INITIAL: Choice = {
  data: "two_moons",
  layers: [8, 8],
  activation: "tanh",
  optimizer: "adam",
  lr: 0.03,
  batch: 0,
  seed: 1,
  epochs: 300,
};
const { read: readGiven, write } = codec(INITIAL);

function read(fragment: string): State | null {
  const given = readFragment(fragment, "moons");
  return given && readGiven(given);
}

test("a state survives its way through an address", () => {
  const state: State = {
    data: "spirals",
    layers: [12, 1, 3, 7],
    activation: "relu",
    optimizer: "nesterov",
    lr: 0.125,
    batch: 20,
    seed: 0,
    epochs: 10_000,
    n: 4321,
  };
  assert.deepEqual(read(writeFragment("", "moons", write(state))), state);
});

test("what an address leaves out is as the page has it", () => {
  assert.deepEqual(read("#moons=layers:3"), { ...INITIAL, layers: [3], n: 0 });
  assert.equal(read("#other=layers:3"), null);
});

test("any fragment gives a valid state", () => {
  const hostile = [
    "#moons=",
    "#moons=,,,:::",
    "#moons=lr:-1,batch:201,seed:1.5,epochs:0,n:-3",
    "#moons=lr:0,batch:-1,seed:-1,epochs:1e9,n:1e400",
    "#moons=lr:NaN,epochs:2.5,n:301",
    "#moons=data:__proto__,activation:constructor,optimizer:toString",
    "#moons=data:<img src=x onerror=alert(1)>",
    "#moons=layers:",
    "#moons=layers:0",
    "#moons=layers:8-",
    "#moons=layers:13",
    "#moons=layers:1-1-1-1-1",
    "#moons=layers:" + "8-".repeat(50_000) + "8",
    "#moons=layers:-8",
    "#moons=layers:1.5-2",
    "#moons=%E0%A4%A,lr:%",
    "#moons=n:" + "9".repeat(5000),
  ];
  for (const fragment of hostile) {
    assert.deepEqual(read(fragment), { ...INITIAL, n: 0 }, fragment.slice(0, 60));
  }
});

test("an epoch beyond the last one becomes the first", () => {
  assert.equal(read("#moons=epochs:10,n:11")?.n, 0);
  assert.equal(read("#moons=epochs:10,n:10")?.n, 10);
});

test("layers are read from one to four numbers of neurons", () => {
  assert.deepEqual(layersIn("8-8"), [8, 8]);
  assert.deepEqual(layersIn("1-2-3-12"), [1, 2, 3, 12]);
  assert.equal(layersIn(undefined), null);
});

test("two choices are the same training if all but its length agrees", () => {
  assert.ok(isSameTraining(INITIAL, { ...INITIAL, layers: [8, 8] }));
  const others: Partial<Choice>[] = [
    { data: "xor" },
    { layers: [88] },
    { layers: [8] },
    { activation: "relu" },
    { optimizer: "adamw" },
    { lr: 0.1 },
    { batch: 1 },
    { seed: 2 },
  ];
  for (const other of others) assert.ok(!isSameTraining(INITIAL, { ...INITIAL, ...other }));
});
