"""Executes the code cells of notebooks, and the live cells of other pages.

`Execute` is the second of the three preprocessors that jupyter_nbconvert_config.json gives to
nbconvert. Outputs are cached by their inputs: the cells' code, gdlib, the packages' versions.
"""

import re
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.manager import KernelManager
from mkdocs.exceptions import PluginError
from nbclient.exceptions import CellExecutionError
from nbconvert.preprocessors import ExecutePreprocessor
from nbformat import NotebookNode
from traitlets import Bool, Integer
from traitlets.config import Config

from sitegen import progress
from sitegen.cache import cached, version
from sitegen.figures import animations
from sitegen.notebooks import exercises, kernel_setup
from sitegen.paths import gdlib_sources

HERE = Path(__file__).parent
PACKAGES = ("matplotlib", "numpy", "ipykernel", "matplotlib-inline")

#: Our modules on which outputs depend.
OURS = (HERE / "execute.py", HERE / "kernel_setup.py")


class Execute(ExecutePreprocessor):
    """Executes a notebook, unless its outputs are cached; cells of exercises get no outputs.

    `execute: true` in mkdocs.yml enables it.
    """

    timeout = Integer(300)
    record_timing = Bool(False)
    coalesce_streams = Bool(True)  # or text printed at once may be split

    def preprocess(
        self, nb: NotebookNode, resources: Any = None, km: KernelManager | None = None
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Add the outputs of the cells.

        Args:
            nb: a notebook with its `source` in its metadata.
            resources: with the folder to execute it in.
            km: manager of the kernel to use, or None for a new kernel.
        """
        source = nb.metadata["source"]
        cells = [cell for cell in nb.cells if exercises.is_executed(cell)]
        code = [cell.source for cell in cells]
        packages = [version(name) for name in PACKAGES]
        path = cached(
            f"executed/{source}.ipynb",
            [code, packages, *OURS, *animations.sources(), *gdlib_sources()],
            lambda: nbformat.writes(self._run(code, source, resources, km)).encode(),
        )
        executed = nbformat.read(path, as_version=4)
        for number, (cell, done) in enumerate(zip(cells, executed.cells, strict=True), 1):
            cell.outputs, cell.execution_count = done.outputs, number
        return nb, resources

    def _run(
        self, code: list[str], source: str, resources: Any, km: KernelManager | None
    ) -> NotebookNode:
        progress.note(f"Executing {source}")
        sources = [kernel_setup.SOURCE, *code]
        cells = [nbformat.v4.new_code_cell(text) for text in sources]
        ran: NotebookNode = nbformat.v4.new_notebook(cells=cells)
        with tempfile.TemporaryDirectory() as sockets:
            # Not TCP ports: the builds of both languages could choose the same.
            ipc = {"transport": "ipc", "ip": str(Path(sockets) / "kernel")}
            self.config.KernelManager = Config(ipc)
            try:
                super().preprocess(ran, resources, km)
            except CellExecutionError as error:
                raise PluginError(_message(error, code, ran, source)) from error
        del ran.cells[0]
        return ran


def _message(error: CellExecutionError, code: list[str], ran: NotebookNode, source: str) -> str:
    """Return a message with the notebook, cell and line that failed, and the error."""
    failed = next(
        index
        for index, cell in enumerate(ran.cells)
        if any(output.output_type == "error" for output in cell.get("outputs", []))
    )
    trace = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(error.traceback.splitlines()))
    lines = re.findall(r"^-+> (\d+)", trace, re.MULTILINE)
    line = int(lines[0]) if lines else 1
    return (
        f"{source}: cell {failed} of {len(code)}, line {line}: {error.ename}: {error.evalue}\n"
        f"    {code[failed - 1].splitlines()[line - 1]}"
    )
