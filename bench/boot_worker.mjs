// Boots one Pyodide as a page would, runs one program, and says how many milliseconds it took.
const FIRST_FIGURE = `
import io
from matplotlib import pyplot as plt
figure, axes = plt.subplots()
axes.plot([-5, -4, -3.1], [50, 40.5, 32.805])
axes.set_xlabel("parameter t")
svg = io.StringIO()
figure.savefig(svg, format="svg")
len(svg.getvalue())
`;
const PROGRAMS = {
  boot: { packages: [], code: "sum(range(10))" },
  figure: { packages: ["matplotlib"], code: FIRST_FIGURE },
};

onmessage = async ({ data: { index, lock, program } }) => {
  const start = performance.now();
  const indexURL = new URL(index, location).href;
  const { packages, code } = PROGRAMS[program];
  const { loadPyodide } = await import(`${indexURL}pyodide.mjs`);
  const python = await loadPyodide({
    indexURL,
    lockFileURL: new URL(lock, location).href,
    packages,
    env: { MPLBACKEND: "agg" },
  });
  const answer = python.runPython(code);
  postMessage({ milliseconds: performance.now() - start, answer });
};
