// Runs a Python program in Pyodide, under Node. If it fails, prints its traceback and exits with 1.
// Usage: node node_python.mjs PROGRAM OPTIONS. OPTIONS is JSON: those of `loadPyodide`, and
// `mounts`: an object of folders inside Pyodide → folders of the host.
import { readFile } from "node:fs/promises";
import { loadPyodide } from "pyodide";

const [program, options] = process.argv.slice(2);
const { mounts = {}, ...rest } = JSON.parse(options);
const python = await loadPyodide(rest);
for (const [inside, folder] of Object.entries(mounts)) {
  python.FS.mkdirTree(inside);
  python.mountNodeFS(inside, folder);
}
try {
  python.runPython(await readFile(program, "utf8"), { filename: program });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
