"""Which modules of the browser's Python readers really load.

A compiled module starts at once, but weighs nearly twice as much as its source.
So only those are compiled that a boot and a first figure load; the official
Pyodide, run by Node before it is repacked, says which.
"""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from mkdocs.exceptions import PluginError
from runtime_downloads import CORE

HERE = Path(__file__).parent
PROGRAM = HERE / "first_minute.py"


def used_modules(lock: bytes, wheels: Path, packages: list[str]) -> frozenset[str]:
    """Return the paths, inside Pyodide, of the modules that readers' code loads.

    Args:
        lock: a lock of official files.
        wheels: the folder that holds them.
        packages: what to load before the program runs.

    Raises:
        PluginError: Node is missing, or the program failed.
    """
    node = shutil.which("node")
    if node is None:
        raise PluginError("Node is missing: install Node 20 or newer.")
    with tempfile.TemporaryDirectory() as folder:
        lock_file = Path(folder) / "lock.json"
        lock_file.write_bytes(lock)
        paths = [HERE / "runtime_usage.mjs", CORE, wheels, lock_file, PROGRAM]
        command = [node, *map(str, paths), *packages]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        raise PluginError(f"{PROGRAM.name} failed inside the official Pyodide:\n{run.stderr}")
    return frozenset(json.loads(run.stdout.splitlines()[-1]))
