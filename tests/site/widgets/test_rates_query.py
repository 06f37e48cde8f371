"""The query of `<gd-rates>`, as in the reader's browser."""

import subprocess
import sys

import pytest

import gdlib
from web.python.queries import rates

ASKED = {"loss": "squared_error", "t": None, "lr": None, "steps": 50}


def ask(**asked):
    return rates.answer(ASKED | asked)


def test_rates_are_round_numbers_from_a_thousandth_to_ten():
    assert list(rates.RATES) == sorted(set(rates.RATES))
    assert (rates.RATES[0], rates.RATES[-1]) == (0.001, 10.0)
    assert all(len(repr(rate).replace(".", "").strip("0")) <= 3 for rate in rates.RATES)
    assert set(rates.IN_TABLE) <= set(rates.RATES)


def test_ends_follow_the_closed_form():
    facts, columns = ask()
    for i, lr in enumerate(columns["lr"]):
        if facts["fates"][i] != "beyond":
            distance = 10 * (1 - lr) ** 50
            assert columns["t"][i] == pytest.approx(5 - distance, rel=1e-9, abs=1e-12)
            assert columns["loss"][i] == pytest.approx(distance**2 / 2, rel=1e-9, abs=1e-19)


def test_the_parabola_turns_at_its_limit():
    facts, columns = ask()
    fates = dict(zip(columns["lr"], facts["fates"], strict=True))
    assert (facts["landing"], facts["limit"]) == (1.0, 2.0)
    assert columns["lr"][facts["first_not_lower"]] == 2.0
    assert fates[0.01] == "lower"
    assert fates[0.1] == fates[1.0] == fates[1.9] == "arrived"
    assert fates[2.0] == "same"
    assert fates[2.1] == fates[10.0] == "higher"


def test_what_leaves_the_range_of_floats_is_told_apart():
    facts, columns = ask(steps=1000)
    assert facts["fates"][-1] == "beyond"
    assert columns["updates"][-1] < 1000
    assert all(abs(t) < float("inf") for t in columns["t"])


def test_a_local_minimum_is_no_arrival():
    facts, columns = ask(loss="wavy", steps=200)
    fates = dict(zip(columns["lr"], facts["fates"], strict=True))
    assert fates[0.1] == "trapped"
    assert "arrived" in fates.values()


def test_the_best_rates_end_lowest():
    facts, columns = ask(steps=1)
    assert [columns["lr"][i] for i in facts["best"]] == [1.0]
    facts, columns = ask(loss="double_well", t=-9.0, steps=7)
    best = min(loss for loss, fate in zip(columns["loss"], facts["fates"], strict=True))
    assert {columns["loss"][i] for i in facts["best"]} == {best}


@pytest.mark.parametrize("steps", [1, 2, 5, 8, 10, 12, 20, 50, 100, 1000])
def test_rates_at_the_same_distance_from_the_best_one_are_equally_good(steps):
    facts, columns = ask(steps=steps)
    away = [round(columns["lr"][i] - 1, 9) for i in facts["best"]]
    assert away == [-distance for distance in reversed(away)]
    assert (away == [0.0]) == (steps < 10)


def test_a_start_in_the_minimum_stays_there():
    facts, columns = ask(t=5.0)
    assert set(facts["fates"]) == {"arrived"}
    assert facts["best"] == list(range(len(rates.RATES)))
    assert facts["first_not_lower"] is None
    assert set(columns["loss"]) == {0.0}


@pytest.mark.parametrize("loss", gdlib.LANDSCAPES)
@pytest.mark.parametrize("steps", [1, 1000])
def test_every_landscape_has_a_sweep(loss, steps):
    facts, columns = ask(loss=loss, steps=steps)
    assert len(facts["fates"]) == len(columns["lr"]) == len(columns["t"])
    assert facts["parameters"]["t"] == gdlib.landscape(loss).start
    assert set(facts["fates"]) <= {"arrived", "trapped", "lower", "same", "higher", "beyond"}


@pytest.mark.parametrize("asked", [{}, {"loss": "wavy", "t": 12.3, "steps": 200}])
def test_the_program_prints_the_very_numbers(asked):
    facts, columns = ask(**asked)
    command = [sys.executable, "-c", facts["program"]]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    printed = [line.split() for line in done.stdout.splitlines()]
    assert [float(row[0]) for row in printed] == list(columns["lr"])
    assert [float(row[1]) for row in printed] == list(columns["t"])
    assert [float(row[2]) for row in printed] == list(columns["loss"])
    ended = ["beyond" if row[3] == "diverged" else "not" for row in printed]
    assert ended == [fate if fate == "beyond" else "not" for fate in facts["fates"]]
