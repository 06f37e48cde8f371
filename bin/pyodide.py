"""Run tests in the Python that readers have, the packed runtime, under Node.

These are gdlib's unit tests and those of the hints on errors, whose words change with Python.

    python bin/pyodide.py [pytest's arguments]

gdlib is the packed wheel's. SciPy, with which tests compare, is Pyodide's own build; of hypothesis
the same release as in requirements/dev.txt, built for Pyodide.
"""

import json
import subprocess
import sys
import sysconfig
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sitegen.paths import CACHE, ROOT
from sitegen.pyodide import node_python, publish
from sitegen.pyodide.downloads import official_lock, official_wheels

COMPILED = CACHE / "pyodide-tests"
TESTS = ["tests/unit", "tests/site/python/test_error_hints.py"]
NEED_PROCESSES = [  # which a browser does not start
    "tests/unit/package/test_distribution.py",
    "tests/unit/package/test_main.py::test_it_ends_quietly_when_nobody_reads_on",
    "tests/unit/package/test_main.py::test_a_closed_pipe_and_ctrl_c_are_no_errors",
    "tests/unit/package/test_package.py::test_one_dimension_needs_neither_numpy_nor_matplotlib",
]


def hypothesis(python: str, abi: str) -> Path:
    """Return a folder with hypothesis for Pyodide, installed now if it is not there."""
    constraints = ROOT / "requirements" / "dev.txt"
    folder = COMPILED / f"hypothesis-{version('hypothesis')}-{abi}"
    if not folder.exists():
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "hypothesis"]
        command += ["--constraint", str(constraints), "--only-binary=:all:"]
        command += ["--python-version", python, "--platform", f"pyemscripten_{abi}_wasm32"]
        subprocess.run([*command, "--target", str(folder)], check=True)
    return folder


def scipy() -> dict[str, Any]:
    """Return the entry of a lock for SciPy, which readers do not have, with its wheel here."""
    package = official_lock().packages["scipy"]
    wheels = official_wheels({package.file_name: package.sha256})
    return package.to_dict() | {"file_name": str(wheels[package.file_name])}


def main() -> int:
    """Run the tests, and return their exit code."""
    core, gdlib, _ = publish.publish_runtime()
    lock = json.loads((gdlib / "pyodide-lock.json").read_text())
    lock["packages"]["scipy"] = scipy()
    python = ".".join(lock["info"]["python"].split(".")[:2])
    mounts = {
        "/project": str(ROOT),
        "/tools": sysconfig.get_path("purelib"),
        "/compiled": str(hypothesis(python, lock["info"]["abi_version"])),
    }
    tests = [*(sys.argv[1:] or TESTS), "--quiet", f"--ignore={NEED_PROCESSES[0]}"]
    tests += [f"--deselect={test}" for test in NEED_PROCESSES[1:]]
    env = {"MPLBACKEND": "agg", "PYTHONDONTWRITEBYTECODE": "1", "TESTS": " ".join(tests)}
    command = node_python.command(
        ROOT / "tests" / "pyodide.py",
        lockFileContents=json.dumps(lock),
        packageBaseUrl=f"{gdlib}/",
        stdLibURL=str(core / "python_stdlib.zip"),
        packages=["gdlib", "matplotlib", "scipy"],
        env=env,
        mounts=mounts,
    )
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
