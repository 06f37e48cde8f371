"""Live cells in pages that are not notebooks: fenced code blocks with the class `.live`."""

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

#: The first line of a block with the class `.live`, even if FENCE does not match it.
LIVE = re.compile(r"^`{3,}.*\{[^}]*\.live\b.*$", re.MULTILINE)

# ```python { .live name="one-update" alt="what its figure shows, if it draws one" }
FENCE = re.compile(
    r'^```python \{ ?\.live name="(?P<name>[a-z0-9-]+)"(?: alt="(?P<alt>[^"]*)")? ?\}\n'
    r"(?P<code>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)

_templates = jinja2.Environment(loader=jinja2.FileSystemLoader(Path(__file__).parent))


def insert_live_cells(markdown: str, page: Page, config: MkDocsConfig, build: Build) -> str:
    """Return a page with a live cell for each block `.live`, all executed in one kernel.

    Raises:
        PluginError: the header of a block cannot be parsed, or a cell fails.
    """
    source = i18n.source_of(page, config)
    fences = list(FENCE.finditer(markdown))
    _require_valid(markdown, fences, source)
    cells = [_cell(fence) for fence in fences]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"source": source})
    folder = str(Path(str(page.file.abs_src_path)).parent)
    execute = Execute()  # type: ignore[no-untyped-call]
    execute.preprocess(notebook, {"metadata": {"path": folder}})
    build.executed_notebooks[source] = notebook
    place = f"{config.theme['language']}/{page.file.src_uri.removesuffix('.md')}"
    macros: Any = _templates.get_template("cell.md.j2").module
    markup = iter([macros.live(cell, "", place) for cell in cells])
    return FENCE.sub(lambda _: next(markup), markdown)


def _require_valid(markdown: str, fences: list[re.Match[str]], source: str) -> None:
    """Check that every block `.live` can be parsed, and that names are unique.

    Raises:
        PluginError: one cannot, or two have the same name.
    """
    parsed = {fence.start() for fence in fences}
    wrong = [fence[0] for fence in LIVE.finditer(markdown) if fence.start() not in parsed]
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
