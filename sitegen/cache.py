"""A cache of results on disk, from one build to the next, in `.cache/results`.

joblib.Memory and diskcache key a result by the arguments of a function. Here the key is made of
files, versions and texts, which we would have to hash anyway; little code remains.
"""

import hashlib
import time
from collections.abc import Callable, Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

from sitegen.paths import CACHE, write_atomically

RESULTS = CACHE / "results"
MAX_AGE = 30 * 24 * 3600  # seconds since a result was last used


def cached(name: str, inputs: Iterable[object], make: Callable[[], bytes]) -> Path:
    """Return a file with the result of `make`, which is called only if an input has changed.

    The file is written atomically, so two builds may ask for it at the same time.

    Args:
        name: its path below `.cache/results`, without the hash: `figures/tangent.html`.
        inputs: everything the content depends on. A path counts by the content of its file,
            anything else by its `repr`: texts, numbers, and lists or dictionaries of them.
        make: returns the content.
    """
    key = hashlib.sha256(repr([_key_part(part) for part in inputs]).encode()).hexdigest()[:24]
    path = RESULTS / name
    path = path.with_name(f"{path.stem}.{key}{path.suffix}")
    if not path.exists():
        write_atomically(path, make())
    path.touch()  # marks it as used, for remove_unused
    return path


def _key_part(part: object) -> str:
    if not isinstance(part, Path):
        return repr(part)
    state = part.stat()
    return _digest(part, state.st_mtime_ns, state.st_size)


@cache
def _digest(path: Path, _mtime_ns: int, _size: int) -> str:
    """Return a hash of a file's content, computed once until the file changes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@cache
def version(package: str) -> str:
    """Return the version of an installed Python package. The lookup takes 10 ms."""
    return metadata.version(package)


def remove_unused(folder: Path) -> None:
    """Remove the files below `folder` that no build has used for MAX_AGE."""
    for path in filter(Path.is_file, folder.rglob("*")):
        if time.time() - path.stat().st_mtime > MAX_AGE:
            path.unlink(missing_ok=True)
