// The least that a page can do: a module worker boots Pyodide's own files, loads what a program needs, runs it.
export const run = ({ packages, code }) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("boot_stock_worker.mjs", import.meta.url), {
      type: "module",
    });
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage({ packages, code });
  });
