"""The scripts and the style of all widgets, bundled and published.

A page's widgets fetch their scripts when a reader comes near (docs/widgets/parts.ts). So that those
of the first need not be asked for one after the other, each page names them beforehand.
"""

import hashlib
import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import node_process
import sandbox
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
    folder = shared.CACHE / "widgets" / sources_digest()
    worker = shared.publish(WORKER, sandbox.worker(folder / "worker.js"))
    frame = shared.publish(FRAME, (WIDGETS / "cell" / "frame.html").read_bytes())
    shared.publish(FIRST, _bundled("site/index-on-demand.ts", folder / "first.js"))
    strings = {
        "GD_RUNTIME": json.dumps(sandbox.described(worker), separators=(",", ":")),
        "GD_SANDBOX": sandbox.document(folder / "sandbox-frame.js"),
        "GD_FRAME": f"../{Path(frame).name}",
    }
    define = {name: json.dumps(text) for name, text in strings.items()}
    digest = hashlib.sha256(repr(define).encode()).hexdigest()[:16]
    scripts = _scripts(folder / f"scripts-{digest}", define)
    shared.publish_folder(SCRIPTS, {path.name: path.read_bytes() for path in scripts.iterdir()})
    shared.publish(STYLE, _bundled("index.css", folder / "gd.css"))


def _bundled(entry: str, path: Path) -> bytes:
    if not path.exists():
        bundle(entry, path)
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
