"""Reverse-mode automatic differentiation: exact gradients of programs, by the chain rule.

A `Tape` lists all numbers in the order of their computation; each has the numbers that it was
computed from as its parents, and its slope in each of them. `backward` goes through the tape in
reverse and adds slope times gradient to the gradient of each parent. It is not recursive, so that
long chains don't reach the recursion limit, and sets gradients to 0 first: it may be repeated.

Examples:
    >>> tape = Tape()
    >>> t = tape.variable(-5.0)
    >>> loss = (5 - t) ** 2 / 2
    >>> loss.backward()
    >>> loss.value, t.grad
    (50.0, -10.0)

Source:
    Griewank and Walther, "Evaluating Derivatives", 2nd edition, 2008, chapter 3.
"""

import math
from collections.abc import Callable, Sequence
from numbers import Real
from typing import Any, NoReturn, TypeAlias

from gdlib import elementwise
from gdlib.autodiff.conversion_errors import conversion_error
from gdlib.validation.checks import check_function, check_number, check_start
from gdlib.validation.floats import is_array, short_repr

Operand: TypeAlias = "Variable | float"

NUMBERS = (float, int)
TWO_TAPES = "variables must be on the same tape, got two from different tapes"


class Tape(list["Variable"]):
    """Every variable and every result, in the order in which they were computed."""

    def variable(self, value: float) -> "Variable":
        """Return a new variable without parents.

        Args:
            value: a finite number.

        Raises:
            TypeError: `value` is no number.
            ValueError: `value` is not finite.
        """
        return Variable(check_number("value", value), self)


class Variable:
    """A number that records on a tape how it was computed. It is used like a float.

    Operators and comparisons take variables of the same tape and plain numbers. A conversion to a
    plain number, as by a function of `math` or an array of floats, raises `TypeError`: the slope
    would be lost. For the number alone write `t.value`, which counts as a constant.

    Attributes:
        value: the number.
        grad: the slope, in this number, of the result that `backward` was last called on.
        tape: the tape that lists it.
        parents: the variables it was computed from.
        slopes: its slope in each of them.
        operation: the name of the operation, such as "+" or "tanh"; "" without parents.
    """

    __slots__ = ("grad", "operation", "parents", "slopes", "tape", "value")

    def __init__(
        self,
        value: float,
        tape: Tape,
        parents: "tuple[Variable, ...]" = (),
        slopes: tuple[float, ...] = (),
        operation: str = "",
    ) -> None:
        """Append a number to a tape; programs call `Tape.variable` and operators instead."""
        self.value = value
        self.grad = 0.0
        self.tape = tape
        self.parents = parents
        self.slopes = slopes
        self.operation = operation
        tape.append(self)

    def backward(self) -> None:
        """Set `grad` of every number on the tape to the slope of this result in it."""
        for variable in self.tape:
            variable.grad = 0.0
        self.grad = 1.0
        # Zero gradients are skipped, unless a number overflowed: 0 times infinity is NaN.
        overflow = not math.isfinite(self.value)
        for variable in reversed(self.tape):
            grad = variable.grad
            if grad or overflow:
                slopes, i = variable.slopes, 0
                for parent in variable.parents:
                    parent.grad += slopes[i] * grad
                    i += 1  # noqa: SIM113 - zip and enumerate are three times as slow

    def __repr__(self) -> str:
        """Return the value, marked as a variable."""
        return f"Variable({self.value!r})"

    def __format__(self, spec: str) -> str:
        """Return the value in a format of floats; without a format, the repr."""
        return format(self.value, spec) if spec else repr(self)

    def __bool__(self) -> bool:
        """Tell whether the value is not 0, as floats do."""
        return bool(self.value)

    # Variables are immutable like numbers; a copy would not be on the tape.

    def __copy__(self) -> "Variable":
        """Return the variable itself."""
        return self

    def __deepcopy__(self, _memo: object) -> "Variable":
        """Return the variable itself."""
        return self

    def __reduce__(self) -> NoReturn:
        """Raise `TypeError`: an unpickled variable would not be on the tape."""
        raise TypeError("a variable belongs to its tape and can't be pickled: take t.value")

    # Conversions to plain numbers, which would silently lose the slope.

    def __float__(self) -> NoReturn:
        """Raise `TypeError`: `math`, and arrays of floats, would lose the slope."""
        raise TypeError(conversion_error())

    def __int__(self) -> NoReturn:
        """Raise `TypeError`: a whole number has no slope."""
        raise TypeError(conversion_error("int"))

    def __complex__(self) -> NoReturn:
        """Raise `TypeError`: `cmath` would lose the slope."""
        raise TypeError(conversion_error())

    def __round__(self, _digits: int | None = None) -> NoReturn:
        """Raise `TypeError`: a rounded number has no slope."""
        raise TypeError(conversion_error("round"))

    def __floordiv__(self, _other: object) -> NoReturn:
        """Raise `TypeError`: a rounded number has no slope."""
        raise TypeError(conversion_error("//"))

    __rfloordiv__ = __floordiv__

    def __divmod__(self, _other: object) -> NoReturn:
        """Raise `TypeError`: a rounded number has no slope."""
        raise TypeError(conversion_error("divmod"))

    __rdivmod__ = __divmod__

    # Operators return NotImplemented for other types, such as arrays, whose own operators apply.
    # Their common code is repeated: a function call would take as long as the rest.

    def __add__(self, other: Operand) -> "Variable":
        """Return the sum: its slope is 1 in both terms."""
        if isinstance(other, Variable):
            if other.tape is not self.tape:
                raise ValueError(TWO_TAPES)
            return Variable(self.value + other.value, self.tape, (self, other), (1.0, 1.0), "+")
        if not isinstance(other, NUMBERS):
            return NotImplemented
        return Variable(self.value + other, self.tape, (self,), (1.0,), "+")

    def __sub__(self, other: Operand) -> "Variable":
        """Return the difference: its slope is 1 in the first term and −1 in the second."""
        if isinstance(other, Variable):
            if other.tape is not self.tape:
                raise ValueError(TWO_TAPES)
            return Variable(self.value - other.value, self.tape, (self, other), (1.0, -1.0), "−")
        if not isinstance(other, NUMBERS):
            return NotImplemented
        return Variable(self.value - other, self.tape, (self,), (1.0,), "−")

    def __mul__(self, other: Operand) -> "Variable":
        """Return the product: its slope in one factor is the other factor."""
        if isinstance(other, Variable):
            if other.tape is not self.tape:
                raise ValueError(TWO_TAPES)
            return Variable(
                self.value * other.value, self.tape, (self, other), (other.value, self.value), "×"
            )
        if not isinstance(other, NUMBERS):
            return NotImplemented
        return Variable(self.value * other, self.tape, (self,), (other,), "×")

    def __truediv__(self, other: Operand) -> "Variable":
        """Return the quotient a/b: its slopes are 1/b and −a/b²."""
        if isinstance(other, Variable):
            if other.tape is not self.tape:
                raise ValueError(TWO_TAPES)
            quotient = self.value / other.value
            return Variable(
                quotient, self.tape, (self, other), (1 / other.value, -quotient / other.value), "÷"
            )
        if not isinstance(other, NUMBERS):
            return NotImplemented
        return Variable(self.value / other, self.tape, (self,), (1 / other,), "÷")

    def __pow__(self, other: Operand) -> "Variable":
        """Return the power aᵇ: its slopes are b aᵇ⁻¹ and, where a > 0, aᵇ log a."""
        if isinstance(other, Variable):
            if other.tape is not self.tape:
                raise ValueError(TWO_TAPES)
            power = _power(self.value, other.value)
            if self.value < 0:
                raise ValueError(f"a negative base must have a constant exponent, got {other!r}")
            # At a = 0 the slope in a positive exponent is 0, the limit of aᵇ log a.
            slopes = (_power_slope(self.value, other.value), power and power * math.log(self.value))
            return Variable(power, self.tape, (self, other), slopes, "power")
        if not isinstance(other, NUMBERS):
            return NotImplemented
        power, slope = _power(self.value, other), _power_slope(self.value, other)
        return Variable(power, self.tape, (self,), (slope,), "power")

    def __mod__(self, other: Operand) -> "Variable":
        """Return the remainder of a/b: its slopes are 1 and −⌊a/b⌋."""
        if isinstance(other, Variable):
            if other.tape is not self.tape:
                raise ValueError(TWO_TAPES)
            slopes = (1.0, -(self.value // other.value))
            return Variable(self.value % other.value, self.tape, (self, other), slopes, "mod")
        if not isinstance(other, NUMBERS):
            return NotImplemented
        return Variable(self.value % other, self.tape, (self,), (1.0,), "mod")

    def __rmod__(self, other: float) -> "Variable":
        """Return the remainder of a number divided by this variable."""
        if not isinstance(other, NUMBERS):
            return NotImplemented
        slope = -(other // self.value)
        return Variable(other % self.value, self.tape, (self,), (slope,), "mod")

    def __rsub__(self, other: float) -> "Variable":
        """Return a number minus this variable."""
        if not isinstance(other, NUMBERS):
            return NotImplemented
        return Variable(other - self.value, self.tape, (self,), (-1.0,), "−")

    def __rtruediv__(self, other: float) -> "Variable":
        """Return a number divided by this variable."""
        if not isinstance(other, NUMBERS):
            return NotImplemented
        quotient = other / self.value
        return Variable(quotient, self.tape, (self,), (-quotient / self.value,), "÷")

    def __rpow__(self, other: float) -> "Variable":
        """Return a number to the power of this variable; the number must be above 0."""
        if not isinstance(other, NUMBERS):
            return NotImplemented
        if other <= 0:
            raise ValueError(f"the base of a variable power must be above 0, got {other!r}")
        power = other**self.value
        return Variable(power, self.tape, (self,), (power * math.log(other),), "power")

    def __neg__(self) -> "Variable":
        """Return the variable with its sign changed."""
        return Variable(-self.value, self.tape, (self,), (-1.0,), "−")

    def __pos__(self) -> "Variable":
        """Return the variable itself."""
        return self

    def __abs__(self) -> "Variable":
        """Return the absolute value, whose slope at 0 counts as 0."""
        slope = float(self.value > 0) - float(self.value < 0)
        return Variable(abs(self.value), self.tape, (self,), (slope,), "abs")

    __radd__ = __add__
    __rmul__ = __mul__

    def __eq__(self, other: object) -> bool:
        """Compare the values, as floats do."""
        return self.value == _number(other)

    def __lt__(self, other: Operand) -> bool:
        """Compare the values, as floats do."""
        return self.value < _number(other)

    def __le__(self, other: Operand) -> bool:
        """Compare the values, as floats do."""
        return self.value <= _number(other)

    def __gt__(self, other: Operand) -> bool:
        """Compare the values, as floats do."""
        return self.value > _number(other)

    def __ge__(self, other: Operand) -> bool:
        """Compare the values, as floats do."""
        return self.value >= _number(other)

    __hash__ = object.__hash__

    def conjugate(self) -> "Variable":
        """Return the variable itself, which is real; some functions of NumPy call this."""
        return self

    def exp(self) -> "Variable":
        """Return eᵗ, which is its own slope."""
        value = elementwise.exp(self.value)
        return Variable(value, self.tape, (self,), (value,), "exp")

    def expm1(self) -> "Variable":
        """Return eᵗ − 1, whose slope is eᵗ."""
        value = elementwise.expm1(self.value)
        return Variable(value, self.tape, (self,), (value + 1,), "expm1")

    def log(self) -> "Variable":
        """Return the natural logarithm, whose slope is 1/t."""
        return Variable(math.log(self.value), self.tape, (self,), (1 / self.value,), "log")

    def log2(self) -> "Variable":
        """Return the logarithm to base 2, whose slope is 1/(t log 2)."""
        slope = 1 / (self.value * math.log(2))
        return Variable(math.log2(self.value), self.tape, (self,), (slope,), "log2")

    def log10(self) -> "Variable":
        """Return the logarithm to base 10, whose slope is 1/(t log 10)."""
        slope = 1 / (self.value * math.log(10))
        return Variable(math.log10(self.value), self.tape, (self,), (slope,), "log10")

    def log1p(self) -> "Variable":
        """Return log(1 + t), whose slope is 1/(1 + t)."""
        slope = 1 / (1 + self.value)
        return Variable(math.log1p(self.value), self.tape, (self,), (slope,), "log1p")

    def sqrt(self) -> "Variable":
        """Return the square root, whose slope is 1/(2√t): infinite at 0."""
        root = math.sqrt(self.value)
        return Variable(root, self.tape, (self,), (0.5 / root if root else math.inf,), "sqrt")

    def sin(self) -> "Variable":
        """Return the sine, whose slope is the cosine."""
        value, slope = elementwise.sin(self.value), elementwise.cos(self.value)
        return Variable(value, self.tape, (self,), (slope,), "sin")

    def cos(self) -> "Variable":
        """Return the cosine, whose slope is minus the sine."""
        value, slope = elementwise.cos(self.value), -elementwise.sin(self.value)
        return Variable(value, self.tape, (self,), (slope,), "cos")

    def tan(self) -> "Variable":
        """Return the tangent, whose slope is 1 + tan²."""
        value = elementwise.tan(self.value)
        return Variable(value, self.tape, (self,), (1 + value * value,), "tan")

    def arcsin(self) -> "Variable":
        """Return the angle whose sine is t; its slope is 1/√(1 − t²)."""
        slope = _arcsin_slope(self.value)
        return Variable(math.asin(self.value), self.tape, (self,), (slope,), "arcsin")

    def arccos(self) -> "Variable":
        """Return the angle whose cosine is t; its slope is −1/√(1 − t²)."""
        slope = -_arcsin_slope(self.value)
        return Variable(math.acos(self.value), self.tape, (self,), (slope,), "arccos")

    def arctan(self) -> "Variable":
        """Return the angle whose tangent is t; its slope is 1/(1 + t²)."""
        slope = 1 / (1 + self.value * self.value)
        return Variable(math.atan(self.value), self.tape, (self,), (slope,), "arctan")

    def sinh(self) -> "Variable":
        """Return the hyperbolic sine, whose slope is the hyperbolic cosine."""
        value, slope = elementwise.sinh(self.value), elementwise.cosh(self.value)
        return Variable(value, self.tape, (self,), (slope,), "sinh")

    def cosh(self) -> "Variable":
        """Return the hyperbolic cosine, whose slope is the hyperbolic sine."""
        value, slope = elementwise.cosh(self.value), elementwise.sinh(self.value)
        return Variable(value, self.tape, (self,), (slope,), "cosh")

    def tanh(self) -> "Variable":
        """Return the hyperbolic tangent, whose slope is 1 − tanh²."""
        value = math.tanh(self.value)
        return Variable(value, self.tape, (self,), (1 - value * value,), "tanh")

    def relu(self) -> "Variable":
        """Return the larger of t and 0, whose slope is 1 above 0 and 0 elsewhere."""
        value, slope = (0.0, 0.0) if self.value <= 0 else (self.value, 1.0)
        return Variable(value, self.tape, (self,), (slope,), "relu")


def dot(ws: Sequence[Operand], xs: Sequence[Operand], b: Operand = 0.0) -> Variable:
    """Return w₁x₁ + w₂x₂ + … + b as one entry of the tape, where operators would append 2n.

    Args:
        ws: factors, numbers or variables; one of all arguments must be a variable.
        xs: as many factors.
        b: a term to add.

    Raises:
        ValueError: `ws` and `xs` differ in length, or the variables are not of one tape.

    Examples:
        >>> tape = Tape()
        >>> w1, w2 = tape.variable(2.0), tape.variable(3.0)
        >>> dot([w1, w2], [10.0, 100.0]).backward()
        >>> w1.grad, w2.grad
        (10.0, 100.0)
    """
    if len(ws) != len(xs):
        raise ValueError(f"ws and xs must be as long as each other, got {len(ws)} and {len(xs)}")
    parents, slopes = ([b], [1.0]) if isinstance(b, Variable) else ([], [])
    total = _number(b)
    for w, x in zip(ws, xs, strict=True):
        w_value = w.value if isinstance(w, Variable) else w
        if isinstance(x, Variable):
            x_value = x.value
            parents.append(x)
            slopes.append(w_value)
        else:
            x_value = x
        if isinstance(w, Variable):
            parents.append(w)
            slopes.append(x_value)
        total += w_value * x_value
    if len({id(parent.tape) for parent in parents}) != 1:
        raise ValueError("dot needs variables of one tape among its arguments, got none or several")
    return Variable(total, parents[0].tape, tuple(parents), tuple(slopes), "dot")


def automatic_gradient(loss: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return the gradient function of a loss, by automatic differentiation in reverse mode.

    Args:
        loss: E(t), written with operators and the functions of `gdlib.elementwise` or NumPy. With
            functions of `math`, which take plain numbers only, the gradient raises `TypeError`.

    Returns:
        A function of `t` (a number, a tuple of numbers, or an array) that returns the slope in
        each number of `t`, in the same form.

    Raises:
        TypeError: `loss` can't be called; or, from the gradient, the loss is no single number, or
            converts a variable to a plain number, whose slope would be lost.

    Examples:
        >>> gradient = automatic_gradient(lambda t: (5 - t) ** 2 / 2)
        >>> gradient(-5.0)
        -10.0
        >>> automatic_gradient(lambda t: t[0] * t[1])((2.0, 3.0))
        (3.0, 2.0)
    """
    check_function("loss", loss)

    def gradient(t: Any) -> Any:
        if isinstance(t, Variable):
            raise TypeError(
                "a gradient is not differentiated again: use numerical_gradient for that"
            )
        t = check_start(t)
        tape = Tape()
        if isinstance(t, float):
            return _slopes(loss(tape.variable(t)), tape, 1)[0]
        variables = [tape.variable(number) for number in (t.flat if is_array(t) else t)]
        if isinstance(t, tuple):
            return _slopes(loss(tuple(variables)), tape, len(t))
        inputs, slopes = t.astype(object), t.copy()
        inputs.flat = variables
        slopes.flat = _slopes(loss(inputs), tape, t.size)
        return slopes

    return gradient


def _power(base: float, exponent: float) -> float:
    power = base**exponent
    if isinstance(power, complex):
        raise ValueError(f"a negative base must have a whole exponent, got {base!r}**{exponent!r}")
    return float(power)


def _power_slope(base: float, exponent: float) -> float:
    if base == 0 < exponent < 1:
        return math.inf  # as of a root
    return exponent * base ** (exponent - 1) if exponent else 0.0


def _arcsin_slope(t: float) -> float:
    root = math.sqrt(1 - t * t)
    return 1 / root if root else math.inf


def _slopes(result: Any, tape: Tape, count: int) -> tuple[float, ...]:
    """Return the slopes of a result in the first numbers of a tape; 0 if it is a constant."""
    if is_array(result) and result.ndim == 0:
        result = result.item()
    if isinstance(result, Variable):
        if result.tape is not tape:
            raise ValueError("loss must be computed from t, got a variable of another tape")
        result.backward()
    elif isinstance(result, bool) or not isinstance(result, Real):
        hint = ": take its sum or its mean" if is_array(result) else ""
        raise TypeError(f"loss must return one number, got {short_repr(result)}{hint}")
    return tuple([variable.grad for variable in tape[:count]])


def _number(operand: Any) -> float:
    value: float = operand.value if isinstance(operand, Variable) else operand
    return value
