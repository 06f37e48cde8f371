"""The quantities of a lesson, for prose, notebooks and figures of both languages, cached.

A file of docs/values may train networks for half a minute. Its namespace is pickled by
cloudpickle, which supports functions. A lock makes the build of the other language wait.
"""

import runpy
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import cloudpickle  # type: ignore[import-untyped]  # it has no types
from filelock import FileLock

from sitegen import progress
from sitegen.cache import cached, version
from sitegen.paths import CACHE, ROOT, gdlib_sources

QUANTITIES = ROOT / "docs" / "values"
RUNNING_EXAMPLE = "running_example"
LOCKS = CACHE / "locks"


def lesson_of(source: str) -> str:
    """Return the lesson that a page or a notebook belongs to: its file's name."""
    return PurePosixPath(source).stem


def sources(lesson: str, folder: Path = QUANTITIES) -> list[Path]:
    """Return the files of `folder` that a lesson may use: the running example's, and its own."""
    paths = [folder / f"{name}.py" for name in (RUNNING_EXAMPLE, lesson)]
    return [path for path in paths if path.exists()]


def quantities(name: str) -> Mapping[str, Any]:
    """Return the public names that the file `name` of docs/values defines, with their values."""
    path = QUANTITIES / f"{name}.py"
    text = path.read_text()
    named = [other for other in sorted(QUANTITIES.glob("*.py")) if f'"{other.name}"' in text]
    versions = [sys.version, *map(version, ("numpy", "cloudpickle"))]
    inputs = [*versions, path, *named, *gdlib_sources()]
    LOCKS.mkdir(parents=True, exist_ok=True)
    with FileLock(LOCKS / f"{name}.lock"):
        pickled = cached(f"quantities/{name}.pickle", inputs, lambda: _compute(path))
    return _load(pickled, path)


def _compute(path: Path) -> bytes:
    """Return the names that a file defines, pickled; empty if they cannot be pickled."""
    progress.note(f"Computing the quantities of {path.stem}")
    try:
        pickled: bytes = cloudpickle.dumps(_run(path))
    except TypeError:  # a variable of gdlib.autodiff refers to its tape
        return b""
    return pickled


def _run(path: Path) -> dict[str, Any]:
    names = runpy.run_path(str(path))
    return {name: value for name, value in names.items() if not name.startswith("_")}


@cache
def _load(pickled: Path, path: Path) -> Mapping[str, Any]:
    """Return the unpickled names; the file name of `pickled` has a hash of the sources."""
    content = pickled.read_bytes()
    names: Mapping[str, Any] = cloudpickle.loads(content) if content else _run(path)
    return names
