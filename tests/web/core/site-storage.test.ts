import assert from "node:assert/strict";
import { test } from "node:test";
import { SiteStorage } from "../../../web/core/site-storage.ts";

function browser() {
  const items = new Map<string, string>();
  const store = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
  const copyAt = (path: string) => new SiteStorage(new URL(path, "https://a.test"), () => store);
  return { items, copyAt };
}

test("two copies of the site on one origin do not see each other's items", () => {
  const { copyAt } = browser();
  const [one, two] = [copyAt("/one/"), copyAt("/two/")];
  one.setItem("scheme", "slate");
  assert.equal(one.getItem("scheme"), "slate");
  assert.equal(two.getItem("scheme"), null);
  two.removeItem("scheme");
  assert.equal(one.getItem("scheme"), "slate");
});

test("an item of an earlier build is read until there is an own one, and stays as it is", () => {
  const { items, copyAt } = browser();
  items.set("gd-cell:page:loop", "old");
  const copy = copyAt("/one/");
  assert.equal(copy.getItem("cell:page:loop"), "old");
  copy.setItem("cell:page:loop", "new");
  assert.equal(copy.getItem("cell:page:loop"), "new");
  assert.equal(copyAt("/two/").getItem("cell:page:loop"), "old");
});

test("what was removed does not come back from an earlier build", () => {
  const { items, copyAt } = browser();
  items.set("gd-scheme", "slate");
  copyAt("/one/").removeItem("scheme");
  assert.equal(copyAt("/one/").getItem("scheme"), null);
  assert.equal(items.get("gd-scheme"), "slate");
});

test("what has no older item leaves nothing behind", () => {
  const { items, copyAt } = browser();
  copyAt("/").setItem("scheme", "slate");
  copyAt("/").removeItem("scheme");
  assert.equal(items.size, 0);
});
