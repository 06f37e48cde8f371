"""Packs the three folders of the runtime: the core, gdlib, and the page's own Python.

The core (Pyodide, NumPy, Matplotlib) is unchanged for months; gdlib changes with every release.
They are separate folders, so that returning readers download only what has changed. The lock is
in gdlib's folder, and its paths are relative to it. session.zip, in the third, has web/python.
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
from sitegen.pyodide.node_python import compile_modules, used_modules
from sitegen.pyodide.wheels import EPOCH, is_documented, used_files, wheel, zip_files

LOCK = "pyodide-lock.json"
STDLIB_ZIP = "python_stdlib.zip"
SESSION_ZIP = "session.zip"  # the modules of web/python; worker.ts puts it into /lib
QUERIES = "web/python/queries/"
WANTED = "matplotlib"  # depends on NumPy
NOT_NEEDED = {"pytz"}  # the official lock names it, but Matplotlib's own metadata does not
FONTS = "matplotlib/mpl-data/fonts/ttf"
FONT_LIST = "matplotlib/fontlist.json"
SETTINGS = "matplotlib/mpl-data/matplotlibrc"

Folder = dict[str, bytes]


def trimmed_lock() -> PyodideLockSpec:
    """Return the official lock with only Matplotlib and its dependencies."""
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
    """Return the paths of the official wheels of the core; missing ones are downloaded.

    Args:
        origin: a folder or a URL to take all of them from, instead of PyPI.
    """
    packages = trimmed_lock().packages.values()
    return official_wheels({package.file_name: package.sha256 for package in packages}, origin)


def pack_core() -> Folder:
    """Return the files of the core, with a lock that does not contain gdlib."""
    lock = trimmed_lock()
    official = official_core()
    used = used_modules(_json(lock), official[next(iter(official))].parent, [WANTED])
    archives = {STDLIB_ZIP: used_files(core_file(STDLIB_ZIP).read_bytes())}
    for name, package in lock.packages.items():
        archives[name] = used_files(official[package.file_name].read_bytes())
    archives[WANTED] = add_our_font(archives[WANTED])
    archives = compile_used_modules(archives, _places(lock), used)
    files = {name: core_file(name).read_bytes() for name in CORE_FILES}
    files[STDLIB_ZIP] = zip_files(archives[STDLIB_ZIP])
    for name, package in lock.packages.items():
        package.file_name, content = wheel(archives[name], f"cp{_python(lock)}")
        package.sha256 = hashlib.sha256(content).hexdigest()
        files[package.file_name] = content
    return files | {LOCK: _json(lock)}


def _python(lock: PyodideLockSpec, dot: str = "") -> str:
    """Return the version of the browser's Python, such as `314`."""
    return dot.join(lock.info.python.split(".")[:2])


def _places(lock: PyodideLockSpec) -> dict[str, str]:
    """Return the folder inside Pyodide of each archive's modules."""
    packages = dict.fromkeys(lock.packages, f"/lib/python{_python(lock, '.')}/site-packages")
    return {STDLIB_ZIP: f"/lib/python{_python(lock)}.zip"} | packages


def compile_used_modules(
    archives: Mapping[str, Folder], places: Mapping[str, str], used: Container[str]
) -> dict[str, Folder]:
    """Return the archives with the used modules as `.pyc` instead of their source.

    Args:
        archives: the files of each.
        places: the folder inside Pyodide where each will be unpacked.
        used: the paths inside Pyodide of the modules to compile.
    """
    documented: Folder = {}
    undocumented: Folder = {}
    for archive, files in archives.items():
        for name, content in files.items():
            path = f"{places[archive]}/{name}"
            if path in used:
                (documented if is_documented(name) else undocumented)[path] = content
    bytecode = compile_modules(documented, docstrings=True) | compile_modules(
        undocumented, docstrings=False
    )
    return {
        archive: _replace_sources(files, places[archive], bytecode)
        for archive, files in archives.items()
    }


def _replace_sources(files: Folder, place: str, bytecode: Folder) -> Folder:
    """Return the files of an archive, sources replaced by their bytecode."""
    paths = {name: f"{place}/{name}c" for name in files}
    return {
        f"{name}c" if paths[name] in bytecode else name: bytecode.get(paths[name], content)
        for name, content in files.items()
    }


def add_our_font(matplotlib: Folder) -> Folder:
    """Return the files of Matplotlib's wheel with our fonts and settings for a worker."""
    changed = dict(matplotlib)
    for name, path in fonts.font_files().items():
        changed[f"{FONTS}/{name}"] = path.read_bytes()
    changed[f"{FONTS}/LICENSE_BIZ_UDPGOTHIC"] = fonts.LICENCE.read_bytes()
    changed[SETTINGS] = _settings(matplotlib[SETTINGS].decode()).encode()
    changed[FONT_LIST] = _font_list(matplotlib)
    return changed


def _settings(defaults: str) -> str:
    """Return matplotlibrc with our style, and the Agg backend: a worker has no canvas."""
    style = {key: ", ".join(map(str, values)) for key, values in fonts.RC.items()}
    for key, value in (style | {"backend": "agg"}).items():
        defaults, times = re.subn(rf"(?m)^#{re.escape(key)}:.*$", f"#{key}: {value}", defaults)
        if times != 1:
            raise PluginError(f"Matplotlib's matplotlibrc sets {key} {times} times, not once.")
    return defaults


def _font_list(matplotlib: Folder) -> bytes:
    """Return Matplotlib's font list: the fonts in the wheel, ours under both their names.

    It has the version that this Matplotlib expects; otherwise every start would search for fonts.
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
    """Return an entry of the font list for a regular font that the official list lacks."""
    family = TTFont(io.BytesIO(matplotlib[name]))["name"].getBestFamilyName()
    plain = dict.fromkeys(["style", "variant", "stretch"], "normal")
    place = {"fname": name.removeprefix("matplotlib/mpl-data/"), "name": family}
    return place | plain | {"weight": 400, "size": "scalable", "__class__": "FontEntry"}


def pack_gdlib(core: Path) -> Folder:
    """Return the files of gdlib's folder, for a core in the sibling folder `core`.

    These are the wheel, with sources so that tracebacks show gdlib's lines, and the lock.
    """
    name, content = build_wheel()
    lock = PyodideLockSpec.from_json(core / LOCK)
    for package in lock.packages.values():
        package.file_name = f"../{core.name}/{package.file_name}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        lock = add_wheels_to_spec(lock, [path])
    return {name: content, LOCK: _json(lock)}


def pack_session(sources: Mapping[str, Path]) -> Folder:
    """Return session.zip: web/python as bytecode, because compiling takes longer than running.

    It has the sources of queries/ too: program_imports.py finds their imports there.
    """
    content = {name: path.read_bytes() for name, path in sources.items()}
    modules = {f"/lib/{SESSION_ZIP}/{n}": c for n, c in content.items() if n.endswith(".py")}
    bytecode = compile_modules(modules, docstrings=True)
    uncompiled = {
        n: c for n, c in content.items() if not n.endswith(".py") or n.startswith(QUERIES)
    }
    files = {path.removeprefix(f"/lib/{SESSION_ZIP}/"): code for path, code in bytecode.items()}
    return {SESSION_ZIP: zip_files(files | uncompiled)}


def _json(lock: PyodideLockSpec) -> bytes:
    return json.dumps(lock.to_dict(), sort_keys=True, separators=(",", ":")).encode()


def build_wheel() -> tuple[str, bytes]:
    """Build gdlib's wheel from this repository; return its file name and content."""
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
