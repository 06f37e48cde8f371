"""Functions of the packed Python runtime, in a worker without the sandbox of test_sandbox.py."""

import base64
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser, Page

from sitegen.figures import fonts
from sitegen.paths import ROOT
from sitegen.pyodide import publish

Serve = Callable[[Path], str]
OpenPage = Callable[[], AbstractContextManager[Page]]

WORKER = """
import { loadPyodide } from "./pyodide.mjs";
import createPyodideModule from "./pyodide.asm.mjs";

const said = [];
let python;
const boot = async ({ packages, lock }) => {
  python = await loadPyodide({
    createPyodideModule,
    indexURL: new URL("core/", location).href,
    lockFileURL: new URL(lock, location).href,
    packages,
    env: { MPLBACKEND: "agg" },
  });
  python.setStdout({ batched: (line) => said.push(line) });
  python.setStderr({ batched: (line) => said.push("stderr: " + line) });
  return Object.keys(python.loadedPackages).sort();
};
const run = async ({ code }) => {
  said.length = 0;
  const answer = await python.runPythonAsync(code, { globals: python.toPy({}) });
  return { answer: answer?.toJs?.() ?? answer ?? null, said: said.join("\\n") };
};
const load = async ({ names }) => {
  const errors = [];
  const loaded = await python.loadPackage(names, {
    messageCallback() {},
    errorCallback: (message) => errors.push(message),
  });
  return { loaded: loaded.map(({ name }) => name), errors };
};
onmessage = async ({ data: [what, options] }) => {
  try {
    postMessage({ result: await { boot, run, load }[what](options) });
  } catch (error) {
    postMessage({ error: String(error) });
  }
};
"""
PAGE = '<!doctype html><title>Runtime</title><link rel="icon" href="data:,">'
ASK = """
([what, options]) => new Promise((resolve) => {
  window.worker ??= new Worker("worker.mjs", { type: "module" });
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = (event) => resolve({ error: event.message });
  worker.postMessage([what, options]);
})
"""


class Python:
    """Python in a worker of a page, called from the test."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(f"{address}index.html")

    def ask(self, what: str, **options: Any) -> Any:
        reply = self.page.evaluate(ASK, [what, options])
        assert "error" not in reply, reply["error"]
        return reply["result"]

    def run(self, code: str) -> Any:
        """Run code whose last line is an expression; return its value."""
        return self.ask("run", code=code)["answer"]

    def said_by(self, code: str) -> str:
        return self.ask("run", code=code)["said"]


def site_of(core: Path, gdlib: Path, site: Path) -> Path:
    """Make a site with the folders of core and gdlib, as the real one has them, and a page."""
    site.mkdir(exist_ok=True)
    (site / "index.html").write_text(PAGE)
    (site / "worker.mjs").write_text(WORKER)
    for name in ("core", core.name):  # the first for the page, the second for the lock file
        (site / name).symlink_to(core)
    for script in ("pyodide.mjs", "pyodide.asm.mjs"):
        (site / script).symlink_to(ROOT / "node_modules" / "pyodide" / script)
    (site / gdlib.name).symlink_to(gdlib)
    return site


@pytest.fixture(scope="module")
def packed() -> tuple[Path, Path]:
    core, gdlib, _ = publish.publish_runtime()
    return core, gdlib


@pytest.fixture(scope="module")
def address(packed: tuple[Path, Path], serve: Serve, tmp_path_factory: Any) -> str:
    return serve(site_of(*packed, tmp_path_factory.mktemp("site") / "site"))


@pytest.fixture(scope="module")
def lock(packed: tuple[Path, Path]) -> str:
    return f"{packed[1].name}/pyodide-lock.json"


@pytest.fixture(scope="module")
def small(address: str, lock: str, open_page: OpenPage) -> Iterator[Python]:
    """Python with gdlib alone, as a widget loads it."""
    with open_page() as page:
        python = Python(page, address)
        assert python.ask("boot", packages=["gdlib"], lock=lock) == ["gdlib"]
        yield python


@pytest.fixture(scope="module")
def full(address: str, lock: str, open_page: OpenPage) -> Iterator[Python]:
    """Python with gdlib and Matplotlib, as a cell that draws a figure loads it."""
    with open_page() as page:
        python = Python(page, address)
        loaded = python.ask("boot", packages=["gdlib", "matplotlib"], lock=lock)
        assert {"gdlib", "matplotlib", "numpy"} <= set(loaded)
        yield python


def test_gdlib_prints_the_articles_run_without_numpy(small: Python) -> None:
    said = small.said_by(
        "import sys\n"
        "from gdlib.__main__ import main\n"
        "main(['--t', '-5', '--lr', '0.1', '--steps', '50'])\n"
        "assert not {'numpy', 'matplotlib'} & sys.modules.keys()"
    ).splitlines()
    t, expected = -5.0, []
    for n in range(50):
        loss, grad = (5 - t) ** 2 / 2, -(5 - t)
        expected.append(f"{n}-th iteration, t={t:.3f}, loss: {loss:.3f}, grad: {grad:.3f}")
        t -= 0.1 * grad
    assert said[:50] == expected
    assert said[49] == "49-th iteration, t=4.943, loss: 0.002, grad: -0.057"


def test_a_traceback_shows_the_lines_of_gdlib(small: Python) -> None:
    filename, number, line = small.run(
        "import traceback, gdlib\n"
        "try:\n"
        "    next(gdlib.descend(lambda t: 1 / 0, lambda t: t, 1.0, lr=0.1))\n"
        "except ZeroDivisionError as error:\n"
        "    frames = traceback.extract_tb(error.__traceback__)\n"
        "frame = [frame for frame in frames if '/gdlib/' in frame.filename][-1]\n"
        "f'{frame.filename}\\n{frame.lineno}\\n{frame.line}'"
    ).split("\n")
    source = ROOT / "gdlib" / filename.rpartition("/gdlib/")[2]
    assert source.read_text().splitlines()[int(number) - 1].strip() == line


def test_a_traceback_names_compiled_modules_by_their_place(small: Python) -> None:
    names = small.run(
        "import traceback, json\n"
        "try:\n"
        "    json.loads('{')\n"
        "except ValueError as error:\n"
        "    frames = traceback.extract_tb(error.__traceback__)\n"
        "frames[-1].filename"
    )
    assert names == "/lib/python314.zip/json/decoder.py"


def test_numpy_computes_as_it_does_here(full: Python) -> None:
    code = "np.linalg.solve(np.random.default_rng(7).normal(size=(3, 3)), np.ones(3)).tolist()"
    there = full.run(f"import json, numpy as np\nimport numpy.testing\njson.dumps({code})")
    assert json.loads(there) == pytest.approx(eval(code, {"np": np}), rel=1e-12)


def test_everything_that_numpy_offers_is_there(full: Python) -> None:
    assert full.run(
        "names = {}\nexec('from numpy import *', names)\nnames['linspace'](0, 1, 3).sum()"
    )


DRAW = r"""
import base64, io, logging, warnings
said = io.StringIO()
logging.basicConfig(stream=said, level=logging.INFO, force=True)
warnings.simplefilter("error")
from matplotlib import pyplot as plt
figure, axes = plt.subplots()
axes.plot([-5, 5], [50, 0])
axes.set_title(r"損失 $E = \frac{1}{2}(y - t)^2$", weight="bold")
axes.set_xlabel(r"学習率 $\eta$")
axes.set_ylabel("傾き", style="italic")
saved = io.BytesIO()
figure.savefig(saved, format=%r)
plt.close(figure)
base64.b64encode(saved.getvalue()).decode() + " " + said.getvalue()
"""


def drawn(python: Python, kind: str) -> bytes:
    """Return a figure with Japanese text and formulas; drawing it must log no warning."""
    content, complaints = python.run(DRAW % kind).split(" ", 1)
    assert complaints == ""
    return base64.b64decode(content)


def test_a_figure_becomes_svg(full: Python) -> None:
    root = ET.fromstring(drawn(full, "svg"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert len(root.findall(".//{http://www.w3.org/2000/svg}use")) > 20


def test_a_figure_becomes_png_as_large_as_figures_are_here(full: Python) -> None:
    from matplotlib.image import imread

    pixels = imread(io.BytesIO(drawn(full, "png")))
    width, height = (round(100 * inches) for inches in fonts.SIZE)
    assert pixels.shape == (height, width, 4)
    assert len(np.unique(pixels[:, :, 0])) > 10


def test_a_figure_becomes_pdf(full: Python) -> None:
    content = drawn(full, "pdf")
    assert content.startswith(b"%PDF-")
    assert b"/BaseFont" in content
    assert content.rstrip().endswith(b"%%EOF")


@pytest.mark.parametrize("fontset", ["cm", "stix", "dejavuserif"])
def test_formulas_in_other_fonts_become_pdf(full: Python, fontset: str) -> None:
    content = full.run(
        "import base64, io, warnings\n"
        "import matplotlib as mpl\n"
        "from matplotlib.figure import Figure\n"
        "warnings.simplefilter('error')\n"
        "saved = io.BytesIO()\n"
        f"with mpl.rc_context({{'mathtext.fontset': {fontset!r}}}):\n"
        "    figure = Figure()\n"
        r"    figure.text(0.1, 0.5, r'$\hat{t} = \sum_{n} \mathbf{x}_n \in \mathbb{R}$')"
        "\n    figure.savefig(saved, format='pdf')\n"
        "base64.b64encode(saved.getvalue()).decode()"
    )
    assert base64.b64decode(content).startswith(b"%PDF-")


@pytest.mark.parametrize("name", ["plt.plot", "plt.Axes.scatter", "plt.Figure.savefig", "np.dot"])
def test_help_answers_what_readers_ask(full: Python, name: str) -> None:
    code = f"import numpy as np\nfrom matplotlib import pyplot as plt\nhelp({name})"
    assert "Parameters" in full.said_by(code)


def test_an_animation_becomes_a_player(full: Python) -> None:
    html = full.run(
        "from matplotlib import pyplot as plt\n"
        "from matplotlib.animation import FuncAnimation\n"
        "figure, axes = plt.subplots()\n"
        "FuncAnimation(figure, lambda n: axes.plot([0, n], [0, 1]), frames=3).to_jshtml()"
    )
    assert html.count("data:image/png;base64") == 3
    assert "new Animation(" in html


def test_matplotlib_finds_its_fonts_without_a_search(full: Python) -> None:
    said = full.run(
        "import hashlib, logging, io\n"
        "from pathlib import Path\n"
        "import matplotlib as mpl\n"
        "from matplotlib import font_manager as fm\n"
        "said = io.StringIO()\n"
        "logging.basicConfig(stream=said, level=logging.DEBUG, force=True)\n"
        "fm._load_fontmanager()\n"
        "said.getvalue()"
    )
    assert "Using fontManager instance from" in said
    assert "generated new fontManager" not in said


@pytest.mark.parametrize("family", ["sans-serif", "serif", "monospace", "cmr10", "STIXGeneral"])
@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_no_font_that_matplotlib_promises_is_missed(full: Python, family: str, weight: str) -> None:
    said = full.run(
        "import io, logging\n"
        "said = io.StringIO()\n"
        "logging.basicConfig(stream=said, level=logging.INFO, force=True)\n"
        "from matplotlib import font_manager as fm\n"
        f"fm.findfont(fm.FontProperties(family={family!r}, weight={weight!r}))\n"
        "said.getvalue()"
    )
    assert said == ""


@pytest.mark.parametrize("character", "損率ー閾（々ｱ㈱")
@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_japanese_text_has_the_shape_its_designers_drew(
    full: Python, character: str, weight: str
) -> None:
    extents = full.run(
        "from matplotlib.textpath import TextPath\n"
        "from matplotlib.font_manager import FontProperties\n"
        f"font = FontProperties(weight={weight!r})\n"
        f"path = TextPath((0, 0), {character!r}, size=2048, prop=font)\n"
        "path.get_extents().extents.tolist()"
    )
    face = {"normal": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf"}[weight]
    font = TTFont(fonts.PACKAGE / fonts.FACES[face][0])
    pen = BoundsPen(font.getGlyphSet())
    font.getGlyphSet()[font.getBestCmap()[ord(character)]].draw(pen)
    assert extents == pytest.approx(pen.bounds, abs=20)


def broken_site(packed: tuple[Path, Path], site: Path, wheel: str, content: bytes | None) -> Path:
    """Make a site on which one wheel of the core has other content, or is missing (None)."""
    core = site / "broken" / packed[0].name
    core.mkdir(parents=True)
    for file in packed[0].iterdir():
        if not file.name.startswith(wheel):
            (core / file.name).symlink_to(file)
        elif content is not None:
            (core / file.name).write_bytes(content)
    return site_of(core, packed[1], site)


@pytest.mark.parametrize("content", [None, b"not a wheel"], ids=["missing", "corrupt"])
def test_a_missing_or_corrupt_wheel_is_named_but_not_thrown(
    packed: tuple[Path, Path],
    lock: str,
    browser: Browser,
    serve: Serve,
    tmp_path: Path,
    content: bytes | None,
) -> None:
    with browser.new_context() as context:  # console errors are expected here
        python = Python(context.new_page(), serve(broken_site(packed, tmp_path, "six-", content)))
        assert python.ask("boot", packages=["gdlib"], lock=lock) == ["gdlib"]
        outcome = python.ask("load", names=["six"])
    assert outcome["loaded"] == []
    assert outcome["errors"] == [
        "The following error occurred while loading six:",
        "Failed to fetch",
    ]
