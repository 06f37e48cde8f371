import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { DownloadError, RuntimeFiles } from "../../../../web/python/sandbox/runtime-files.ts";

// sha256sum of "abc", as FIPS 180-4 gives it.
const KNOWN = {
  "abc.txt": {
    url: "http://127.0.0.1/abc.txt",
    bytes: 3,
    sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  },
};

/** Mock `fetch` with these responses, in order; return the `cache` option of each call. */
function answering(t: TestContext, ...answers: (Response | Error)[]): (string | undefined)[] {
  const modes: (string | undefined)[] = [];
  t.mock.method(globalThis, "fetch", async (_: string, options?: RequestInit) => {
    modes.push(options?.cache);
    const answer = answers.shift()!;
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return modes;
}

const failureOf = async (wanted: Promise<Blob>) => {
  const error: unknown = await wanted.then(
    () => assert.fail("it arrived"),
    (error: unknown) => error,
  );
  assert.ok(error instanceof DownloadError);
  return error.failure;
};

test("a file is fetched once for all who ask, and its bytes are counted", async (t) => {
  const modes = answering(t, new Response("abc"));
  const files = new RuntimeFiles(KNOWN);
  const [one, other] = await Promise.all([files.get("abc.txt"), files.get("abc.txt")]);
  assert.equal(await one.text(), "abc");
  assert.equal(one, other);
  assert.equal(files.arrived(["abc.txt", "another"]), 3);
  assert.deepEqual(modes, ["default"]);
});

for (const [what, answer, status] of [
  ["truncated", new Response("ab"), null],
  ["another file of the same length", new Response("xyz"), null],
  ["a login page", new Response("<html>Welcome</html>"), null],
  ["an error of the server", new Response("busy", { status: 503 }), 503],
  ["no answer", new TypeError("Failed to fetch"), null],
] as const) {
  test(`a file that is ${what} fails by name, and asking again goes past all caches`, async (t) => {
    const modes = answering(t, answer, new Response("abc"));
    const files = new RuntimeFiles(KNOWN);
    const failure = await failureOf(files.get("abc.txt"));
    assert.equal(failure.file, "abc.txt");
    assert.equal(failure.status, status);
    assert.equal(await (await files.get("abc.txt")).text(), "abc");
    assert.deepEqual(modes, ["default", "reload"]);
  });
}

test("nothing is fetched that the build does not know", async (t) => {
  const modes = answering(t);
  const files = new RuntimeFiles(KNOWN);
  for (const name of ["elsewhere.whl", "../abc.txt", "constructor", "__proto__"]) {
    assert.equal((await failureOf(files.get(name))).file, name);
  }
  assert.deepEqual(modes, []);
});

test("where scripts cannot hash, the browser is asked to check the file", async (t) => {
  t.mock.getter(globalThis, "crypto", () => ({}));
  const asked: (string | undefined)[] = [];
  t.mock.method(globalThis, "fetch", async (_: string, options?: RequestInit) => {
    asked.push(options?.integrity);
    return new Response("abc");
  });
  await new RuntimeFiles(KNOWN).get("abc.txt");
  assert.deepEqual(asked, ["sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="]);
});
