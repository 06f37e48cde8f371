/** Longest wait in milliseconds: on a busy machine, a page may never be idle. */
const TIMEOUT_MS = 1000;

/** Call `action` when the page is idle, at the latest after a second; as a task in browsers without `requestIdleCallback`. */
export function onIdle(action: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(action, { timeout: TIMEOUT_MS });
  else setTimeout(action);
}
