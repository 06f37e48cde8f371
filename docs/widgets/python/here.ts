/** The one Python of this visit. It outlives instant navigation from page to page. */
import { Python } from "./client.ts";
import type { Runtime } from "./protocol.ts";

/** Addresses relative to the bundle, put in by docs/hooks/widgets.py: right on any host, below any path. */
declare const GD_WORKER: string;
declare const GD_RUNTIME: string;
declare const GD_LOCK: string;
declare const GD_RUNTIME_BYTES: number;
declare const GD_PACKAGES: string; // JSON: esbuild puts an object into a file of its own

const fromBundle = (path: string): string => new URL(path, import.meta.url).href;

export const python = new Python(
  {
    url: fromBundle(GD_RUNTIME),
    lock: fromBundle(GD_LOCK),
    bytes: GD_RUNTIME_BYTES,
    packages: JSON.parse(GD_PACKAGES) as Runtime["packages"],
  },
  () => new Worker(fromBundle(GD_WORKER), { type: "module" }),
);

/** Return whether the connection says of itself that loading ahead of need costs nobody anything. */
export function isUnmetered(): boolean {
  const { connection } = navigator as Navigator & {
    connection?: { type?: string; saveData?: boolean };
  };
  return !connection?.saveData && ["wifi", "ethernet"].includes(connection?.type ?? "");
}
