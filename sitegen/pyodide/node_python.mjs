// Runs a Python program in Pyodide, under Node. Fails if the program does, with its traceback.
// Usage: node node_python.mjs PROGRAM OPTIONS, the options as JSON: those of `loadPyodide`, and
// `mounts`, a table of folders: inside Pyodide → here.
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
