import math
import operator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import approx_fprime

from gdlib import Tape, automatic_gradient, dot, elementwise

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
    assert (float(two), repr(two)) == (2.0, "Variable(2.0)")


@pytest.mark.parametrize("name", ["add", "sub", "mul", "truediv", "pow"])
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


@pytest.mark.parametrize("symbol", ["add", "sub", "mul", "truediv", "pow"])
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
    made += [t.sin(), t.cos(), t.tanh(), t.relu(), dot([t], [1.0])]
    assert " ".join(node.operation for node in made) == (
        "+ − − × ÷ power abs exp log log1p sqrt sin cos tanh relu dot"
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
