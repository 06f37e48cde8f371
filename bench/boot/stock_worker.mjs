onmessage = async ({ data: { packages, code } }) => {
  const indexURL = new URL("stock/", location).href;
  const { loadPyodide } = await import(`${indexURL}pyodide.mjs`);
  const python = await loadPyodide({ indexURL, packages, env: { MPLBACKEND: "agg" } });
  python.runPython(code);
  postMessage("done");
};
