import math

import numpy as np
import pytest

from gdlib import Backtracking, Ending, bowl, landscape, record, surface


def test_the_first_rate_that_keeps_enough_of_the_promise_is_taken():
    """From t = 8 on t²: 1 lands on −8, no lower than before; ½ lands in the minimum."""
    update = Backtracking(loss=lambda t: t * t).start()
    assert update(8.0, 16.0, 1.0) == 0.0
    assert update(8.0, 16.0, 4.0) == 0.0


@pytest.mark.parametrize("name", ["rosenbrock", "himmelblau", "beale", "rastrigin", "saddle"])
@pytest.mark.parametrize("kind", [tuple, np.array])
def test_the_loss_never_rises(name, kind):
    ground = surface(name)
    rule = Backtracking(loss=ground.loss)
    run = record(ground.loss, ground.gradient, kind(ground.start), lr=1.0, steps=60, rule=rule)
    assert all(later <= earlier for earlier, later in zip(run.loss, run.loss[1:], strict=False))
    assert run.loss[-1] < run.loss[0]


def test_all_numbers_of_a_point_share_one_rate():
    ground = bowl(10.0)
    after = Backtracking(loss=ground.loss).start_at((1.0, 1.0))((1.0, 1.0), (1.0, 10.0), 1.0)
    assert after == (1 - 0.125, 1 - 1.25)


def test_in_a_minimum_it_stays():
    place = landscape("squared_error")
    run = record(
        place.loss, place.gradient, 5.0, lr=1.0, steps=3, rule=Backtracking(loss=place.loss)
    )
    assert run.t.tolist() == [5.0] * 4


def test_where_nothing_is_gained_it_stays():
    update = Backtracking(loss=abs).start()
    assert update(0.0, 1.0, 1.0) == 0.0


@pytest.mark.parametrize("name", ["shrink", "enough"])
@pytest.mark.parametrize("value", [0, 1, -0.5])
def test_a_part_lies_between_0_and_1(name, value):
    with pytest.raises(ValueError, match=f"{name} must be .*, got {value}"):
        Backtracking(loss=abs, **{name: value})


def test_a_loss_is_a_function():
    with pytest.raises(TypeError, match="loss must be a function"):
        Backtracking(loss=None)


def test_a_loss_too_large_for_a_float_only_shrinks_the_rate():
    rule = Backtracking(loss=math.cosh)
    run = record(math.cosh, math.sinh, 8.0, lr=1.0, steps=30, rule=rule)  # cosh(-1482) overflows
    assert run.ended is Ending.STEPS_DONE
    assert run.t[-1] == pytest.approx(0.0, abs=1e-6)


def test_slopes_of_whole_numbers_do_not_overflow():
    rule = Backtracking(loss=lambda t: float(abs(t).sum()))
    start, grad = np.array([9.0, 9.0]), np.array([100, 100], "int8")
    assert rule.start()(start, grad, 0.05).tolist() == [4.0, 4.0]
