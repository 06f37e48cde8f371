"""Prerenders the widgets of pages with a first run, which needs neither scripts nor Python.

Pages contain `<gd-descent>` and other widgets empty. The build computes their
run with gdlib, by the same queries as in the browser (web/python/queries), renders it
with the same views (web/prerender.ts), and inserts both into the page. attributes.py has
the attributes and the initial state of each tag.

The numbers of a page's first widget are inlined, if they are few, so that it can be played
at once. Those of the others are files, which the widgets fetch near the viewport.
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

#: Maximal length, in characters, of the numbers inlined in a page.
MAX_INLINE_NUMBERS = 16_000
FOLDER = "runs"  # of the files with numbers


def prerender_widgets(output: str, page: Page, config: MkDocsConfig) -> str:
    """Insert first runs into the widgets of a page.

    Raises:
        PluginError: a widget is unknown, or an attribute is wrong.
    """
    nameless = dict.fromkeys(TAGS, 0)
    is_first = True
    language = config.theme["language"]

    def file_for(numbers: str, name: str) -> str | None:
        nonlocal is_first
        is_inline, is_first = is_first and len(numbers) < MAX_INLINE_NUMBERS, False
        if is_inline:
            return None
        file = manifest.emit(config, f"{FOLDER}/{name}.json", numbers.encode())
        return get_relative_url(file, page.url)

    def prerendered(match: re.Match[str]) -> str:
        name = match[2].removeprefix("gd-")
        attributes = _parse_attributes(match[1])
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
    return _ELEMENT.sub(prerendered, output)


class _StartTag(HTMLParser):
    """Parses the attributes of one start tag."""

    attributes: Attributes

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes = dict(attrs)


def _parse_attributes(start_tag: str) -> Attributes:
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
    """Return the element `gd-<name>` with the view and the numbers of its first run.

    Args:
        name: one of `attributes.TAGS`.
        attributes: of the tag in the page.
        key: of the widget in URL fragments and in the ids of its parts.
        language: `ja` or `en`.
        file_for: gets the numbers as JSON and `name`; returns the URL of a file with them,
            relative to the page, or None if they are inlined.

    Raises:
        ValueError, TypeError: an attribute is wrong, or gdlib rejects it.
    """
    view, state, numbers = json.loads(
        cached(
            f"first-runs/{name}.json",
            [name, attributes, key, language, version("numpy"), *_sources()],
            lambda: _render_first_run(name, attributes, key, language),
        ).read_text()
    )
    data = ""
    if address := file_for(numbers, name):
        state["data-run"] = address
    else:
        # Not a script element: instant navigation executes all of them, whatever their type.
        content = escape(numbers, quote=False)
        data = f"<template data-run>{content}</template>"
    written = "".join(
        f" {name}" if value is None else f' {name}="{escape(value)}"'
        for name, value in (attributes | state).items()
    )
    return f"<gd-{name}{written}>{view}{data}</gd-{name}>"


def _sources() -> list[Path | str]:
    """Return the inputs, for `cached`, of a first run: queries, gdlib, views, and these modules."""
    ours = [Path(__file__), Path(__file__).with_name("attributes.py")]
    return [*_query_sources(), sources_digest(), *ours]


def _query_sources() -> list[Path]:
    """Return the modules of the queries and of gdlib."""
    queries = sorted((WEB / "python" / "queries").glob("*.py"))
    return [*queries, *gdlib_sources()]


def _render_first_run(name: str, attributes: Attributes, key: str, language: str) -> bytes:
    """Return, as JSON, an element's view, its `data-*` state, and its run's numbers."""
    progress.note(f"Computing the first run of <gd-{name}>")
    tag = TAGS[name]
    facts, columns = _run_query(tag, attributes)
    run = {"facts": facts, "columns": {name: _shorten(column) for name, column in columns.items()}}
    payload = {"run": run, "key": key, "language": language, "attributes": attributes}
    view = node_renderer.render(name, payload)
    state = {"data-state": "idle"} | {
        f"data-{name}": f"{value:.17g}" if isinstance(value, float) else str(value)
        for name, value in tag.state(facts, columns).items()
    }
    for column in tag.view_columns:
        del run["columns"][column]
    numbers = json.dumps(run, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return json.dumps([view, state, numbers]).encode()


def _shorten(column: Sequence[float]) -> list[float]:
    """Return numbers whose JSON has no `.0`: whole ones as int."""
    return [int(number) if number == int(number) else number for number in column]


# --- The queries, as in the browser ---

_QUERY_MODULES = re.compile(r"(gdlib|web\.python\.queries)\b")
_loaded_state = ""


def _run_query(
    tag: Tag, attributes: Attributes
) -> tuple[dict[str, Any], dict[str, Sequence[float]]]:
    """Run the query of a tag; import it and gdlib again if they changed during `mkdocs serve`."""
    global _loaded_state
    stamp = str([(path, path.stat().st_mtime_ns) for path in _query_sources()])
    if _loaded_state not in ("", stamp):
        for name in [name for name in sys.modules if _QUERY_MODULES.match(name)]:
            del sys.modules[name]
    _loaded_state = stamp
    answer = import_module(f"web.python.queries.{tag.query}").answer
    facts, columns = answer(tag.parameters(attributes))
    return facts, columns
