"""The Python of live cells, as far as it needs no browser: output, errors, imports, checks."""

import asyncio
import builtins
import json
import subprocess
import sys
from pathlib import Path

import pytest
from outbox import MESSAGES_A_SECOND, Outbox
from value_text import LONGEST_TEXT

WIDGETS = Path(__file__).resolve().parents[2] / "docs" / "widgets"


@pytest.fixture(autouse=True)
def at_home(monkeypatch):
    """Let what a cell changes in this process be changed back."""
    monkeypatch.setattr(sys, "stdout", sys.stdout)
    monkeypatch.setattr(sys, "stderr", sys.stderr)
    monkeypatch.setattr(builtins, "input", builtins.input)
    monkeypatch.syspath_prepend(str(WIDGETS / "python"))
    monkeypatch.syspath_prepend(str(WIDGETS / "exercise"))


@pytest.fixture
def session(monkeypatch):
    import session

    monkeypatch.setattr(session, "_sessions", {})
    monkeypatch.setattr(session, "_current", None)
    return session


def ran(session, source, **more):
    """Run a cell; return how it ended and what it said."""
    said = []
    answers = iter(more.pop("answers", []))

    async def ask(_prompt, _line):
        return next(answers)

    request = json.dumps({"page": "a", "cell": "loop", "source": source} | more)
    ended = asyncio.run(session.run(request, said.append, ask))
    return json.loads(ended), [json.loads(item) for item in said]


def test_the_last_line_is_shown_behind_what_was_printed(session):
    ended, said = ran(session, "print('one')\n40 + 2")
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
    ended, said = ran(session, source)
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
    ended, said = ran(session, source)
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


@pytest.mark.parametrize("last", ["", "plt.gcf()"])
@pytest.mark.parametrize(("points", "form"), [(10, "svg"), (10_000, "png")])
def test_a_figure_of_too_many_shapes_is_a_picture(session, points, form, last):
    (item,) = ran(session, SCATTER.format(points=points, last=last))[1]
    assert form in item
    assert len(item[form]) <= session.LONGEST_SVG


def test_a_huge_text_is_shown_by_its_two_ends(session):
    (item,) = ran(session, "'a' * 10**7 + 'z'")[1]
    assert len(item["text"]) < 1.1 * LONGEST_TEXT
    assert item["text"].startswith("'aaa")
    assert "… 9,900,003 characters …" in item["text"]
    assert item["text"].endswith("az'")


HOSTILE_ERRORS = [
    "class Odd(Exception):\n    def __str__(self):\n        return 1 / 0\nraise Odd",
    "class Odd(Exception):\n    def __str__(self):\n        return 5\nraise Odd",
    "class Odd(Exception): pass\nraise Odd('a' * 10**7)",
    "class Odd(Exception): pass\nclass Value:\n    def __repr__(self):\n        raise Odd\nValue()",
]


@pytest.mark.parametrize("source", HOSTILE_ERRORS)
def test_an_error_that_cannot_be_told_is_an_error_like_any_other(session, source):
    ended, _ = ran(session, source)
    assert ended["ended"] == "error"
    assert ended["error"]["name"] == "Odd"
    assert len(json.dumps(ended)) < 3 * LONGEST_TEXT


def test_a_semicolon_or_none_shows_nothing(session):
    assert ran(session, "42;")[1] == []
    assert ran(session, "None")[1] == []


def test_cells_of_a_page_share_names_and_pages_do_not(session):
    ran(session, "x = 7")
    assert ran(session, "x")[1][0]["text"] == "7"
    assert ran(session, "x", page="b")[0]["error"]["name"] == "NameError"


def test_a_cell_that_is_alone_sees_names_but_leaves_none(session):
    ran(session, "x = 7")
    assert ran(session, "y = x\ny", alone=True)[1][0]["text"] == "7"
    assert ran(session, "y")[0]["error"]["name"] == "NameError"


def test_a_traceback_begins_at_the_cell(session):
    error = ran(session, "def f():\n    return 1 / 0\n\nf()")[0]["error"]
    lines = error["traceback"].splitlines()
    assert lines[1] == '  File "cell_loop", line 4, in <module>'
    assert lines[2] == "    f()"
    assert error["line"] == 2
    assert "session.py" not in error["traceback"]


def test_a_syntax_error_names_its_line(session):
    error = ran(session, "x = 1\ny = (")[0]["error"]
    assert (error["name"], error["line"]) == ("SyntaxError", 2)


def test_exit_ends_the_cell_but_not_the_session(session):
    ran(session, "x = 7")
    assert ran(session, "import sys\nsys.exit(3)")[0]["error"]["name"] == "SystemExit"
    assert ran(session, "x")[1][0]["text"] == "7"


def test_input_is_awaited_where_the_browser_cannot_make_python_wait(session):
    said = ran(session, "for _ in range(2):\n    print(input('?'))", answers=["a", "b"])[1]
    assert "".join(item["text"][0] for item in said) == "a\nb\n"


def test_input_inside_a_function_says_what_to_do_there(session):
    error = ran(session, "def f():\n    return input()\n\nf()")[0]["error"]
    assert error["name"] == "RuntimeError"
    assert "call input() outside" in error["message"]


def test_a_thousand_prints_make_few_messages(session):
    said = []
    outbox = Outbox(said.append, clock=lambda: 0.0)
    for n in range(1000):
        outbox.write("stdout", f"{n}\n")
    outbox.flush()
    assert len(said) <= MESSAGES_A_SECOND + 1
    text = "".join(json.loads(item)["text"][0] for item in said)
    assert text.split() == [str(n) for n in range(1000)]


def test_of_a_flood_the_middle_is_counted_and_left_out(session):
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
    "from gdlib import plots": ["PIL", "matplotlib", "numpy"],
    "from questions.training import answer": ["numpy"],
    "not Python": [],
}


@pytest.mark.parametrize("source", IMPORTS)
def test_what_a_program_imports_is_found_before_it_runs(session, source):
    assert session.imports_of(source) == IMPORTS[source]


def test_completion_knows_the_names_of_the_page(session):
    ran(session, "learning_rate = 0.1")
    assert json.loads(session.complete("a", "learning_")) == ["learning_rate"]
    assert json.loads(session.complete("b", "learning_")) == []


def findings(session, source, check):
    return ran(session, source, alone=True, check=check)[0]["findings"]


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


ARRAYS = "import numpy as np\nx = np.array([[1.0, 2.0]])"
OF_ARRAYS = ['expect("x", [[1, 2]])', 'expect("x[0, 1]", 2)', 'expect("x[0, 0] < 2", True)']


@pytest.mark.parametrize("check", OF_ARRAYS)
def test_the_values_of_numpy_are_checked_as_pythons(session, check):
    (found,) = findings(session, ARRAYS, check)
    assert found["ok"]


def observed(session, source, *expressions):
    """Return what a program's interpreter tells of expressions, as JSON."""
    return ran(session, source, alone=True, observe=expressions)[0]["observed"]


def judged(session, check, source, observations):
    judge = [source, observations]
    return ran(session, "", alone=True, check=check, judge=judge)[0]["findings"]


def test_a_check_says_beforehand_what_it_will_ask_for_and_how_much_it_will_find(session):
    ran(session, "five = 5")
    check = 'forbid("sum")\nexpect("x", five)\nexpect_between("y", 0, 1)'
    plan = ran(session, "", alone=True, check=check, plan=True)[0]["plan"]
    assert plan == {"expressions": ["x", "y"], "count": 3}


def test_what_was_observed_elsewhere_is_judged_as_it_would_be_there(session):
    source = "x = [sum([0.1, 0.2]), 'a', None, (1,)]"
    check = "expect(\"x\", [0.3, 'a', None, [1]])\nexpect('y', 1)\nforbid('sum')"
    there = findings(session, source, check)
    assert judged(session, check, source, observed(session, source, "x", "y")) == there
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
    (found,) = judged(session, 'expect("x", 1.0)', "x = 1.0", observations)
    assert found["ok"] is False


@pytest.mark.parametrize("source", ["(" * 10_000, "x = ", "x\0", "\ud800"])
def test_what_is_no_program_passes_no_test_of_its_source(session, source):
    (found,) = judged(session, 'forbid("gdlib")', source, "[]")
    assert found["ok"] is False


HOSTILE = {
    "the checker": "import checking\nchecking._is_near = lambda *_: True\nx = 2",
    "the findings": "import checking\nchecking.findings = lambda *_: []\nx = 2",
    "what is observed": "import checking\nchecking.observed = lambda *_: ['truth', True]\nx = 2",
    "the comparison": "import math\nmath.isclose = lambda *_, **__: True\nx = 2",
    "its own equality": "class Any(float):\n    __eq__ = lambda *_: True\nx = Any(2)",
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_a_program_that_changes_the_checker_is_judged_where_nothing_has_changed(source):
    there = told_by_another_process(source, {"observe": ["x"]})["observed"]
    check = {"check": 'expect("x", 1.0)', "judge": [source, there]}
    (found,) = told_by_another_process("", check)["findings"]
    assert found["ok"] is False


IN_ANOTHER_PROCESS = """
import asyncio, json, sys
sys.path[:0] = sys.argv[1:3]
import session
print(asyncio.run(session.run(sys.argv[3], lambda _: None, None)), file=sys.__stdout__)
"""


def told_by_another_process(source, more):
    """Run a cell where nothing of this process can be changed; return how it ended."""
    request = json.dumps({"page": "a", "cell": "loop", "source": source, "alone": True} | more)
    folders = [str(WIDGETS / "python"), str(WIDGETS / "exercise")]
    command = [sys.executable, "-c", IN_ANOTHER_PROCESS, *folders, request]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
