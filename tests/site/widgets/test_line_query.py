"""The query of `<gd-line>`, as in the reader's browser."""

import json
import re
import runpy
from math import cos, pi, sin
from pathlib import Path

import numpy as np
import pytest
from printed_numbers import decimals

import gdlib
from web.python.queries import line

LESSON = Path(__file__).resolve().parents[3] / "docs/values/fitting-a-line.py"
ASKED = {
    "data": "noisy",
    "points": None,
    "scaled": False,
    "lr": None,
    "steps": 100,
    "words": True,
}


def ask(**asked):
    return line.answer(ASKED | asked)


def test_the_points_are_those_of_the_lesson():
    lesson = runpy.run_path(str(LESSON))
    near, _ = ask()
    pairs = zip(lesson["x"], lesson["y"], strict=True)
    assert near["parameters"]["points"] == [list(pair) for pair in pairs]
    far, _ = ask(data="far")
    assert [x for x, _ in far["parameters"]["points"]] == list(lesson["readings"])
    assert far["condition"] == pytest.approx(lesson["far_at"].kappa, rel=1e-6)
    assert near["limit"] == pytest.approx(lesson["at"].limit)


def test_only_one_point_of_the_outlier_is_another():
    near, outlier = (ask(data=data)[0]["parameters"]["points"] for data in ("noisy", "outlier"))
    assert sum(a != b for a, b in zip(near, outlier, strict=True)) == 1


@pytest.mark.parametrize("data", line.SETS)
@pytest.mark.parametrize("scaled", [False, True])
def test_the_descent_is_that_of_gdlib_itself(data, scaled):
    facts, columns = ask(data=data, scaled=scaled, steps=30)
    xs, ys = np.array(facts["parameters"]["points"]).T
    inputs = (xs - xs.mean()) / xs.std() if scaled else xs
    w = b = 0.0
    for n in range(30):
        assert columns["w"][n] == pytest.approx(w, rel=1e-9, abs=1e-12)
        assert columns["b"][n] == pytest.approx(b, rel=1e-9, abs=1e-12)
        r = ys - (w * inputs + b)
        assert columns["loss"][n] == pytest.approx(np.mean(r**2) / 2)
        slopes = -np.mean(inputs * r), -np.mean(r)
        assert (columns["grad_w"][n], columns["grad_b"][n]) == pytest.approx(slopes, abs=1e-9)
        w, b = w - facts["parameters"]["lr"] * slopes[0], b - facts["parameters"]["lr"] * slopes[1]


@pytest.mark.parametrize("scaled", [False, True])
def test_lines_are_drawn_over_the_points_themselves(scaled):
    facts, columns = ask(data="far", scaled=scaled, lr=None if not scaled else 1.0, steps=5)
    xs, ys = np.array(facts["parameters"]["points"]).T
    best = np.polyfit(xs, ys, 1)
    edges = np.polyval(best, facts["frame"][:2])
    assert facts["best"] == pytest.approx(list(edges), rel=1e-6)
    if scaled:  # one step with rate 1 leads into the middle of a round bowl
        assert (columns["left"][1], columns["right"][1]) == pytest.approx(tuple(edges), rel=1e-6)


def test_standardised_points_make_a_round_bowl():
    facts, _ = ask(data="far", scaled=True)
    assert facts["condition"] == pytest.approx(1)
    assert facts["limit"] == pytest.approx(2)
    assert facts["true_to_scale"]
    contour = facts["contour"]
    assert contour["first"] == pytest.approx([1, 0], abs=1e-12)
    assert contour["second"] == [0, 1]
    xs = [x for x, _ in facts["parameters"]["points"]]
    assert facts["scale"] == pytest.approx([np.mean(xs), np.std(xs)])
    assert ask(data="far")[0]["scale"] is None
    assert not ask(data="far")[0]["true_to_scale"]


@pytest.mark.parametrize("data", line.SETS)
def test_on_a_contour_line_the_loss_is_the_same(data):
    facts, _ = ask(data=data)
    xs, ys = zip(*facts["parameters"]["points"], strict=True)
    ground, (w, b) = gdlib.line_surface(xs, ys), facts["minimum"]
    contour = facts["contour"]
    (u_w, u_b), (v_w, v_b) = contour["first"], contour["second"]
    radius = contour["radii"][5]
    losses = [
        ground.loss((w + radius * (c * u_w + s * v_w), b + radius * (c * u_b + s * v_b)))
        for c, s in ((cos(pi * k / 4), sin(pi * k / 4)) for k in range(8))
    ]
    assert losses == pytest.approx([losses[0]] * 8, rel=1e-6)
    assert len(contour["radii"]) == line.LEVELS
    assert contour["radii"] == sorted(contour["radii"])


@pytest.mark.parametrize(
    ("asked", "kind", "better"),
    [
        ({}, "converged", None),
        ({"lr": 0.01}, "approaching", 0.24),
        ({"lr": 0.48}, "diverges", 0.24),
        ({"data": "far"}, "approaching", None),
        ({"data": "far", "lr": 0.1}, "diverges", 0.0013),
        ({"data": "far", "scaled": True, "lr": 1.0}, "converged", None),
        ({"data": "far", "scaled": True}, "approaching", 1.0),
    ],
)
def test_two_over_l_decides_and_a_better_rate_is_known(asked, kind, better):
    facts, _ = ask(**asked)
    assert facts["verdict"]["kind"] == kind
    assert facts["better_lr"] == better
    if better is not None:
        assert better < facts["limit"]
        assert ask(**asked | {"lr": better})[0]["verdict"]["kind"] != "diverges"


def test_moved_points_are_told_apart_and_stay_in_the_frame():
    own = ask()[0]["parameters"]["points"]
    facts, _ = ask(points=[[1.0, 20.0], *own[1:]])
    assert facts["parameters"]["moved"]
    assert facts["frame"][3] == 20.0
    assert not ask(points=own)[0]["parameters"]["moved"]


def test_the_view_stays_until_the_best_line_leaves_it():
    own = ask()[0]
    near, _ = ask(points=[[-3.0, -3.0], *own["parameters"]["points"][1:]])
    assert near["view"] == own["view"]
    away, _ = ask(points=[[x, -9 * x] for x, _ in own["parameters"]["points"]])
    assert away["view"] != own["view"]
    w, b = away["minimum"]
    assert away["view"][0] < w < away["view"][1]
    assert away["view"][2] < b < away["view"][3]


def test_a_verdict_comes_only_where_it_is_wanted():
    assert ask(words=False)[0]["verdict"] is None


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"data": "outlier", "scaled": True, "lr": 0.7, "steps": 12},
        {"data": "far", "lr": 0.1, "steps": 7},
        {"points": [[0.1, 0.2], [1.5, -3.0], [2.0, 4.25]], "lr": 0.05},
    ],
)
def test_the_program_prints_the_very_numbers(asked, capsys):
    facts, columns = ask(**asked)
    exec(facts["program"], {})
    rows = zip(*(columns[name] for name in ("w", "b", "loss", "grad_w", "grad_b")), strict=True)
    expected = [
        "{}-th iteration, t=[{}, {}], loss: {}, grad: [{}, {}]".format(n, *map(decimals, row))
        for n, row in enumerate(rows)
    ]
    assert capsys.readouterr().out.splitlines() == expected[: facts["updates"]]


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ({"data": "cloud"}, "data must be one of noisy, outlier, far, got 'cloud'"),
        ({"lr": 0.0}, "lr must be greater than 0"),
        ({"steps": -1}, "steps must be 0 or more"),
        ({"points": [[1.0, 2.0], [1.0, 3.0]]}, "xs must hold two different numbers at least"),
        ({"points": [[1.0, 2.0], [1.0, 3.0]], "scaled": True}, "two different numbers at least"),
        ({"points": [[1e-300, 0.0], [0.0, 1e3]]}, "the spread of xs must be 1e-100 at least"),
        ({"points": [[1e-160, 0.0], [0.0, 1e3]], "scaled": True}, "the spread of xs must be"),
        ({"points": [[1.0], [2.0]]}, "points must be at most 20 pairs x, y"),
        ({"points": [[float(i), 0.0] for i in range(21)]}, "points must be at most 20 pairs x, y"),
    ],
)
def test_a_query_that_cannot_be_answered_is_refused_and_says_why(asked, complaint):
    with pytest.raises(ValueError, match=re.escape(complaint)):
        ask(**asked)


@pytest.mark.parametrize("scaled", [False, True])
@pytest.mark.parametrize("far", [3e-100, 1e-50, 1e-9])
def test_points_close_together_get_numbers_that_json_can_hold(far, scaled):
    points = [[far, -1000.0], [0.0, 1000.0]]
    facts, _ = ask(points=points, scaled=scaled, lr=10.0, steps=1000)
    assert json.loads(json.dumps(facts, allow_nan=False))["parameters"]["points"] == points
