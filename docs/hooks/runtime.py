"""Packs the Python that readers run, and hands it to the site.

The manifest then knows three paths below the site's root:

- `runtime`: the folder of the core, `indexURL` of `loadPyodide`;
- `runtime-lock`: the lock, its `lockFileURL`;
- `runtime-gdlib`: gdlib's wheel, which the lock names.

Nothing happens while what was packed last is still right. By itself,
`python docs/hooks/runtime.py [--wheels FOLDER_OR_URL]` packs and prints what it made.
"""

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TypedDict

import shared
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

PACKED = shared.SHARED / "runtime"
STATE = shared.CACHE / "runtime.json"
HOOKS = Path(__file__).parent
log = get_plugin_logger("runtime")


class Packed(TypedDict):
    """A packed folder: from which inputs, its name, and its files' sizes in bytes."""

    inputs: str
    folder: str
    sizes: dict[str, int]


def core_inputs() -> str:
    """Return a hash of all that decides the core."""
    tools = [
        version(name)
        for name in ("fonttools", "matplotlib", "pyodide-build", "pyodide-lock", "wheel")
    ]
    npm = json.loads((shared.ROOT / "package.json").read_text())["devDependencies"]
    pins = [npm[name] for name in ("pyodide", "@expo-google-fonts/biz-udpgothic")]
    carrier = shared.ROOT / "requirements" / "runtime.txt"
    core = shared.ROOT / "node_modules" / "pyodide" / "package.json"
    named = ("figure_font.py", "first_minute.py", "runtime_python.mjs")
    hooks = [*sorted(HOOKS.glob("runtime*.py")), *(HOOKS / name for name in named)]
    return _digest([*tools, *pins], [carrier, core, *hooks])


def gdlib_inputs(core: Packed) -> str:
    """Return a hash of all that decides gdlib's wheel and the lock beside it."""
    metadata = [shared.ROOT / name for name in ("pyproject.toml", "README.md", "LICENSE")]
    sources = shared.gdlib_sources()
    return _digest([core["folder"], version("flit_core")], [*metadata, *sources])


def _digest(words: Iterable[str], files: Iterable[Path]) -> str:
    digest = hashlib.sha256(repr(list(words)).encode())
    for path in files:
        content = path.read_bytes() if path.exists() else b""
        digest.update(f"{path.relative_to(shared.ROOT)} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def packed_before(part: str, inputs: str) -> Packed | None:
    """Return what was packed last as `part`, if from the same inputs and still whole."""
    packed = _state().get(part)
    if packed is None or packed["inputs"] != inputs:
        return None
    folder = PACKED / packed["folder"]
    files = ((folder / name, size) for name, size in packed["sizes"].items())
    return packed if all(f.exists() and f.stat().st_size == size for f, size in files) else None


def _state() -> dict[str, Packed]:
    state: dict[str, Packed] = json.loads(STATE.read_text()) if STATE.exists() else {}
    return state


def core(origin: str | None = None) -> Packed:
    """Return the core, packed now if need be.

    Args:
        origin: a folder or a URL to take the official wheels from, instead of PyPI.
    """
    inputs = core_inputs()
    found = None if origin else packed_before("core", inputs)
    if found:
        return found
    from runtime_pack import folder_name, packed_core

    log.info("Packing Pyodide, NumPy and Matplotlib for readers (about a minute, once)")
    files = packed_core(origin)
    return _keep("core", inputs, folder_name(files), files)


def gdlib(core: Packed) -> Packed:
    """Return gdlib's wheel and the lock for `core`, packed now if need be."""
    inputs = gdlib_inputs(core)
    found = packed_before("gdlib", inputs)
    if found:
        return found
    from runtime_pack import packed_gdlib

    return _keep("gdlib", inputs, *packed_gdlib(PACKED / core["folder"]))


def _keep(part: str, inputs: str, folder: str, files: Mapping[str, bytes]) -> Packed:
    """Put packed files into the shared folder and remember from what they were made."""
    _put(PACKED / folder, files)
    sizes = {name: len(content) for name, content in files.items()}
    packed = Packed(inputs=inputs, folder=folder, sizes=sizes)
    shared.write_atomically(STATE, json.dumps(_state() | {part: packed}, indent=1).encode())
    return packed


def _put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder so that it is there whole or not at all, even if two builds do so at once."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix="packing-", dir=shared.CACHE))
    for name, content in files.items():
        (partial / name).write_bytes(content)
    partial.chmod(0o755)
    try:
        partial.rename(folder)
    except OSError:  # it is there already; its name says that it was meant to hold the same
        for name in files:
            (partial / name).replace(folder / name)
        partial.rmdir()


def remove_all_but(*packed: Packed) -> None:
    """Remove packed folders that these replaced."""
    for old in {path.name for path in PACKED.iterdir()} - {part["folder"] for part in packed}:
        shutil.rmtree(PACKED / old, ignore_errors=True)


def publish(core: Packed, gdlib: Packed) -> None:
    """Tell the other hooks where the packed files are."""
    wheel = next(name for name in gdlib["sizes"] if name.endswith(".whl"))
    shared.record("runtime", f"runtime/{core['folder']}/")
    shared.record("runtime-lock", f"runtime/{gdlib['folder']}/pyodide-lock.json")
    shared.record("runtime-gdlib", f"runtime/{gdlib['folder']}/{wheel}")


def ready(origin: str | None = None) -> tuple[Packed, Packed]:
    """Return the core and gdlib, packed and published; what they replaced is removed."""
    before = _state()
    packed_core = core(origin)
    both = packed_core, gdlib(packed_core)
    if _state() != before:
        remove_all_but(*both)
    publish(*both)
    return both


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
        parts = ready(options.parse_args().wheels)
    except PluginError as error:
        sys.exit(str(error))
    for packed in parts:
        print(f"{sum(packed['sizes'].values()):>12,}  {PACKED / packed['folder']}")
        for name, size in sorted(packed["sizes"].items(), key=lambda item: -item[1]):
            print(f"{size:>12,}    {name}")


if __name__ == "__main__":
    main()
