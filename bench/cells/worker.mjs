// Boots stock Pyodide, loads the packages that the code imports, runs it, returns its figure as SVG.
const FIGURE = `
import io
from matplotlib import pyplot as plt
svg = io.StringIO()
plt.gcf().savefig(svg, format="svg")
plt.close()
svg.getvalue()
`;

onmessage = async ({ data: code }) => {
  const indexURL = new URL("stock/", location).href;
  const { loadPyodide } = await import(`${indexURL}pyodide.mjs`);
  const python = await loadPyodide({ indexURL, env: { MPLBACKEND: "agg" } });
  await python.loadPackagesFromImports(code);
  await python.runPythonAsync(code.replace("plt.show()", ""));
  postMessage(python.runPython(FIGURE));
};
