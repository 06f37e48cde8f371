/** The one Python of this visit. It outlives instant navigation from page to page. */
import { Python } from "./client.ts";
import type { Runtime } from "./protocol.ts";
import { RuntimeFiles } from "./sandbox/runtime-files.ts";
import { Sandbox, type Start } from "./sandbox/sandbox.ts";

/** Put in by sitegen/widgets/bundles.py; JSON, because esbuild puts an object into a file of its own. */
declare const GD_RUNTIME: string;
declare const GD_SANDBOX: string;

/** What the build has packed. Addresses are relative to the bundle: right on any host, below any path. */
interface Packed {
  readonly runtime: Runtime;
  readonly start: Start;
  /** By name: the address, the size and the SHA-256. */
  readonly files: Readonly<Record<string, readonly [path: string, bytes: number, sha256: string]>>;
}

const { runtime, start, files } = JSON.parse(GD_RUNTIME) as Packed;

const known = Object.entries(files).map(([name, [path, bytes, sha256]]) => {
  const url = new URL(path, import.meta.url).href;
  return [name, { url, bytes, sha256 }] as const;
});

const sandbox = new Sandbox(GD_SANDBOX, new RuntimeFiles(Object.fromEntries(known)), start);

export const python = new Python(runtime, () => sandbox.startThread());

/** Return whether the connection says of itself that loading ahead of need costs nobody anything. */
export function isUnmetered(): boolean {
  const { connection } = navigator as Navigator & {
    connection?: { type?: string; saveData?: boolean };
  };
  return !connection?.saveData && ["wifi", "ethernet"].includes(connection?.type ?? "");
}
