"""What lies in the folders of the runtime: in two of them what `loadPyodide` reads.

The core (Pyodide, NumPy, Matplotlib) stays the same for months; gdlib changes with every release.
So they lie apart, and a returning reader downloads only what changed. The lock lies with gdlib, and
the paths in it are relative to its folder. The page's own Python, session.zip, has a third folder.
"""

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # it has no types
from mkdocs.exceptions import PluginError
from pyodide_lock import PyodideLockSpec
from pyodide_lock.spec import PackageSpec
from pyodide_lock.utils import add_wheels_to_spec

from sitegen.figures import fonts
from sitegen.paths import ROOT
from sitegen.pyodide.downloads import CORE_FILES, core_file, official_lock, official_wheels
from sitegen.pyodide.node_python import compiled, used_modules
from sitegen.pyodide.wheels import EPOCH, contents, is_documented, wheel, zipped

LOCK = "pyodide-lock.json"
STDLIB_ZIP = "python_stdlib.zip"
SESSION_ZIP = "session.zip"  # the page's own Python; worker.ts puts it into /lib
QUERIES = "web/python/queries/"
WANTED = "matplotlib"  # brings NumPy
NOT_NEEDED = {"pytz"}  # the official lock names it, but Matplotlib's own metadata does not
FONTS = "matplotlib/mpl-data/fonts/ttf"
FONT_LIST = "matplotlib/fontlist.json"
SETTINGS = "matplotlib/mpl-data/matplotlibrc"

Folder = dict[str, bytes]


def trimmed_lock() -> PyodideLockSpec:
    """Return the official lock with only what Matplotlib needs."""
    lock = official_lock()
    needed: dict[str, PackageSpec] = {}
    waiting = [WANTED]
    while waiting:
        name = waiting.pop()
        package = lock.packages[name]
        package.depends = [other for other in package.depends if other not in NOT_NEEDED]
        needed[name] = package
        waiting += [other for other in package.depends if other not in needed]
    lock.packages = dict(sorted(needed.items()))
    return lock


def official_core(origin: str | None = None) -> dict[str, Path]:
    """Return the paths of the official wheels that the core needs, downloaded if they are missing.

    Args:
        origin: a folder or a URL to take all of them from, instead of PyPI.
    """
    packages = trimmed_lock().packages.values()
    return official_wheels({package.file_name: package.sha256 for package in packages}, origin)


def packed_core() -> Folder:
    """Return the files of the core, a lock without gdlib among them."""
    lock = trimmed_lock()
    official = official_core()
    used = used_modules(_json(lock), official[next(iter(official))].parent, [WANTED])
    archives = {STDLIB_ZIP: contents(core_file(STDLIB_ZIP).read_bytes())}
    for name, package in lock.packages.items():
        archives[name] = contents(official[package.file_name].read_bytes())
    archives[WANTED] = with_our_font(archives[WANTED])
    archives = precompiled(archives, _places(lock), used)
    files = {name: core_file(name).read_bytes() for name in CORE_FILES}
    files[STDLIB_ZIP] = zipped(archives[STDLIB_ZIP])
    for name, package in lock.packages.items():
        package.file_name, content = wheel(archives[name], f"cp{_python(lock)}")
        package.sha256 = hashlib.sha256(content).hexdigest()
        files[package.file_name] = content
    return files | {LOCK: _json(lock)}


def _python(lock: PyodideLockSpec, dot: str = "") -> str:
    """Return the version of the browser's Python, such as `314`."""
    return dot.join(lock.info.python.split(".")[:2])


def _places(lock: PyodideLockSpec) -> dict[str, str]:
    """Return where the modules of each archive lie inside Pyodide."""
    packages = dict.fromkeys(lock.packages, f"/lib/python{_python(lock, '.')}/site-packages")
    return {STDLIB_ZIP: f"/lib/python{_python(lock)}.zip"} | packages


def precompiled(
    archives: Mapping[str, Folder], places: Mapping[str, str], used: Container[str]
) -> dict[str, Folder]:
    """Return the archives with the used modules as `.pyc` instead of their source.

    Args:
        archives: what each contains.
        places: the folder inside Pyodide where each will be unpacked.
        used: the paths there of the modules worth compiling.
    """
    with_words: Folder = {}
    without: Folder = {}
    for archive, files in archives.items():
        for name, content in files.items():
            path = f"{places[archive]}/{name}"
            if path in used:
                (with_words if is_documented(name) else without)[path] = content
    made = compiled(with_words, docstrings=True) | compiled(without, docstrings=False)
    return {archive: _replaced(files, places[archive], made) for archive, files in archives.items()}


def _replaced(files: Folder, place: str, made: Folder) -> Folder:
    """Return the files of an archive with what has been compiled in the place of its source."""
    paths = {name: f"{place}/{name}c" for name in files}
    return {
        f"{name}c" if paths[name] in made else name: made.get(paths[name], content)
        for name, content in files.items()
    }


def with_our_font(matplotlib: Folder) -> Folder:
    """Return the files of Matplotlib's wheel, set up to draw Japanese text in a worker."""
    changed = dict(matplotlib)
    for name, path in fonts.font_files().items():
        changed[f"{FONTS}/{name}"] = path.read_bytes()
    changed[f"{FONTS}/LICENSE_BIZ_UDPGOTHIC"] = fonts.LICENCE.read_bytes()
    changed[SETTINGS] = _settings(matplotlib[SETTINGS].decode()).encode()
    changed[FONT_LIST] = _font_list(matplotlib)
    return changed


def _settings(defaults: str) -> str:
    """Return Matplotlib's matplotlibrc in our style, and without a canvas, which a worker lacks."""
    style = {key: ", ".join(map(str, values)) for key, values in fonts.RC.items()}
    for key, value in (style | {"backend": "agg"}).items():
        defaults, times = re.subn(rf"(?m)^#{re.escape(key)}:.*$", f"#{key}: {value}", defaults)
        if times != 1:
            raise PluginError(f"Matplotlib's matplotlibrc sets {key} {times} times, not once.")
    return defaults


def _font_list(matplotlib: Folder) -> bytes:
    """Return Matplotlib's list of fonts: those in the wheel, ours under both their names.

    Its version is the one that this Matplotlib expects; otherwise every start would search anew.
    """
    code = matplotlib["matplotlib/font_manager.py"].decode()
    expected = re.search(r"(?m)^    __version__ = (\d+)$", code)
    if expected is None:
        raise PluginError("Matplotlib's font_manager.py does not say which fontlist it expects.")
    official = json.loads(matplotlib[FONT_LIST])
    listed = {entry["fname"]: entry for entry in official["ttflist"]}
    present = [name for name in sorted(matplotlib) if name.endswith(".ttf")]
    entries = [
        listed.get(name.removeprefix("matplotlib/mpl-data/")) or _font_entry(name, matplotlib)
        for name in present
    ]
    ours = {f"fonts/ttf/{name}" for name in fonts.FACES}
    entries += [e | {"name": fonts.FAMILY} for e in entries if e["fname"] in ours]
    new = {"_version": int(expected[1]), "afmlist": [], "ttflist": entries}
    return json.dumps(official | new).encode()


def _font_entry(name: str, matplotlib: Folder) -> dict[str, Any]:
    """Return a line of the font list for a plain font that the official list forgot."""
    family = TTFont(io.BytesIO(matplotlib[name]))["name"].getBestFamilyName()
    plain = dict.fromkeys(["style", "variant", "stretch"], "normal")
    place = {"fname": name.removeprefix("matplotlib/mpl-data/"), "name": family}
    return place | plain | {"weight": 400, "size": "scalable", "__class__": "FontEntry"}


def packed_gdlib(core: Path) -> Folder:
    """Return the files of gdlib's folder, for a core in the folder `core` beside it.

    It holds the wheel, as source so that tracebacks show gdlib's lines, and the lock.
    """
    name, content = built_wheel()
    lock = PyodideLockSpec.from_json(core / LOCK)
    for package in lock.packages.values():
        package.file_name = f"../{core.name}/{package.file_name}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        lock = add_wheels_to_spec(lock, [path])
    return {name: content, LOCK: _json(lock)}


def packed_session(sources: Mapping[str, Path]) -> Folder:
    """Return the page's own Python as one archive of bytecode: compiling takes longer than running.

    The modules of queries/ keep their source too: program_imports.py finds their imports there.
    """
    content = {name: path.read_bytes() for name, path in sources.items()}
    modules = {f"/lib/{SESSION_ZIP}/{n}": c for n, c in content.items() if n.endswith(".py")}
    made = compiled(modules, docstrings=True)
    kept = {n: c for n, c in content.items() if not n.endswith(".py") or n.startswith(QUERIES)}
    files = {path.removeprefix(f"/lib/{SESSION_ZIP}/"): code for path, code in made.items()}
    return {SESSION_ZIP: zipped(files | kept)}


def _json(lock: PyodideLockSpec) -> bytes:
    return json.dumps(lock.to_dict(), sort_keys=True, separators=(",", ":")).encode()


def built_wheel() -> tuple[str, bytes]:
    """Return the file name and the bytes of gdlib's wheel, built from this repository."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir"]
    with tempfile.TemporaryDirectory() as folder:
        build = subprocess.run(
            [*command, folder, str(ROOT)],
            env=os.environ | {"SOURCE_DATE_EPOCH": EPOCH},
            capture_output=True,
            text=True,
            check=False,
        )
        if build.returncode != 0:
            raise PluginError(f"gdlib's wheel cannot be built:\n{build.stdout}{build.stderr}")
        (path,) = Path(folder).glob("*.whl")
        return path.name, path.read_bytes()
