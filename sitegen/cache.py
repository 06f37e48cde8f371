"""Results that are kept from one build to the next, below `.cache/made`.

joblib.Memory and diskcache key a result by the arguments of a function. Here files, versions and
texts decide, which we would have to hash first all the same; the rest is the few lines below.
"""

import hashlib
import time
from collections.abc import Callable, Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

from sitegen.paths import CACHE, write_atomically

MADE = CACHE / "made"
MONTH = 30 * 24 * 3600  # seconds


def cached(name: str, inputs: Iterable[object], make: Callable[[], bytes]) -> Path:
    """Return a file with what `make` returns; `make` is called only if an input has changed.

    The file appears whole or not at all, so two builds may ask for it at once.

    Args:
        name: its path below `.cache/made`, without the hash that it gets: `figures/tangent.html`.
        inputs: all that decides the content. Of a path the content of the file counts, of anything
            else its `repr`: give texts, numbers, and lists or dictionaries of them.
        make: returns the content.
    """
    key = hashlib.sha256(repr([_decisive(part) for part in inputs]).encode()).hexdigest()[:24]
    path = MADE / name
    path = path.with_name(f"{path.stem}.{key}{path.suffix}")
    if not path.exists():
        write_atomically(path, make())
    path.touch()  # forget_old keeps what the last month's builds have used
    return path


def _decisive(part: object) -> str:
    if not isinstance(part, Path):
        return repr(part)
    state = part.stat()
    return _digest(part, state.st_mtime_ns, state.st_size)


@cache
def _digest(path: Path, _mtime_ns: int, _size: int) -> str:
    """Return a hash of a file's content, computed once while the file stays as it is."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@cache
def version(package: str) -> str:
    """Return the version of an installed Python package: looked up once, which takes 10 ms."""
    return metadata.version(package)


def forget_old(folder: Path) -> None:
    """Remove the files below `folder` that no build of the last month has used."""
    for path in filter(Path.is_file, folder.rglob("*")):
        if time.time() - path.stat().st_mtime > MONTH:
            path.unlink(missing_ok=True)
