/** Computes the first run of a widget that was not prerendered, for example one created by a script. */
import { PythonError, type Python } from "../python/client.ts";
import type { Words } from "./words.ts";

/** Return the result of `ask`, or null if it fails. Until then, `host` shows the status of Python. */
export async function computeFirstRun<Run>(
  host: HTMLElement,
  python: Python,
  ask: () => Promise<Run>,
  words: Words,
): Promise<Run | null> {
  const unwatch = python.watch((status) => {
    if (host.isConnected) host.textContent = words.python.status(status);
    else unwatch();
  });
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    if (error.reason === "refused") host.textContent = error.message;
    if (error.reason === "faulty") host.textContent = words.python.fault;
    return null;
  } finally {
    unwatch();
  }
}
