import assert from "node:assert/strict";
import { test } from "node:test";
import { fetchingAsNeeded } from "./parts.ts";

/** A page that has the given elements. */
const pageOf = (...names: string[]) => ({
  querySelector: (selector: string) => (names.includes(selector) ? ({} as Element) : null),
});

test("a part is fetched once, when the page has it", async () => {
  const fetched: string[] = [];
  const part = (name: string) => async () => void fetched.push(name);
  const page = pageOf("gd-line");
  const look = fetchingAsNeeded(
    { "gd-line": part("gd-line"), "gd-network": part("gd-network") },
    assert.fail,
    page,
  );
  look();
  look();
  assert.deepEqual(fetched, ["gd-line"]);
});

test("a part that did not come is told, and fetched when it is next looked for", async () => {
  let tries = 0;
  let told = 0;
  const part = async () => {
    if (++tries === 1) throw new TypeError("no network");
  };
  const look = fetchingAsNeeded({ "gd-line": part }, () => told++, pageOf("gd-line"));
  look();
  await new Promise(setImmediate);
  assert.deepEqual([tries, told], [1, 1]);
  look();
  look();
  await new Promise(setImmediate);
  assert.deepEqual([tries, told], [2, 1]);
});
