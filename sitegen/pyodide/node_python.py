"""Runs Python programs in Pyodide, under Node: the Python that readers have, on this machine.

It says which modules readers load, and compiles those: they start at once then, but weigh nearly
twice as much as their sources. Compiled there, they fit whichever Python builds the site.
"""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyodide_build
from mkdocs.exceptions import PluginError

from sitegen.pyodide.wheels import EPOCH, unzipped, zipped

HERE = Path(__file__).parent
TOOLS = Path(pyodide_build.__file__).parents[1]
#: The same bytecode in every run.
REPRODUCIBLE = {"SOURCE_DATE_EPOCH": EPOCH, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}


def command(program: Path, **options: Any) -> list[str]:
    """Return the command that runs a program in Pyodide.

    Args:
        program: a Python file.
        options: those of `loadPyodide`, and `mounts`: folders inside Pyodide → folders here.

    Raises:
        PluginError: Node is missing.
    """
    node = shutil.which("node")
    if node is None:
        raise PluginError("Node is missing: install Node 20 or newer.")
    return [node, str(HERE / "node_python.mjs"), str(program), json.dumps(options)]


def _run(program: Path, **options: Any) -> str:
    """Return what a program prints in Pyodide."""
    run = subprocess.run(command(program, **options), capture_output=True, text=True, check=False)
    if run.returncode != 0:
        raise PluginError(f"{program.name} failed inside Pyodide:\n{run.stderr}")
    return run.stdout


def used_modules(lock: bytes, wheels: Path, packages: Sequence[str]) -> frozenset[str]:
    """Return the paths, inside Pyodide, of the modules that readers' code loads.

    Args:
        lock: a lock of official files.
        wheels: the folder that holds them.
        packages: what to load before the program runs.
    """
    env = {"MPLBACKEND": "agg"}
    options = {"lockFileContents": lock.decode(), "packageBaseUrl": f"{wheels}/", "env": env}
    said = _run(HERE / "sample_session.py", packages=packages, **options)
    return frozenset(json.loads(said.splitlines()[-1]))


def compiled(sources: Mapping[str, bytes], *, docstrings: bool) -> dict[str, bytes]:
    """Return the `.pyc` files of modules, by pyodide-build.

    Args:
        sources: the modules by their paths inside Pyodide, which tracebacks will name.
        docstrings: whether they keep their docstrings.
    """
    env = REPRODUCIBLE | {"HOME": "/tmp", "PYTHONOPTIMIZE": "" if docstrings else "2"}
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "modules.zip"
        archive.write_bytes(zipped(sources))
        _run(HERE / "compile_modules.py", env=env, mounts={"/work": folder, "/tools": str(TOOLS)})
        return unzipped(archive.read_bytes())
