/** The text of anything that was thrown, rejected or dispatched. */

const OBJECT = /^\[object .*\]$/;

/** Return a text for an error, event, response or any other value; never "" or "[object Object]". */
export function errorText(error: unknown): string {
  return messageIn(error) || typeNameOf(error);
}

function messageIn(error: unknown): string {
  if (error === null || error === undefined) return "";
  if (typeof error !== "object") return String(error);
  const { message, reason, error: cause, status, statusText } = error as Record<string, unknown>;
  if (typeof message === "string" && message.trim()) return message.trim();
  for (const inner of [reason, cause]) if (inner) return errorText(inner);
  if (typeof status === "number") return `HTTP ${status} ${String(statusText ?? "")}`.trim();
  const text = "toString" in error ? String(error) : "";
  return OBJECT.test(text) ? "" : text.trim();
}

/** Return the type of a value without a message: "NetworkError", or "error" for an event. */
function typeNameOf(error: unknown): string {
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
