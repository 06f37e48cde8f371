"""The truth here is theory: on a bowl x shrinks by 1 − η a step, and y by 1 − ηκ."""

from itertools import pairwise
from math import dist

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gdlib import (
    OPTIMIZERS,
    SURFACES,
    Backtracking,
    Cosine,
    Momentum,
    SurfaceBehaviour,
    bowl,
    landscape,
    line_surface,
    linear_regression,
    minibatch_gradient,
    noisy_line,
    record,
    surface,
    surface_verdict,
)

kappas = st.sampled_from([0.1, 1.0, 3.0, 10.0, 100.0])


def judged(ground, lr, steps=50, t=None, rule=None):
    start = ground.start if t is None else t
    run = record(ground.loss, ground.gradient, start, lr=lr, steps=steps, rule=rule)
    return surface_verdict(run, ground)


@given(kappas, st.floats(0.01, 0.99), st.integers(1, 200))
def test_on_a_bowl_below_the_limit_a_run_arrives_when_its_powers_say_so(kappa, part, steps):
    ground = bowl(kappa)
    lr = part * ground.limit
    (x, y), n = ground.start, np.arange(20_000)
    distances = np.hypot(x * (1 - lr) ** n, y * (1 - lr * kappa) ** n)
    outside = np.flatnonzero(distances > 0.01 * distances[0])
    arrival = int(outside[-1]) + 1
    assume(abs(distances[arrival] / distances[0] - 0.01) > 1e-9)
    result = judged(ground, lr, steps)
    assert (result.kind, result.step) == (
        ("converged", arrival) if arrival <= steps else ("approaching", 0)
    )
    assert (result.minimum, result.limit) == ((0.0, 0.0), 2 / max(1.0, kappa))


@pytest.mark.parametrize("kappa", [0.5, 1.0, 10.0, 20.0])
def test_on_a_bowl_the_limit_swings_for_ever_and_above_it_a_run_diverges(kappa):
    ground = bowl(kappa)
    at_limit, above = judged(ground, ground.limit), judged(ground, 1.05 * ground.limit)
    assert (at_limit.kind, at_limit.step, at_limit.minimum) == ("oscillates", 1, (0.0, 0.0))
    assert (above.kind, above.minimum) == ("diverges", None)


def test_a_run_that_leaves_did_so_when_it_was_first_farther_away_than_at_its_start():
    ground = bowl(10.0)
    run = record(ground.loss, ground.gradient, ground.start, lr=0.21)
    step = surface_verdict(run, ground).step
    distances = [dist(t, (0.0, 0.0)) for t in run.t]
    assert distances[step] > distances[0] >= max(distances[:step])
    slow = judged(ground, 0.2000001, 5)
    assert (slow.kind, slow.step) == ("diverges", 6)  # not yet, but soon


def test_a_run_out_of_the_range_of_floats_diverges():
    assert judged(surface("himmelblau"), 1e300, 1).kind == "diverges"
    wild = judged(surface("rosenbrock"), 0.01)
    assert (wild.kind, wild.minimum, wild.limit) == ("diverges", None, None)


def test_a_valley_of_four_is_named():
    for minimum in surface("himmelblau").minima:
        near = (minimum[0] + 0.3, minimum[1] - 0.2)
        result = judged(surface("himmelblau"), 0.01, 100, near)
        assert (result.kind, result.minimum) == ("converged", minimum)


def test_a_dent_is_a_minimum_too():
    result = judged(surface("rastrigin"), 0.002, 100)
    assert result.kind == "converged"
    # 2x + 20π sin 2πx = 0 near −3 and 2
    assert result.minimum == pytest.approx((-2.98485570, 1.98991223), abs=1e-7)


def test_a_run_that_jumps_to_and_fro_in_a_dent_is_seen_to_turn_around_it():
    result = judged(surface("rastrigin"), 0.006, 100)
    assert result.kind == "oscillates"
    assert result.minimum == pytest.approx((-2.98485570, 1.98991223), abs=1e-6)


def test_a_saddle_is_a_flat_point_for_whoever_walks_along_its_ridge():
    ground = surface("saddle")
    result = judged(ground, 0.1, 50, (1.8, 0.0))
    assert (result.kind, result.minimum) == ("flat_point", None)
    assert 0.9**result.step <= 0.01 < 0.9 ** (result.step - 1)
    on_its_way = judged(ground, 0.1, 20, (1.8, 0.0))
    assert (on_its_way.kind, on_its_way.step, on_its_way.minimum) == ("approaching", 0, None)
    assert judged(ground, 0.1, 5, (0.0, 0.0)).kind == "flat_point"


def test_who_passes_a_saddle_is_on_the_way_to_a_minimum():
    ground = surface("saddle")
    assert judged(ground, 0.1, 50).kind == "approaching"  # beside the saddle, as slow as there
    assert judged(ground, 0.1, 50).minimum == (0.0, 1.0)
    assert judged(ground, 0.1, 100).kind == "converged"


def test_the_top_of_a_hill_is_a_flat_point():
    top = (-0.2708445906, -0.9230385564)  # of Himmelblau's surface
    assert judged(surface("himmelblau"), 1e-9, 3, top).kind == "flat_point"


def test_without_an_update_nothing_has_started():
    result = judged(surface("rosenbrock"), 0.001, 0)
    assert (result.kind, result.step) == ("not_started", 0)


@pytest.mark.parametrize("name", SURFACES)
def test_who_starts_in_a_minimum_stays_there(name):
    ground = surface(name)
    for minimum in ground.minima:
        result = judged(ground, 0.001, 10, minimum)
        assert (result.kind, result.step, result.minimum) == ("converged", 0, minimum)


def test_momentum_is_judged_by_its_own_limit():
    """β = 0.9: above 2(1 + β)/κ the heavy ball leaves, far above plain descent's 2/κ."""
    ground = bowl(10.0)
    below, above = (judged(ground, lr, 400, rule=Momentum()) for lr in (0.3, 0.39))
    assert (below.kind, above.kind) == ("converged", "diverges")
    assert below.limit is None


@pytest.mark.parametrize("name", SURFACES)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@settings(max_examples=8)
@given(part=st.floats(0.1, 8), steps=st.integers(0, 120))
def test_every_verdict_is_true_of_the_run_it_judges(name, optimizer, part, steps):
    ground, rule = surface(name), OPTIMIZERS[optimizer]()
    lr = part * ground.lr
    run = record(ground.loss, ground.gradient, ground.start, lr=lr, steps=steps, rule=rule)
    result = surface_verdict(run, ground)
    assert 0 <= result.step <= len(run)
    assert (result.kind == "not_started") == (steps == 0)
    if result.kind == "converged":
        away = [dist(t, result.minimum) > 0.01 * dist(run.t[0], result.minimum) for t in run.t]
        assert away[result.step - 1]
        assert not any(away[result.step :])
    if result.kind == "oscillates":
        before, at, after = run.t[result.step - 1 : result.step + 2]
        there, back = np.subtract(at, before), np.subtract(after, at)
        assert there @ back < 0
    if run.ended == "diverged":
        assert result.kind == "diverges"
    assert result.minimum is None or ground.gradient(result.minimum) == pytest.approx(
        (0.0, 0.0), abs=1e-4
    )


@pytest.mark.parametrize("lr", [Cosine(lr=0.2, steps=60), 0.1])
def test_a_schedule_and_a_line_search_are_judged_too(lr):
    ground = bowl(4.0)
    assert judged(ground, lr, 100).kind == "converged"
    assert judged(ground, lr, 100, rule=Backtracking(loss=ground.loss)).kind == "converged"


def test_a_fitted_line_is_a_bowl_with_a_limit():
    ground = line_surface([0.0, 1.0, 2.0], [1.0, 3.0, 5.0])
    xs = np.array([[0.0, 1.0], [1.0, 1.0], [2.0, 1.0]])
    steepest = np.linalg.eigvalsh(xs.T @ xs / 3)[-1]
    assert judged(ground, ground.lr, 200).limit == pytest.approx(2 / steepest)
    assert judged(ground, ground.lr, 200).kind == "converged"
    assert judged(ground, 1.1 * ground.limit).kind == "diverges"


def test_a_run_of_arrays_is_judged_like_one_of_tuples():
    ground = bowl(4.0)
    run = record(ground.loss, ground.gradient, np.array(ground.start), lr=0.4)
    assert surface_verdict(run, ground) == judged(ground, 0.4)


def test_the_kinds_are_words():
    assert [str(kind) for kind in SurfaceBehaviour] == [
        "not_started",
        "converged",
        "approaching",
        "flat_point",
        "oscillates",
        "diverges",
    ]


def test_longer_runs_only_become_clearer():
    ground = surface("himmelblau")
    kinds = [judged(ground, 0.01, steps).kind for steps in range(1, 40)]
    changes = [pair for pair in pairwise(kinds) if pair[0] != pair[1]]
    assert changes == [("approaching", "converged")]


def test_a_verdict_needs_a_run_in_the_plane_from_its_beginning():
    ground = bowl()
    run = record(ground.loss, ground.gradient, ground.start, lr=0.1)
    for part in (run[1:], run[:0]):
        with pytest.raises(ValueError, match="trajectory must begin with step 0, got <Trajectory"):
            surface_verdict(part, ground)
    parabola = landscape("squared_error")
    with pytest.raises(ValueError, match=r"must be of points \(x, y\), got <Trajectory of 50"):
        surface_verdict(record(parabola.loss, parabola.gradient, -5.0), ground)


def test_a_verdict_is_about_the_surface_itself_not_about_a_sample_of_it():
    x, y = noisy_line(20, seed=1)
    ground, objective = line_surface(x, y), linear_regression(x, y)
    exact = record(objective.loss, objective.gradient, np.zeros(2), lr=0.1, steps=2000)
    assert surface_verdict(exact, ground).kind == "converged"
    noisy = record(objective.loss, minibatch_gradient(objective, 2), np.zeros(2), lr=0.1)
    with pytest.raises(ValueError, match=r"must follow the gradient of line, got \[-"):
        surface_verdict(noisy, ground)
