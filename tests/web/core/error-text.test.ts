import assert from "node:assert/strict";
import { test } from "node:test";
import { errorText } from "../../../web/core/error-text.ts";

const circle: Record<string, unknown> = {};
circle["itself"] = circle;

const CASES: [string, unknown, string][] = [
  ["an error", new Error("no network"), "no network"],
  ["an error without words", new TypeError(), "TypeError"],
  ["an error of a browser", new DOMException("full", "QuotaExceededError"), "full"],
  ["text", "plain", "plain"],
  ["no text", "", "unknown error"],
  ["a number", 7, "7"],
  ["nothing", undefined, "undefined"],
  ["an event", new Event("error"), "error"],
  ["an event with its error", Object.assign(new Event("error"), { error: new Error("x") }), "x"],
  ["a rejection", { reason: { message: "why" } }, "why"],
  ["a response", new Response("", { status: 503, statusText: "busy" }), "HTTP 503 busy"],
  ["a plain object", { errno: 44 }, '{"errno":44}'],
  ["an object with its message", { message: "said" }, "said"],
  ["an object without a kind", Object.create(null), "{}"],
  ["a circle", circle, "unknown error"],
];

for (const [name, error, text] of CASES) {
  test(`${name} is told in words`, () => assert.equal(errorText(error), text));
}
