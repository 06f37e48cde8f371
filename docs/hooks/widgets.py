"""The scripts and the style of all widgets, bundled and published.

A page's widgets fetch their scripts when a reader comes near (docs/widgets/parts.ts). So that those
of the first need not be asked for one after the other, its page names them for preloading.
"""

import json
import re
from pathlib import Path
from typing import Any

import node_process
import sandbox
import shared
from bundle import WIDGETS, Graph, bundle, split
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

SCRIPTS, STYLE, WORKER = "widgets/gd", "widgets/gd.css", "widgets/worker.js"
FRAME = "widgets/frame.html"  # where the HTML that programs make lives

GRAPH = shared.CACHE / "widgets" / "graph.json"  # which script needs which
_WIDGET = re.compile(r"<gd-([a-z]+)\b")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    node_process.refresh()
    if shared.is_main(config):
        _publish()
    script = ExtraScriptValue(shared.from_page_root(config, f"{shared.published(SCRIPTS)}/gd.js"))
    script.type = "module"
    config.extra_javascript.append(script)
    return config


def _publish() -> None:
    """Publish the worker, the scripts that start it, and the style."""
    worker = shared.publish(WORKER, sandbox.worker())
    frame = shared.publish(FRAME, (WIDGETS / "cell" / "frame.html").read_bytes())
    strings = {
        "GD_RUNTIME": json.dumps(sandbox.described(worker), separators=(",", ":")),
        "GD_SANDBOX": sandbox.document(),
        "GD_FRAME": f"../{Path(frame).name}",
    }
    define = {name: json.dumps(text) for name, text in strings.items()}
    scripts, needs = split("index.ts", "gd", define=define)
    shared.publish_folder(SCRIPTS, scripts)
    shared.write_atomically(GRAPH, json.dumps(needs).encode())
    shared.publish(STYLE, bundle("index.css").read_bytes())


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any
) -> dict[str, Any]:
    """Give the template the scripts to preload."""
    folder = shared.published(SCRIPTS)
    names = scripts_for(page.content or "", json.loads(GRAPH.read_text()))
    context["preloads"] = [shared.from_page_root(config, f"{folder}/{name}") for name in names]
    return context


def scripts_for(content: str, graph: Graph) -> list[str]:
    """Return what gd.js imports, and the files of a page's first widget.

    That of `gd-NAME` is `NAME/element.ts`; other parts are not preloaded.
    """
    parts = [f"{name}/element.ts" for name in _WIDGET.findall(content)]
    of_first = next((graph[part] for part in parts if part in graph), [])
    itself, *always = graph["index.ts"]
    return [file for file in dict.fromkeys([*always, *of_first]) if file != itself]
