"""Notebooks, and live cells of pages: read, executed, and written as Markdown and as `.ipynb`.

A notebook is executed by nbclient, and what its cells showed is cached by everything that could
change it. Apart from docs/hooks/notebooks.py because a build that knows all pages needs none of it.
"""

import base64
import hashlib
import html
import json
import platform
import re
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import exercises
import jinja2
import jupytext
import kernel_setup
import live_fences
import nbformat
import shared
import svg
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from nbformat import NotebookNode
from prose_numbers import computed

if TYPE_CHECKING:
    from nbclient.exceptions import CellExecutionError

HOOKS = Path(__file__).parent
WHAT_MATTERS = ["matplotlib", "numpy", "ipykernel", "matplotlib-inline"]
CELL_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")

PUBLISHED = "gh-pages"  # the branch that holds the built site

JAPANESE_FONT = "matplotlib-fontja"  # on PyPI; downloaded notebooks draw with it anywhere

#: What unfolds in a downloaded notebook.
FOLDED = {
    "ja": {"hint": "ヒント", "solution": "解答例"},
    "en": {"hint": "Hint", "solution": "A solution"},
}

_templates = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HOOKS),
    trim_blocks=True,
    lstrip_blocks=True,
    autoescape=True,
)


@dataclass(frozen=True)
class Book:
    """One notebook: where its source lies, and itself, executed."""

    source: Path
    notebook: NotebookNode

    @property
    def cells(self) -> dict[str, NotebookNode]:
        """The code cells by name."""
        return {cell.id: cell for cell in self.notebook.cells if cell.cell_type == "code"}


def read(path: Path) -> NotebookNode:
    """Return a notebook's source, its numbers computed and its code cells named."""
    notebook: NotebookNode = jupytext.read(path)
    place = f"{path.parent.parent.name}/notebooks/{path.name}"
    names: set[str] = set()
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "markdown":
            cell.source = computed(cell.source, f"{place}, cell {number}", path.stem)
            cell.id = f"text-{number}"
        else:
            cell.id = cell.metadata.get("name") or _name_in_exercise(cell)
            if not CELL_NAME.match(cell.id) or cell.id in names:
                raise PluginError(
                    f"{place}, cell {number}: a code cell needs a name of its own, for example "
                    f'`# %% name="one-update"`; it has {cell.id!r}.'
                )
            names.add(cell.id)
    return notebook


def _name_in_exercise(cell: NotebookNode) -> str:
    """Return a name for a cell that says of which exercise it is which part."""
    metadata = cell.metadata
    return f"{metadata['exercise']}-{metadata.get('role')}" if "exercise" in metadata else ""


def _key(code: list[str]) -> str:
    """Return a hash of all that decides what a notebook's cells will show."""
    library = shared.gdlib_sources()
    names = ("books.py", "kernel_setup.py", "film.py", "svg.py", "figure_font.py")
    ours = [HOOKS / name for name in names]
    digest = hashlib.sha256(json.dumps([code, [version(name) for name in WHAT_MATTERS]]).encode())
    for path in [*library, *ours]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:24]


def _message(error: "CellExecutionError", code: list[str], ran: NotebookNode, path: Path) -> str:
    """Say which notebook, cell and line failed, and how."""
    failed = next(
        index
        for index, cell in enumerate(ran.cells)
        if any(output.output_type == "error" for output in cell.get("outputs", []))
    )
    trace = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(error.traceback.splitlines()))
    lines = re.findall(r"^-+> (\d+)", trace, re.MULTILINE)
    line = int(lines[0]) if lines else 1
    return (
        f"{path}: cell {failed} of {len(code)}, line {line}: {error.ename}: {error.evalue}\n"
        f"    {code[failed - 1].splitlines()[line - 1]}"
    )


def _execute(code: list[str], path: Path) -> NotebookNode:
    # Imported here: a build that finds every notebook in the cache has no use for them.
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError
    from traitlets.config import Config

    sources = [kernel_setup.source(str(HOOKS)), *code]
    ran: NotebookNode = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(text) for text in sources]
    )
    with tempfile.TemporaryDirectory() as sockets:
        local = {"transport": "ipc", "ip": str(Path(sockets) / "kernel")}
        client = NotebookClient(
            ran,
            kernel_name="python3",
            timeout=300,
            record_timing=False,
            coalesce_streams=True,  # what is printed in one go may come in pieces
            resources={"metadata": {"path": str(path.parent)}},
            config=Config({"KernelManager": local}),
        )
        try:
            client.execute()
        except CellExecutionError as error:
            raise PluginError(_message(error, code, ran, path)) from error
    del ran.cells[0]
    return ran


def executed(path: Path, cache: Path) -> NotebookNode:
    """Return the notebook with its outputs, from the cache if nothing changed."""
    notebook = read(path)
    code_cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    cells = [cell for cell in code_cells if exercises.is_run_for_the_book(cell)]
    code = [cell.source for cell in cells]
    _put_outputs(cells, path, cache / f"{path.stem}.{_key(code)}.ipynb")
    exercises.prove(notebook, f"{path.parent.parent.name}/notebooks/{path.name}")
    return notebook


def _put_outputs(cells: list[NotebookNode], path: Path, cached: Path) -> None:
    """Put in what the cells show; they run now if that is not known yet."""
    if not cached.exists():
        code = [cell.source for cell in cells]
        shared.write_atomically(cached, nbformat.writes(_execute(code, path)).encode())
    cached.touch()
    ran = nbformat.read(cached, as_version=4)
    for number, (cell, done) in enumerate(zip(cells, ran.cells, strict=True), 1):
        cell.outputs, cell.execution_count = done.outputs, number


def _for_download(cell: NotebookNode, lang: str) -> NotebookNode | None:
    """Return a cell as Jupyter shows it: hints and solutions to be unfolded, no checks."""
    role = cell.metadata.get("role")
    if role == "check":
        return None
    if role not in FOLDED[lang]:
        return cell
    text = cell.source if role == "hint" else f"```python\n{cell.source}\n```"
    summary = FOLDED[lang][role]
    folded = f"<details><summary>{summary}</summary>\n\n{text}\n\n</details>"
    unfolding: NotebookNode = nbformat.v4.new_markdown_cell(folded, id=cell.id)
    return unfolding


def install_cell(wheel: Path, lang: str) -> NotebookNode:
    """Return the cell that installs what a downloaded notebook needs, with gdlib's wheel in it.

    It is folded where a notebook can say so: in JupyterLab, and as a form on Colab.
    """
    program = _templates.get_template("install_cell.py.j2").render(
        lang=lang,
        name=wheel.name,
        wheel=base64.encodebytes(wheel.read_bytes()).decode().strip(),
        font=JAPANESE_FONT if lang == "ja" else "",
    )
    hidden = {"jupyter": {"source_hidden": True}, "cellView": "form"}
    cell: NotebookNode = nbformat.v4.new_code_cell(program.strip(), id="install", metadata=hidden)
    return cell


def download(notebook: NotebookNode, config: MkDocsConfig) -> str:
    """Return the notebook for Jupyter and Colab: what it needs is installed if it is missing."""
    lang = config.theme["language"]
    install = install_cell(shared.wheel(), lang)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [_for_download(cell, lang) for cell in notebook.cells]
    complete = nbformat.v4.new_notebook(
        cells=[install, *(cell for cell in cells if cell is not None)],
        metadata={"kernelspec": kernel},
    )
    return str(nbformat.writes(complete))


def page(notebook: NotebookNode, stem: str, config: MkDocsConfig) -> str:
    """Return the notebook as a Markdown page; outputs are put in later, as they are."""
    template = _templates.get_template("notebook.md.j2")
    source = f"docs/{config.theme['language']}/notebooks/{stem}.py"
    front_matter = (
        f"---\ndescription: {json.dumps(description(notebook, source), ensure_ascii=False)}\n---\n"
    )
    return front_matter + template.render(
        blocks=[_block(block) for block in exercises.blocks(notebook, stem)],
        download=f"../{stem}.ipynb",  # from the page's own folder
        page=f"{config.theme['language']}/notebooks/{stem}",
        lang=config.theme["language"],
        versions=json.dumps(_versions()),
        colab=_colab(stem, config),
    )


def description(notebook: NotebookNode, source: str) -> str:
    """Return the notebook's first paragraph as plain text: what search engines and links show.

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
    """Return what the template needs to know of a cell, an exercise or a prediction."""
    if isinstance(block, exercises.Exercise):
        return {"kind": "exercise", "exercise": block, "cell": block.starter}
    if isinstance(block, exercises.Prediction):
        name = block.cell.metadata.get("curve")
        curve = exercises.curve(name) if name else {"points": [], "range": [0, 0]}
        return {"kind": "prediction", "prediction": block, "cell": block.cell, "curve": curve}
    return {"kind": "text" if block.cell_type == "markdown" else "cell", "cell": block}


def _versions() -> dict[str, str]:
    """Return what made the outputs of the book, as session.py says it of the browser."""
    packages = {"numpy": version("numpy"), "matplotlib": version("matplotlib")}
    return {"Python": platform.python_version()} | packages | {"gdlib": version("gdlib")}


def _colab(stem: str, config: MkDocsConfig) -> str | None:
    """Return the address that opens the published notebook on Colab, if there is a repository.

    Colab opens what lies in a GitHub repository; the site's branch there holds the notebooks.
    """
    repository = re.fullmatch(r"https://github\.com/([^/]+/[^/]+?)/?", config.repo_url or "")
    if repository is None:
        return None
    folder = "" if shared.is_main(config) else f"{config.theme['language']}/"
    place = f"{repository[1]}/blob/{PUBLISHED}/{folder}notebooks/{stem}.ipynb"
    return f"https://colab.research.google.com/github/{place}"


def with_live_cells(
    markdown: str, path: Path, cache: Path, place: str, source: str
) -> tuple[str, Book]:
    """Return a page with its live cells, and those as a book, executed together.

    Args:
        markdown: the page, with a fence `.live` for each cell.
        path: its file.
        cache: the folder for what the cells showed.
        place: what the page is called where a reader's edits are kept.
        source: what it is called in messages.

    Raises:
        PluginError: a fence is no cell, or a cell fails.
    """
    fences = list(live_fences.FENCE.finditer(markdown))
    live_fences.require_readable(markdown, fences, source)
    cells = [_live_cell(fence) for fence in fences]
    code = [cell.source for cell in cells]
    _put_outputs(cells, path, cache / f"{path.stem}.{_key(code)}.ipynb")
    live: Any = _templates.get_template("cell.md.j2").module
    made = iter([str(live.live(cell, "", place)) for cell in cells])
    book = Book(path, nbformat.v4.new_notebook(cells=cells))
    return live_fences.FENCE.sub(lambda _: next(made), markdown), book


def _live_cell(fence: re.Match[str]) -> NotebookNode:
    metadata = {"alt": fence["alt"]} if fence["alt"] else {}
    cell: NotebookNode = nbformat.v4.new_code_cell(fence["code"].strip("\n"), metadata=metadata)
    cell.id = fence["name"]
    return cell


def outputs_html(cell: NotebookNode, source: Path) -> str:
    """Return what a cell printed and showed, as HTML."""
    shown = [
        _output_html(output, number, cell, source) for number, output in enumerate(cell.outputs)
    ]
    return "\n".join(shown)


def _output_html(output: NotebookNode, number: int, cell: NotebookNode, source: Path) -> str:
    if output.output_type == "stream":
        return f'<pre class="gd-{output.name}" tabindex="0">{html.escape(output.text)}</pre>'
    data: dict[str, Any] = output.data
    prefix = f"{cell.id}-{number}-"
    if "image/svg+xml" in data:
        picture = svg.at_home(svg.parsed(data["image/svg+xml"]), prefix, _alt(cell, source))
        return f'<div class="gd-figure">{picture}</div>'
    if "<gd-film" in data.get("text/html", ""):
        alt = html.escape(_alt(cell, source))
        return str(data["text/html"]).replace('aria-label=""', f'aria-label="{alt}"', 1)
    if "text/html" in data:
        return f'<div class="gd-html">{data["text/html"]}</div>'
    return f'<pre class="gd-result" tabindex="0">{html.escape(data["text/plain"])}</pre>'


def _alt(cell: NotebookNode, source: Path) -> str:
    """Return what a cell's figure shows; its author must have said so."""
    alt = cell.metadata.get("alt")
    if not alt:
        raise PluginError(
            f"{source}: cell {cell.id!r} draws a figure; say what it shows, for readers who cannot "
            f'see it: write `alt="…"` behind `name="{cell.id}"`.'
        )
    return str(alt)
