import sys
from types import ModuleType

import numpy as np
import pytest

from gdlib.validation.floats import MAX_REPR_LENGTH, advice, as_float, described, is_array


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (np.array([1, 2], "uint8"), "float64"),
        (np.array([True]), "float64"),
        (np.array([1.5], "float16"), "float64"),
        (np.array([1.5], "longdouble"), "longdouble"),
        (np.array([1j], "complex64"), "complex128"),
        (np.array([None]), "object"),
        (np.int8(3), "float64"),
    ],
)
def test_numbers_become_floats_of_64_bits_or_more(given, wanted):
    assert as_float(given).dtype == wanted
    assert np.all(as_float(given) == given)


def test_what_computes_like_a_number_stays_as_it_is():
    array = np.ones(3)
    assert as_float(array) is array
    assert as_float(1j) == 1j
    assert (as_float(True), as_float(3), type(as_float(3))) == (1.0, 3.0, float)


def test_a_long_value_is_shown_in_part():
    text = described([1] * 1000)
    assert len(text) < 2 * MAX_REPR_LENGTH
    assert text.endswith("… (list): write np.array([…])")
    assert described((1.0,)) == "(1.0,) (tuple): write np.array([1.0])"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("five", ""),
        ("5", ": write 5.0, without quotation marks"),
        (True, ": write 1.0"),
        (None, ": is a return missing?"),
        ({}, ""),
    ],
)
def test_a_wrong_value_is_told_what_to_write(value, told):
    assert advice(value) == told


def test_nothing_is_an_array_before_numpy_is_wholly_imported(monkeypatch):
    monkeypatch.setitem(sys.modules, "numpy", ModuleType("numpy"))
    assert not is_array((1.0, 2.0))
    monkeypatch.delitem(sys.modules, "numpy")
    assert not is_array((1.0, 2.0))
