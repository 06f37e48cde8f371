from array import array
from itertools import islice

import numpy as np
import pytest

from gdlib import (
    OPTIMIZERS,
    AdaGrad,
    Backtracking,
    Ending,
    Momentum,
    Network,
    Newton,
    Optimizer,
    StepDecay,
    descend,
    landscape,
    linear_objective,
    record,
    surface,
    sweep,
)

START = np.array([-5.0, 7.0])
parabola, bowl = landscape("squared_error"), surface("bowl")


def test_points_are_recorded_as_tuples():
    run = record(bowl.loss, bowl.gradient, (1.0, 1.0), lr=0.1, steps=2)
    assert run.t == [(1.0, 1.0), (0.9, 0.0), (0.81, 0.0)]
    assert run.grad[0] == (1.0, 10.0)
    assert run.loss == [5.5, 0.405, pytest.approx(0.32805)]
    assert str(run).splitlines()[0] == (
        "0-th iteration, t=[1.000, 1.000], loss: 5.500, grad: [1.000, 10.000]"
    )
    assert run.to_dict()["t"] == [[1.0, 1.0], [0.9, 0.0], [pytest.approx(0.81), 0.0]]
    assert run.to_csv().splitlines()[0] == "n,t0,t1,loss,grad0,grad1"


def test_points_diverge_as_numbers_do():
    run = record(bowl.loss, bowl.gradient, (1.0, 1.0), lr=3.0, steps=2000)
    assert run.ended is Ending.DIVERGED
    assert np.isfinite(run.loss).all()
    assert len(run) == run.updates < 400


def test_points_arrive_within_the_tolerance():
    run = record(bowl.loss, bowl.gradient, (1.0, 1.0), lr=0.1, steps=2000, tolerance=0.5)
    assert (run.ended, run.updates) == (Ending.TOLERANCE_REACHED, 7)  # 0.9⁷ < 0.5 < 0.9⁶


def test_a_rule_may_lead_numbers_out_of_range():
    run = record(parabola.loss, parabola.gradient, -5.0, lr=1e200, rule=Momentum(), steps=9)
    assert run.ended is Ending.DIVERGED
    assert isinstance(run.t, array)


def test_a_gradient_that_overflows_under_a_rule_is_divergence():
    run = record(abs, lambda t: t**3, 1e100, lr=1e-10, steps=10, rule=Momentum())
    assert (run.ended, len(run)) == (Ending.DIVERGED, 1)


def test_a_gradient_is_asked_once_for_each_state():
    asked = []

    def gradient(t):
        asked.append(t)
        return parabola.gradient(t)

    for start in (-5.0, (-5.0,)):
        asked.clear()
        loss = parabola.loss if start == -5.0 else lambda t: t[0]
        record(loss, gradient if start == -5.0 else lambda t: (gradient(t[0]),), start, steps=3)
        assert len(asked) == 4


def test_a_schedule_sets_the_rate_of_each_update():
    halved = StepDecay(0.5, every=1, factor=0.5)
    run = record(parabola.loss, parabola.gradient, -5.0, lr=halved, steps=3)
    assert run.t.tolist() == [-5.0, 0.0, 1.25, 1.71875]  # of the way left: ½, ¼, ⅛
    assert run.lr is halved
    assert run.to_dict()["lr"] == "StepDecay(lr=0.5, every=1, factor=0.5)"


def test_a_run_remembers_its_rule():
    run = record(parabola.loss, parabola.gradient, -5.0, rule=Momentum(beta=0.5), steps=3)
    assert run.rule == run[1:].rule == Momentum(beta=0.5)
    assert run.to_dict()["rule"] == "Momentum(beta=0.5)"
    plain = record(parabola.loss, parabola.gradient, -5.0, steps=3)
    assert plain.rule is plain.to_dict()["rule"] is None


def test_a_slice_of_points_is_a_run_of_points():
    run = record(bowl.loss, bowl.gradient, (1.0, 1.0), steps=4)
    assert [step.t for step in run[1:3]] == run.t[1:3]
    assert run[:0].to_csv() == "n,t,loss,grad\n"


@pytest.mark.parametrize(
    ("t", "error", "message"),
    [
        ((), ValueError, r"t must hold at least one number, got \(\)"),
        ((1.0, float("nan")), ValueError, r"t\[1\] must be a finite number, got nan"),
        (("1",), TypeError, r"t\[0\] must be a number, got '1'"),
    ],
)
def test_a_point_holds_finite_numbers(t, error, message):
    with pytest.raises(error, match=message):
        record(bowl.loss, bowl.gradient, t)


def test_a_gradient_of_a_point_is_a_point():
    with pytest.raises(ValueError, match="gradient must return the shape of t"):
        record(bowl.loss, lambda t: t[:1], (1.0, 1.0))
    with pytest.raises(TypeError, match="gradient must return real numbers"):
        record(bowl.loss, lambda _: (None, None), (1.0, 1.0))
    with pytest.raises(TypeError, match=r"got \[1\.0, 1\.0\] at .*: write tuple\(\[1\.0, 1\.0\]\)"):
        record(bowl.loss, list, (1.0, 1.0))


def test_a_rule_is_an_optimizer():
    with pytest.raises(TypeError, match=r"rule must be an Optimizer, such as Momentum\(\)"):
        record(parabola.loss, parabola.gradient, -5.0, rule="adam")


def test_the_plain_loop_is_for_numbers_and_arrays():
    with pytest.raises(TypeError, match=r"t must be .* here \(record takes tuples\)"):
        descend(bowl.loss, bowl.gradient, (1.0, 1.0), 0.1)


def test_a_sweep_is_a_run_for_each_rate():
    runs = sweep(parabola.loss, parabola.gradient, -5.0, [0.1, 2.0, 3.0], steps=600)
    assert [run.lr for run in runs] == [0.1, 2.0, 3.0]
    assert [str(run.ended) for run in runs] == ["steps_done", "steps_done", "diverged"]
    assert runs[0].t == record(parabola.loss, parabola.gradient, -5.0, steps=600).t
    with pytest.raises(ValueError, match="lr must be greater than 0, got -1"):
        sweep(parabola.loss, parabola.gradient, -5.0, [0.1, -1])


def in_place(t):
    t *= 2.0
    t -= 10.0
    return t / 2


def one_buffer():
    buffer = np.empty(2)

    def gradient(t):
        buffer[:] = t - 5
        return buffer

    return gradient


def its_argument(t):
    t -= 5
    return t


def spoiling_loss(t):
    loss = (t - 5) ** 2 / 2
    t[:] = 99.0
    return loss


def loss_in_one_buffer():
    buffer = np.empty(2)

    def loss(t):
        buffer[:] = (t - 5) ** 2 / 2
        t += 1
        return buffer

    return loss


SPOILING = {
    "in place": (parabola.loss, in_place),
    "one buffer": (parabola.loss, one_buffer()),
    "its argument": (parabola.loss, its_argument),
    "a loss in place": (spoiling_loss, parabola.gradient),
    "a loss in one buffer": (loss_in_one_buffer(), one_buffer()),
}
RULES = {
    **{name: rule() for name, rule in OPTIMIZERS.items()},
    "newton": Newton(curvature=np.ones_like),
    "backtracking": Backtracking(loss=lambda t: float(((t - 5) ** 2).sum() / 2)),
    "spoiling backtracking": Backtracking(loss=lambda t: float((its_argument(t) ** 2).sum() / 2)),
}


def columns(run):
    return [np.array([step[1:] for step in run]).tolist()]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("name", SPOILING)
def test_a_run_is_what_it_was_whatever_functions_do_to_arrays(name, rule):
    options = {"t": START, "lr": 0.3, "steps": 6, "rule": RULES[rule]}
    honest = record(parabola.loss, parabola.gradient, **options)
    loss, gradient = SPOILING[name]
    assert columns(record(loss, gradient, **options)) == columns(honest)
    assert START.tolist() == [-5.0, 7.0]


@pytest.mark.parametrize("name", SPOILING)
def test_a_step_is_what_it_was_whatever_functions_do_to_arrays(name):
    honest = list(islice(descend(parabola.loss, parabola.gradient, START, 0.3), 6))
    assert columns(islice(descend(*SPOILING[name], START, 0.3), 6)) == columns(honest)


def test_a_step_that_its_reader_changes_changes_no_other():
    steps = descend(parabola.loss, parabola.gradient, START, 0.3)
    first = next(steps)
    first.t[:], first.grad[:] = 99.0, 99.0
    assert next(steps).t.tolist() == pytest.approx([-2.0, 6.4])


class InPlace(Optimizer):
    """Gradient descent that changes all that it is given, and returns one buffer."""

    def start(self):
        buffer = np.empty(2)

        def update(t, grad, lr):
            grad *= lr
            t -= grad
            buffer[:] = t
            return buffer

        return update


def test_a_rule_that_works_in_place_changes_no_recorded_state():
    options = {"t": START, "lr": 0.3, "steps": 6}
    honest = record(parabola.loss, parabola.gradient, **options)
    assert columns(record(parabola.loss, parabola.gradient, **options, rule=InPlace())) == columns(
        honest
    )


class Forgetful(Optimizer):
    """A rule that returns nothing."""

    def start(self):
        return lambda _t, _grad, _lr: None


def test_a_rule_that_returns_nothing_is_named():
    with pytest.raises(TypeError, match=r"Forgetful\(\) must return real numbers, got None at"):
        record(parabola.loss, parabola.gradient, START, rule=Forgetful())


def test_data_changed_later_change_no_objective():
    x, y = np.array([1.0, 2.0]), np.array([1.0, 0.0])
    line, network = linear_objective(x, y, *SQUARES), Network((1, 1)).objective(x, y)
    t = np.array([0.5, 0.5])
    before = line.loss(t), network.loss(t)
    x[:], y[:] = 99.0, 99.0
    assert (line.loss(t), network.loss(t)) == before


def spoiling_targets(t, y):
    y -= t
    return y * y / 2


SQUARES = (lambda t, y: (t - y) ** 2 / 2, lambda t, y: t - y)


def test_a_loss_that_would_change_the_targets_is_refused():
    for objective in (
        linear_objective([1.0], [1.0], spoiling_targets, SQUARES[1]),
        Network((1, 1), loss_of=spoiling_targets).objective([1.0], [1.0]),
    ):
        with pytest.raises(ValueError, match="read-only"):
            objective.loss(np.array([0.5, 0.5]))


BAD_VALUES = {
    "None": (None, TypeError, "must return real numbers, got None at .*is a return missing"),
    "a word": ("1.5", TypeError, "must return real numbers, got '1.5' at"),
    "complex": (1j, TypeError, "must return real numbers, got 1j at"),
    "a truth value": (True, TypeError, "must return real numbers, got True at"),
    "a list": ([1.0], TypeError, r"must return real numbers, got \[1\.0\] at"),
    "objects": (np.array([None]), TypeError, "must return real numbers, got array"),
    "an array": (
        np.ones(3),
        ValueError,
        r"must return the shape of t.* got an array of shape \(3,\)",
    ),
    "a matrix": (np.ones((1, 1)), ValueError, r".*got an array of shape \(1, 1\)"),
    "a tuple": ((1.0, 2.0, 3.0), ValueError, ".*got a tuple of 3"),
}
FORMS = {
    "a number": -5.0,
    "a point": (-5.0, 7.0),
    "three": (-5.0, 7.0, 1.0, 2.0),
    "an array": START,
}


@pytest.mark.parametrize("rule", [None, Momentum()])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("bad", BAD_VALUES)
def test_a_later_bad_value_is_named_like_a_first_one(bad, form, rule):
    start, (value, error, message) = FORMS[form], BAD_VALUES[bad]

    def good_loss(_):
        return 1.0

    def good_gradient(t):
        return tuple(0.5 for _ in t) if isinstance(t, tuple) else t * 0 + 0.5

    def late(function):
        asked = iter(range(99))
        return lambda t: value if next(asked) >= 3 else function(t)

    def run(loss, gradient):
        return record(loss, gradient, start, lr=0.1, steps=9, rule=rule)

    def plain(loss, gradient):
        return list(islice(descend(loss, gradient, start, 0.1), 9))

    # the first is asked for before the run begins; the gradient of `record` is not asked for again
    for go, n in [(run, 3)] if isinstance(start, tuple) or rule else [(run, 3), (plain, 2)]:
        with pytest.raises(error, match=f"gradient {message}") as told:
            go(good_loss, late(good_gradient))
        assert f"(iteration {n})" in str(told.value)
        with pytest.raises(error, match=f"loss {message}") as told:
            go(late(good_loss), good_gradient)
        assert "(iteration 2)" in str(told.value)


def test_whole_numbers_are_recorded_and_computed_as_floats():
    small = np.int8(100)
    run = record(lambda _: small, lambda _: (small, small), (1.0, 2.0), rule=AdaGrad(), steps=2)
    assert run.grad[2] == (100.0, 100.0)
    assert {type(value) for grad in run.grad for value in grad} == {float}
    assert [type(loss) for loss in run.loss] == [float] * 3
    assert run.t[1] == pytest.approx((0.9, 1.9))  # the first step of AdaGrad has the length η
    arrays = record(
        lambda t: (t * 0).astype("int8"), lambda _: np.full(2, 100, "int8"), START, rule=AdaGrad()
    )
    assert arrays.grad[0].dtype == arrays.loss[0].dtype == np.float64
    assert arrays.t[1] == pytest.approx(START - 0.1)
    alone = record(lambda t: 10**400 if t < 4 else 1, lambda _: np.float32(1), 5.0, lr=1.0, steps=5)
    assert (alone.t.tolist(), str(alone.ended)) == ([5.0, 4.0], "diverged")


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (
            [1.0, 2.0],
            r"t must be a number, got \[1\.0, 2\.0\] \(list\): write np\.array\(\[1\.0, 2\.0\]\)",
        ),
        ([[1, 2], [3, 4]], r"write np\.array\(\[\[1, 2\], \[3, 4\]\]\)"),
        ("5", r"got '5' \(str\): write 5\.0, without quotation marks"),
        (None, r"got None \(NoneType\): is a return missing"),
        (True, r"got True \(bool\): write 1\.0"),
        (np.array([None]), r"got dtype object: write np\.array\(\[…\], dtype=float\)"),
        (np.array(["1"]), "got dtype <U1"),
    ],
)
def test_a_wrong_start_is_told_what_to_write(start, told):
    for run in (
        lambda: record(bowl.loss, bowl.gradient, start),
        lambda: descend(abs, abs, start, 1),
    ):
        with pytest.raises(TypeError, match=told):
            run()


def test_the_plain_loop_says_how_a_tuple_becomes_an_array():
    with pytest.raises(TypeError, match=r"got \(1\.0, 2\.0\): write np\.array\(\[1\.0, 2\.0\]\)"):
        descend(bowl.loss, bowl.gradient, (1.0, 2.0), 0.1)
