"""Attributes the frames of a traceback to the reader or to a library, which the page folds."""

import os
import re
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import PurePath
from typing import NamedTuple

READER = "cell_"  # prefix of the file names of cells, see session/cells.py
PYTHON = "Python"
#: Names of the standard library: of its folder, and of Pyodide's archive.
_HOME = {"python{}.{}".format(*sys.version_info), "python{}{}.zip".format(*sys.version_info)}
_FRAME = re.compile(r'[ |+-]*File "([^"\n]+)", line \d+')
_REPEATED = re.compile(r"[ |+-]*\[Previous line repeated (\d+) more times?\]")


class Fold(NamedTuple):
    """Consecutive lines of a traceback that show frames of one library, from 0, without `end`."""

    start: int
    end: int
    frames: int
    library: str


def is_reader(filename: str) -> bool:
    """Return whether a file is one of the reader's cells."""
    return filename.startswith(READER)


def library_of(filename: str) -> str | None:
    """Return the package that a file belongs to, `Python` for the standard library, or None."""
    if is_reader(filename):
        return None
    parts = PurePath(filename).parts
    if "site-packages" in parts[:-1]:
        return _package(parts[parts.index("site-packages") + 1])
    if filename.startswith("<frozen "):
        return PYTHON
    if filename.startswith("<__array_function__"):
        return "numpy"
    home = getattr(sys.modules.get("gdlib"), "__file__", None)
    if home and filename.startswith(os.path.dirname(home) + os.sep):  # noqa: PTH120
        return "gdlib"
    return PYTHON if _HOME.intersection(parts) else None


def _package(name: str) -> str:
    return name.partition(".")[0]


def folds_of(pieces: list[str]) -> list[Fold]:
    """Return the folds of a traceback, from the pieces of `TracebackException.format`."""
    return list(_folds(pieces))


def _folds(pieces: list[str]) -> Iterator[Fold]:
    line = 0
    for library, group in groupby(_pieces_with_library(pieces), key=lambda owned: owned[0]):
        owned = list(group)
        lines = sum(piece.count("\n") for _, piece, _ in owned)
        if library is not None:
            yield Fold(line, line + lines, sum(frames for _, _, frames in owned), library)
        line += lines


def _pieces_with_library(pieces: list[str]) -> Iterator[tuple[str | None, str, int]]:
    """Yield the library of each piece, the piece, and the number of frames it stands for."""
    library: str | None = None
    for piece in pieces:
        frames = 0
        if frame := _FRAME.match(piece):
            library, frames = library_of(frame[1]), 1
        elif repeated := _REPEATED.match(piece):
            frames = int(repeated[1])
        else:
            library = None
        yield library, piece, frames
