/**
 * The worker in which the reader's Python runs: boots the packed Pyodide, then runs cells and answers
 * queries with the modules of queries/.
 */
import "./sandbox/remove-apis.ts";
import { loadPyodide, type PyodideInterface } from "pyodide";
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import type { PyBuffer, PyCallable, PyProxy } from "pyodide/ffi";
import { errorText } from "../core/error-text.ts";
import { BASE, ReceivedFiles } from "./sandbox/runtime-fetch.ts";
import { namesToLoad, totalBytes } from "./packages.ts";
import type {
  InputRequest,
  Call,
  CellRequest,
  Failure,
  FromWorker,
  CellEvent,
  Outcome,
  Query,
  Runtime,
  ToWorker,
} from "./protocol.ts";

/** The port to the page; it is transferred with the first message. */
let port: MessagePort;

const send = (message: FromWorker, transfer: Transferable[] = []): void =>
  port.postMessage(message, { transfer });

const files = new ReceivedFiles(send);

/** A step of the boot failed. */
class BootError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

/** Return the last line of an error's text: of a traceback, the error itself. */
const lastLine = (error: unknown): string => errorText(error).split("\n").at(-1)!;

/** Start Python with gdlib. `loadPyodide` resolves even if a package did not load, so check it. */
async function startPython(): Promise<PyodideInterface> {
  const python = await loadPyodide({
    createPyodideModule, // a classic worker of an opaque origin can import nothing
    indexURL: BASE,
    lockFileURL: `${BASE}pyodide-lock.json`,
    packages: ["gdlib"],
    env: { MPLBACKEND: "agg", HOME: "/home/pyodide" },
  });
  if (!("gdlib" in python.loadedPackages)) {
    throw new BootError({ file: "gdlib", status: null, message: "the package did not load" });
  }
  return python;
}

/** An archive of web/python, compiled. Its modules are imported from it by zipimport. */
const SESSION = "session.zip";

/** Add web/python to `sys.path`. */
async function addOwnPython(python: PyodideInterface): Promise<void> {
  const archive = await files.fetch(`${BASE}${SESSION}`);
  const place = `/lib/${SESSION}`;
  python.FS.writeFile(place, new Uint8Array(await archive.arrayBuffer()));
  const { path } = python.pyimport("sys") as PyProxy & { path: PyProxy & { insert: PyCallable } };
  path.insert(0, place);
}

/** The functions of a Python module. */
type Functions = Readonly<Record<string, PyCallable>>;

/** What the boot makes. */
interface Ready {
  readonly python: PyodideInterface;
  readonly runtime: Runtime;
  readonly ask: PyCallable;
  readonly session: Functions;
  /** The queries whose packages are loaded. */
  readonly prepared: Set<Query>;
}

let ready: Ready | undefined;

async function boot(runtime: Runtime): Promise<void> {
  try {
    const python = await startPython();
    await addOwnPython(python);
    const queries = python.pyimport("web.python.queries") as PyProxy & Functions;
    const session = python.pyimport("web.python.session.cells") as PyProxy & Functions;
    const ask = queries.answer_json!;
    session.set_up!();
    ready = { python, runtime, ask, session, prepared: new Set() };
    send({ kind: "ready" });
  } catch (error) {
    const unknown: Failure = { file: null, status: null, message: lastLine(error) };
    send({ kind: "failed", failure: error instanceof BootError ? error.failure : unknown });
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
  const dictionary = proxies as PyProxy & { toJs(options: object): unknown };
  const columns = dictionary.toJs({ depth: 1 }) as Record<string, PyProxy>;
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, numbersOf(column)]),
  );
}

/** Load the packages that a query's module imports, the first time it is asked. */
async function prepare(query: Query): Promise<Failure | null> {
  if (ready!.prepared.has(query)) return null;
  const failure = await loadPackages(`import web.python.queries.${query}`, (total) =>
    send({ kind: "fetching", total }),
  );
  if (!failure) ready!.prepared.add(query);
  return failure;
}

async function ask(id: number, query: Query, parameters: unknown): Promise<void> {
  const failure = await prepare(query);
  if (failure) send({ kind: "unloaded", id, failure });
  else answer(id, query, parameters);
}

function answer(id: number, query: Query, parameters: unknown): void {
  const answered = ready!.ask(query, JSON.stringify(parameters)) as PyProxy & {
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

// --- Cells ---

const replies = new Map<number, (line: string) => void>();

async function run(id: number, request: CellRequest): Promise<void> {
  const tell = (event: CellEvent): void => send({ kind: "event", id, event });
  const ended = (outcome: Outcome): void => send({ kind: "outcome", id, outcome });
  const failure = await loadPackages(request.source, (total, names) =>
    tell({ kind: "packages", names, bytes: 0, total }),
  );
  if (failure) {
    ended({ ended: "unloaded", failure });
    return;
  }
  tell({ kind: "running" });
  const say = (event: string): void => tell(JSON.parse(event) as CellEvent);
  const askReader = (prompt: string, line: InputRequest["line"]): Promise<string> => {
    tell({ kind: "asking", prompt, line });
    return new Promise((resolve) => replies.set(id, resolve));
  };
  const outcome = (await ready!.session.run!(JSON.stringify(request), say, askReader)) as string;
  ended(JSON.parse(outcome) as Outcome);
}

/** Return the loaded packages by their names in the lock file: Pyodide has "Pillow" for its "pillow". */
const loadedPackages = (python: PyodideInterface): Set<string> =>
  new Set(Object.keys(python.loadedPackages).map((name) => name.toLowerCase()));

/** Load the packages that a program imports. `loadPackage` resolves even if it fails, so check them. */
async function loadPackages(
  source: string,
  begin: (total: number, names: readonly string[]) => void,
): Promise<Failure | null> {
  const { python, runtime, session } = ready!;
  const found = session.imports_of!(source) as PyProxy & { toJs(): string[] };
  const names = namesToLoad(found.toJs(), runtime.packages, loadedPackages(python));
  found.destroy();
  if (names.length === 0) return null;
  begin(totalBytes(names, runtime.packages), names);
  files.failure = null;
  let said = "";
  await python.loadPackage(names, {
    messageCallback: () => {},
    errorCallback: (message) => (said = message),
  });
  const missing = names.find((name) => !loadedPackages(python).has(name));
  if (!missing) return null;
  return files.failure ?? { file: missing, status: null, message: said };
}

function call(id: number, { name, ...parameters }: Call): void {
  const result = ready!.session[name]!(...Object.values(parameters)) as string;
  send({ kind: "result", id, result: JSON.parse(result) });
}

// --- Messages ---

const refuse = (id: number, error: unknown): void => {
  const isMeant = (error as { type?: unknown }).type === "ValueError";
  send({ kind: "refusal", id, message: lastLine(error), isMeant });
};

/** Report that Python itself crashed, not the program that it ran: the page will start another. */
const reportCrash = (error: unknown): void =>
  send({ kind: "failed", failure: { file: null, status: null, message: lastLine(error) } });

/** Report a crash in a cell, perhaps before its "running": while its imports were read. */
function reportCrashInCell(id: number, error: unknown): void {
  send({ kind: "event", id, event: { kind: "running" } });
  reportCrash(error);
}

// What ends Python itself, such as os._exit, is reported here, not where a cell is awaited. So is a
// rejected promise of a program that nothing awaits, which is ignored.
self.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  if (ready && !isAlive(ready.python)) reportCrash(event.reason);
});

function isAlive(python: PyodideInterface): boolean {
  try {
    return python.runPython("True") === true;
  } catch {
    return false;
  }
}

function receive(data: ToWorker): void {
  switch (data.kind) {
    case "file":
      return files.receive(data.name, data.content ?? data.failure);
    case "boot":
      return void boot(data.runtime);
    case "run":
      return void run(data.id, data.request).catch((error) => reportCrashInCell(data.id, error));
    case "reply":
      return replies.get(data.id)?.(data.line);
    case "ask":
      return void ask(data.id, data.query, data.parameters).catch((error) =>
        refuse(data.id, error),
      );
    case "call":
      try {
        return call(data.id, data.call);
      } catch (error) {
        return refuse(data.id, error);
      }
  }
}

self.addEventListener(
  "message",
  ({ ports }) => {
    port = ports[0]!;
    self.fetch = files.fetch;
    port.onmessage = ({ data }: MessageEvent<ToWorker>) => receive(data);
  },
  { once: true },
);
