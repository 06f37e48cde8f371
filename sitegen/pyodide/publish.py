"""Packs the Pyodide runtime, and publishes it in the site.

The manifest then has four paths below the site's root:

- `runtime/core`: the folder of the core, `indexURL` of `loadPyodide`;
- `runtime/gdlib`: the folder of gdlib's wheel and of the lock, Pyodide's `lockFileURL`;
- `runtime/session`: the folder of session.zip, the modules of web/python;
- `runtime-gdlib`: the wheel itself.

`python -m sitegen.pyodide.publish [--wheels FOLDER_OR_URL]` packs and lists the files.
"""

import argparse
import json
import pickle
import sys
from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files

from sitegen import manifest
from sitegen.cache import cached, version
from sitegen.figures import fonts
from sitegen.paths import ROOT, WEB, gdlib_sources
from sitegen.pyodide.downloads import CARRIER, CORE, pinned_version

HERE = Path(__file__).parent
TOOLS = ("fonttools", "matplotlib", "pyodide-build", "pyodide-lock", "wheel")
log = get_plugin_logger("runtime")


def core_folder() -> Path:
    """Return the folder of the core; packs it if it is not cached."""
    npm = json.loads((ROOT / "package.json").read_text())["devDependencies"]
    ours = [*sorted(HERE.glob("*.*")), Path(fonts.__file__)]
    versions = [pinned_version(), npm[fonts.NPM_PACKAGE], *map(version, TOOLS)]

    def pack() -> dict[str, bytes]:
        from sitegen.pyodide.pack import pack_core

        log.info("Packing Pyodide, NumPy and Matplotlib for readers (about a minute, once)")
        return pack_core()

    return _pack_and_publish("core", [versions, CARRIER, CORE / "package.json", *ours], pack)


def gdlib_folder(core: Path) -> Path:
    """Return the folder of gdlib's wheel and the lock for `core`; packs it if it is not cached."""
    metadata = [ROOT / name for name in ("pyproject.toml", "README.md", "LICENSE")]
    inputs = [core.name, version("flit_core"), *metadata, *gdlib_sources()]

    def pack() -> dict[str, bytes]:
        from sitegen.pyodide.pack import pack_gdlib

        return pack_gdlib(core)

    return _pack_and_publish("gdlib", inputs, pack)


def session_folder() -> Path:
    """Return the folder of session.zip; packs it if it is not cached."""
    ours = [HERE / name for name in ("compile_modules.py", "node_python.py", "pack.py")]
    sources = session_files()
    versions = [pinned_version(), version("pyodide-build")]

    def pack() -> dict[str, bytes]:
        from sitegen.pyodide.pack import pack_session

        return pack_session(sources)

    return _pack_and_publish("session", [versions, list(sources), *ours, *sources.values()], pack)


def session_files() -> dict[str, Path]:
    """Return the files of web/python by their names in session.zip."""
    python = WEB / "python"
    files = [python / "session" / "limits.json", *python.rglob("*.py")]
    return {path.relative_to(ROOT).as_posix(): path for path in sorted(files)}


def _pack_and_publish(
    part: str, inputs: list[object], pack: Callable[[], dict[str, bytes]]
) -> Path:
    path = cached(f"runtime/{part}.pickle", inputs, lambda: pickle.dumps(pack()))
    files: dict[str, bytes] = pickle.loads(path.read_bytes())
    return manifest.SHARED / manifest.publish_folder(f"runtime/{part}", files)


def publish_runtime() -> tuple[Path, Path, Path]:
    """Pack and publish the runtime; return the folders of the core, of gdlib and of session.zip."""
    core = core_folder()
    gdlib = gdlib_folder(core)
    (wheel,) = gdlib.glob("*.whl")
    manifest.add_entry(manifest.WHEEL, wheel.relative_to(manifest.SHARED).as_posix())
    return core, gdlib, session_folder()


def add_wheel(files: Files, config: MkDocsConfig) -> None:
    """Add gdlib's wheel to the site under its own name, for pip."""
    wheel = manifest.wheel()
    files.append(File.generated(config, wheel.name, abs_src_path=str(wheel)))


def insert_wheel_url(markdown: str, config: MkDocsConfig) -> str:
    """Replace `wheel:gdlib`, in a command of a page, by the URL of the wheel."""
    return markdown.replace("wheel:gdlib", manifest.wheel_url(config))


def main() -> None:
    """Pack the runtime, and print its files with their sizes."""
    options = argparse.ArgumentParser(description="Pack the Python that readers run.")
    options.add_argument("--wheels", metavar="FOLDER_OR_URL", help="where the official wheels are")
    try:
        if origin := options.parse_args().wheels:
            from sitegen.pyodide.pack import official_core

            official_core(origin)
        folders = publish_runtime()
    except PluginError as error:
        sys.exit(str(error))
    for folder in folders:
        sizes = {path.name: path.stat().st_size for path in folder.iterdir()}
        print(f"{sum(sizes.values()):>12,}  {folder}")
        for name, size in sorted(sizes.items(), key=lambda item: -item[1]):
            print(f"{size:>12,}    {name}")


if __name__ == "__main__":
    main()
