/** Counts what Pyodide fetches, as it arrives, and remembers which file failed and how. */
import type { Failure } from "./protocol.ts";

export interface Fetched {
  /** Bytes that have arrived, unpacked. */
  readonly bytes: number;
  /** The first file that could not be had. */
  readonly failure: Failure | null;
  /** Never resolves; rejects as soon as a file cannot be had. (Pyodide waits for ever for its WebAssembly.) */
  readonly broken: Promise<never>;
  /** Put the browser's own `fetch` back. */
  stop(): void;
}

const REPORT_EVERY_MS = 80;

const fileName = (address: string): string => new URL(address).pathname.split("/").at(-1)!;

/** Put a counting `fetch` in the place of this thread's own; `report` gets the bytes so far, now and then. */
export function countingFetch(report: (bytes: number) => void): Fetched {
  const original = self.fetch;
  let failure: Failure | null = null;
  let bytes = 0;
  let reported = -Infinity;
  let breakOff: (reason: Error) => void;
  const broken = new Promise<never>((_, reject) => (breakOff = reject));
  broken.catch(() => {}); // whoever races against it hears of it

  const count = (chunk: Uint8Array): void => {
    bytes += chunk.byteLength;
    if (performance.now() - reported < REPORT_EVERY_MS) return;
    reported = performance.now();
    report(bytes);
  };
  const fail = (address: string, status: number | null, message: string): void => {
    failure ??= { file: fileName(address), status, message };
    breakOff(new Error(message));
  };

  self.fetch = async (input, init) => {
    const address = new Request(input, init).url;
    try {
      const response = await original(input, init);
      if (!response.ok) fail(address, response.status, response.statusText);
      void readAll(response.clone().body, count).catch(() => fail(address, null, "it broke off"));
      return response;
    } catch (error) {
      fail(address, null, error instanceof Error ? error.message : String(error));
      throw error;
    }
  };

  // Pyodide waits for ever for WebAssembly that arrived broken, too.
  const compile = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (source, imports) => {
    const response = await source;
    try {
      return await compile(response, imports);
    } catch (error) {
      fail(response.url, null, error instanceof Error ? error.message : String(error));
      throw error;
    }
  };

  return {
    get bytes() {
      return bytes;
    },
    get failure() {
      return failure;
    },
    broken,
    stop: () => {
      self.fetch = original;
      WebAssembly.instantiateStreaming = compile;
    },
  };
}

async function readAll(
  body: ReadableStream<Uint8Array> | null,
  count: (chunk: Uint8Array) => void,
): Promise<void> {
  const reader = body?.getReader();
  if (!reader) return;
  for (let part = await reader.read(); !part.done; part = await reader.read()) count(part.value);
}
