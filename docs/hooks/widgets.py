"""Widgets: their script and style, and in each page a first run that needs neither.

`<gd-descent>` is written into pages empty. The build computes its run with gdlib,
through the very functions that answer in the browser (python/bridge.py), draws it
with the very code that draws there (prerender.ts), and puts both into the page.
"""

import importlib.util
import json
import re
import sys
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Any

import node_process
import shared
from bundle import WIDGETS, bundle, sources_digest
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

SCRIPT, STYLE, WORKER = "widgets/gd.js", "widgets/gd.css", "widgets/worker.js"
EDITOR = "widgets/editor.js"  # fetched when a reader first edits a cell
STEPS = 50

#: What Pyodide fetches before it is ready for gdlib; the reader sees how much of it has arrived.
BOOT_FILES = ("pyodide.asm.wasm", "python_stdlib.zip")

_ELEMENT = re.compile(r"(?:<p>\s*)?(<gd-descent\b[^>]*>)\s*</gd-descent>(?:\s*</p>)?")
_ATTRIBUTES = {"id", "loss", "t", "lr", "steps", "compact"}


# --- Script and style ---


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    node_process.refresh()
    if shared.is_main(config):
        _publish()
    script = ExtraScriptValue(shared.from_page_root(config, shared.published(SCRIPT)))
    script.type = "module"
    config.extra_javascript.append(script)
    config.extra_css.append(shared.from_page_root(config, shared.published(STYLE)))
    return config


def _publish() -> None:
    """Bundle what has changed, and publish the worker, the script that starts it, and the style."""
    runtime = {
        "GD_RUNTIME": f"../{shared.published('runtime')}",
        "GD_LOCK": f"../{shared.published('runtime-lock')}",
        "GD_RUNTIME_BYTES": _boot_bytes(),
        "GD_PACKAGES": _packages(),
    }
    folder = shared.CACHE / "widgets" / sources_digest(json.dumps(runtime))
    worker = shared.publish(WORKER, _bundled("python/worker.ts", folder / "worker.js"))
    editor = shared.publish(EDITOR, _bundled("cell/editor.ts", folder / "editor.js"))
    define = {name: json.dumps(value) for name, value in runtime.items()}
    define["GD_WORKER"] = json.dumps(Path(worker).name)
    define["GD_EDITOR"] = json.dumps(Path(editor).name)
    shared.publish(SCRIPT, _bundled("index.ts", folder / "gd.js", define))
    shared.publish(STYLE, _bundled("index.css", folder / "gd.css"))


def _bundled(entry: str, path: Path, define: dict[str, str] | None = None) -> bytes:
    if not path.exists():
        bundle(entry, path, define=define)
    return path.read_bytes()


def _boot_bytes() -> int:
    core = shared.SHARED / shared.published("runtime")
    gdlib = shared.SHARED / shared.published("runtime-gdlib")
    lock = shared.SHARED / shared.published("runtime-lock")
    return sum(path.stat().st_size for path in [*(core / name for name in BOOT_FILES), gdlib, lock])


def _packages() -> dict[str, Any]:
    """Return what cells can import: of each package the modules, its needs and its size."""
    lock = shared.SHARED / shared.published("runtime-lock")
    core = shared.SHARED / shared.published("runtime")
    return {
        name: {
            "imports": package["imports"],
            "depends": package["depends"],
            "bytes": (core / package["file_name"]).stat().st_size,
        }
        for name, package in json.loads(lock.read_text())["packages"].items()
    }


# --- First runs ---


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    nameless = 0

    def filled(match: re.Match[str]) -> str:
        nonlocal nameless
        attributes = _parsed(match[1])
        nameless += "id" not in attributes
        key = attributes.get("id") or ("descent" if nameless == 1 else f"descent-{nameless}")
        try:
            return _descent(attributes, str(key), config.theme["language"])
        except (ValueError, TypeError) as error:
            raise PluginError(f"{page.file.src_uri}: {match[1]}: {error}") from error

    return _ELEMENT.sub(filled, html)


class _StartTag(HTMLParser):
    """Reads the attributes of one start tag."""

    attributes: dict[str, str | None]

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes = dict(attrs)


def _parsed(tag: str) -> dict[str, str | None]:
    parser = _StartTag()
    parser.feed(tag)
    return parser.attributes


def _parameters(attributes: dict[str, str | None]) -> dict[str, Any]:
    """Return what python/bridge.py is asked for.

    Raises:
        ValueError: there is no such attribute, or its value is no number.
    """
    unknown = sorted(attributes.keys() - _ATTRIBUTES)
    if unknown:
        allowed = ", ".join(sorted(_ATTRIBUTES))
        raise ValueError(f"there is no attribute {unknown[0]}; there are {allowed}")
    return {
        "loss": attributes.get("loss", "squared_error"),
        "t": _number(attributes, "t", float),
        "lr": _number(attributes, "lr", float),
        "steps": _number(attributes, "steps", int) if "steps" in attributes else STEPS,
    }


def _number(attributes: dict[str, str | None], name: str, kind: type[float] | type[int]) -> Any:
    if name not in attributes:
        return None
    text = attributes[name]
    try:
        return kind(text or "")
    except ValueError:
        what = "a whole number" if kind is int else "a number"
        raise ValueError(f"{name} must be {what}, got {text!r}") from None


def _descent(attributes: dict[str, str | None], key: str, language: str) -> str:
    facts, columns = _bridge().descent(_parameters(attributes))
    run = {"facts": facts, "columns": {name: list(column) for name, column in columns.items()}}
    payload = {"run": run, "key": key, "language": language, "compact": "compact" in attributes}
    view = node_process.render("descent", payload)
    written = "".join(
        f" {name}" if value is None else f' {name}="{escape(value)}"'
        for name, value in (attributes | _state(facts, columns)).items()
    )
    # Not a script element: instant navigation executes every one it finds, whatever its type.
    numbers = escape(json.dumps(run, ensure_ascii=False, allow_nan=False), quote=False)
    data = f"<template data-run data-search-exclude>{numbers}</template>"
    return f"<gd-descent{written}>{view}{data}</gd-descent>"


def _state(facts: dict[str, Any], columns: dict[str, Any]) -> dict[str, str]:
    """Return what the element says of itself, for tests and embedding pages, at the start."""
    numbers = {name: columns[name][0] for name in ("t", "loss", "grad")}
    numbers |= {"lr": facts["parameters"]["lr"]}
    return {"data-state": "idle", "data-n": "0"} | {
        f"data-{name}": f"{value:.17g}" for name, value in numbers.items()
    }


# --- The functions that also answer in the browser ---

_loaded: tuple[str, ModuleType] | None = None


def _bridge() -> ModuleType:
    """Return python/bridge.py, loaded anew with gdlib if either has changed while MkDocs serves."""
    global _loaded
    sources = [WIDGETS / "python" / "bridge.py", *sorted((shared.ROOT / "gdlib").rglob("*.py"))]
    stamp = str([(path, path.stat().st_mtime_ns) for path in sources])
    if _loaded is None or _loaded[0] != stamp:
        _loaded = stamp, _load(sources[0])
    return _loaded[1]


def _load(path: Path) -> ModuleType:
    for name in [name for name in sys.modules if name.partition(".")[0] == "gdlib"]:
        del sys.modules[name]
    if str(shared.ROOT) not in sys.path:
        sys.path.insert(0, str(shared.ROOT))
    spec = importlib.util.spec_from_file_location("bridge", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
