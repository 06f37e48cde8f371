// Runs a Python program in the official Pyodide, as Node offers it, and prints what it prints.
// Usage: node runtime_usage.mjs CORE_FOLDER WHEELS_FOLDER LOCK PROGRAM PACKAGE…
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [core, wheels, lock, program, ...packages] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${core}/pyodide.mjs`));
const python = await loadPyodide({
  indexURL: core,
  packageCacheDir: wheels,
  lockFileURL: lock,
  packages,
  env: { MPLBACKEND: "agg" },
});
python.runPython(await readFile(program, "utf8"));
