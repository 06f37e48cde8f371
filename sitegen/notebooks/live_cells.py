"""Live cells in pages that are no notebooks: fenced blocks that are marked so."""

import re
from pathlib import Path
from typing import Any

import jinja2
import nbformat
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page
from nbformat import NotebookNode

from sitegen.build import Build
from sitegen.languages import i18n
from sitegen.notebooks.execute import Execute

#: The first line of a block that means to be a live cell.
LIVE = re.compile(r"^`{3,}.*\{[^}]*\.live\b.*$", re.MULTILINE)

# ```python { .live name="one-update" alt="what its figure shows, if it draws one" }
FENCE = re.compile(
    r'^```python \{ ?\.live name="(?P<name>[a-z0-9-]+)"(?: alt="(?P<alt>[^"]*)")? ?\}\n'
    r"(?P<code>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)

_templates = jinja2.Environment(loader=jinja2.FileSystemLoader(Path(__file__).parent))


def with_live_cells(markdown: str, page: Page, config: MkDocsConfig, build: Build) -> str:
    """Return a page with a live cell for each fence `.live`; together they are executed once.

    Raises:
        PluginError: a fence cannot be read, or a cell fails.
    """
    source = i18n.source_of(page, config)
    fences = list(FENCE.finditer(markdown))
    _require_readable(markdown, fences, source)
    cells = [_cell(fence) for fence in fences]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"source": source})
    folder = str(Path(str(page.file.abs_src_path)).parent)
    execute = Execute()  # type: ignore[no-untyped-call]
    execute.preprocess(notebook, {"metadata": {"path": folder}})
    build.executed[source] = notebook
    place = f"{config.theme['language']}/{page.file.src_uri.removesuffix('.md')}"
    macros: Any = _templates.get_template("cell.md.j2").module
    made = iter([macros.live(cell, "", place) for cell in cells])
    return FENCE.sub(lambda _: next(made), markdown)


def _require_readable(markdown: str, fences: list[re.Match[str]], source: str) -> None:
    """Make sure that every fence marked as live became a cell with a name of its own.

    Raises:
        PluginError: one did not, or two have the same name.
    """
    read = {fence.start() for fence in fences}
    wrong = [fence[0] for fence in LIVE.finditer(markdown) if fence.start() not in read]
    names = [fence["name"] for fence in fences]
    wrong += [name for name in sorted(set(names)) if names.count(name) > 1]
    if wrong:
        raise PluginError(
            f"{source}: a live cell has a name of its own, and an alt if it draws: "
            f'```python {{ .live name="one-update" alt="…" }}; got {", ".join(wrong)}'
        )


def _cell(fence: re.Match[str]) -> NotebookNode:
    metadata = {"alt": fence["alt"]} if fence["alt"] else {}
    cell: NotebookNode = nbformat.v4.new_code_cell(fence["code"].strip("\n"), metadata=metadata)
    cell.id = fence["name"]
    return cell
