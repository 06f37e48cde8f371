import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addressOf,
  fileAt,
  isReleaseManifest,
  isImmutable,
  isRightType,
  type ReleaseManifest,
  type ListedFile,
} from "../../../web/offline/release-manifest.ts";

const ROOT = new URL("https://a.test/one/");
const HASH = "0".repeat(64);
const HOME: ListedFile = ["index.html", 1, HASH, "Home"];
const RELEASE: ReleaseManifest = {
  edition: "0123456789ab",
  content: "c",
  files: [HOME, ["en/index.html", 2, HASH], ["a b.txt", 3, HASH]],
};

test("a list is taken for one only in its whole shape", () => {
  assert.ok(isReleaseManifest(RELEASE));
  for (const wrong of [
    null,
    "<html>",
    [],
    {},
    { ...RELEASE, files: [] },
    { ...RELEASE, edition: 1 },
    { ...RELEASE, files: [["index.html", 1]] }, // as earlier builds wrote it
    { ...RELEASE, files: [["index.html", "1", HASH]] },
    { ...RELEASE, files: [["index.html", 1, "abc"]] },
    { ...RELEASE, files: [["index.html", 1, HASH, 7]] },
  ]) {
    assert.equal(isReleaseManifest(wrong), false, JSON.stringify(wrong));
  }
});

test("a folder's page goes by the folder's address", () => {
  assert.equal(addressOf("index.html", ROOT), "https://a.test/one/");
  assert.equal(addressOf("en/index.html", ROOT), "https://a.test/one/en/");
  assert.equal(addressOf("a b.txt", ROOT), "https://a.test/one/a%20b.txt");
});

test("a query, a fragment and index.html lead to the same file, other addresses to none", () => {
  const found = (address: string) => fileAt(RELEASE, address, ROOT);
  for (const address of ["", "?x=1", "#a?b", "index.html", "index.html?x=1#y"]) {
    assert.equal(found(`https://a.test/one/${address}`), HOME, address);
  }
  for (const address of ["x", "%FF", "../two/", "en", "<b>"]) {
    assert.equal(found(new URL(address, ROOT).href), null, address);
  }
});

test("names with a hash never change what they hold", () => {
  assert.ok(isImmutable("/one/widgets/gd.0123456789ab/chunk.ABC.js"));
  assert.ok(isImmutable("/figures/tangent.0123456789ab.svg"));
  assert.equal(isImmutable("/one/en/"), false);
  assert.equal(isImmutable("/edition.json"), false);
});

const TYPES: [string, string | null, boolean][] = [
  ["index.html", "text/html; charset=utf-8", true],
  ["index.html", "text/plain", false],
  ["a.js", "text/javascript", true],
  ["a.mjs", "application/javascript; charset=utf-8", true],
  ["a.js", "text/html", false],
  ["a.js", "text/plain", false],
  ["a.js", null, false],
  ["a.css", "text/css", true],
  ["a.css", "text/html", false],
  ["a.wasm", "application/octet-stream", true],
  ["a.wasm", "text/html; charset=utf-8", false],
  ["a.whl", null, true],
  ["a.json", " Text/HTML", false],
];
for (const [path, type, isRight] of TYPES) {
  test(`${path} as ${type} is ${isRight ? "right" : "wrong"}`, () =>
    assert.equal(isRightType(path, type), isRight));
}
