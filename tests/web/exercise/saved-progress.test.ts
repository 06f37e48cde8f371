import assert from "node:assert/strict";
import { test } from "node:test";
import { ProgressStore } from "../../../web/exercise/saved-progress.ts";

function memory() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}

test("what is solved stays solved", () => {
  const store = memory();
  const record = new ProgressStore(() => store);
  record.write("a", "loop", { state: "solved" });
  record.write("a", "loop", { state: "tried", checks: 2 });
  assert.equal(new ProgressStore(() => store).read("a", "loop").state, "solved");
  assert.equal(record.read("a", "loop").checks, 2);
});

test("where nothing can be kept, this visit remembers", () => {
  const record = new ProgressStore(() => {
    throw new Error("SecurityError");
  });
  record.write("a", "loop", { hints: 1 });
  assert.equal(record.read("a", "loop").hints, 1);
  assert.equal(record.read("b", "loop").hints, 0);
});
