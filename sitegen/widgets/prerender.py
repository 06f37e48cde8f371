"""In each page a first run of its widgets, which needs neither script nor Python.

`<gd-descent>` and its like are written into pages empty. The build computes their
run with gdlib, through the very functions that answer in the browser
(web/python/queries), draws it with the very code that draws there
(prerender.ts), and puts both into the page. What a page may write into a tag, and
what the element says of itself, stands in attributes.py.

The numbers of a page's first widget lie in the page, if they are few: who has just come can play
at once. Those of others lie in files, which the widgets fetch when a reader comes near.
"""

import json
import re
import sys
from collections.abc import Callable, Sequence
from html import escape
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from sitegen import manifest, node_renderer, progress
from sitegen.cache import cached, version
from sitegen.languages import i18n
from sitegen.markdown.elements import ELEMENTS
from sitegen.node_renderer import NodeError
from sitegen.paths import WEB, gdlib_sources
from sitegen.widgets.attributes import TAGS, Attributes, Tag
from sitegen.widgets.esbuild import sources_digest

_NAMES = "|".join(TAGS)
_ELEMENT = re.compile(rf"(<(gd-(?:{_NAMES}))\b[^>]*>)\s*</\2>")
_ANY_ELEMENT = re.compile(r"<(gd-[\w-]+)")
_KNOWN = {*ELEMENTS, "gd-film"}


#: How many characters of numbers a page may hold.
FEW = 16_000
FOLDER = "runs"  # where the files with the numbers of others lie


def prerender_widgets(output: str, page: Page, config: MkDocsConfig) -> str:
    """Fill the widgets of a page with their first runs.

    Raises:
        PluginError: there is no such widget, or an attribute of one is wrong.
    """
    nameless = dict.fromkeys(TAGS, 0)
    is_first = True
    language = config.theme["language"]

    def file_for(numbers: str, name: str) -> str | None:
        nonlocal is_first
        stays, is_first = is_first and len(numbers) < FEW, False
        if stays:
            return None
        file = manifest.emit(config, f"{FOLDER}/{name}.json", numbers.encode())
        return get_relative_url(file, page.url)

    def filled(match: re.Match[str]) -> str:
        name = match[2].removeprefix("gd-")
        attributes = _parsed(match[1])
        nameless[name] += "id" not in attributes
        number = nameless[name]
        key = attributes.get("id") or (name if number == 1 else f"{name}-{number}")
        try:
            return first_run(name, attributes, key, language, file_for)
        except (ValueError, TypeError, ModuleNotFoundError, NodeError) as error:
            raise PluginError(f"{i18n.source_of(page, config)}: {match[1]}: {error}") from error

    unknown = sorted(set(_ANY_ELEMENT.findall(output)) - _KNOWN)
    if unknown:
        raise PluginError(
            f"{i18n.source_of(page, config)}: there is no <{unknown[0]}> among TAGS of "
            f"sitegen/widgets/attributes.py; there are {', '.join(TAGS)}"
        )
    return _ELEMENT.sub(filled, output)


class _StartTag(HTMLParser):
    """Reads the attributes of one start tag."""

    attributes: Attributes

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes = dict(attrs)


def _parsed(start_tag: str) -> Attributes:
    parser = _StartTag()
    parser.feed(start_tag)
    return parser.attributes


def first_run(
    name: str,
    attributes: Attributes,
    key: str,
    language: str,
    file_for: Callable[[str, str], str | None],
) -> str:
    """Return the element `gd-<name>` with its first run, drawn and as numbers.

    Args:
        name: one of `attributes.TAGS`.
        attributes: what the page wrote into the tag.
        key: what the widget is called in addresses and in the ids of its parts.
        language: `ja` or `en`.
        file_for: gets the numbers as JSON and `name`; returns where a file with them lies, seen
            from the page, or None if the page shall hold them.

    Raises:
        ValueError, TypeError: an attribute is wrong, or gdlib refuses it.
    """
    view, state, numbers = json.loads(
        cached(
            f"first-runs/{name}.json",
            [name, attributes, key, language, version("numpy"), *_sources()],
            lambda: _drawn(name, attributes, key, language),
        ).read_text()
    )
    data = ""
    if address := file_for(numbers, name):
        state["data-run"] = address
    else:
        # Not a script element: instant navigation executes every one, whatever its type.
        held = escape(numbers, quote=False)
        data = f"<template data-run>{held}</template>"
    written = "".join(
        f" {name}" if value is None else f' {name}="{escape(value)}"'
        for name, value in (attributes | state).items()
    )
    return f"<gd-{name}{written}>{view}{data}</gd-{name}>"


def _sources() -> list[Path | str]:
    """Return what decides a first run: what computes it, what draws it, and what puts it in."""
    ours = [Path(__file__), Path(__file__).with_name("attributes.py")]
    return [*_computing(), sources_digest(), *ours]


def _computing() -> list[Path]:
    """Return the modules that answer for a widget, and gdlib's."""
    queries = sorted((WEB / "python" / "queries").glob("*.py"))
    return [*queries, *gdlib_sources()]


def _drawn(name: str, attributes: Attributes, key: str, language: str) -> bytes:
    """Return, as JSON, an element's view, what it says of itself, and its run's numbers."""
    progress.note(f"Computing the first run of <gd-{name}>")
    tag = TAGS[name]
    facts, columns = _answer(tag, attributes)
    run = {"facts": facts, "columns": {name: _brief(column) for name, column in columns.items()}}
    payload = {"run": run, "key": key, "language": language, "attributes": attributes}
    view = node_renderer.render(name, payload)
    state = {"data-state": "idle"} | {
        f"data-{name}": f"{value:.17g}" if isinstance(value, float) else str(value)
        for name, value in tag.state(facts, columns).items()
    }
    for drawn in tag.drawn:
        del run["columns"][drawn]
    numbers = json.dumps(run, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return json.dumps([view, state, numbers]).encode()


def _brief(column: Sequence[float]) -> list[float]:
    """Return numbers of which the whole ones are written without `.0`."""
    return [int(number) if number == int(number) else number for number in column]


# --- The functions that also answer in the browser ---

_COMPUTES = re.compile(r"(gdlib|web\.python\.queries)\b")
_stamp = ""


def _answer(tag: Tag, attributes: Attributes) -> tuple[dict[str, Any], dict[str, Sequence[float]]]:
    """Ask the query of a tag: of modules loaded anew if they changed while MkDocs serves."""
    global _stamp
    stamp = str([(path, path.stat().st_mtime_ns) for path in _computing()])
    if _stamp not in ("", stamp):
        for name in [name for name in sys.modules if _COMPUTES.match(name)]:
            del sys.modules[name]
    _stamp = stamp
    answer = import_module(f"web.python.queries.{tag.query}").answer
    facts, columns = answer(tag.parameters(attributes))
    return facts, columns
