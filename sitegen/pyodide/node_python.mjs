// Runs a Python program in Pyodide, under Node. If it fails, prints its traceback and exits with 1.
// Usage: node node_python.mjs PROGRAM OPTIONS. OPTIONS is JSON: those of `loadPyodide`, and
// `mounts`: an object of folders inside Pyodide → folders of the host.
import { readFile } from "node:fs/promises";
import { loadPyodide } from "pyodide";

const [program, options] = process.argv.slice(2);
const { mounts = {}, ...rest } = JSON.parse(options);
/** Mount the folders before Python starts, so that PYTHONPATH can name one. */
const fsInit = async (FS) => {
  for (const [inside, root] of Object.entries(mounts)) {
    FS.mkdirTree(inside);
    FS.mount(FS.filesystems.NODEFS, { root }, inside);
  }
};
const python = await loadPyodide({ ...rest, fsInit });
try {
  python.runPython(await readFile(program, "utf8"), { filename: program });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
