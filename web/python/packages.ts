/** Which packages a program needs, of those that the runtime brings. */
import type { Package } from "./protocol.ts";

type Packages = Readonly<Record<string, Package>>;

/** Return the packages, with all they depend on, that bring `modules` and are not in `loaded`. */
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

/** Return how much has to be fetched for `names`. */
export const totalBytes = (names: readonly string[], packages: Packages): number =>
  names.reduce((sum, name) => sum + packages[name]!.bytes, 0);
