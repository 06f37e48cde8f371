"""The page says when a gradient is not the slope of its loss, and never when it is."""

import asyncio
import builtins
import json
import re
import sys
from pathlib import Path

import numpy as np
import pytest

import gdlib
from web.python.session import figure_output

ROOT = Path(__file__).resolve().parents[3]
NOTEBOOKS = sorted((ROOT / "docs" / "en" / "notebooks").glob("*.py"))


@pytest.fixture(autouse=True)
def restore_process(monkeypatch):
    """Restore what a cell changes in this process."""
    monkeypatch.setattr(sys, "stdout", sys.stdout)
    monkeypatch.setattr(sys, "stderr", sys.stderr)
    monkeypatch.setattr(builtins, "input", builtins.input)


@pytest.fixture
def session(monkeypatch):
    from web.python.session import cells as session

    monkeypatch.setattr(session, "_sessions", {})
    monkeypatch.setattr(session, "_current", None)
    monkeypatch.setattr(figure_output, "figure_item", lambda _: {"kind": "figure", "svg": ""})
    return session


def run_cell(session, source, **more):
    """Run a cell; return its outcome and its output."""
    said = []
    request = json.dumps({"page": "a", "cell": "loop", "source": source} | more)
    ended = asyncio.run(session.run(request, said.append, None))
    return json.loads(ended), [json.loads(item) for item in said]


IMPORTS = (
    "import math, random\nimport numpy as np\nfrom gdlib import *\nfrom functools import partial\n"
)


def hints(session, source):
    """Return the hints that a cell gives, which must end well."""
    ended, said = run_cell(session, IMPORTS + source)
    assert ended["error"] is None
    return [(item["id"], *item["arguments"]) for item in said if item["kind"] == "hint"]


# A program, and at which t its gradient is wrong: the value given, and the true slope by hand.
WRONG = [
    ("record(lambda t: t * t, lambda t: t, 3.0)", ("gradient", "3", "3", "6")),
    ("record(lambda t: (5 - t)**2 / 2, lambda t: 5 - t, -5.0)", ("gradient", "-5", "10", "-10")),
    ("record(lambda t: t * t, lambda t: 2 * t + 1, 3.0)", ("gradient", "3", "7", "6")),
    ("record(lambda t: t**3 / 3, lambda t: 0.9 * t**2, 1.0)", ("gradient", "1", "0.9", "1")),
    ("record(abs, lambda t: 1.0, -2.0)", ("gradient", "-2", "1", "-1")),
    ("record(lambda t: t * t, lambda t: t, 0.0)", ("gradient", "0.1", "0.1", "0.2")),
    (
        "record(lambda t: t * t, lambda t: 2 * t if t > 1 else t, 3.0, lr=0.4)",
        ("gradient", "0.6", "0.6", "1.2"),
    ),
    (
        "record(partial(squared_error, y=5.0), partial(calc_gradient, y=3.0), -5.0)",
        ("gradient", "-5", "-8", "-10"),
    ),
    (
        "for step in descend(lambda t: t * t, lambda t: t, 3.0, 0.1):\n    if step.n: break",
        ("gradient", "3", "3", "6"),
    ),
    ("sweep(lambda t: t * t, lambda t: t, 1.0, [0.1, 0.2])", ("gradient", "1", "1", "2")),
    (
        "record(lambda t: t[0]**2 + t[1]**2, lambda t: (2 * t[0], 2 * t[0]), (1.0, 2.0))",
        ("gradientComponent", "[1.000, 2.000]", "2", "4", "1"),
    ),
    (
        "record(lambda t: (t**2).sum(), lambda t: np.array([2, 3]) * t, np.array([1.0, 2.0]))",
        ("gradientComponent", "[1.000, 2.000]", "6", "4", "1"),
    ),
    (
        "record(lambda t: t**2, lambda t: -2 * t, np.array([1.0, 3.0]), lr=0.01)",
        ("gradientComponent", "[1.000, 3.000]", "-6", "6", "1"),
    ),
    (
        "class Model:\n    def loss(self, t): return t**4\n    def slope(self, t): return t**3\n"
        "model = Model()\nrecord(model.loss, model.slope, 1.0, lr=0.01)",
        ("gradient", "1", "1", "4"),
    ),
    (
        "record(lambda t: t * t, lambda t: t, 3.0, rule=Momentum(), lr=lambda n: 0.1)",
        ("gradient", "3", "3", "6"),
    ),
]


@pytest.mark.parametrize(("source", "told"), WRONG, ids=[one[0][:60] for one in WRONG])
def test_a_wrong_gradient_is_told_once(session, source, told):
    assert hints(session, source) == [told]
    assert hints(
        session, f"for _ in range(3):\n    run = {source}" if "\n" not in source else source
    )


RIGHT = [
    "record(lambda t: t * t, lambda t: 2 * t, 3.0)",
    "record(lambda t: t**2, lambda t: 2 * t, 1e8)",
    "record(lambda t: 1e9 + t * t, lambda t: 2 * t, 3.0)",
    "record(lambda t: 1e-12 * t * t, lambda t: 2e-12 * t, 3.0)",
    "record(lambda t: 5.0, lambda t: 0.0, 3.0)",
    "record(math.log, lambda t: 1 / t, 1e-3, lr=1e-9)",
    "record(lambda t: math.sin(1000 * t), lambda t: 1000 * math.cos(1000 * t), 0.3, lr=1e-7)",
    # corners: every slope between the two sides is right
    "record(abs, lambda t: float(np.sign(t)), 0.0)",
    "record(abs, lambda t: 1.0 if t >= 0 else -1.0, 0.0)",
    "record(abs, lambda t: 1.0 if t >= 0 else -1.0, 0.3, lr=0.3)",
    "record(lambda t: max(t, 0.0), lambda t: 0.0 if t <= 0 else 1.0, 0.0)",
    # a loss in steps, and in few digits
    "record(lambda t: round(t * t, 3), lambda t: 2 * t, 3.0)",
    "record(lambda t: np.float32(t)**2, lambda t: 2 * t, 3.0)",
    # measured, coarsely or well
    "record(lambda t: t * t, lambda t: ((t + 1e-2)**2 - t**2) / 1e-2, 3.0)",
    "record(lambda t: t * t, numerical_gradient(lambda t: t * t, method='forward', h=1.0), 3.0)",
    "record(lambda t: t * t, automatic_gradient(lambda t: t * t), 3.0)",
    # clipped on purpose
    "record(lambda t: t * t, clip_by_norm(lambda t: 2 * t, 1.0), 3.0)",
    "record(lambda t: t * t, lambda t: max(-1.0, min(1.0, 2 * t)), 3.0)",
    "record(lambda t: t * t, lambda t: float(np.clip(2 * t, -1, 1)), 3.0)",
    # random, and one sample after the other
    "record(lambda t: t * t, lambda t: 2 * t + random.gauss(0, 1), 3.0)",
    "record(lambda t: t * t, lambda t: 2 * t + np.random.randn(), 3.0)",
    "rng = np.random.default_rng(0)\nrecord(lambda t: t * t, lambda t: 2 * t + rng.normal(), 3.0)",
    "noise = random.Random(1).gauss\nrecord(lambda t: t * t, lambda t: 2 * t + noise(0, 1), 3.0)",
    "from itertools import cycle\nbatches = cycle([1.0, 3.0])\n"
    "record(lambda t: (t - 2)**2 + 1, lambda t: 2 * (t - next(batches)), 0.0)",
    "k = 0\nx = [1.0, 2.0, 3.0]\ndef gradient(t):\n    global k\n    k += 1\n"
    "    return 2 * (t - x[k % 3])\n"
    "record(lambda t: sum((t - v)**2 for v in x) / 3, gradient, 0.0)",
    "x, y = noisy_line(100, w=2.0, b=1.0, seed=1)\nfit = linear_regression(x, y)\n"
    "record(fit.loss, minibatch_gradient(fit, 10, seed=1), np.zeros(2))",
    # not defined beside the start
    "record(lambda t: math.sqrt(1 - t * t), lambda t: -t / math.sqrt(1 - t * t), 0.95, lr=1e-4)",
]


@pytest.mark.parametrize("source", RIGHT)
def test_a_right_gradient_and_one_that_is_meant_so_are_let_be(session, source):
    assert hints(session, source) == []


def compared(*descent):
    """Return the hint about a descent from `t`, and how many slopes were looked at."""
    from web.python.error_hints import gradient_check

    loss, gradient, t = descent
    seen = []
    worst = gradient_check._worst
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gradient_check, "SECONDS", 60.0)
        patch.setattr(gradient_check, "_worst", lambda all_: seen.extend(all_) or worst(all_))
        gradient_check._started[:] = [gradient_check.Descent(loss, gradient, t, 0.01)]
        return gradient_check.gradient_hint(), len(seen)


@pytest.mark.parametrize("name", gdlib.LANDSCAPES)
def test_the_gradients_of_all_landscapes_agree(name):
    place = gdlib.landscape(name)
    for t in (place.start, -4.0, -0.5, 0.0, 1.0, 5.0, 7.3):
        hint, seen = compared(place.loss, place.gradient, t)
        assert hint is None
        assert seen >= 2


@pytest.mark.parametrize("name", gdlib.SURFACES)
def test_the_gradients_of_all_surfaces_agree(name):
    place = gdlib.surface(name)
    for t in (place.start, (-1.5, 0.5), (0.0, 0.0), (1.0, 1.0)):
        hint, seen = compared(place.loss, place.gradient, t)
        assert hint is None
        assert seen >= 4


LOSSES = ["absolute_error", "huber", "log_cosh", "binary_cross_entropy", "hinge"]


@pytest.mark.parametrize("name", LOSSES)
def test_the_gradients_of_all_losses_agree(name):
    loss, gradient = getattr(gdlib, name), getattr(gdlib, f"{name}_gradient")
    for t in (-3.0, -1.0, 0.0, 0.5, 1.0, 2.0):
        assert compared(lambda t: loss(t, 1.0), lambda t: gradient(t, 1.0), t)[0] is None
    ts = np.linspace(-3.0, 3.0, 7)
    hint, seen = compared(lambda t: loss(t, 1.0), lambda t: gradient(t, 1.0), ts)
    assert hint is None
    assert seen >= 14


@pytest.mark.parametrize("activation", ["tanh", "relu", "sigmoid"])
def test_the_gradients_of_networks_agree(activation):
    network = gdlib.Network((2, 5, 1), activation=activation)
    objective = network.objective(*gdlib.two_moons(40, seed=1))
    hint, seen = compared(objective.loss, objective.gradient, network.start(seed=1))
    assert hint is None
    assert seen > 40


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_cell_of_a_notebook_is_doubted(session, monkeypatch, path):
    def animation_item(animation):
        animation._draw_was_started = True
        figure_output.close(animation._fig)
        return {"kind": "animation", "frames": [], "interval": 1}

    monkeypatch.setattr(figure_output, "animation_item", animation_item)
    heads_and_cells = re.split(r"(?m)^# %%(.*)$", path.read_text())[1:]
    for head, cell in zip(heads_and_cells[::2], heads_and_cells[1::2], strict=True):
        if "[markdown]" in head or 'role="check"' in head:
            continue
        _, said = run_cell(session, cell, alone="exercise=" in head)
        assert [item for item in said if item["kind"] == "hint"] == []


TRACES = """
calls, seen = [], {"n": 0}
buffer = np.zeros(3)
count = 0
class Model:
    def __init__(self): self.calls = 0
    def loss(self, t):
        self.calls += 1
        return t * t
model = Model()
def gradient(t):
    global count
    count += 1
    calls.append(t)
    seen["n"] += 1
    buffer[0] += 1
    print("called")
    return 3 * t
record(model.loss, gradient, 1.0, steps=5)
(model.calls, count, len(calls), seen["n"], buffer[0])
"""


def test_the_comparison_leaves_no_trace(session):
    _, said = run_cell(session, IMPORTS + TRACES)
    assert [item["id"] for item in said if item["kind"] == "hint"] == ["gradient"]
    (result,) = [item["text"] for item in said if item["kind"] == "result"]
    assert result == "(7, 6, 6, 6, np.float64(6.0))"
    printed = "".join(part for item in said if item["kind"] == "stdout" for part in item["text"])
    assert printed.count("called") == 6
    assert run_cell(session, "(model.calls, count, len(calls), seen['n'], buffer[0])")[1][0][
        "text"
    ] == (result)


def test_random_numbers_stay_those_of_the_book(session):
    source = (
        "rng = np.random.default_rng(0)\nrecord(lambda t: t * t, lambda t: t + rng.normal(), 3.0)"
    )
    run_cell(session, IMPORTS + source)
    there = run_cell(session, "rng.normal()")[1][0]["text"]
    rng = np.random.default_rng(0)
    for _ in range(51):
        rng.normal()
    assert there == repr(rng.normal())


ODD = [
    "record(lambda t: t * t, lambda t: 2 * t if t == 3 else 1 / 0, 3.0, steps=0)",
    "def loss(t):\n    if t != 3.0:\n        raise KeyError\n    return t\n"
    "record(loss, lambda t: 1.0, 3.0, steps=0)",
    "def loss(t):\n    if t != 3.0:\n        raise SystemExit\n    return t\n"
    "record(loss, lambda t: 1.0, 3.0, steps=0)",
    "try:\n    record(1, 2, 3)\nexcept TypeError:\n    pass",
]


@pytest.mark.parametrize("source", ODD)
def test_what_cannot_be_compared_is_let_be(session, source):
    assert hints(session, source) == []


def test_a_loss_that_takes_long_is_not_called_for_long(session):
    source = (
        "import time\nimport gdlib\ncalls = 0\ndef loss(t):\n    time.sleep(0.01)\n"
        "    return (t * t).sum()\ngdlib.record(loss, lambda t: 2 * t, np.ones(1000), steps=1)"
    )
    from web.python.error_hints import gradient_check

    ended, _ = run_cell(session, f"import numpy as np\n{source}")
    assert ended["error"] is None
    assert ended["seconds"] < 20 * gradient_check.SECONDS


def test_a_cell_that_fails_tells_its_error_and_nothing_else(session):
    ended, said = run_cell(session, f"{IMPORTS}record(lambda t: t * t, lambda t: t, 3.0)\n1 / 0")
    assert ended["error"]["name"] == "ZeroDivisionError"
    assert said == []
