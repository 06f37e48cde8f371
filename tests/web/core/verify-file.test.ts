import assert from "node:assert/strict";
import { test } from "node:test";
import { faultOf, integrityOf } from "../../../web/core/verify-file.ts";

// sha256sum of "abc", as FIPS 180-4 gives it.
const ABC = {
  bytes: 3,
  sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
};

test("a file that is the one that was built has no fault", async () => {
  assert.equal(await faultOf(new Blob(["abc"]), ABC), null);
});

test("a truncated file has the wrong length", async () => {
  assert.equal(await faultOf(new Blob(["ab"]), ABC), "length");
});

test("another file of the same length has the wrong hash", async () => {
  assert.equal(await faultOf(new Blob(["xyz"]), ABC), "hash");
});

test("an integrity is the same hash in base 64", () => {
  assert.equal(integrityOf(ABC), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
});
