"""The query of `<gd-contour>`, as in the reader's browser."""

import re
from math import hypot

import pytest
from printed_numbers import decimals

import gdlib
from web.python.queries import contour

ASKED = {
    "surface": "bowl",
    "condition": None,
    "x": None,
    "y": None,
    "race": None,
    "steps": 100,
    "map": False,
    "words": True,
}


def ask(**asked):
    return contour.answer(ASKED | asked)


def test_what_is_left_open_suits_the_surface():
    facts, _ = ask(surface="himmelblau")
    used = facts["parameters"]
    assert (used["x"], used["y"]) == gdlib.surface("himmelblau").start
    assert [entry["optimizer"] for entry in used["race"]] == [
        "gradient_descent",
        "momentum",
        "adam",
    ]
    assert used["race"][0]["lr"] == gdlib.surface("himmelblau").lr
    assert used["condition"] is None


@pytest.mark.parametrize("surface", gdlib.SURFACES)
@pytest.mark.parametrize("optimizer", gdlib.OPTIMIZERS)
def test_every_optimizer_settles_with_the_rate_that_is_proposed(surface, optimizer):
    facts, columns = ask(surface=surface, race=optimizer)
    assert facts["verdicts"][0]["kind"] != "diverges"
    assert columns["loss0"][-1] < columns["loss0"][0]


def test_paths_are_those_of_gdlib_itself():
    _, columns = ask(race="adam lr:0.3 beta1:0.8", steps=20)
    bowl, rule = contour.bowl(10.0), contour.OPTIMIZERS["adam"](beta1=0.8)
    run = contour.record(bowl.loss, bowl.gradient, bowl.start, lr=0.3, steps=20, rule=rule)
    assert list(zip(columns["x0"], columns["y0"], strict=True)) == run.t
    assert list(columns["loss0"]) == run.loss


def test_answers_hold_only_what_is_wanted():
    facts, columns = ask(words=False)
    assert facts["verdicts"] is None
    assert facts["program"] is None
    assert facts["levels"] is None
    assert "heights" not in columns


@pytest.mark.parametrize("surface", gdlib.SURFACES)
def test_the_map_is_a_square_with_all_that_the_surface_shows(surface):
    facts, columns = ask(surface=surface, map=True)
    x_min, x_max, y_min, y_max = facts["view"]
    assert x_max - x_min == pytest.approx(y_max - y_min)
    own = gdlib.surface(surface).view
    assert x_min <= own[0]
    assert own[1] <= x_max
    assert y_min <= own[2]
    assert own[3] <= y_max
    assert len(columns["heights"]) == contour.SIDE**2
    corner = gdlib.surface(surface).loss((x_max, y_min))
    assert columns["heights"][contour.SIDE - 1] == pytest.approx(corner)


# --- Verdicts, on the bowl, where theory has a closed form ---


@pytest.mark.parametrize(
    ("lr", "kind"), [(0.15, "converged"), (0.199, "approaching"), (0.201, "diverges")]
)
def test_on_the_bowl_two_over_kappa_decides(lr, kind):
    facts, _ = ask(race=f"gradient_descent lr:{lr}")
    assert facts["verdicts"][0]["kind"] == kind
    assert facts["verdicts"][0]["limit"] == pytest.approx(2 / 10)


def test_a_run_that_does_not_settle_gets_a_rate_that_does():
    for race in ("gradient_descent lr:0.3", "momentum lr:0.9 beta:0.9", "nesterov lr:5"):
        facts, _ = ask(race=race)
        safer = facts["verdicts"][0]["safer_lr"]
        assert safer is not None
        again, _ = ask(race=re.sub(r"lr:[\d.]+", f"lr:{safer}", race))
        assert again["verdicts"][0]["kind"] in ("converged", "approaching")
        assert again["verdicts"][0]["safer_lr"] is None


def test_a_dent_is_told_from_the_lowest_point():
    dent = ask(surface="rastrigin", race="gradient_descent")[0]["verdicts"][0]
    assert dent["kind"] == "converged"
    assert dent["is_global"] is False
    assert hypot(*dent["minimum"]) > 1
    ground = ask(surface="rastrigin", race="gradient_descent", x=0.2, y=-0.1)[0]["verdicts"][0]
    assert ground["is_global"] is True


# --- The program ---


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"condition": 40, "race": "gradient_descent lr:0.06", "steps": 30},
        {"surface": "saddle", "race": "adamw decay:0.1; rmsprop; adagrad; nesterov beta:0.5"},
    ],
)
def test_the_program_prints_the_very_numbers(asked, capsys):
    facts, columns = ask(**asked)
    exec(facts["program"], {})
    printed = capsys.readouterr().out.splitlines()
    expected = []
    for i, entry in enumerate(facts["parameters"]["race"]):
        rule = contour.OPTIMIZERS[entry["optimizer"]](**entry["hyperparameters"])
        expected.append(f"{rule} with learning rate {entry['lr']}")
        states = zip(*(columns[f"{name}{i}"] for name in ("x", "y", "loss")), strict=True)
        expected += [
            f"{n}-th iteration, t=[{decimals(x)}, {decimals(y)}], loss: {decimals(loss)}, grad:"
            for n, (x, y, loss) in enumerate(states)
            if n < facts["runs"][i]["updates"]
        ]
    assert [line.partition(" grad:")[0] for line in printed] == [
        line.partition(" grad:")[0] for line in expected
    ]


# --- Invalid parameters ---


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ({"surface": "cone"}, "name must be one of bowl, rosenbrock, "),
        ({"condition": 0.5}, "condition must be 1 or more, got 0.5"),
        ({"surface": "beale", "condition": 3.0}, "condition is of the bowl, not of beale"),
        ({"race": "sgd"}, "race must name optimizers (gradient_descent, "),
        ({"race": "momentum rho:0.5"}, "race: momentum has lr, beta, got 'rho'"),
        ({"race": "momentum beta:much"}, "race: beta of momentum must be a number, got 'much'"),
        ({"race": "momentum beta:1"}, "beta must be at least 0 and less than 1"),
        ({"race": "adam lr:0"}, "lr must be greater than 0"),
        ({"race": ";"}, "race must be of 1 to 6 optimizers"),
        ({"race": "adam;" * 7}, "race must be of 1 to 6 optimizers"),
    ],
)
def test_a_query_that_cannot_be_answered_is_refused_and_says_why(asked, complaint):
    with pytest.raises(ValueError, match=re.escape(complaint)):
        ask(**asked)
