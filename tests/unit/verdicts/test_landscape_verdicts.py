"""The truth here is theory: d_n = d_0 (1 − η)ⁿ on the parabola, exact fractions, known limits."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from gdlib import (
    LANDSCAPES,
    Behaviour,
    Constant,
    GradientDescent,
    Momentum,
    landscape,
    record,
    surface,
    surface_verdict,
    verdict,
)

RATES = (0.001, 0.1, 0.5, 1.0, 1.9, 1.99, 2.0, 2.1, 2.5)
starts = st.floats(-20, 20).filter(lambda t: abs(t - 5) > 1e-6)
updates = st.integers(1, 500)


def judged(name, t, lr, steps, y=5.0):
    place = landscape(name, y)
    return verdict(record(place.loss, place.gradient, t, lr=lr, steps=steps), place)


@pytest.mark.parametrize(
    ("lr", "steps", "kind", "step"),
    [
        (0.1, 50, "converged", 44),  # 0.9⁴⁴ is the first power below 1 %
        (0.5, 50, "converged", 7),  # 0.5⁷ is
        (0.1, 43, "approaching", 0),
        (0.001, 500, "approaching", 0),
        (1.0, 1, "one_step", 1),
        (1.9, 50, "converged_swinging", 44),
        (1.9, 43, "swinging", 1),
        (1.99, 50, "swinging", 1),
        (2.0, 50, "oscillates", 1),
        (2.1, 50, "diverges", 1),
        (2.5, 5000, "diverges", 1),
        (0.1, 0, "not_started", 0),
    ],
)
def test_the_lesson_on_learning_rates_is_judged_as_it_is_taught(lr, steps, kind, step):
    result = judged("squared_error", -5.0, lr, steps)
    assert (result.kind, result.step) == (kind, step)
    assert (result.lr, result.limit) == (lr, 2.0)


@given(starts, st.sampled_from(RATES) | st.floats(0.001, 3), updates)
@example(t=5.0001, lr=2.0000000001, steps=1)
def test_on_the_parabola_the_rate_decides(t, lr, steps):
    kinds = {
        lr < 1: {"approaching", "converged"},
        lr == 1: {"one_step"},
        1 < lr < 2: {"swinging", "converged_swinging"},
        lr == 2: {"oscillates"},
        lr > 2: {"diverges"},
    }[True]
    assume(abs(1 - lr) > 1e-9 or lr == 1)  # closer to 1, rounding lands it in one step
    assert judged("squared_error", t, lr, steps).kind in kinds


@given(starts, st.floats(0.01, 1.99), updates)
def test_on_the_parabola_a_run_arrives_when_the_power_of_its_factor_says_so(t, lr, steps):
    factor = abs(1 - lr)
    arrival = next(n for n in range(2000) if factor**n <= 0.01)
    assume(arrival == 0 or abs(factor**arrival - 0.01) > 1e-9)
    assume(abs(factor ** (arrival - 1) - 0.01) > 1e-9)
    assume(factor > 1e-9)
    result = judged("squared_error", t, lr, steps)
    assert result.needed == arrival
    assert ("converged" in result.kind) == (arrival <= steps)


sixteenths = st.integers(-320, 320).map(lambda n: n / 16)


@settings(max_examples=20)
@given(sixteenths, st.integers(1, 40).map(lambda n: n / 16), updates)
def test_the_corner_is_hit_exactly_or_never(t, lr, steps):
    """Sixteenths are exact in floats, so that plain counting tells what must happen."""
    distance = abs(Fraction(t) - 5)
    whole, rest = divmod(distance, Fraction(lr))
    result = judged("absolute_error", t, lr, steps)
    if distance == 0:
        assert result.kind == Behaviour.AT_MINIMUM
    elif rest:
        crossed = steps > whole
        assert result.kind == (Behaviour.OSCILLATES if crossed else Behaviour.APPROACHING)
        assert result.step == (whole + 1 if crossed else 0)
        assert result.needed is None
    elif whole == 1:
        assert result.kind == Behaviour.ONE_STEP
    else:
        arrived = steps >= result.needed
        assert result.kind == (Behaviour.CONVERGED if arrived else Behaviour.APPROACHING)
        assert 0 <= distance - result.needed * Fraction(lr) <= distance / 100


@settings(max_examples=20)
@given(sixteenths, st.integers(1, 64).map(lambda n: n / 16), updates)
def test_below_its_limit_the_huber_loss_settles_and_never_does_it_diverge(t, lr, steps):
    kind = judged("huber", t, lr, steps).kind
    assert kind not in (Behaviour.DIVERGES, Behaviour.FLAT_POINT)
    if lr < 2:
        assert kind != Behaviour.OSCILLATES
    if lr > 2 and steps > 400 and abs(t - 5) % lr not in (0, 1):
        assert kind in (Behaviour.OSCILLATES, Behaviour.CONVERGED, Behaviour.AT_MINIMUM)


def test_a_huber_run_that_swings_ever_wider_does_not_diverge():
    assert judged("huber", 5.001, 2.001, 500).kind == Behaviour.OSCILLATES
    assert judged("huber", 5.0001, 2.1, 50).kind == Behaviour.OSCILLATES


@settings(max_examples=20)
@given(st.floats(-20, 20), st.floats(0.001, 1.66), updates)
def test_below_its_limit_the_waves_never_keep_a_run_swinging(t, lr, steps):
    kind = judged("wavy", t, lr, steps).kind
    assert kind not in (Behaviour.DIVERGES, Behaviour.OSCILLATES, Behaviour.FLAT_POINT)


def test_a_run_trapped_in_a_local_minimum_is_told_from_one_that_found_the_lowest():
    trapped, free = judged("wavy", -5.0, 0.1, 500), judged("wavy", -5.0, 1.5, 500)
    assert (trapped.kind, trapped.is_global) == (Behaviour.CONVERGED, False)
    assert trapped.minimum == pytest.approx(5 - 4.9062951508563755)
    assert (free.kind, free.is_global, free.minimum) == (Behaviour.CONVERGED_SWINGING, True, 5.0)


@settings(max_examples=20)
@given(st.floats(0.001, 20), st.floats(0.01, 2.5), updates)
def test_in_the_double_well_a_start_beyond_the_rim_diverges(beyond, lr, steps):
    """t = ±y √(1 + 4/η) jumps to its own mirror image; from farther away every jump is wider."""
    rim = 5 * (1 + 4 / lr) ** 0.5
    assert judged("double_well", rim + beyond, lr, steps).kind == Behaviour.DIVERGES
    assert judged("double_well", -rim - beyond, lr, steps).kind == Behaviour.DIVERGES


@settings(max_examples=20)
@given(st.floats(0.01, 6.9), st.floats(0.01, 0.5), updates)
def test_in_the_double_well_small_steps_reach_the_valley_of_their_side(t, lr, steps):
    for start in (t, -t):
        result = judged("double_well", start, lr, steps)
        assert result.minimum == (5.0 if start > 0 else -5.0)
        assert result.is_global
        assert result.kind not in (Behaviour.DIVERGES, Behaviour.OSCILLATES)


def test_in_the_double_well_the_valleys_hold_a_run_up_to_a_rate_of_two():
    assert judged("double_well", 4.0, 1.9, 500).kind == Behaviour.CONVERGED_SWINGING
    assert judged("double_well", 4.0, 2.2, 500).kind == Behaviour.OSCILLATES


def test_the_hilltop_is_flat_and_no_minimum():
    result = judged("double_well", 0.0, 0.1, 50)
    assert (result.kind, result.step, result.minimum) == (Behaviour.FLAT_POINT, 0, None)
    landing = judged("double_well", 10.0, 2 / 3, 50)  # 10 − ⅔·15 = 0
    assert (landing.kind, landing.step) == (Behaviour.FLAT_POINT, 1)


@pytest.mark.parametrize("name", LANDSCAPES)
@pytest.mark.parametrize("lr", RATES)
def test_who_starts_in_a_minimum_stays_there(name, lr):
    for minimum in landscape(name).minima:
        result = judged(name, minimum, lr, 10)
        assert (result.kind, result.step, result.minimum) == ("at_minimum", 0, minimum)


@pytest.mark.parametrize("name", LANDSCAPES)
@settings(max_examples=15)
@given(t=st.floats(-20, 20), lr=st.floats(0.001, 2.5), steps=st.integers(0, 500))
def test_every_verdict_is_true_of_the_run_it_judges(name, t, lr, steps):
    place = landscape(name)
    run = record(place.loss, place.gradient, t, lr=lr, steps=steps)
    result = verdict(run, place)
    assert 0 <= result.step <= len(run)
    assert result.tolerance > 0
    if result.kind in (Behaviour.CONVERGED, Behaviour.CONVERGED_SWINGING, Behaviour.ONE_STEP):
        outside = [abs(t - result.minimum) > result.tolerance for t in run.t]
        assert outside[result.step - 1]
        assert not any(outside[result.step :])
    if result.kind in (Behaviour.SWINGING, Behaviour.OSCILLATES):
        assert run.grad[result.step - 1] * run.grad[result.step] < 0
    if result.kind == Behaviour.DIVERGES and result.step < len(run):
        nearest = min(abs(minimum - run.t[0]) for minimum in place.minima)
        assert min(abs(minimum - run.t[result.step]) for minimum in place.minima) != nearest
    assert (result.minimum is None) == (result.kind in ("flat_point", "diverges"))
    assert (result.safer_lr is None) or result.kind in ("oscillates", "diverges")


@pytest.mark.parametrize("name", LANDSCAPES)
@settings(max_examples=15)
@given(t=st.floats(-15, 20), lr=st.floats(1.5, 4))
def test_a_safer_rate_comes_to_rest_in_a_minimum(name, t, lr):
    place = landscape(name)
    safer = judged(name, t, lr, 100).safer_lr
    if safer is not None:
        end = record(place.loss, place.gradient, t, lr=safer, steps=10_000).t[-1]
        assert min(abs(end - minimum) for minimum in place.minima) < 1e-9


def test_a_start_that_no_known_rate_tames_has_no_safer_rate():
    assert judged("double_well", 1e5, 0.1, 5).safer_lr is None


def test_a_run_out_of_every_bound_is_divergence_even_without_a_limit():
    assert judged("wavy", 1000.0, 30.0, 5).kind == Behaviour.DIVERGES


def test_a_verdict_needs_a_run_from_its_beginning():
    place = landscape("squared_error")
    run = record(place.loss, place.gradient, -5.0)
    for part in (run[1:], run[:0]):
        with pytest.raises(ValueError, match="trajectory must begin with step 0, got <Trajectory"):
            verdict(part, place)


def test_a_verdict_is_about_a_run_of_one_number():
    place = landscape("squared_error")
    many = record(place.loss, place.gradient, np.array([-5.0, 3.0]))
    with pytest.raises(ValueError, match="trajectory must be of one number, got <Trajectory"):
        verdict(many, place)
    for judge, where in ((verdict, place), (surface_verdict, surface("bowl"))):
        with pytest.raises(TypeError, match="trajectory must be a Trajectory, got None"):
            judge(None, where)


def test_a_verdict_is_about_plain_gradient_descent():
    place = landscape("squared_error")
    named = record(place.loss, place.gradient, -5.0, rule=GradientDescent())
    assert verdict(named, place).kind == Behaviour.CONVERGED
    rolling = record(place.loss, place.gradient, -5.0, rule=Momentum())
    with pytest.raises(ValueError, match=r"plain gradient descent, got Momentum\(beta=0\.9\)"):
        verdict(rolling, place)
    falling = record(place.loss, place.gradient, -5.0, lr=Constant(0.1))
    with pytest.raises(TypeError, match="the trajectory's lr must be a number, got Constant"):
        verdict(falling, place)


def test_a_run_of_another_loss_is_not_judged():
    place = landscape("squared_error")
    run = record(lambda t: 3 * t * t, lambda t: 6 * t, -5.0, steps=5)
    with pytest.raises(ValueError, match="trajectory must follow the gradient of squared_error"):
        verdict(run, place)


def test_a_run_with_steps_left_out_is_not_judged():
    place = landscape("squared_error")
    run = record(place.loss, place.gradient, -5.0, lr=1.5, steps=20)
    assert str(verdict(run, place).kind) == "converged_swinging"
    with pytest.raises(ValueError, match=r"trajectory must hold every step, got n = \[0, 2\]"):
        verdict(run[::2], place)


@pytest.mark.parametrize(
    ("name", "start", "minimum"),
    [
        ("double_well", 1e-300, 5.0),
        ("double_well", -1e-300, -5.0),
        ("wavy", 2.0, 5.0),  # nearer to the local minimum at 0.09, but its hilltop lies between
        ("wavy", 0.5, 5.0 - 4.9062951508563755),
        ("wavy", 8.0, 5.0),
    ],
)
def test_a_slow_run_is_on_its_way_to_the_minimum_below_it(name, start, minimum):
    place = landscape(name)
    judged = verdict(record(place.loss, place.gradient, start, lr=1e-7, steps=3), place)
    assert (str(judged.kind), judged.minimum) == ("approaching", minimum)
