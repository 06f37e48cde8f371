"""Notebooks: executed, once, and offered for download."""

import base64
import json
import re
import subprocess
import sys
import zipfile
from types import SimpleNamespace

import jupytext
import nbformat
import pytest
from mkdocs.exceptions import PluginError

from sitegen.build import Build
from sitegen.notebooks import downloads, execute, exercises, outputs, pages, preprocessors

pytestmark = pytest.mark.usefixtures("empty_cache")

ENGLISH = SimpleNamespace(theme={"language": "en"})
PAGE = "notebooks/descent-in-python/"

# The article's printed run: these lines do not come from the code under test.
ARTICLE = """\
0-th iteration, t=-5.000, loss: 50.000, grad: -10.000
1-th iteration, t=-4.000, loss: 40.500, grad: -9.000
2-th iteration, t=-3.100, loss: 32.805, grad: -8.100
3-th iteration, t=-2.290, loss: 26.572, grad: -7.290
4-th iteration, t=-1.561, loss: 21.523, grad: -6.561
5-th iteration, t=-0.905, loss: 17.434, grad: -5.905
6-th iteration, t=-0.314, loss: 14.121, grad: -5.314
7-th iteration, t=0.217, loss: 11.438, grad: -4.783
8-th iteration, t=0.695, loss: 9.265, grad: -4.305
9-th iteration, t=1.126, loss: 7.505, grad: -3.874
10-th iteration, t=1.513, loss: 6.079, grad: -3.487"""


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_page_prints_the_articles_run(site, lang):
    cell = site.page(lang, PAGE).get_element_by_id("cell-loop")
    lines = cell.cssselect("pre.gd-stdout")[0].text_content().splitlines()
    assert len(lines) == 50
    assert lines[:11] == ARTICLE.splitlines()
    assert lines[49] == "49-th iteration, t=4.943, loss: 0.002, grad: -0.057"


def code_of(path):
    """Return the code of a notebook's file by the names of its cells."""
    notebook = jupytext.read(path)
    preprocessors.prepare(notebook, path.name)
    shown = [
        cell
        for cell in notebook.cells
        if exercises.is_executed(cell) or cell.metadata.get("role") == "starter"
    ]
    return {cell.id: cell.source for cell in shown}


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_each_code_cell_stands_once_with_the_code_of_its_file(site, root, lang):
    paths = sorted((root / "docs" / lang / "notebooks").glob("*.py"))
    assert paths
    for path in paths:
        cells = site.page(lang, f"notebooks/{path.stem}/").cssselect("[data-cell]")
        written = code_of(path)
        assert [cell.get("data-cell") for cell in cells] == list(written), path.name
        for cell in cells:
            (code,) = cell.cssselect(".highlight code")
            assert code.text_content().rstrip("\n") == cell.get("data-source")
            assert cell.get("data-source") == written[cell.get("data-cell")]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_download_is_the_executed_notebook(site, lang):
    path = site.folder(lang) / "notebooks/descent-in-python.ipynb"
    notebook = nbformat.reads(path.read_text(), as_version=4)
    nbformat.validate(notebook)
    outputs = json.dumps([cell.get("outputs") for cell in notebook.cells])
    assert "49-th iteration, t=4.943" in outputs
    assert "{{" not in path.read_text()
    assert site.page(lang, PAGE).cssselect('a[download][href$="descent-in-python.ipynb"]')


FONT = "matplotlib-fontja"
#: Run in a new Python: the first cell of a notebook, and then what its other cells rely on.
PROGRAM = """
import pathlib, sys
sys.path[:] = [path for path in sys.path if not pathlib.Path(path, "gdlib").is_dir()]
exec(pathlib.Path(sys.argv[1]).read_text())
import gdlib, matplotlib
print(gdlib.__file__)
print(gdlib.squared_error(-5.0, 5.0), matplotlib.rcParams["font.family"])
"""


def write_fake_font_wheel(folder):
    """Write a fake wheel with the name of the font's package, for pip without network."""
    name = "matplotlib_fontja-1.1.0"
    info = f"{name}.dist-info"
    files = {
        "matplotlib_fontja.py": "print('the font is there')\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {FONT}\nVersion: 1.1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"])
    with zipfile.ZipFile(folder / f"{name}-py3-none-any.whl", "w") as wheel:
        for path, content in {**files, f"{info}/RECORD": record}.items():
            wheel.writestr(path, content)


def run_in_new_python(site, lang, tmp_path, **environment):
    book = json.loads((site.folder(lang) / "notebooks/the-gradient.ipynb").read_text())
    code = tmp_path / "cell.py"
    code.write_text("".join(book["cells"][0]["source"]))
    packages = tmp_path / "packages"
    packages.mkdir()
    settings = {
        "PYTHONPATH": str(packages),
        "PIP_TARGET": str(packages),
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",  # Matplotlib and NumPy are installed
        "PIP_FIND_LINKS": str(tmp_path),
        "MPLCONFIGDIR": str(tmp_path),
    }
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, str(code)],
        env=settings | environment,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_downloaded_notebook_installs_what_it_needs_without_this_site(site, lang, tmp_path):
    if lang == "ja":
        write_fake_font_wheel(tmp_path)
    done = run_in_new_python(site, lang, tmp_path)
    assert done.returncode == 0, done.stderr
    *before, place, last = done.stdout.splitlines()
    assert before == (["the font is there"] if lang == "ja" else [])
    assert place.startswith(str(tmp_path / "packages"))
    assert last.startswith("50.0 ")
    assert ("IPAexGothic" in last) == (lang == "ja")


def test_a_downloaded_notebook_says_what_to_do_when_nothing_can_be_installed(site, tmp_path):
    done = run_in_new_python(site, "ja", tmp_path)  # without a wheel of the font
    assert done.returncode != 0
    assert "インターネットにつながっているか" in done.stderr
    assert FONT in done.stderr


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_download_brings_gdlib_and_its_extras_and_names_no_server(site, root, lang):
    (wheel,) = site.root.glob("gdlib-*.whl")
    books = sorted((site.folder(lang) / "notebooks").glob("*.ipynb"))
    assert len(books) == len(list((root / "docs" / lang / "notebooks").glob("*.py")))
    for path in books:
        cell = nbformat.reads(path.read_text(), as_version=4).cells[0]
        assert base64.b64decode(cell.source.split('"""')[1]) == wheel.read_bytes(), path.name
        assert 'f"{wheel}[plot,nn]"' in cell.source
        assert (FONT in cell.source) == (lang == "ja")
        assert "http" not in cell.source


@pytest.mark.parametrize(("lang", "word"), [("ja", "ヒント"), ("en", "Hint")])
def test_what_unfolds_in_a_download_is_named_in_its_language(site, lang, word):
    path = site.folder(lang) / "notebooks/exercises.ipynb"
    summaries = set(re.findall(r"<summary>(.*?)</summary>", path.read_text()))
    assert summaries == {word, downloads.FOLDED[lang]["solution"]}


def test_pages_of_notebooks_stay_small(site):
    assert len(site.text("en", PAGE)) < 450_000


def prepare(*cells):
    notebook = jupytext.reads("\n\n".join(cells) + "\n", fmt="py:percent")
    preprocessors.prepare(notebook, "docs/en/notebooks/broken.py")
    return notebook


def execute_cells(*cells):
    notebook = prepare(*cells)
    execute.Execute().preprocess(notebook, {})
    return notebook


def test_a_cell_that_raises_stops_the_build_and_is_named():
    named = r"docs/en/notebooks/broken\.py: cell 2 of 2, line 2: ZeroDivisionError"
    with pytest.raises(PluginError, match=named):
        execute_cells('# %% name="fine"\nx = 1', '# %% name="bad"\ny = 2\nx / 0')


def test_a_code_cell_without_a_name_stops_the_build():
    with pytest.raises(PluginError, match="needs a name of its own"):
        prepare("# %%\nx = 1")


def test_a_notebook_that_does_not_begin_with_a_paragraph_stops_the_build():
    notebook = prepare("# %% [markdown]\n# # Title {#title}")
    with pytest.raises(PluginError, match=r"broken\.py: the first cell is the title and"):
        preprocessors.description(notebook, "broken.py")


def page_of(src_uri):
    return SimpleNamespace(file=SimpleNamespace(src_uri=src_uri, abs_src_path=src_uri), meta={})


def test_a_notebook_that_was_rendered_without_our_steps_stops_the_build():
    page = page_of("notebooks/new.py")
    with pytest.raises(PluginError, match=r"docs/en/notebooks/new\.py was rendered without"):
        pages.render_cells("", page, ENGLISH, [], Build())


@pytest.mark.parametrize(
    "fence", ["```python { .live }", '```python {.live name="One"}', '```py { .live name="one" }']
)
def test_a_live_fence_that_cannot_be_read_stops_the_build(fence):
    with pytest.raises(PluginError, match=r"docs/en/a\.md: a live cell has a name of its own"):
        pages.render_cells(f"{fence}\n1\n```\n", page_of("a.md"), ENGLISH, [], Build())


def test_an_executed_notebook_is_not_executed_again(monkeypatch):
    first = execute_cells('# %% name="sum"\n40 + 2')
    monkeypatch.setattr(execute.Execute, "_run", lambda *_: pytest.fail("executed again"))
    second = execute_cells('# %% name="sum"\n40 + 2')
    assert first.cells[0].outputs == second.cells[0].outputs
    assert second.cells[0].outputs[0].data["text/plain"] == "42"


def test_what_a_cell_prints_in_pieces_is_one_output():
    code = "import sys, time\nprint(1)\nsys.stdout.flush()\ntime.sleep(0.5)\nprint(2)"
    (output,) = execute_cells(f'# %% name="pieces"\n{code}').cells[0].outputs
    assert output.text == "1\n2\n"


def test_a_figure_without_words_stops_the_build():
    cell = nbformat.v4.new_code_cell("plot()", metadata={"name": "plot"})
    cell.id = "plot"
    with pytest.raises(PluginError, match="say what it shows"):
        outputs._alt(cell, "en/notebooks/x.py")


def test_output_that_looks_like_markup_is_shown_as_text():
    cell = nbformat.v4.new_code_cell(
        "", outputs=[nbformat.v4.new_output("stream", text="<b>&</b>")]
    )
    assert re.search(r"&lt;b&gt;&amp;&lt;/b&gt;", outputs.outputs_html(cell, "x.py"))
