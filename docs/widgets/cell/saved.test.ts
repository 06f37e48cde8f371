import assert from "node:assert/strict";
import { test } from "node:test";
import type { Refusal, Store } from "../site-storage.ts";
import { Saved } from "./saved.ts";

function memory(): Store & { items: Map<string, string> } {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

const EDIT = { mine: "x = 2", lesson: "x = 1" };

test("an edit is kept for its page and cell, with the lesson it was made to", () => {
  const saved = new Saved(memory, () => assert.fail());
  const store = memory();
  const kept = new Saved(
    () => store,
    () => assert.fail(),
  );
  kept.write("a", "loop", EDIT);
  assert.deepEqual(kept.read("a", "loop"), EDIT);
  assert.equal(kept.read("b", "loop"), null);
  assert.equal(saved.read("a", "loop"), null);
});

test("the lesson's own code is not kept", () => {
  const store = memory();
  const saved = new Saved(
    () => store,
    () => assert.fail(),
  );
  saved.write("a", "loop", EDIT);
  saved.write("a", "loop", { mine: "x = 1", lesson: "x = 1" });
  assert.equal(store.items.size, 0);
});

test("a store that is full or forbidden is told of once, and breaks nothing", () => {
  for (const [name, refusal] of [
    ["SecurityError", "forbidden"],
    ["QuotaExceededError", "full"],
  ] as const) {
    const told: Refusal[] = [];
    const saved = new Saved(
      () => {
        throw new DOMException("no", name);
      },
      (why) => told.push(why),
    );
    saved.write("a", "loop", EDIT);
    saved.write("a", "loop", EDIT);
    assert.deepEqual(told, [refusal]);
    assert.equal(saved.read("a", "loop"), null);
  }
});

test("what something else has stored is passed over", () => {
  const store = memory();
  store.setItem("cell:a:loop", "not JSON");
  const saved = new Saved(
    () => store,
    () => assert.fail(),
  );
  assert.equal(saved.read("a", "loop"), null);
});
