"""The quantities of a lesson: computed once, for prose, notebook and figures of both languages.

A file of docs/values may train networks for half a minute. What it defines is kept by
cloudpickle, which keeps functions too. While one language's build computes, the other's waits.
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
FOR_ALL = "running_example"
LOCKS = CACHE / "locks"


def lesson_of(source: str) -> str:
    """Return the lesson that a page or a notebook belongs to: its file's name."""
    return PurePosixPath(source).stem


def sources(lesson: str, folder: Path = QUANTITIES) -> list[Path]:
    """Return the files of `folder` that a lesson may use: that for all pages, and its own."""
    paths = [folder / f"{name}.py" for name in (FOR_ALL, lesson)]
    return [path for path in paths if path.exists()]


def quantities(name: str) -> Mapping[str, Any]:
    """Return what the file `name` of docs/values defines, by its names."""
    path = QUANTITIES / f"{name}.py"
    text = path.read_text()
    named = [other for other in sorted(QUANTITIES.glob("*.py")) if f'"{other.name}"' in text]
    versions = [sys.version, *map(version, ("numpy", "cloudpickle"))]
    decisive = [*versions, path, *named, *gdlib_sources()]
    LOCKS.mkdir(parents=True, exist_ok=True)
    with FileLock(LOCKS / f"{name}.lock"):
        made = cached(f"quantities/{name}.pickle", decisive, lambda: _computed(path))
    return _loaded(made, path)


def _computed(path: Path) -> bytes:
    """Return what a file defines, pickled; nothing where that cannot be."""
    progress.note(f"Computing the quantities of {path.stem}")
    try:
        pickled: bytes = cloudpickle.dumps(_run(path))
    except TypeError:  # a variable of gdlib.autodiff belongs to its tape
        return b""
    return pickled


def _run(path: Path) -> dict[str, Any]:
    names = runpy.run_path(str(path))
    return {name: value for name, value in names.items() if not name.startswith("_")}


@cache
def _loaded(made: Path, path: Path) -> Mapping[str, Any]:
    """Return what is kept as `made`, whose name says of which state of the sources it is."""
    pickled = made.read_bytes()
    kept: Mapping[str, Any] = cloudpickle.loads(pickled) if pickled else _run(path)
    return kept
