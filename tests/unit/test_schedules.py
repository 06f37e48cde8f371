import math

import numpy as np
import pytest
from reference import TORCH

from gdlib import (
    Constant,
    Cosine,
    ExponentialDecay,
    InverseTime,
    StepDecay,
    WarmUp,
    landscape,
    record,
)

IN_TORCH = {
    "constant": Constant(0.1),
    "warm_up": WarmUp(Constant(0.1), steps=4),
    "step": StepDecay(0.1, every=10, factor=0.5),
    "exponential": ExponentialDecay(0.1, factor=0.99),
    "cosine": Cosine(0.1, steps=50, final=0.001),
    "inverse_time": InverseTime(0.1, decay=0.5),
}


@pytest.mark.parametrize("name", IN_TORCH)
def test_pytorch_has_the_same_rates(name):
    rates = [IN_TORCH[name](n) for n in range(50)]
    assert rates == pytest.approx(TORCH["schedules"][name], rel=1e-12)


def test_a_constant_never_changes():
    assert {Constant(0.1)(n) for n in range(100)} == {0.1}


def test_a_cosine_stays_at_its_end():
    falling = Cosine(0.1, steps=10, final=0.02)
    assert falling(0) == 0.1
    assert falling(5) == pytest.approx(0.06)
    assert [falling(n) for n in (10, 11, 1000)] == pytest.approx([0.02] * 3)


def test_a_warm_up_rises_to_the_schedule():
    rising = WarmUp(Constant(0.1), steps=4)
    assert [rising(n) for n in range(6)] == pytest.approx([0.025, 0.05, 0.075, 0.1, 0.1, 0.1])


def test_a_falling_rate_settles_what_a_constant_one_keeps_swinging():
    place = landscape("absolute_error")
    constant = record(place.loss, place.gradient, -5.0, lr=0.3, steps=500)
    falling = record(place.loss, place.gradient, -5.0, lr=InverseTime(0.9, 0.05), steps=500)
    assert abs(constant.t[-1] - 5) > 0.05
    assert abs(falling.t[-1] - 5) < 0.05


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Constant(0), "lr must be greater than 0"),
        (lambda: StepDecay(-1, every=1), "lr must be greater than 0"),
        (lambda: StepDecay(0.1, every=0), "every must be greater than 0"),
        (lambda: StepDecay(0.1, every=1, factor=0), "factor must be greater than 0"),
        (lambda: ExponentialDecay(math.inf), "lr must be a finite number"),
        (lambda: ExponentialDecay(0.1, factor=-1), "factor must be greater than 0"),
        (lambda: InverseTime(0.1, decay=-1), "decay must be 0 or more"),
        (lambda: Cosine(0.1, steps=0), "steps must be greater than 0"),
        (lambda: Cosine(0.1, steps=5, final=-1), "final must be 0 or more"),
        (lambda: WarmUp(Constant(0.1), steps=0), "steps must be greater than 0"),
        (lambda: record(abs, abs, 1.0, lr=lambda n: 1.0 - n), r"lr\(2\) must be 0 or more, got -1"),
        (lambda: record(abs, abs, 1.0, lr=lambda _: math.nan), r"lr\(0\) must be a finite number"),
    ],
)
def test_a_number_out_of_range_is_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Constant("0.1"), "lr must be a number"),
        (lambda: StepDecay(0.1, every=2.5), "every must be a whole number"),
        (lambda: Cosine(0.1, steps=1.5), "steps must be a whole number"),
        (lambda: WarmUp(0.1, steps=3), r"schedule must be a function of n, got 0\.1"),
        (lambda: record(abs, abs, 1.0, lr=lambda _: None), r"lr\(0\) must be a number, got None"),
    ],
)
def test_what_is_no_number_and_no_schedule_is_named(make, message):
    with pytest.raises(TypeError, match=message):
        make()


def test_whole_numbers_of_few_bits_make_the_same_rates():
    one, hundred = np.int8(1), np.int8(100)
    assert InverseTime(one, decay=hundred)(5) == InverseTime(1.0, decay=100.0)(5)
    assert StepDecay(hundred, every=hundred, factor=hundred)(300) == 100.0**4
    assert Cosine(hundred, steps=hundred, final=one)(200) == 1.0
    assert WarmUp(Constant(one), steps=hundred)(np.int8(127)) == 1.0
