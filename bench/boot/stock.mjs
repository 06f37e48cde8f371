// The minimal page: a module worker boots stock Pyodide, loads the packages that a program needs, runs it.
export const run = ({ packages, code }) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("stock_worker.mjs", import.meta.url), {
      type: "module",
    });
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage({ packages, code });
  });
