"""The scripts and the style of all widgets, bundled and published.

A page's widgets fetch their scripts when they come near the viewport
(web/site/lazy-elements.ts). So that those of the first need not be asked for one after the other,
its page names them for preloading.
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
FRAME = "widgets/frame.html"  # where the HTML that programs make lives

GRAPH = CACHE / "widgets" / "graph.json"  # which script needs which
_WIDGET = re.compile(r"<gd-([a-z]+)\b")


def add_script(config: MkDocsConfig) -> None:
    """Have every page load the entry of the scripts."""
    script = ExtraScriptValue(i18n.from_page_root(config, f"{manifest.published(SCRIPTS)}/gd.js"))
    script.type = "module"
    config.extra_javascript.append(script)


def publish_bundles() -> None:
    """Publish the worker, the scripts that start it, and the style."""
    worker = manifest.publish(WORKER, sandbox.worker())
    frame = manifest.publish(FRAME, (WEB / "notebook" / "html-output" / "frame.html").read_bytes())
    strings = {
        "GD_RUNTIME": json.dumps(sandbox.described(worker), separators=(",", ":")),
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
    folder = manifest.published(SCRIPTS)
    names = scripts_for(page.content or "", json.loads(GRAPH.read_text()))
    context["preloads"] = [i18n.from_page_root(config, f"{folder}/{name}") for name in names]


def scripts_for(content: str, graph: Graph) -> list[str]:
    """Return what gd.js imports, and the files of a page's first widget.

    That of `gd-NAME` is `widgets/NAME/element.ts`, or `NAME/element.ts`; other parts are not
    preloaded.
    """
    names = _WIDGET.findall(content)
    parts = [f"{folder}{name}/element.ts" for name in names for folder in ("widgets/", "")]
    of_first = next((graph[part] for part in parts if part in graph), [])
    itself, *always = graph["main.ts"]
    return [file for file in dict.fromkeys([*always, *of_first]) if file != itself]
