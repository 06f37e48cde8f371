/** A widget into which the build has not written a run, such as one made by a script. */
import { PythonError, type Python } from "../python/client.ts";
import type { Words } from "./words.ts";

/** Return what `ask` gets from Python, whose state `host` shows meanwhile; null if nothing comes of it. */
export async function runFromPython<Run>(
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
