/**
 * The thread in which the reader's Python lives: boots the packed Pyodide, then
 * answers questions with the functions of bridge.py.
 */
import type { PyodideInterface } from "pyodide";
import type { PyBuffer, PyCallable, PyProxy } from "pyodide/ffi";
import bridgeSource from "./bridge.py";
import { countingFetch, type Fetched } from "./downloads.ts";
import type { Failure, FromWorker, Runtime, ToWorker } from "./protocol.ts";

const send = (message: FromWorker, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

/** What a step of the boot was about, for the reader, if it fails. */
class BootError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

const words = (error: unknown): string =>
  error instanceof Error ? error.message.trim().split("\n").at(-1)! : String(error);

const fileName = (address: string): string => new URL(address).pathname.split("/").at(-1)!;

async function importPyodide(runtime: Runtime): Promise<typeof import("pyodide")> {
  const address = new URL("pyodide.mjs", runtime.url).href;
  try {
    return (await import(address)) as typeof import("pyodide");
  } catch (error) {
    throw new BootError({ file: fileName(address), status: null, message: words(error) });
  }
}

/** Start Python with gdlib. `loadPyodide` resolves even when a package is missing: so look. */
async function startPython(runtime: Runtime, fetched: Fetched): Promise<PyodideInterface> {
  const { loadPyodide } = await importPyodide(runtime);
  const python = await loadPyodide({
    indexURL: runtime.url,
    lockFileURL: runtime.lock,
    packages: ["gdlib"],
    env: { MPLBACKEND: "agg", HOME: "/home/pyodide" },
    fullStdLib: false,
  });
  if (!("gdlib" in python.loadedPackages)) {
    throw new BootError(
      fetched.failure ?? { file: "gdlib", status: null, message: "the package did not load" },
    );
  }
  return python;
}

/** Run bridge.py, in a namespace of its own, and return its one entrance. */
function importBridge(python: PyodideInterface): PyCallable {
  const names = python.globals.get("dict")() as PyProxy & { get(name: string): PyCallable };
  python.runPython(bridgeSource, { globals: names, filename: "bridge.py" });
  return names.get("answer_json");
}

let ask: PyCallable | undefined;

async function boot(runtime: Runtime): Promise<void> {
  const fetched = countingFetch((bytes) => send({ kind: "loading", stage: "download", bytes }));
  try {
    const python = await startPython(runtime, fetched);
    send({ kind: "loading", stage: "start", bytes: fetched.bytes });
    ask = importBridge(python);
    send({ kind: "ready" });
  } catch (error) {
    const unknown: Failure = { file: null, status: null, message: words(error) };
    const known = error instanceof BootError ? error.failure : fetched.failure;
    send({ kind: "failed", failure: known ?? unknown });
  } finally {
    fetched.stop();
  }
}

/** Return a copy of a Python array('d'). */
function numbersOf(column: PyProxy): Float64Array {
  const buffer = (column as PyProxy & { getBuffer(type: "f64"): PyBuffer }).getBuffer("f64");
  try {
    return (buffer.data as Float64Array).slice();
  } finally {
    buffer.release();
    column.destroy();
  }
}

function columnsOf(proxies: PyProxy): Record<string, Float64Array> {
  const entries = (proxies as PyProxy & { toJs(options: object): Map<string, PyProxy> }).toJs({
    depth: 1,
  });
  return Object.fromEntries([...entries].map(([name, column]) => [name, numbersOf(column)]));
}

function answer(id: number, question: string, parameters: unknown): void {
  const answered = ask!(question, JSON.stringify(parameters)) as PyProxy & {
    get(index: number): unknown;
  };
  try {
    const facts: unknown = JSON.parse(answered.get(0) as string);
    const proxies = answered.get(1) as PyProxy;
    const columns = columnsOf(proxies);
    proxies.destroy();
    const buffers = Object.values(columns).map((column) => column.buffer as ArrayBuffer);
    send({ kind: "answer", id, facts, columns }, buffers);
  } finally {
    answered.destroy();
  }
}

self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "boot") {
    void boot(data.runtime);
    return;
  }
  try {
    answer(data.id, data.question, data.parameters);
  } catch (error) {
    send({ kind: "refusal", id: data.id, message: words(error) });
  }
});
