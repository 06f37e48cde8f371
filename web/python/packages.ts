/** Finds the packages of the runtime that a program needs. */
import type { Package } from "./protocol.ts";

type Packages = Readonly<Record<string, Package>>;

/** Return the packages that provide `modules`, and their dependencies, without those in `loaded`. */
export function namesToLoad(
  modules: readonly string[],
  packages: Packages,
  loaded: ReadonlySet<string>,
): string[] {
  const wanted = new Set<string>();
  const want = (name: string): void => {
    if (wanted.has(name) || loaded.has(name) || !(name in packages)) return;
    wanted.add(name);
    packages[name]!.depends.forEach(want);
  };
  for (const [name, { imports }] of Object.entries(packages)) {
    if (imports.some((module) => modules.includes(module))) want(name);
  }
  return [...wanted].sort();
}

/** Return the download size of the packages `names`, in bytes. */
export const totalBytes = (names: readonly string[], packages: Packages): number =>
  names.reduce((sum, name) => sum + packages[name]!.bytes, 0);
