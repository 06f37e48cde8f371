/** Validates the findings of a check: a program can change the Python it runs in, and so what it reports. */
import type { Finding } from "../python/protocol.ts";

const KINDS = ["value", "range", "line", "labels", "forbidden"];
const TEXTS = ["tested", "expected", "got", "why"];

function isFinding(value: unknown): value is Finding {
  if (typeof value !== "object" || value === null) return false;
  const told = value as Record<string, unknown>;
  const isComplete = TEXTS.every((name) => typeof told[name] === "string");
  return isComplete && KINDS.includes(told["what"] as string) && typeof told["ok"] === "boolean";
}

/** Return the findings of an outcome; null if there are none or they are malformed. */
export function parseFindings(outcome: unknown): readonly Finding[] | null {
  const { ended, findings } = (outcome ?? {}) as { ended?: unknown; findings?: unknown };
  if (ended !== "done" || !Array.isArray(findings) || findings.length === 0) return null;
  return findings.every(isFinding) ? findings : null;
}

/** Return whether all findings are right; false if there are none. */
export const isPassed = (findings: readonly Finding[] | null): boolean =>
  findings !== null && findings.length > 0 && findings.every(({ ok }) => ok === true);
