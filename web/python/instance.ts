/** The single `Python` of this visit. It survives instant navigation from page to page. */
import { Python } from "./client.ts";
import type { Runtime } from "./protocol.ts";
import { RuntimeFiles } from "./sandbox/runtime-files.ts";
import { Sandbox, type StartFiles } from "./sandbox/sandbox.ts";

/** Defined by sitegen/widgets/bundles.py; as JSON, because esbuild moves an object into a separate chunk. */
declare const GD_RUNTIME: string;
declare const GD_SANDBOX: string;

/** What the build has packed. Paths are relative to the bundle, so that they work on any host and path. */
interface Packed {
  readonly runtime: Runtime;
  readonly start: StartFiles;
  /** By name: the address, the size and the SHA-256. */
  readonly files: Readonly<Record<string, readonly [path: string, bytes: number, sha256: string]>>;
}

const { runtime, start, files } = JSON.parse(GD_RUNTIME) as Packed;

const known = Object.entries(files).map(([name, [path, bytes, sha256]]) => {
  const url = new URL(path, import.meta.url).href;
  return [name, { url, bytes, sha256 }] as const;
});

const sandbox = new Sandbox(GD_SANDBOX, new RuntimeFiles(Object.fromEntries(known)), start);

export const python = new Python(runtime, () => sandbox.startWorker());

/** Return whether the Network Information API reports a connection on which preloading costs nothing. */
export function isUnmetered(): boolean {
  const { connection } = navigator as Navigator & {
    connection?: { type?: string; saveData?: boolean };
  };
  return !connection?.saveData && ["wifi", "ethernet"].includes(connection?.type ?? "");
}
