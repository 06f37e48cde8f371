import assert from "node:assert/strict";
import { test } from "node:test";
import { lazyElements } from "../../../web/site/lazy-elements.ts";

/** A page with the given elements; each query returns new ones. */
const pageOf = (...names: string[]) => ({
  querySelectorAll: (selector: string) =>
    names
      .filter((name) => name === selector)
      .map(() => ({}) as Element) as unknown as NodeListOf<Element>,
});

const atOnce = (_: Element, action: () => void) => action();

test("a part is fetched once, when the page has it", () => {
  const fetched: string[] = [];
  const part = (name: string) => async () => void fetched.push(name);
  const parts = { "gd-line": part("gd-line"), "gd-network": part("gd-network") };
  const look = lazyElements(parts, assert.fail, pageOf("gd-line", "gd-line"), atOnce);
  look();
  look();
  assert.deepEqual(fetched, ["gd-line"]);
});

test("a part waits until a reader is near", () => {
  const fetched: string[] = [];
  const arrivals: (() => void)[] = [];
  const parts = { "gd-line": async () => void fetched.push("gd-line") };
  const near = (_: Element, action: () => void) => void arrivals.push(action);
  lazyElements(parts, assert.fail, pageOf("gd-line", "gd-line"), near)();
  assert.deepEqual(fetched, []);
  for (const arrive of arrivals) arrive();
  assert.deepEqual(fetched, ["gd-line"]);
});

test("an element is watched once", () => {
  const element = {} as Element;
  const page = { querySelectorAll: () => [element] as unknown as NodeListOf<Element> };
  let watched = 0;
  const look = lazyElements({ "gd-line": async () => {} }, assert.fail, page, () => watched++);
  look();
  look();
  assert.equal(watched, 1);
});

test("a part that did not come is told, and fetched when another element needs it", async () => {
  let tries = 0;
  let told = 0;
  const part = async () => {
    if (++tries === 1) throw new TypeError("no network");
  };
  const look = lazyElements({ "gd-line": part }, () => told++, pageOf("gd-line"), atOnce);
  look();
  await new Promise(setImmediate);
  assert.deepEqual([tries, told], [1, 1]);
  look();
  look();
  await new Promise(setImmediate);
  assert.deepEqual([tries, told], [2, 1]);
});
