"""Preprocessors of nbconvert, which mkdocs-jupyter runs on each notebook before the template.

jupyter_nbconvert_config.json lists them: `Prepare` inserts the numbers of the prose and names the
cells, `Execute` (execute.py) adds the outputs, `Finish` verifies the exercises and sets the
variables of the template, notebook.md.j2.
"""

import json
import platform
import re
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from traitlets import Bool

from sitegen.build import Build
from sitegen.cache import version
from sitegen.languages import i18n
from sitegen.markdown.inline_values import replace_quantities
from sitegen.notebooks import downloads, exercises

CELL_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")

#: The page whose notebook is converted: mkdocs-jupyter passes only its folder to preprocessors.
current: ContextVar[tuple[Page, MkDocsConfig, Build]] = ContextVar("current")


class Prepare(Preprocessor):
    """The first preprocessor: calls `prepare`."""

    enabled = Bool(True)

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Prepare the notebook of the current page."""
        page, config, _ = current.get()
        prepare(nb, i18n.source_of(page, config))
        return nb, resources


class Finish(Preprocessor):
    """The last preprocessor: verifies the exercises, and sets the variables of the template."""

    enabled = Bool(True)

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Finish the executed notebook of the current page."""
        page, config, build = current.get()
        source, lang = nb.metadata["source"], config.theme["language"]
        stem = Path(source).stem
        exercises.verify(nb, source)
        build.executed_notebooks[source] = nb
        page.meta["description"] = description(nb, source)
        resources |= {
            "blocks": [_block(block) for block in exercises.blocks(nb, source)],
            "page": f"{lang}/notebooks/{stem}",
            "lang": lang,
            "versions": json.dumps(_versions()),
            "download": f"../{stem}.ipynb",  # from the page's own folder
            "colab": downloads.colab(stem, config),
        }
        return nb, resources


def prepare(notebook: NotebookNode, source: str) -> None:
    """Insert the numbers of a notebook's prose, name its code cells, and set its source.

    Raises:
        PluginError: a number is typed, or a code cell has no unique name.
    """
    names: set[str] = set()
    for number, cell in enumerate(notebook.cells, 1):
        place = f"{source}, cell {number}"
        if cell.cell_type == "markdown":
            cell.source = replace_quantities(cell.source, place, Path(source).stem)
            cell.id = f"text-{number}"
        else:
            cell.id = cell.metadata.get("name") or _name_in_exercise(cell)
            if not CELL_NAME.match(cell.id) or cell.id in names:
                raise PluginError(
                    f"{place}: a code cell needs a name of its own, for example "
                    f'`# %% name="one-update"`; it has {cell.id!r}.'
                )
            names.add(cell.id)
    notebook.metadata["source"] = source


def _name_in_exercise(cell: NotebookNode) -> str:
    """Return a name for a cell of an exercise: that of the exercise, and its role."""
    metadata = cell.metadata
    return f"{metadata['exercise']}-{metadata.get('role')}" if "exercise" in metadata else ""


def description(notebook: NotebookNode, source: str) -> str:
    """Return the first paragraph as plain text: the description for search engines and links.

    Raises:
        PluginError: the notebook does not begin with a title and a paragraph.
    """
    first = notebook.cells[0].source.split("\n\n") if notebook.cells else []
    if len(first) < 2:
        raise PluginError(
            f"{source}: the first cell is the title and, after an empty line, a "
            "paragraph: what search engines and links show of the notebook."
        )
    return re.sub(r"\[([^\]]*)\]\([^)]*\)|[`*]", r"\1", first[1]).replace("\n", " ")


def _block(block: exercises.Block) -> dict[str, Any]:
    """Return the template's variables for a cell, an exercise or a prediction."""
    if isinstance(block, exercises.Exercise):
        return {"kind": "exercise", "exercise": block, "cell": block.starter}
    if isinstance(block, exercises.Prediction):
        name = block.cell.metadata.get("curve")
        curve = exercises.curve(name) if name else {"points": [], "range": [0, 0]}
        return {"kind": "prediction", "prediction": block, "cell": block.cell, "curve": curve}
    return {"kind": "text" if block.cell_type == "markdown" else "cell", "cell": block}


def _versions() -> dict[str, str]:
    """Return the versions that computed the outputs, to compare with those in the browser."""
    packages = {"numpy": version("numpy"), "matplotlib": version("matplotlib")}
    return {"Python": platform.python_version()} | packages | {"gdlib": version("gdlib")}
