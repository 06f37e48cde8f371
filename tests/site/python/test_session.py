"""The Python of live cells without a browser: output, errors, imports, checks."""

import asyncio
import builtins
import getpass
import json
import struct
import subprocess
import sys
from base64 import b64decode, b64encode

import pytest

from web.python.session import animation_writer, figure_output
from web.python.session.outbox import MESSAGES_A_SECOND, Outbox
from web.python.session.value_text import LONGEST_TEXT


@pytest.fixture(autouse=True)
def restore_process(monkeypatch):
    """Restore what a cell changes in this process."""
    monkeypatch.setattr(sys, "stdout", sys.stdout)
    monkeypatch.setattr(sys, "stderr", sys.stderr)
    monkeypatch.setattr(sys, "stdin", sys.stdin)
    monkeypatch.setattr(getpass, "getpass", getpass.getpass)
    monkeypatch.setattr(builtins, "input", builtins.input)


@pytest.fixture
def session(monkeypatch):
    from web.python.session import cells as session

    monkeypatch.setattr(session, "_sessions", {})
    monkeypatch.setattr(session, "_current", None)
    # As set_up does, but for the backend: here Matplotlib is Agg.
    jupyter = session.display_objects.modules(session.display_items)
    for name, module in jupyter.items():
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr(builtins, "display", jupyter["IPython.display"].display, raising=False)
    shell = jupyter["IPython"].get_ipython
    monkeypatch.setattr(builtins, "get_ipython", shell, raising=False)
    return session


def run_cell(session, source, **more):
    """Run a cell; return its outcome and its output."""
    said = []
    answers = iter(more.pop("answers", []))

    async def ask(_prompt, _line):
        return next(answers)

    request = json.dumps({"page": "a", "cell": "loop", "source": source} | more)
    ended = asyncio.run(session.run(request, said.append, ask))
    return json.loads(ended), [json.loads(item) for item in said]


def test_the_last_line_is_shown_behind_what_was_printed(session):
    ended, said = run_cell(session, "print('one')\n40 + 2")
    assert ended["ended"] == "done"
    assert [item["kind"] for item in said] == ["stdout", "result"]
    assert said[0]["text"] == ["one\n"]
    assert said[1]["text"] == "42"


def offer(body, method="_repr_html_"):
    """Return a cell that shows a value with one method of its own."""
    return f"class Odd:\n    def {method}(self, **_):\n        {body}\nOdd()"


SHOWN = [
    (offer("return '<b>a</b>'"), {"html": "<b>a</b>"}),
    (offer("return None"), {}),
    (offer("return '<svg/>'", "_repr_svg_"), {"svg": "<svg/>"}),
    (offer("return b'PNG'", "_repr_png_"), {"png": "UE5H"}),
    (offer("return {'text/html': '<b>a</b>'}, {}", "_repr_mimebundle_"), {"html": "<b>a</b>"}),
    (offer("return {'text/html': None}", "_repr_mimebundle_"), {}),
    (
        "class Text(str):\n    __iter__ = __len__ = None\n" + offer("return Text('a')"),
        {"html": "a"},
    ),
    ("from unittest.mock import MagicMock\nMagicMock()", {}),
    ("class Odd:\n    def __getattr__(self, name):\n        raise OSError(name)\nOdd()", {}),
]


@pytest.mark.parametrize(("source", "forms"), SHOWN)
def test_a_value_is_shown_in_the_form_that_it_offers(session, source, forms):
    ended, said = run_cell(session, source)
    assert ended["ended"] == "done"
    (item,) = [item for item in said if item["kind"] == "result"]
    assert {name: item[name] for name in item if name not in ("kind", "text")} == forms


ODD = [
    (offer("return 5"), "text/html: text was expected, not int"),
    (offer("return b'<b>a</b>'"), "text/html: text was expected, not bytes"),
    (offer("return ['a']", "_repr_svg_"), "image/svg+xml: text was expected, not list"),
    (offer("return 0.5", "_repr_png_"), "image/png: text was expected, not float"),
    (offer("return 1 / 0"), "Odd._repr_html_ failed: ZeroDivisionError: division by zero"),
    (offer("return 1 / 0", "_repr_mimebundle_"), "Odd._repr_mimebundle_ failed: ZeroDivisionError"),
    (offer("return 'a' * 50_000_000"), "text/html: too long to be shown"),
    (
        "class Liar:\n    __class__ = str\n" + offer("return Liar()"),
        "text/html: text was expected, not Liar",
    ),
]


@pytest.mark.parametrize(("source", "complaint"), ODD)
def test_an_odd_form_is_named_and_the_text_is_shown_in_its_place(session, source, complaint):
    ended, said = run_cell(session, source)
    assert ended["ended"] == "done"
    assert [item["kind"] for item in said] == ["stderr", "result"]
    assert complaint in said[0]["text"][0]
    assert said[1].keys() == {"kind", "text"}


SCATTER = """
import numpy as np
from matplotlib import pyplot as plt
points = np.linspace(0, 1, {points})
plt.figure(figsize=(2, 2), layout=None)
plt.scatter(points, points, c=points);
{last}
"""


FRAMES = """
from matplotlib import pyplot as plt
from matplotlib.animation import FuncAnimation
figure, ax = plt.subplots(figsize=(1, 1))
film = FuncAnimation(figure, lambda n: ax.set_title(n), frames=5)
"""


@pytest.mark.parametrize("last", ["film", "page = film.to_jshtml(); plt.close()"])
def test_the_page_hears_of_frames_that_are_drawn(session, monkeypatch, last):
    from matplotlib import pyplot as plt

    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, figure_output.Backend()])
    before = plt.get_backend()
    plt.switch_backend(f"module://{figure_output.BACKEND}")
    ended, said = run_cell(session, FRAMES + last)
    plt.switch_backend(before)
    assert ended["ended"] == "done", ended
    assert [item["frames"] for item in said if item["kind"] == "drawing"][-1] >= 5


@pytest.mark.parametrize("last", ["", "plt.gcf()"])
@pytest.mark.parametrize(("points", "form"), [(10, "svg"), (500, "svg"), (5_000, "png")])
def test_a_figure_of_too_many_shapes_is_a_picture(session, points, form, last):
    (item,) = run_cell(session, SCATTER.format(points=points, last=last))[1]
    assert form in item
    assert len(item[form]) <= figure_output.LONGEST_SVG


def test_a_huge_text_is_shown_by_its_two_ends(session):
    (item,) = run_cell(session, "'a' * 10**7 + 'z'")[1]
    assert len(item["text"]) < 1.1 * LONGEST_TEXT
    assert item["text"].startswith("'aaa")
    assert "… 9,980,003 characters …" in item["text"]
    assert item["text"].endswith("az'")


HOSTILE_ERRORS = [
    "class Odd(Exception):\n    def __str__(self):\n        return 1 / 0\nraise Odd",
    "class Odd(Exception):\n    def __str__(self):\n        return 5\nraise Odd",
    "class Odd(Exception):\n    def __str__(self):\n        raise SystemExit\nraise Odd",
    "class Odd(Exception):\n    def __str__(self):\n        raise KeyboardInterrupt\nraise Odd",
    "class Odd(Exception):\n    def __str__(self):\n        return str(self)\nraise Odd",
    "class Odd(Exception):\n    __notes__ = 5\nraise Odd",
    "class Odd(Exception): pass\nraise Odd('a' * 10**7)",
    "class Odd(Exception): pass\nclass Value:\n    def __repr__(self):\n        raise Odd\nValue()",
    "class Of(type):\n    __name__ = __module__ = property(lambda _: 1 / 0)\n"
    "class Odd(Exception, metaclass=Of): pass\nraise Odd('a')",
    "class Of(type):\n    __name__ = __module__ = 5\n"
    "class Odd(Exception, metaclass=Of): pass\nraise Odd('a')",
    "class Odd(SyntaxError): pass\nraise Odd('a', (5, 'x', [], {}))",
    "class Odd(SyntaxError): pass\ne = Odd('a')\ne.filename = 'cell_loop'\ne.lineno = -5\nraise e",
    "class Odd(Exception): pass\na, b = Odd(1), Odd(2)\na.__cause__ = b\nb.__cause__ = a\nraise a",
    "class Odd(Exception): pass\ne = None\nfor n in range(10_000):\n"
    "    e, cause = Odd(n), e\n    e.__cause__ = cause\nraise e",
    "class Odd(ExceptionGroup): pass\ne = ValueError()\nfor _ in range(3_000):\n"
    "    e = Odd('a', [e])\nraise e",
    "import linecache, traceback\nlinecache.getline = traceback.TracebackException = None\n"
    "class Odd(Exception): pass\nraise Odd",
    "import builtins\nclass Odd(Exception): pass\nbuiltins.len = builtins.str = 5\nraise Odd",
    "import sys\nsys.stdout = sys.stderr = None\nclass Odd(Exception): pass\nraise Odd",
]


@pytest.mark.parametrize("source", HOSTILE_ERRORS)
def test_an_error_that_cannot_be_told_is_an_error_like_any_other(session, source):
    ended, _ = run_cell(session, source)
    assert ended["ended"] == "error"
    assert ended["error"]["name"] == "Odd"
    line = ended["error"]["line"]
    assert line is None or (type(line) is int and line >= 0)
    assert len(json.dumps(ended)) < 15 * LONGEST_TEXT
    assert run_cell(session, "len(str(7))")[1][0]["text"] == "1"


def test_none_shows_nothing(session):
    assert run_cell(session, "None")[1] == []


def test_cells_of_a_page_share_names_and_pages_do_not(session):
    run_cell(session, "x = 7")
    assert run_cell(session, "x")[1][0]["text"] == "7"
    assert run_cell(session, "x", page="b")[0]["error"]["name"] == "NameError"


def test_a_cell_that_is_alone_sees_names_but_leaves_none(session):
    run_cell(session, "x = 7")
    assert run_cell(session, "y = x\ny", alone=True)[1][0]["text"] == "7"
    assert run_cell(session, "y")[0]["error"]["name"] == "NameError"


def test_a_traceback_begins_at_the_cell(session):
    error = run_cell(session, "def f():\n    return 1 / 0\n\nf()")[0]["error"]
    lines = error["traceback"].splitlines()
    assert lines[1] == '  File "cell_loop", line 4, in <module>'
    assert lines[2] == "    f()"
    assert error["line"] == 2
    assert "web/python/session" not in error["traceback"]


def test_a_syntax_error_names_its_line(session):
    error = run_cell(session, "x = 1\ny = (")[0]["error"]
    assert (error["name"], error["line"]) == ("SyntaxError", 2)


def test_exit_ends_the_cell_but_not_the_session(session):
    run_cell(session, "x = 7")
    assert run_cell(session, "import sys\nsys.exit(3)")[0]["error"]["name"] == "SystemExit"
    assert run_cell(session, "x")[1][0]["text"] == "7"


def test_input_is_awaited_where_the_browser_cannot_make_python_wait(session):
    said = run_cell(session, "for _ in range(2):\n    print(input('?'))", answers=["a", "b"])[1]
    assert "".join(item["text"][0] for item in said) == "a\nb\n"


def test_input_inside_a_function_says_what_to_do_there(session):
    error = run_cell(session, "def f():\n    return input()\n\nf()")[0]["error"]
    assert error["name"] == "RuntimeError"
    assert "call input() outside" in error["message"]


def test_a_thousand_prints_make_few_messages():
    said = []
    outbox = Outbox(said.append, clock=lambda: 0.0)
    for n in range(1000):
        outbox.write("stdout", f"{n}\n")
    outbox.flush()
    assert len(said) <= MESSAGES_A_SECOND + 1
    text = "".join(json.loads(item)["text"][0] for item in said)
    assert text.split() == [str(n) for n in range(1000)]


def test_of_a_flood_the_middle_is_counted_and_left_out():
    said = []
    outbox = Outbox(said.append, clock=lambda: 0.0)
    for n in range(100_000):
        outbox.write("stdout", f"line {n}\n")
    outbox.flush()
    items = [json.loads(item) for item in said]
    kept = sum(text.count("\n") for item in items for text in item["text"])
    assert kept + sum(item["omitted"] for item in items) == 100_000
    assert sum(len(text) for item in items for text in item["text"]) < 300_000


IMPORTS = {
    "import math": [],
    "import numpy.linalg as la": ["numpy"],
    "if True:\n    from matplotlib import pyplot": ["matplotlib"],
    "import torch": ["torch"],
    "import gdlib\ngdlib.record": [],
    "import gdlib\ngdlib.two_moons()": ["numpy"],
    "from gdlib import plots": ["matplotlib", "numpy"],
    "from web.python.queries.training import answer": ["numpy"],
    "not Python": [],
}


@pytest.mark.parametrize("source", IMPORTS)
def test_what_a_program_imports_is_found_before_it_runs(session, source):
    assert session.imports_of(source) == IMPORTS[source]


def test_completion_knows_the_names_of_the_page(session):
    run_cell(session, "learning_rate = 0.1")
    assert json.loads(session.complete("a", "learning_")) == ["learning_rate"]
    assert json.loads(session.complete("b", "learning_")) == []


def findings(session, source, check):
    return run_cell(session, source, alone=True, check=check)[0]["findings"]


def test_a_check_says_what_was_expected_and_what_came(session):
    (found,) = findings(session, "x = 4", 'expect("x + 1", 6, why="Count again.")')
    assert found == {
        "what": "value",
        "tested": "x + 1",
        "expected": "6",
        "got": "5",
        "ok": False,
        "why": "Count again.",
    }


CHECKS = [
    ('expect("x", 0.3)', True),
    ('expect("x", 0.30001)', False),
    ('expect("[x, 1]", [0.3, 1.0])', True),
    ('expect("(x, 1)", [0.3, 1.0])', True),
    ('expect("(y for y in (x, 1))", [0.3, 1.0])', True),
    ('expect("[x]", [0.3, 1.0])', False),
    ('expect("[x]", 0.3)', False),
    ('expect("x", [0.3])', False),
    ('expect("x > 0", True)', True),
    ('expect("x > 0", 1)', False),
    ('expect("1", True)', False),
    ('expect("str(1)", "1")', True),
    ('expect("1", "1")', False),
    ('expect("None", None)', True),
    ('expect("0", None)', False),
    ('expect("nothing", 1)', False),
    ("expect(\"float('nan')\", 1)", False),
    ("expect(\"float('inf')\", 1e308)", False),
    ('expect("iter(int, 1)", [0, 0])', False),
    ('expect_between("x", 0.2, 0.4)', True),
    ('expect_between("x", 0.4, 0.5)', False),
    ('expect_between("True", 0, 2)', False),
    ("expect_between(\"float('inf')\", 0, float('inf'))", False),
    ('forbid("sum")', False),
    ('forbid("gdlib")', True),
]


@pytest.mark.parametrize(("check", "ok"), CHECKS)
def test_checks_accept_what_is_right_and_nothing_else(session, check, ok):
    (found,) = findings(session, "x = sum([0.1, 0.2])", check)
    assert found["ok"] is ok


LESSON = "import gdlib\nimport gdlib as lessons\nfrom gdlib import descend as down\nvalues = [1]"

USES = [
    ("gdlib.record", True),
    ("lessons.record", True),
    ("import gdlib as g\ng.record", True),
    ("import gdlib.descent as d\nd.record", True),
    ("from gdlib import record as r", True),
    ("from gdlib.trajectory import record", True),
    ("def f():\n    from gdlib import record\n    return record", True),
    ("def f():\n    return record", True),
    ("down", True),
    ("mine = gdlib.record\nmine", True),
    ("g = gdlib\ng.record", True),
    ("record = gdlib.record", True),
    ("getattr(gdlib, 'record')", True),
    ("class Own:\n    record = 1\nOwn.record\ngdlib.record", True),
    ("record = []\nrecord.append(1)", False),
    ("record: list = []\nrecord += [1]", False),
    ("def record(t):\n    return t\nrecord(1)", False),
    ("def f(record):\n    return record", False),
    ("def f():\n    record = 1\n    return lambda: record", False),
    ("def f():\n    global record\n    record = 1\ndef g():\n    return record\nf()\ng()", False),
    ("for record in values:\n    print(record)", False),
    ("[record for record in values]", False),
    ("(record := 1)\nrecord", False),
    ("match values:\n    case [record]:\n        print(record)", False),
    ("import json as record\nrecord.dumps(1)", False),
    (
        "class Own:\n    def __init__(self):\n        self.record = []\nOwn().record.append(1)",
        False,
    ),
    ("class Own:\n    record: int = 1\nOwn().record", False),
    ("class Own:\n    def record(self):\n        return 1\nOwn().record()", False),
    ("'record'", False),
    ("dict(record=1)['record']  # gdlib.record", False),
    ("down = 1\ndown", False),
]


@pytest.mark.parametrize(("program", "is_used"), USES)
def test_a_use_is_found_under_any_name_and_a_name_alone_is_none(session, program, is_used):
    run_cell(session, LESSON)
    (found,) = judge(session, 'forbid("record", "descend")', program, "[]")
    assert found["ok"] is not is_used, found["got"]


def test_a_check_finds_pythons_functions_and_the_lessons_values(session):
    run_cell(session, "import math\nxs = [1, 2]\ndef double(x):\n    return 2 * x")
    program = "len = round = 7\nmath = 'a subject'\nxs = None\ndef double(x):\n    return x + x"
    check = "expect('[len([1]), round(math.pi), double(3)]', [1, 3, 6])\n"
    check += "expect('[len(xs), double(xs)]', [2, [1, 2, 1, 2]], given='xs', shown='xs')"
    first, second = findings(session, program, check)
    assert first["ok"], first
    assert second["ok"], second
    assert second["tested"] == "xs"


ARRAYS = "import numpy as np\nx = np.array([[1.0, 2.0]])"
OF_ARRAYS = ['expect("x", [[1, 2]])', 'expect("x[0, 1]", 2)', 'expect("x[0, 0] < 2", True)']


@pytest.mark.parametrize("check", OF_ARRAYS)
def test_the_values_of_numpy_are_checked_as_pythons(session, check):
    (found,) = findings(session, ARRAYS, check)
    assert found["ok"]


def observe(session, source, *expressions):
    """Return the observations of expressions after a program, as JSON."""
    return run_cell(session, source, alone=True, observe=expressions)[0]["observed"]


def judge(session, check, source, observations):
    judge = [source, observations]
    return run_cell(session, "", alone=True, check=check, judge=judge)[0]["findings"]


def test_a_check_says_beforehand_what_it_will_ask_for_and_how_much_it_will_find(session):
    run_cell(session, "five = 5")
    check = 'forbid("sum")\nexpect("x", five)\nexpect_between("y", 0, 1)'
    plan = run_cell(session, "", alone=True, check=check, plan=True)[0]["plan"]
    assert plan == {"expressions": ["x", "y"], "count": 3}


def test_what_was_observed_elsewhere_is_judged_as_it_would_be_there(session):
    source = "x = [sum([0.1, 0.2]), 'a', None, (1,)]"
    check = "expect(\"x\", [0.3, 'a', None, [1]])\nexpect('y', 1)\nforbid('sum')"
    there = findings(session, source, check)
    assert judge(session, check, source, observe(session, source, "x", "y")) == there
    assert [finding["ok"] for finding in there] == [True, False, False]
    assert there[1]["got"] == "NameError: name 'y' is not defined"


FORGED = [
    "",
    "no JSON",
    "null",
    "{}",
    "[]",
    "[true]",
    '["1.0"]',
    "[1.0]",
    "[[]]",
    '[["number", 1.0]]',
    '[["number", "0x1"]]',
    '[["number", " 1"]]',
    '[["number", "1_0"]]',
    '[["number", "1e999"]]',
    '[["number", "Infinity"]]',
    '[["list", [["number", "1.0"]]]]',
    '[["text", "1.0"]]',
    '[["truth", true]]',
    '[["number", "1.0"], ["number", "1.0"]]',
    "[" * 100_000,
]


@pytest.mark.parametrize("observations", FORGED, ids=lambda text: text[:40])
def test_a_forged_observation_is_found_wrong_not_left_out(session, observations):
    (found,) = judge(session, 'expect("x", 1.0)', "x = 1.0", observations)
    assert found["ok"] is False


@pytest.mark.parametrize("source", ["(" * 10_000, "x = ", "x\0", "\ud800"])
def test_what_is_no_program_passes_no_test_of_its_source(session, source):
    (found,) = judge(session, 'forbid("gdlib")', source, "[]")
    assert found["ok"] is False


def replaced(name, function):
    """Return a program that replaces a function of the checker, and has a wrong `x`."""
    return (
        "from web.python.session import checking\n"
        f"assert callable(checking.{name})\n"
        f"checking.{name} = {function}\n"
        "x = 2"
    )


HOSTILE = {
    "the checker": replaced("_is_near", "lambda *_: True"),
    "the findings": replaced("findings", "lambda *_: []"),
    "what is observed": replaced("observe", "lambda *_: ['truth', True]"),
    "the comparison": "import math\nmath.isclose = lambda *_, **__: True\nx = 2",
    "its own equality": "class Any(float):\n    __eq__ = lambda *_: True\nx = Any(2)",
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_a_program_that_changes_the_checker_is_judged_where_nothing_has_changed(source):
    there = run_in_another_process(source, {"observe": ["x"]})["observed"]
    check = {"check": 'expect("x", 1.0)', "judge": [source, there]}
    (found,) = run_in_another_process("", check)["findings"]
    assert found["ok"] is False


IN_ANOTHER_PROCESS = """
import asyncio, json, sys
from web.python.session import cells as session
print(asyncio.run(session.run(sys.argv[1], lambda _: None, None)), file=sys.__stdout__)
"""


def run_in_another_process(source, more):
    """Run a cell in a process of its own; return its outcome."""
    request = json.dumps({"page": "a", "cell": "loop", "source": source, "alone": True} | more)
    command = [sys.executable, "-c", IN_ANOTHER_PROCESS, request]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


# --- Output that is large or odd ---


SIX = """
import numpy as np
from matplotlib import pyplot as plt
for n in range(6):
    plt.figure(figsize=(2, 2), layout=None)
    plt.scatter(*np.ones((2, 700)))
"""


def test_of_many_figures_only_as_many_are_drawn_as_a_page_takes(session):
    forms = ["svg" if "svg" in item else "png" for item in run_cell(session, SIX)[1]]
    assert forms == ["svg"] * 3 + ["png"] * 3
    assert "svg" in run_cell(session, SCATTER.format(points=500, last=""))[1][0]  # of another cell


HUGE = {"a tall figure": "figsize=(5, 500)", "a figure of many dots": "figsize=(5, 5), dpi=5000"}


@pytest.mark.parametrize("size", HUGE.values(), ids=HUGE)
def test_a_picture_has_no_more_pixels_than_a_browser_draws(session, size):
    source = SCATTER.format(points=3_000, last="").replace("figsize=(2, 2)", size)
    (item,) = run_cell(session, source)[1]
    width, height = struct.unpack(">II", b64decode(item["png"])[16:24])
    assert max(width, height) < 1.1 * figure_output.PICTURE_SIDE
    assert width * height < 1.2 * figure_output.PICTURE_PIXELS


FILM = """
from matplotlib import pyplot as plt
from matplotlib.animation import FuncAnimation
figure, ax = plt.subplots(figsize=(2, 2), layout=None)
FuncAnimation(figure, lambda n: ax.plot([0, n]), frames=8)
"""


def test_of_a_film_that_is_too_long_the_first_frames_are_shown(session, monkeypatch):
    monkeypatch.setattr(animation_writer, "MOST_FRAMES", 5)
    said = run_cell(session, FILM)[1]
    assert said[-1]["frames"] == 5
    assert "its first 5 frames" in said[-2]["text"][0]


LONG_VALUES = {
    "list(range(10**6))": "[0,\n 1,\n~… 999,000 more items …,\n~ 999998,\n 999999]",
    "tuple(range(1_001))": "(0,\n~… 1 more item …,\n~ 1000)",
    "{n: -n for n in range(10**6)}": "{0: 0,\n~… 999,000 more items …: …,\n~ 999999: -999999}",
    "set(range(10**6))": "{0,\n 1,\n~ 999,\n … 999,000 more items …}",
    "[list(range(500)) for _ in range(500)]": "[[0,\n~… 500 more items …",
    "[[['a' * 10**7]]]": "[[['aaa~… 9,995,002 characters …~aaa']]]",
    "__import__('collections').deque(range(10**6))": "deque([0, 1~ characters …~ 999999])",
    "b'a' * 10**7": "b'aaa~… 9,980,003 characters …~aaa'",
    "range(10**9)": "range(0, 1000000000)",
    "10**1_000_000": "1.000000e+1000000 (an int of about 1,000,001 digits)",
    "-7 * 10**9_999": "-7.000000e+9999 (an int of about 10,000 digits)",
    "[10**5_000]": "[1.000000e+5000 (an int of about 5,001 digits)]",
    "2**64": "18446744073709551616",
    "x = [1]; x.append(x); x": "[1, [...]]",
    "[" * 99 + "]" * 99: "[" * 20 + "… 1 more item …" + "]" * 20,
    "class L(list):\n    def __len__(self): return 10**9\nL([1])": "[1]",
    "[1, (2,), {3}, {4: 5}, 'a']": "[1, (2,), {3}, {4: 5}, 'a']",
    "[[], {}, set(), ()]": "[[], {}, set(), ()]",
}


@pytest.mark.parametrize("source", LONG_VALUES, ids=lambda source: source[:40])
def test_a_long_value_is_shown_in_part_with_how_much_is_left_out(session, source):
    text = run_cell(session, source)[1][-1]["text"]
    assert len(text) < 1.1 * LONGEST_TEXT
    place = 0
    for part in LONG_VALUES[source].split("~"):
        assert part in text[place:]
        place += text[place:].index(part)


SPOILT = {
    "builtins.len = 5": "builtins.len could no longer be called",
    "del builtins.print": "builtins.print could no longer be called",
    "builtins.isinstance = builtins.str = None": "builtins.isinstance could no longer be",
    "ast.parse = None": "ast.parse could no longer be called",
    "builtins.sum = lambda *_: 1": "",
    "sys.setrecursionlimit(60)": "",
    "sys.settrace(lambda *_: 1 / 0)": "",
    "json.dumps = json.loads = time.perf_counter = time.monotonic = None": "",
    "sys.stdout = sys.stderr = sys.stdin = None": "",
    "asyncio.get_running_loop = None": "",
}


@pytest.mark.parametrize("change", SPOILT)
def test_what_a_cell_changes_in_python_itself_does_not_spoil_the_next(change):
    cells = [
        f"import ast, asyncio, builtins, json, sys, time\n{change}",
        "print(len([1]))\nint('5')",
    ]
    first, second = run_cells_in_another_process(*cells)
    assert SPOILT[change] in str(first)
    assert first[-1]["ended"] in ("done", "error")
    assert [item.get("text") for item in second] == [["1\n"], "5", None]


CELLS_IN_ANOTHER_PROCESS = """
import asyncio, sys
from json import dumps
cells, out = sys.argv[1:], sys.stdout
from web.python.session import cells as session
session.set_up()
async def page():
    for source in cells:
        request = dumps({"page": "a", "cell": "loop", "source": source})
        ended = await session.run(request, lambda one: out.write(one + "\\n"), None)
        out.write(ended + "\\n\\n")
        await asyncio.sleep(0)
    await asyncio.sleep(0.1)
with asyncio.Runner() as runner:
    runner.run(page())
"""


def run_cells_in_another_process(*cells):
    """Run cells of one page in a process of its own; return the output and outcome of each."""
    command = [sys.executable, "-c", CELLS_IN_ANOTHER_PROCESS, *cells]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [[json.loads(one) for one in of.splitlines()] for of in said.split("\n\n") if of]


TOO_DEEP = {
    "a sum": "+".join(["1"] * 6_000),
    "a sum over lines": "(\n" + "+\n".join(["1"] * 6_000) + ")",
    "signs": "-" * 50_000 + "1",
    "attributes": "x" + ".real" * 20_000,
    "functions": "lambda: " * 5_000 + "1",
    "branches": "if 0: 1\n" + "elif 0: 1\n" * 3_000,
}


@pytest.mark.parametrize("source", TOO_DEEP.values(), ids=TOO_DEEP)
def test_what_is_nested_too_deeply_to_be_read_is_an_error_of_its_line(session, source):
    assert session.imports_of(f"import numpy\n{source}") == []
    error = run_cell(session, f"x = 1\n{source}")[0]["error"]
    assert error["name"] == "TooManyTermsError"
    assert error["line"] >= 2
    assert "Part it into steps" in error["message"]


LONG_BUT_FLAT = {
    "a list": f"[{', '.join(['-1.5'] * 20_000)}]",
    "a sum of five hundred": "+".join(["1"] * 500),
    "lines": "x = 1 + 1\n" * 20_000,
    "a text": repr("a + b - " * 20_000),
    "branches": "if 0: 1\n" + "elif 0: 1\n" * 300,
    "no program": "(((" + "x + " * 500,
}


@pytest.mark.parametrize("source", LONG_BUT_FLAT.values(), ids=LONG_BUT_FLAT)
def test_what_is_long_but_not_deep_is_read(session, source):
    error = run_cell(session, source)[0]["error"]
    assert error is None or error["name"] == "SyntaxError"


@pytest.mark.parametrize("source", ["x\0", "'\ud800'", "print('\\ud800\\0')", "\ud800 = 1"])
def test_characters_that_no_text_holds_are_printed_or_are_an_error(session, source):
    assert run_cell(session, source)[0]["ended"] in ("done", "error")


SILENCED = {
    "42;": False,
    "42 ;  # a comment": False,
    "42; # done": False,
    "42  # done;": True,
    "'a;'": True,
    "'a' # ';": True,
    "(42  # one;\n)": True,
    "(42\n);": False,
    "'''a;\nb'''": True,
    "'勾配'; # 勾": False,
    "'勾配' # ;": True,
    "42; 43": True,
}


@pytest.mark.parametrize("source", SILENCED)
def test_a_semicolon_behind_the_last_line_shows_nothing(session, source):
    assert [item["kind"] for item in run_cell(session, source)[1]] == ["result"] * SILENCED[source]


def test_a_text_without_an_end_of_line_is_sent_when_it_is_flushed():
    said = []
    outbox = Outbox(said.append, clock=lambda: 0.0)
    outbox.write("stdout", "10 %")
    assert said == []
    outbox.send()
    outbox.write("stdout", "\r20 %")
    assert [json.loads(item)["text"] for item in said] == [["10 %"], ["\r20 %"]]


FLOODS = {
    "one line": ("a " * 200_000, 0, 300_000),
    "a bar of progress": ("\r10 %" * 100_000 + "\n", 0, 0),
    "lines": ("a\n" * 100_000, 50_001, 100_002),
}


@pytest.mark.parametrize(("text", "lines", "characters"), FLOODS.values(), ids=FLOODS)
def test_of_a_flood_the_lines_and_the_characters_left_out_are_told(text, lines, characters):
    said = []
    outbox = Outbox(said.append, clock=lambda: 0.0)
    outbox.write("stdout", text)
    outbox.flush()
    (item,) = map(json.loads, said)
    assert (item["omitted"], item["characters"]) == (lines, characters)
    assert "".join(item["text"]).rstrip("\n") in text


def test_of_many_results_the_last_are_counted_not_sent(session):
    said = run_cell(session, "for n in range(10_000): display(n)")[1]
    assert {item["kind"] for item in said[:100]} == {"display"}
    assert {item["kind"] for item in said[100:]} == {"omitted"}
    assert sum(item["items"] for item in said[100:]) == 9_900


def test_an_output_that_is_cleared_in_a_loop_makes_few_messages(session):
    source = "for n in range(10_000):\n    clear_output(wait=True)\n    display(n)"
    said = run_cell(session, f"from IPython.display import clear_output\n{source}")[1]
    assert len(said) < 3_000
    assert [item["kind"] for item in said[-2:]] == ["clear", "display"]
    assert said[-1]["text"] == "9999"


def test_a_display_with_a_name_is_updated_in_its_place(session):
    source = "place = display(1, display_id=True)\nplace.update(2)\nplace.display(3)"
    said = run_cell(session, source)[1]
    assert len({item["id"] for item in said}) == 1
    shown = [(item["text"], item["isUpdate"]) for item in said]
    assert shown == [("1", False), ("2", True), ("3", False)]
    source = "from IPython.display import update_display\nupdate_display(4, display_id='a')"
    assert run_cell(session, source)[1][0]["id"] == "a"


PNG = b"\x89PNG rest"
OF_JUPYTER = {
    "HTML('<b>a</b>')": {"html": "<b>a</b>"},
    "SVG('<svg/>')": {"svg": "<svg/>"},
    f"Image({PNG!r})": {"png": b64encode(PNG).decode()},
    f"Image(data={PNG!r}, width=50)": {"png": b64encode(PNG).decode()},
    "Markdown('**a**')": {"text": "**a**"},
    "Math('x^2')": {"text": "x^2"},
    "JSON({'a': [1]})": {"text": '{\n  "a": [\n    1\n  ]\n}'},
    "Code('x = 1')": {"text": "x = 1"},
}


@pytest.mark.parametrize("source", OF_JUPYTER)
def test_what_notebooks_import_from_ipython_is_shown(session, source):
    imports = "from IPython.display import HTML, JSON, SVG, Code, Image, Markdown, Math"
    ended, said = run_cell(session, f"{imports}\n{source}")
    assert ended["error"] is None
    assert OF_JUPYTER[source].items() <= said[-1].items()


def test_what_is_shown_as_its_text_says_what_would_show_more(session):
    said = run_cell(session, "from IPython.display import Markdown\nMarkdown('# a')")[1]
    assert "use HTML(" in said[0]["text"][0]


NOT_HERE = {
    "from IPython.display import Audio": "IPython.display.Audio cannot be shown on this page",
    "from IPython.display import Image\nImage('https://a.example/b')": "load nothing from other",
    "from IPython.display import Image\nImage(url='https://a.example/b')": "load nothing from",
    "from IPython.display import Image\nImage(b'text')": "Image shows PNG, JPEG, GIF, WebP",
    "from IPython.display import Image\nImage()": "Image shows PNG, JPEG, GIF, WebP",
    "get_ipython().run_line_magic('time', '')": "this page has Python without IPython's commands",
    "import IPython\nIPython.get_ipython().system('ls')": "this page has Python without IPython's",
}


@pytest.mark.parametrize("source", NOT_HERE)
def test_what_there_is_not_of_ipython_says_what_to_do(session, source):
    assert NOT_HERE[source] in run_cell(session, source)[0]["error"]["message"]


TASK = """
import asyncio
async def later():
    print("in the task")
    await asyncio.sleep(0.05)
    display("late")
    1 / 0
task = asyncio.create_task(later())
print("end")
"""


def test_what_a_task_shows_after_its_cell_is_said_to_that_cell(session):
    said = {"first": [], "second": []}

    async def page():
        for cell, source in [("first", TASK), ("second", "print('other')")]:
            request = json.dumps({"page": "a", "cell": cell, "source": source})
            await session.run(request, said[cell].append, None)
        await asyncio.wait([session._sessions["a"].names["task"]])
        with pytest.raises(ZeroDivisionError):
            session._sessions["a"].names["task"].result()

    asyncio.run(page())
    first, second = ([json.loads(one)["text"] for one in of] for of in said.values())
    assert second == [["other\n"]]
    assert first == [["end\n"], ["in the task\n"], "'late'"]


def test_the_error_of_a_task_is_told_at_its_cell(session):
    said = []
    outbox = session.open_outbox(said.append, None)
    session._report_task_error(None, {"exception": ZeroDivisionError("division by zero")})
    session._report_task_error(None, {"exception": asyncio.CancelledError()})
    outbox.flush()
    (text,) = (json.loads(item)["text"][0] for item in said)
    assert text == "A task of this cell has failed:\nZeroDivisionError: division by zero\n"


STDIN = {
    "import sys\nsys.stdin.readline()": "cannot wait for sys.stdin.readline(); write input()",
    "import sys\nfor line in sys.stdin: pass": "cannot wait for lines of sys.stdin; write input()",
    "import getpass\ngetpass.getpass()": "cannot wait for getpass.getpass(); write input()",
}


@pytest.mark.parametrize("source", STDIN)
def test_where_the_browser_cannot_wait_other_ways_to_ask_name_input(session, source):
    assert STDIN[source] in run_cell(session, source)[0]["error"]["message"]


def test_that_there_are_no_threads_is_told(session):
    error = run_cell(session, 'raise RuntimeError("can\'t start new thread")')[0]["error"]
    assert "Python on this page has one thread" in error["traceback"]
