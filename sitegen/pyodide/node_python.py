"""Runs Python programs in Pyodide, under Node.

It lists the modules that readers' code loads, and compiles them: bytecode starts faster, but is
nearly twice as large as source. Pyodide compiles it, so the Python of the build may be another.
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

from sitegen.pyodide.wheels import EPOCH, unzip, zip_files

HERE = Path(__file__).parent
TOOLS = Path(pyodide_build.__file__).parents[1]
#: Environment variables that make the bytecode reproducible.
REPRODUCIBLE = {"SOURCE_DATE_EPOCH": EPOCH, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}


def command(program: Path, **options: Any) -> list[str]:
    """Return the command that runs a program in Pyodide.

    Args:
        program: a Python file.
        options: those of `loadPyodide`, and `mounts`: folders inside Pyodide → folders of the host.

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
        lock: a lock file of official wheels.
        wheels: the folder of these wheels.
        packages: packages to load before the program runs.
    """
    env = {"MPLBACKEND": "agg"}
    options = {"lockFileContents": lock.decode(), "packageBaseUrl": f"{wheels}/", "env": env}
    output = _run(HERE / "sample_session.py", packages=packages, **options)
    return frozenset(json.loads(output.splitlines()[-1]))


def compile_modules(sources: Mapping[str, bytes], *, docstrings: bool) -> dict[str, bytes]:
    """Compile modules with pyodide-build; return the `.pyc` files by their paths.

    Args:
        sources: the modules by their paths inside Pyodide, which appear in tracebacks.
        docstrings: whether they keep their docstrings.
    """
    env = REPRODUCIBLE | {"HOME": "/tmp", "PYTHONPATH": "/tools"}
    env |= {"PYTHONOPTIMIZE": "" if docstrings else "2"}
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "modules.zip"
        archive.write_bytes(zip_files(sources))
        _run(HERE / "compile_modules.py", env=env, mounts={"/work": folder, "/tools": str(TOOLS)})
        return unzip(archive.read_bytes())
