"""Run tests in the packed Pyodide runtime, under Node.

These are gdlib's unit tests and those of the hints on errors, whose words change with Python.

    python bin/pyodide.py [pytest's arguments]

gdlib comes from the packed wheel, SciPy, which tests compare with, from Pyodide's distribution,
and hypothesis, at the version of requirements/dev.txt, from its wheel for Pyodide.
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
NEED_PROCESSES = [  # which Pyodide cannot start
    "tests/unit/package/test_distribution.py",
    "tests/unit/package/test_main.py::test_it_ends_quietly_when_nobody_reads_on",
    "tests/unit/package/test_main.py::test_a_closed_pipe_and_ctrl_c_are_no_errors",
    "tests/unit/package/test_package.py::test_one_dimension_needs_neither_numpy_nor_matplotlib",
]


def hypothesis(python: str, abi: str) -> Path:
    """Return a folder with hypothesis for Pyodide; installs it if it is missing."""
    constraints = ROOT / "requirements" / "dev.txt"
    folder = COMPILED / f"hypothesis-{version('hypothesis')}-{abi}"
    if not folder.exists():
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "hypothesis"]
        command += ["--constraint", str(constraints), "--only-binary=:all:"]
        command += ["--python-version", python, "--platform", f"pyemscripten_{abi}_wasm32"]
        subprocess.run([*command, "--target", str(folder)], check=True)
    return folder


def scipy() -> dict[str, Any]:
    """Return the lock entry of SciPy, which is not in the packed runtime, with a local wheel."""
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
