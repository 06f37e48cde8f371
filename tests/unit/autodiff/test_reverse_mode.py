import cmath
import copy
import math
import operator
import pickle
import statistics
from array import array
from decimal import Decimal
from fractions import Fraction
from math import cosh

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import approx_fprime

from gdlib import (
    Network,
    Tape,
    automatic_gradient,
    dot,
    elementwise,
    linear_regression,
    squared_error,
)

OPERATIONS = {
    "a + b": lambda a, b: a + b,
    "a - b": lambda a, b: a - b,
    "a * b": lambda a, b: a * b,
    "a / b": lambda a, b: a / b,
    "a ** b": lambda a, b: a**b,
    "numbers on the right": lambda a, b: (a + 2) * 3 - 1 + b / 4 + b**3,
    "numbers on the left": lambda a, b: 2 + 3 * a - (1 - b) + 4 / b + 2**a,
    "signs": lambda a, b: -a * +b + abs(a - b),
    "exp log": lambda a, b: elementwise.exp(a / b) * elementwise.log(a + b),
    "log1p sqrt": lambda a, b: elementwise.log1p(a) * elementwise.sqrt(b),
    "sin cos tanh": lambda a, b: elementwise.sin(a) * elementwise.cos(b) + elementwise.tanh(a * b),
    "sigmoid": lambda a, b: elementwise.sigmoid(a - b),
    "a variable used twice": lambda a, b: a * a * b + b * a + a,
    "sinh cosh tan": lambda a, b: (
        elementwise.sinh(a) * elementwise.cosh(b) + elementwise.tan(a / (a + b))
    ),
    "arctan expm1": lambda a, b: elementwise.arctan(a * b) * elementwise.expm1(a - b),
    "logarithms": lambda a, b: np.log2(a) * np.log10(b),
    "arcsin arccos": lambda a, b: np.arcsin(a / (a + b)) * np.arccos(b / (a + b)),
    "remainders": lambda a, b: (a * 7.3) % 1000 + 1000 % (a + b * 400) + (a + 50 * b) % (b + 40),
    "max and min": lambda a, b: elementwise.maximum(a, 1.0) * elementwise.minimum(b, 1.0),
}


@pytest.mark.parametrize("name", OPERATIONS)
@given(a=st.floats(0.1, 3), b=st.floats(0.1, 3))
def test_every_operation_has_the_slopes_that_scipy_measures(name, a, b):
    if abs(a - b) < 1e-4 or abs(a - 1) < 1e-4 or abs(b - 1) < 1e-4:
        return  # next to a corner there is nothing to measure
    operation = OPERATIONS[name]
    measured = approx_fprime([a, b], lambda t: operation(float(t[0]), float(t[1])), 1e-8)
    found = automatic_gradient(lambda t: operation(*t))((a, b))
    assert found == pytest.approx(tuple(measured), rel=1e-5, abs=1e-5)


def test_the_value_is_what_floats_give():
    tape = Tape()
    for operation in OPERATIONS.values():
        value = operation(tape.variable(1.7), tape.variable(0.6)).value
        assert value == pytest.approx(operation(1.7, 0.6), rel=1e-15)


def test_backward_may_be_called_again():
    t = Tape().variable(3.0)
    square = t * t
    for _ in range(3):
        square.backward()
        assert t.grad == 6.0


def test_backward_of_another_result_starts_from_zero():
    t = Tape().variable(3.0)
    square, cube = t * t, t**3
    cube.backward()
    square.backward()
    assert t.grad == 6.0
    assert cube.grad == 0.0


def test_a_long_chain_needs_no_recursion():
    t = start = Tape().variable(1.0)
    for _ in range(100_000):
        t = t * 1.0 + 1.0
    t.backward()
    assert (t.value, start.grad) == (100_001.0, 1.0)


def test_a_power_at_zero_has_a_slope():
    tape = Tape()
    base, exponent = tape.variable(0.0), tape.variable(2.0)
    (base**exponent).backward()
    assert (base.grad, exponent.grad) == (0.0, 0.0)
    (base**0).backward()
    assert base.grad == 0.0
    constant = tape.variable(2.0) ** tape.variable(0.0)
    constant.backward()
    assert constant.parents[0].grad == 0.0


def test_the_corner_of_abs_and_relu_counts_as_flat():
    t = Tape().variable(0.0)
    abs(t).backward()
    assert t.grad == 0.0
    t.relu().backward()
    assert t.grad == 0.0


def test_relu_passes_what_is_positive():
    tape = Tape()
    for value, result, slope in ((2.0, 2.0, 1.0), (-2.0, 0.0, 0.0)):
        t = tape.variable(value)
        bent = t.relu()
        bent.backward()
        assert (bent.value, t.grad) == (result, slope)


def test_variables_compare_as_their_values_do():
    tape = Tape()
    one, two = tape.variable(1.0), tape.variable(2.0)
    assert one < two <= 2.0 < 3 >= two > one >= 1
    assert one == 1.0
    assert one != two
    assert len({one, two, tape.variable(1.0)}) == 3
    assert (two.value, repr(two)) == (2.0, "Variable(2.0)")


@pytest.mark.parametrize("name", ["add", "sub", "mul", "truediv", "pow", "mod"])
def test_tapes_do_not_mix(name):
    with pytest.raises(ValueError, match="must be on the same tape"):
        getattr(operator, name)(Tape().variable(1.0), Tape().variable(2.0))


def test_a_dot_product_is_one_entry_of_the_tape():
    tape = Tape()
    ws, b = [tape.variable(2.0), tape.variable(3.0)], tape.variable(1.0)
    result = dot(ws, [ws[0], 10.0], b)
    assert len(tape) == 4
    result.backward()
    assert result.value == 2 * 2 + 3 * 10 + 1
    assert [ws[0].grad, ws[1].grad, b.grad] == [4.0, 10.0, 1.0]
    assert dot([1.0], [ws[1]]).value == 3.0


def test_a_dot_product_needs_variables_of_one_tape_and_equal_lengths():
    tape = Tape()
    with pytest.raises(ValueError, match="none or several"):
        dot([1.0], [2.0])
    with pytest.raises(ValueError, match="none or several"):
        dot([tape.variable(1.0)], [Tape().variable(1.0)])
    with pytest.raises(ValueError, match="got 2 and 1"):
        dot([tape.variable(1.0), 2.0], [1.0])


def test_a_gradient_has_the_form_of_its_parameter():
    assert automatic_gradient(lambda t: t * t)(3.0) == 6.0
    assert automatic_gradient(lambda t: t[0] * t[1])((2.0, 3.0)) == (3.0, 2.0)
    plane = automatic_gradient(lambda t: (t * t).sum() / 2)(np.array([[1.0, 2.0], [3.0, 4.0]]))
    assert plane.tolist() == [[1.0, 2.0], [3.0, 4.0]]


def test_functions_of_arrays_of_variables_are_differentiated():
    t = np.array([0.3, 1.2])
    found = automatic_gradient(lambda t: elementwise.exp(elementwise.sin(t)).sum())(t)
    assert found == pytest.approx(np.exp(np.sin(t)) * np.cos(t))


@pytest.mark.parametrize(
    "operation",
    [
        lambda t, x: t + x,
        lambda t, x: x - t,
        lambda t, x: t - x,
        lambda t, x: x * t,
        lambda t, x: t * x,
        lambda t, x: x / t,
        lambda t, x: t / x,
        lambda t, x: x**t,
        lambda t, x: t**x,
    ],
)
def test_a_variable_works_on_every_number_of_an_array(operation):
    x = np.array([1.0, 2.0, 3.0])
    slopes = [automatic_gradient(lambda t, x=x: operation(t, x))(1.5) for x in x.tolist()]
    found = automatic_gradient(lambda t: operation(t, x).sum())(1.5)
    assert found == pytest.approx(sum(slopes))


@pytest.mark.parametrize("symbol", ["add", "sub", "mul", "truediv", "pow", "mod"])
def test_a_variable_is_not_computed_with_words(symbol):
    t = Tape().variable(1.0)
    for pair in ((t, "1"), ("1", t)):
        with pytest.raises(TypeError):
            getattr(operator, symbol)(*pair)


def test_a_constant_loss_is_flat():
    assert automatic_gradient(lambda _: 7.0)((1.0, 2.0)) == (0.0, 0.0)


def test_a_loss_is_one_number():
    with pytest.raises(TypeError, match="loss must return one number, got None"):
        automatic_gradient(lambda _: None)(1.0)
    with pytest.raises(TypeError, match="loss must be a function"):
        automatic_gradient(3.0)


@pytest.mark.parametrize(("bad", "error"), [(math.nan, ValueError), ("1", TypeError)])
def test_a_variable_is_a_finite_number(bad, error):
    with pytest.raises(error, match="value must be a"):
        Tape().variable(bad)


def test_the_tape_shows_how_each_number_was_computed():
    tape = Tape()
    w, x = tape.variable(2.0), tape.variable(3.0)
    loss = (w * x - 5) ** 2 / 2
    loss.backward()
    shown = [(node.operation, node.value, node.grad) for node in tape]
    assert shown == [
        ("", 2.0, 3.0),
        ("", 3.0, 2.0),
        ("×", 6.0, 1.0),
        ("−", 1.0, 1.0),
        ("power", 1.0, 0.5),
        ("÷", 0.5, 1.0),
    ]


def test_every_operation_has_its_name():
    t = Tape().variable(0.5)
    made = [t + 1, 1 - t, -t, t * t, 1 / t, 2**t, abs(t), t.exp(), t.log(), t.log1p(), t.sqrt()]
    made += [t.sin(), t.cos(), t.tanh(), t.relu(), dot([t], [1.0]), t.tan(), t.arcsin(), t.arccos()]
    made += [t.arctan(), t.sinh(), t.cosh(), t.expm1(), t.log2(), t.log10(), t % 1, 1 % t, t % t]
    assert " ".join(node.operation for node in made) == (
        "+ − − × ÷ power abs exp log log1p sqrt sin cos tanh relu dot tan arcsin arccos "
        "arctan sinh cosh expm1 log2 log10 mod mod mod"
    )


def test_a_power_without_a_real_value_is_refused():
    tape = Tape()
    minus, two = tape.variable(-1.0), tape.variable(2.0)
    with pytest.raises(
        ValueError, match=r"negative base must have a whole exponent, got -1\.0\*\*0"
    ):
        _ = minus**0.5
    with pytest.raises(ValueError, match="negative base must have a constant exponent, got Variab"):
        _ = minus**two
    with pytest.raises(ValueError, match="base of a variable power must be above 0, got -2"):
        _ = (-2) ** two
    assert (minus**3).value == -1.0


def test_a_root_is_infinitely_steep_at_zero():
    t = Tape().variable(0.0)
    t.sqrt().backward()
    assert t.grad == math.inf


def test_what_is_no_number_is_no_operand():
    t = Tape().variable(1.0)
    for operation in (operator.add, operator.mul, operator.pow, operator.lt):
        with pytest.raises(TypeError):
            operation(t, "1")
    with pytest.raises(TypeError, match="value must be a number, got '1'"):
        Tape().variable("1")


def put(t):
    values = np.zeros(2)
    values[0] = t
    return values.sum()


def fill(t):
    values = np.zeros(2)
    values[:] = np.array([t, t])
    return values.sum()


def add_in_place(t):
    values = np.zeros(2)
    values += t
    return values.sum()


#: What would lose the slope, and what the message says of it.
LOSING = {
    "math": (
        lambda t: math.cosh(t),
        r"^math\.cosh takes .* write gdlib\.elementwise\.cosh or np\.cosh$",
    ),
    "imported": (lambda t: cosh(t), r"^cosh takes .* gdlib\.elementwise\.cosh"),
    "a part": (lambda t: t * t + 2 * math.sin(t * t), r"^math\.sin takes"),
    "on two lines": (
        lambda t: (
            t
            + math.exp(
                t,
            )
        ),
        r"^math\.exp takes",
    ),
    "other names": (lambda t: math.asin(t / 9), r"^math\.asin takes .* write np\.arcsin$"),
    "pow": (lambda t: math.pow(t, 2), r"write a \*\* b$"),
    "hypot": (lambda t: math.hypot(t, 4.0), r"write np\.sqrt\(a \* a \+ b \* b\)$"),
    "isclose": (lambda t: math.isclose(t, 3.0), r"^math\.isclose .* write t\.value where only"),
    "floor": (lambda t: math.floor(t), r"^math\.floor takes"),
    "cmath": (lambda t: cmath.exp(t).real, r"^cmath\.exp takes .* gdlib\.elementwise\.exp"),
    "float": (lambda t: float(t) ** 2, r"^float takes .* write t\.value"),
    "int": (lambda t: int(t), r"^int takes"),
    "complex": (lambda t: complex(t).real, r"^complex takes"),
    "round": (lambda t: round(t, 1), r"^round takes"),
    "//": (lambda t: t // 2, r"^// takes"),
    "// on the right": (lambda t: 7 // t, r"^// takes"),
    "divmod": (lambda t: divmod(t, 2)[0], r"^divmod takes"),
    "np.float64": (lambda t: np.float64(t), r"^np\.float64 takes"),
    "dtype": (lambda t: np.array([t], dtype=float).sum(), r"^np\.array .* without a dtype$"),
    "astype": (lambda t: np.array([t]).astype(float).sum(), r"astype takes .* without astype$"),
    "full_like": (
        lambda t: np.full_like(np.ones(2), t).sum(),
        r"^np\.full_like .* write np\.full\(",
    ),
    "np.floor": (lambda t: np.floor(t), r"^np\.floor takes"),
    "sum dtype": (lambda t: np.sum([t, t], dtype=float), "plain numbers"),
    "array": (lambda t: array("d", [t])[0], r"^array takes"),
    "fsum": (lambda t: math.fsum([t, t]), r"write sum\(…\)$"),
    "an element": (put, r"^an array of floats takes .* write np\.array\(\[…\]\)"),
    "elements": (fill, r"^an array of floats takes"),
    "in place": (add_in_place, "ufunc 'add'"),
    "out": (lambda t: np.add(np.ones(2), t, out=np.ones(2)).sum(), "ufunc 'add'"),
    "percent": (
        lambda t: len("%.3f" % t) * t,  # noqa: UP031
        r'write f"\{t:\.3f\}"$',
    ),
    "map": (lambda t: sum(map(math.exp, [t, t])), r"^a function, or an array of floats, takes"),
    "a loop": (
        lambda t: next(2 * x for x in map(math.exp, [t])),
        r"^a function, or an array of floats,",
    ),
    "mean": (lambda t: statistics.mean([t, t]), "can't convert type 'Variable'"),
    "fmean": (lambda t: statistics.fmean([t, t]), "fsum takes"),
    "Fraction": (lambda t: Fraction(t), "argument should be"),
    "Decimal": (lambda t: Decimal(t), "conversion from Variable"),
    "heaviside": (lambda t: np.heaviside(t, 0.5), "ufunc 'heaviside'"),
    "rint": (lambda t: np.round(t), "rint"),
    "pickle": (lambda t: pickle.loads(pickle.dumps(t)), r"belongs to its tape.*t\.value"),
    "range": (lambda t: sum(range(t)), "'Variable' object cannot be interpreted as an integer"),
    "a gradient": (lambda t: automatic_gradient(lambda s: s * s)(t), "use numerical_gradient"),
    "network": (
        lambda t: Network((1, 1)).objective([1.0], [1.0]).loss(np.array([t, 0 * t], dtype=object)),
        "t must hold real numbers here, got an array of object",
    ),
}


@pytest.mark.parametrize("name", LOSING)
def test_nothing_makes_a_plain_number_of_a_variable_silently(name):
    loss, message = LOSING[name]
    with pytest.raises(TypeError, match=message):
        automatic_gradient(loss)(3.0)


def test_the_message_needs_no_places_in_the_code():
    """Python may be told to keep none (-X no_debug_ranges)."""
    program = compile("lambda t: math.cosh(t)", "cell", "eval")
    bare = eval(program, {"math": math})
    bare.__code__ = bare.__code__.replace(co_linetable=b"")
    with pytest.raises(TypeError, match="would lose the slope of a variable"):
        automatic_gradient(bare)(3.0)


def shown(t):
    assert f"{t:.2f} {t} {t:>7.1f}" == "3.00 Variable(3.0)     3.0"
    assert "{:.1e}".format(t) == "3.0e+00"  # noqa: UP032
    return t


#: What keeps the slope, and the slope at 3.
KEEPING = {
    "format": (shown, 1.0),
    "truth": (lambda t: t * t if t else 0.0, 6.0),
    "zero is false": (lambda t: 7 * t if not t - 3 else t, 7.0),
    "max": (lambda t: max(t, 2 * t, 1.0), 2.0),
    "sorted": (lambda t: sorted([5 * t, t])[1], 5.0),
    "comparison": (lambda t: (t > 2) * t, 1.0),
    "remainder": (lambda t: t * t % 2, 6.0),
    "copy": (lambda t: copy.copy(t) * copy.deepcopy([t])[0], 6.0),
    "np.array": (lambda t: np.array([t, 1.0]).sum(), 1.0),
    "np.full": (lambda t: np.full(3, t).sum(), 3.0),
    "np.where": (lambda t: np.where(t > 0, t * t, 0.0), 6.0),
    "np.maximum": (lambda t: np.maximum(t, 0.0), 1.0),
    "np.clip": (lambda t: np.clip(t, 0.0, 9.0), 1.0),
    "np.abs": (lambda t: np.abs(-t), 1.0),
    "np.sign": (lambda t: np.sign(t) * t, 1.0),
    "norm": (lambda t: np.linalg.norm(np.array([t, 4.0])), 0.6),
    "norm of rows": (lambda t: np.linalg.norm(np.array([[t, 4.0]]), axis=1)[0], 0.6),
    "np.dot": (lambda t: np.dot([t, 1.0], [2.0, t]), 3.0),
    "matmul": (lambda t: np.array([t, 1.0]) @ np.array([2.0, 3.0]), 2.0),
    "np.sum": (lambda t: np.sum(np.array([[t, 2 * t], [t, t]]), axis=0)[1], 3.0),
    "np.std": (lambda t: np.std([t, 2 * t]), 0.5),
    "item": (lambda t: np.array([t]).item() + np.array([t]).tolist()[0], 2.0),
    "vectorize": (lambda t: np.vectorize(lambda x: x * x)(np.array([t, t])).sum(), 12.0),
    "np.cosh": (lambda t: np.cosh(t), math.sinh(3.0)),
    "np.power": (lambda t: np.power(t, 2), 6.0),
    "int8": (lambda t: np.int8(3) * t + t * np.int8(3), 6.0),
    "regression": (
        lambda t: linear_regression([1.0, 2.0], [0.0, 0.0]).loss(np.array([t, 0.0])),
        7.5,
    ),
    "integers": (lambda t: squared_error(t, np.array([1, 5], "int8")).sum(), 0.0),
    "value": (lambda t: t.value * t, 3.0),
    "a branch": (lambda t: 0.0 if t > 2 else t, 0.0),
    "a root": (lambda t: (t - 3) ** 0.5, math.inf),
    "an arc": (lambda t: np.arcsin(t / 3), math.inf),
}


@pytest.mark.parametrize("name", KEEPING)
def test_what_is_computed_with_a_variable_keeps_its_slope(name):
    loss, slope = KEEPING[name]
    assert automatic_gradient(loss)(3.0) == pytest.approx(slope)


def test_a_loss_that_is_too_large_has_no_slope():
    steep = automatic_gradient(lambda t: elementwise.log(1 + elementwise.exp(1000 * t)))
    assert math.isnan(steep(3.0))
    assert steep(-3.0) == 0.0


def test_what_is_not_a_number_is_not_cut_off():
    t = Tape().variable(1e200)
    assert math.isnan((t * t - t * t).relu().value)


def test_a_loss_is_computed_from_its_own_variables():
    with pytest.raises(ValueError, match="a variable of another tape"):
        automatic_gradient(lambda _: Tape().variable(2.0))(3.0)


def test_a_loss_of_many_numbers_is_to_be_summed():
    with pytest.raises(TypeError, match=r"one number, got array.*: take its sum or its mean"):
        automatic_gradient(lambda t: t * t)(np.ones(2))


def test_a_remainder_is_of_numbers():
    t = Tape().variable(7.0)
    for pair in ((None, t), (t, None)):
        with pytest.raises(TypeError, match="unsupported operand"):
            operator.mod(*pair)
