"""Packs the Python that readers run, and hands it to the site.

The manifest then knows four paths below the site's root:

- `runtime/core`: the folder of the core, `indexURL` of `loadPyodide`;
- `runtime/gdlib`: the folder of gdlib's wheel and of the lock, Pyodide's `lockFileURL`;
- `runtime/session`: the folder of session.zip, the modules of docs/widgets/python;
- `runtime-gdlib`: the wheel itself.

By itself, `python docs/hooks/runtime.py [--wheels FOLDER_OR_URL]` packs and prints what it made.
"""

import argparse
import json
import pickle
import sys
from collections.abc import Callable
from pathlib import Path

import shared
from cache import cached, version
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from runtime_downloads import CARRIER, CORE, pinned_version

HOOKS = Path(__file__).parent
WIDGETS = shared.ROOT / "docs" / "widgets"
TOOLS = ("fonttools", "matplotlib", "pyodide-build", "pyodide-lock", "wheel")
log = get_plugin_logger("runtime")


def core() -> Path:
    """Return the folder of the core, packed now if need be."""
    font = "@expo-google-fonts/biz-udpgothic"
    npm = json.loads((shared.ROOT / "package.json").read_text())["devDependencies"]
    named = ("figure_font.py", "first_minute.py", "runtime_python.mjs")
    hooks = [*sorted(HOOKS.glob("runtime_*.py")), *(HOOKS / name for name in named)]
    versions = [pinned_version(), npm[font], *map(version, TOOLS)]

    def pack() -> dict[str, bytes]:
        from runtime_pack import packed_core

        log.info("Packing Pyodide, NumPy and Matplotlib for readers (about a minute, once)")
        return packed_core()

    return _published("core", [versions, CARRIER, CORE / "package.json", *hooks], pack)


def gdlib(core: Path) -> Path:
    """Return the folder of gdlib's wheel and of the lock for `core`, packed now if need be."""
    metadata = [shared.ROOT / name for name in ("pyproject.toml", "README.md", "LICENSE")]
    decisive = [core.name, version("flit_core"), *metadata, *shared.gdlib_sources()]

    def pack() -> dict[str, bytes]:
        from runtime_pack import packed_gdlib

        return packed_gdlib(core)

    return _published("gdlib", decisive, pack)


def session() -> Path:
    """Return the folder of the page's own Python, packed now if need be."""
    hooks = [HOOKS / f"runtime_{name}" for name in ("compile.py", "pack.py", "python.py")]
    sources = session_files()
    versions = [pinned_version(), version("pyodide-build")]

    def pack() -> dict[str, bytes]:
        from runtime_pack import packed_session

        return packed_session(sources)

    return _published("session", [versions, list(sources), *hooks, *sources.values()], pack)


def session_files() -> dict[str, Path]:
    """Return the files of the page's own Python, by their names in its archive."""
    files = [WIDGETS / "python" / "limits.json", *(WIDGETS / "python").rglob("*.py")]
    names = {path.relative_to(WIDGETS / "python").as_posix(): path for path in sorted(files)}
    return names | {"checking.py": WIDGETS / "exercise" / "checking.py"}


def _published(part: str, inputs: list[object], pack: Callable[[], dict[str, bytes]]) -> Path:
    kept = cached(f"runtime/{part}.pickle", inputs, lambda: pickle.dumps(pack()))
    files: dict[str, bytes] = pickle.loads(kept.read_bytes())
    return shared.SHARED / shared.publish_folder(f"runtime/{part}", files)


def ready() -> tuple[Path, Path, Path]:
    """Return the folders of the core, of gdlib and of the session, packed and published."""
    packed_core = core()
    packed_gdlib = gdlib(packed_core)
    (wheel,) = packed_gdlib.glob("*.whl")
    shared.record("runtime-gdlib", wheel.relative_to(shared.SHARED).as_posix())
    return packed_core, packed_gdlib, session()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    if shared.is_main(config):
        ready()
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Offer gdlib's wheel for pip too, under its own name."""
    if shared.is_main(config):
        wheel = shared.wheel()
        files.append(File.generated(config, wheel.name, abs_src_path=str(wheel)))
    return files


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let `wheel:gdlib`, in a command of a page, be the address of the wheel."""
    return markdown.replace("wheel:gdlib", shared.wheel_url(config))


def main() -> None:
    """Pack what is not packed yet, and print what there is."""
    options = argparse.ArgumentParser(description="Pack the Python that readers run.")
    options.add_argument("--wheels", metavar="FOLDER_OR_URL", help="where the official wheels are")
    try:
        if origin := options.parse_args().wheels:
            from runtime_pack import official_core

            official_core(origin)
        folders = ready()
    except PluginError as error:
        sys.exit(str(error))
    for folder in folders:
        sizes = {path.name: path.stat().st_size for path in folder.iterdir()}
        print(f"{sum(sizes.values()):>12,}  {folder}")
        for name, size in sorted(sizes.items(), key=lambda item: -item[1]):
            print(f"{size:>12,}    {name}")


if __name__ == "__main__":
    main()
