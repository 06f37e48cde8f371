import assert from "node:assert/strict";
import { test } from "node:test";
import type { StorageFailure, Store } from "../../../web/core/site-storage.ts";
import { DraftStore } from "../../../web/notebook/drafts.ts";

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

function kept(store: Store): DraftStore {
  return new DraftStore(
    () => store,
    () => assert.fail(),
  );
}

test("an edit is kept for its page and cell, with the lesson it was made to", () => {
  const store = memory();
  const saved = kept(store);
  saved.write("a", "loop", EDIT);
  assert.deepEqual(saved.read("a", "loop"), EDIT);
  assert.equal(saved.read("b", "loop"), null);
  assert.equal(kept(memory()).read("a", "loop"), null);
});

test("no edit is nothing to keep", () => {
  const store = memory();
  const saved = kept(store);
  saved.write("a", "loop", EDIT);
  saved.write("a", "loop", null);
  assert.equal(store.items.size, 0);
});

test("a store that is full or forbidden is told of once; what it refused stays until the page is closed", () => {
  for (const [name, refusal] of [
    ["SecurityError", "forbidden"],
    ["QuotaExceededError", "full"],
  ] as const) {
    const told: StorageFailure[] = [];
    const refuse = () => {
      throw new DOMException("no", name);
    };
    const store = { ...memory(), getItem: () => JSON.stringify(EDIT), setItem: refuse };
    const saved = new DraftStore(
      () => ({ ...store, removeItem: refuse }),
      (why) => told.push(why),
    );
    const typed = { ...EDIT, mine: "x = 3" };
    saved.write("a", "loop", typed);
    assert.deepEqual(saved.read("a", "loop"), typed);
    saved.write("a", "loop", null);
    assert.equal(saved.read("a", "loop"), null);
    assert.deepEqual(told, [refusal]);
  }
});

test("once there is room again, what is stored counts", () => {
  let isFull = true;
  const items = memory();
  const setItem = (key: string, value: string) => {
    if (isFull) throw new DOMException("no", "QuotaExceededError");
    items.setItem(key, value);
  };
  const saved = new DraftStore(
    () => ({ ...items, setItem }),
    () => {},
  );
  saved.write("a", "loop", EDIT);
  isFull = false;
  saved.write("a", "loop", { ...EDIT, mine: "x = 4" });
  items.setItem("cell:a:loop", JSON.stringify({ ...EDIT, mine: "another tab" }));
  assert.equal(saved.read("a", "loop")?.mine, "another tab");
});

test("what something else has stored is passed over", () => {
  for (const text of [
    "not JSON",
    "null",
    "[]",
    "5",
    '{"mine": 1}',
    '{"mine": "", "lesson": "", "earlier": 0}',
  ]) {
    const store = memory();
    store.setItem("cell:a:loop", text);
    assert.equal(kept(store).read("a", "loop"), null, text);
  }
});
