/** Longest wait in milliseconds: on a busy machine, a page may never be idle. */
const AT_LATEST = 1000;

/** Calls `action` when the page is idle, or after a second; soon, in a browser without idle callbacks. */
export function whenIdle(action: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(action, { timeout: AT_LATEST });
  else setTimeout(action);
}
