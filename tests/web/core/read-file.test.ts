import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { readFile } from "../../../web/core/read-file.ts";

/** Replace `fetch` by one with the given responses, in turn; returns the cache modes of its requests. */
function host(t: TestContext, ...answers: (string | number | Error)[]): RequestCache[] {
  const modes: RequestCache[] = [];
  t.mock.method(globalThis, "fetch", async (_: string, init: RequestInit) => {
    modes.push(init.cache!);
    const answer = answers.shift()!;
    if (answer instanceof Error) throw answer;
    return typeof answer === "number" ? new Response("", { status: answer }) : new Response(answer);
  });
  return modes;
}

const json = (response: Response): Promise<unknown> => response.json();

test("a file that is right is fetched once, as caches have it", async (t) => {
  const modes = host(t, "[1]");
  assert.deepEqual(await readFile("a", json), [1]);
  assert.deepEqual(modes, ["default"]);
});

test("what cannot be read is fetched once more, past the caches", async (t) => {
  const modes = host(t, "<html>login", "[2]");
  assert.deepEqual(await readFile("b", json), [2]);
  assert.deepEqual(modes, ["default", "reload"]);
});

for (const [name, trouble] of [
  ["an error of the host", 503],
  ["no network", new TypeError("no network")],
] as const) {
  test(`after ${name}, the next try goes past the caches, the one after it does not`, async (t) => {
    const modes = host(t, trouble, "[3]", "[4]");
    await assert.rejects(readFile(name, json));
    assert.deepEqual(await readFile(name, json), [3]);
    assert.deepEqual(await readFile(name, json), [4]);
    assert.deepEqual(modes, ["default", "reload", "default"]);
  });
}

test("what is wrong twice is an error, and every further try goes past the caches", async (t) => {
  const modes = host(t, "<html>", "<html>", "<html>");
  await assert.rejects(readFile("c", json));
  await assert.rejects(readFile("c", json));
  assert.deepEqual(modes, ["default", "reload", "reload"]);
});
