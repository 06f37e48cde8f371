"""Every example in a docstring is executed, and does what it shows."""

import doctest
from importlib import import_module
from pkgutil import walk_packages

import pytest

import gdlib

MODULES = ["gdlib", *(found.name for found in walk_packages(gdlib.__path__, "gdlib."))]


@pytest.mark.parametrize("name", MODULES)
def test_its_examples_do_what_they_show(name):
    if name == "gdlib.__main__":
        return  # importing it is running it
    result = doctest.testmod(import_module(name), optionflags=doctest.ELLIPSIS)
    assert result.failed == 0


@pytest.mark.parametrize(
    "name",
    [n for n in MODULES if "plots" not in n and n.split(".")[-1] not in ("__main__", "checks")],
)
def test_every_module_opens_with_an_example(name):
    assert ">>> " in import_module(name).__doc__
