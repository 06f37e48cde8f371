"""Bundles and publishes the scripts and the style of all widgets.

Widgets load their scripts near the viewport (web/site/lazy-elements.ts). A page preloads
the scripts of its first widget, so that they are fetched in parallel.
"""

import json
import re
from pathlib import Path
from typing import Any

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from sitegen import manifest
from sitegen.languages import i18n
from sitegen.paths import CACHE, WEB, write_atomically
from sitegen.security import sandbox
from sitegen.widgets.esbuild import Graph, bundle, split

SCRIPTS, STYLE, WORKER = "widgets/gd", "widgets/gd.css", "widgets/worker.js"
FRAME = "widgets/frame.html"  # the document of the frame for a program's HTML output

GRAPH = CACHE / "widgets" / "graph.json"  # entry → the scripts that it imports
_WIDGET = re.compile(r"<gd-([a-z]+)\b")
#: Folders of elements that have another name.
_FOLDERS = {"film": "animation"}


def add_script(config: MkDocsConfig) -> None:
    """Add the entry script to every page."""
    script = ExtraScriptValue(
        i18n.from_page_root(config, f"{manifest.published_path(SCRIPTS)}/gd.js")
    )
    script.type = "module"
    config.extra_javascript.append(script)


def publish_bundles() -> None:
    """Publish the worker, the scripts and the style."""
    worker = manifest.publish(WORKER, sandbox.worker())
    frame = manifest.publish(FRAME, (WEB / "notebook" / "html-output" / "frame.html").read_bytes())
    strings = {
        "GD_RUNTIME": json.dumps(sandbox.runtime_config(worker), separators=(",", ":")),
        "GD_SANDBOX": sandbox.document(),
        "GD_FRAME": f"../{Path(frame).name}",
    }
    define = {name: json.dumps(text) for name, text in strings.items()}
    scripts, needs = split("main.ts", "gd", define=define)
    manifest.publish_folder(SCRIPTS, scripts)
    write_atomically(GRAPH, json.dumps(needs).encode())
    manifest.publish(STYLE, bundle("styles/main.css").read_bytes())


def preload_scripts(context: dict[str, Any], page: Page, config: MkDocsConfig) -> None:
    """Give the template the scripts to preload."""
    folder = manifest.published_path(SCRIPTS)
    names = scripts_for(page.content or "", json.loads(GRAPH.read_text()))
    context["preloads"] = [i18n.from_page_root(config, f"{folder}/{name}") for name in names]


def scripts_for(content: str, graph: Graph) -> list[str]:
    """Return the scripts to preload: the imports of gd.js, and those of a page's first widget.

    The entry of `gd-NAME` is `widgets/NAME/element.ts` or `NAME/element.ts`; see `_FOLDERS`.
    """
    names = [_FOLDERS.get(name, name) for name in _WIDGET.findall(content)]
    parts = [f"{folder}{name}/element.ts" for name in names for folder in ("widgets/", "")]
    of_first = next((graph[part] for part in parts if part in graph), [])
    itself, *always = graph["main.ts"]
    return [file for file in dict.fromkeys([*always, *of_first]) if file != itself]
