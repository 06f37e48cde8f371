"""The scripts and the style of all widgets, bundled and published.

A page's widgets fetch their scripts when a reader comes near (docs/widgets/parts.ts). So that those
of the first need not be asked for one after the other, each page names them beforehand.
"""

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import node_process
import shared
from bundle import WIDGETS, Graph, bundle, sources_digest, split
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

SCRIPTS, STYLE, WORKER = "widgets/gd", "widgets/gd.css", "widgets/worker.js"
FIRST = "widgets/first.js"  # runs before Material's own script
FRAME = "widgets/frame.html"  # where the HTML that programs make lives

#: The file below docs/widgets that defines an element, where it isn't `NAME/element.ts`.
PARTS = {
    "gd-notebook": "cells.ts",
    "gd-cell": "cells.ts",
    "gd-assignment": "teach/assignment-maker.ts",
    "gd-results": "teach/results.ts",
}
GRAPH = shared.CACHE / "widgets" / "graph.json"  # which script needs which
_ELEMENT = re.compile(r"<(gd-[a-z]+)\b")

#: What Pyodide fetches before it is ready for gdlib; the reader sees how much of it has arrived.
BOOT_FILES = ("pyodide.asm.wasm", "python_stdlib.zip")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    node_process.refresh()
    if shared.is_main(config):
        _publish()
    script = ExtraScriptValue(shared.from_page_root(config, f"{shared.published(SCRIPTS)}/gd.js"))
    script.type = "module"
    config.extra_javascript.append(script)
    config.extra["first_script"] = shared.from_page_root(config, shared.published(FIRST))
    return config


def _publish() -> None:
    """Bundle what has changed, and publish the worker, the scripts that start it, and the style."""
    runtime = {
        "GD_RUNTIME": f"../../{shared.published('runtime')}",
        "GD_LOCK": f"../../{shared.published('runtime-lock')}",
        "GD_RUNTIME_BYTES": _boot_bytes(),
        "GD_PACKAGES": json.dumps(_packages()),
    }
    folder = shared.CACHE / "widgets" / sources_digest(json.dumps(runtime))
    worker = shared.publish(WORKER, _bundled("python/worker.ts", folder / "worker.js"))
    frame = shared.publish(FRAME, (WIDGETS / "cell" / "frame.html").read_bytes())
    shared.publish(FIRST, _bundled("site/index-on-demand.ts", folder / "first.js"))
    define = {name: json.dumps(value) for name, value in runtime.items()}
    define["GD_WORKER"] = json.dumps(f"../{Path(worker).name}")
    define["GD_FRAME"] = json.dumps(f"../{Path(frame).name}")
    shared.publish_folder(SCRIPTS, _scripts(folder / "scripts", define))
    shared.publish(STYLE, _bundled("index.css", folder / "gd.css"))


def _bundled(entry: str, path: Path, define: dict[str, str] | None = None) -> bytes:
    if not path.exists():
        bundle(entry, path, define=define)
    return path.read_bytes()


def _scripts(folder: Path, define: dict[str, str]) -> Path:
    """Return the folder of what runs in pages: gd.js, and what it fetches as it is needed."""
    graph = folder.with_suffix(".json")
    if not graph.exists():
        partial = folder.with_name(f"{folder.name}.{os.getpid()}.part")
        needs = split("index.ts", "gd", partial, define=define)
        shutil.rmtree(folder, ignore_errors=True)
        partial.rename(folder)
        shared.write_atomically(graph, json.dumps(needs).encode())
    shared.write_atomically(GRAPH, graph.read_bytes())
    return folder


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any
) -> dict[str, Any]:
    """Name the scripts that a page's first element will ask for."""
    folder = shared.published(SCRIPTS)
    names = scripts_for(page.content or "", json.loads(GRAPH.read_text()))
    context["preloads"] = [shared.from_page_root(config, f"{folder}/{name}") for name in names]
    return context


def scripts_for(content: str, graph: Graph) -> list[str]:
    """Return the files that a page's first element needs, and what every page fetches later."""
    elements = dict.fromkeys(_ELEMENT.findall(content))
    parts = [PARTS.get(name, f"{name.removeprefix('gd-')}/element.ts") for name in elements]
    of_first = next((graph[part] for part in parts if part in graph), [])
    itself, *always = graph["index.ts"]
    return [file for file in dict.fromkeys([*always, *of_first]) if file != itself]


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
