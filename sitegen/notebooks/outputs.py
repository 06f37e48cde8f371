"""The outputs of executed cells as HTML."""

import html
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from nbformat import NotebookNode

from sitegen.cache import cached
from sitegen.figures import svg


def outputs_html(cell: NotebookNode, source: str) -> str:
    """Return a cell's outputs as HTML; `source` is its file, for messages."""
    return cached(
        f"outputs/{cell.id}.html",
        [cell.id, cell.metadata.get("alt"), cell.outputs, Path(__file__), *svg.sources()],
        lambda: _outputs_html(cell, source).encode(),
    ).read_text()


def _outputs_html(cell: NotebookNode, source: str) -> str:
    parts = [
        _output_html(output, number, cell, source) for number, output in enumerate(cell.outputs)
    ]
    return "\n".join(parts)


def _output_html(output: NotebookNode, number: int, cell: NotebookNode, source: str) -> str:
    if output.output_type == "stream":
        return f'<pre class="gd-{output.name}" tabindex="0">{html.escape(output.text)}</pre>'
    data: dict[str, Any] = output.data
    prefix = f"{cell.id}-{number}-"
    if "image/svg+xml" in data:
        picture = svg.inline_svg(svg.parse_svg(data["image/svg+xml"]), prefix, _alt(cell, source))
        return f'<div class="gd-figure">{picture}</div>'
    if "<gd-film" in data.get("text/html", ""):
        alt = html.escape(_alt(cell, source))
        return str(data["text/html"]).replace('aria-label=""', f'aria-label="{alt}"', 1)
    if "text/html" in data:
        return f'<div class="gd-html">{data["text/html"]}</div>'
    return f'<pre class="gd-result" tabindex="0">{html.escape(data["text/plain"])}</pre>'


def _alt(cell: NotebookNode, source: str) -> str:
    """Return the `alt` of a cell with a figure.

    Raises:
        PluginError: the cell has none.
    """
    alt = cell.metadata.get("alt")
    if not alt:
        raise PluginError(
            f"{source}: cell {cell.id!r} draws a figure; say what it shows, for readers who cannot "
            f'see it: write `alt="…"` behind `name="{cell.id}"`.'
        )
    return str(alt)
