/** Turns whatever was thrown, rejected or dispatched into words. */

const OBJECT = /^\[object .*\]$/;

/** Return the words of an error, an event, a response or anything else; never "[object Object]", never nothing. */
export function errorText(error: unknown): string {
  return said(error) || named(error);
}

function said(error: unknown): string {
  if (error === null || error === undefined) return "";
  if (typeof error !== "object") return String(error);
  const { message, reason, error: cause, status, statusText } = error as Record<string, unknown>;
  if (typeof message === "string" && message.trim()) return message.trim();
  for (const inner of [reason, cause]) if (inner) return errorText(inner);
  if (typeof status === "number") return `HTTP ${status} ${String(statusText ?? "")}`.trim();
  const text = "toString" in error ? String(error) : "";
  return OBJECT.test(text) ? "" : text.trim();
}

/** Return what kind of thing it is, where it says nothing: "NetworkError", or "error" of an event. */
function named(error: unknown): string {
  if (typeof error !== "object" || error === null) return String(error) || "unknown error";
  const { type, name } = error as { type?: unknown; name?: unknown };
  const word = [type, name, error.constructor?.name].find((one) => typeof one === "string" && one);
  return word === "Object" || !word ? asJson(error) : String(word);
}

function asJson(value: object): string {
  try {
    return JSON.stringify(value);
  } catch {
    return "unknown error";
  }
}
