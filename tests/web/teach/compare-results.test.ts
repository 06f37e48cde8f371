import assert from "node:assert/strict";
import { test } from "node:test";
import { differences, finiteNumber, isSame, refusals } from "../../../web/teach/compare-results.ts";

const NUMBERS: [string, number][] = [
  ["0", 0],
  ["-4.5", -4.5],
  ["1e-7", 1e-7],
  ["1.5e+300", 1.5e300],
];
const NO_NUMBERS = [
  ..."1e999,-1e999,Infinity,-Infinity,NaN,,0x10,0b1, 1,1 ,+1,1.,.5,1_0,true,null,[1],１,1e,--1".split(
    ",",
  ),
  "1\n",
];

test("a number is finite and written as a figure writes it", () => {
  for (const [text, value] of NUMBERS) assert.equal(finiteNumber(text), value, text);
  for (const text of NO_NUMBERS) assert.equal(finiteNumber(text), null, JSON.stringify(text));
});

test("numbers are the same to nine digits", () => {
  assert.equal(isSame("0.1", "0.10000000000000001"), true);
  assert.equal(isSame("1e+300", "1.0000000001e+300"), true);
  assert.equal(isSame("4.5", "4.500001"), false);
  assert.equal(isSame("1e+300", "1.001e+300"), false);
});

test("what is no finite number equals nothing but itself", () => {
  for (const text of NO_NUMBERS) {
    for (const value of ["0", "1", "4.5", "16", "1e308"]) {
      assert.equal(isSame(text, value), false, `${text} ${value}`);
      assert.equal(isSame(value, text), false, `${value} ${text}`);
    }
  }
  assert.equal(isSame("1e999", "Infinity"), false);
  assert.equal(isSame("1e999", "2e999"), false);
  assert.equal(isSame("Infinity", "-Infinity"), false);
  assert.equal(isSame("NaN", "Infinity"), false);
});

test("a run that has truly diverged is the same when it is computed again", () => {
  const diverged = new Map([["loss", "Infinity"]]);
  assert.deepEqual(differences(diverged, new Map(diverged)), []);
  assert.equal(differences(diverged, new Map([["loss", "4.5"]])).length, 1);
});

test("a value that one side lacks is a difference", () => {
  const whole = new Map(Object.entries({ t: "1", loss: "2" }));
  const missing = { name: "loss", handedIn: "", computed: "2" };
  assert.deepEqual(differences(new Map([["t", "1"]]), whole), [missing]);
  const added = new Map([...whole, ["__proto__", ""], ["toString", ""]]);
  assert.deepEqual(
    differences(added, whole).map(({ name }) => name),
    ["__proto__", "toString"],
  );
});

test("what a fragment asks for is shown, or it is a difference", () => {
  const shown = "#descent=loss:huber,t:-5,lr:0.1,steps:50,n:0";
  assert.deepEqual(refusals(shown, shown, "descent"), []);
  assert.deepEqual(refusals("#descent=lr:0.10,t:-5", shown, "descent"), []);
  for (const part of ["t:1e999", "t:99999", "loss:mine", "lr:", "steps:0x32", "more:1", ""]) {
    const asked = `#descent=${part}`;
    assert.equal(refusals(asked, shown, "descent").length, 1, part);
  }
});
