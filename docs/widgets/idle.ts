/** Call `action` when the page has nothing else to do; soon, in a browser that cannot tell. */
export function whenIdle(action: () => void): void {
  (window.requestIdleCallback ?? setTimeout)(action);
}
