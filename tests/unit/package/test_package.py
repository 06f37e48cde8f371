import ast
import inspect
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import gdlib
from gdlib import elementwise, plots


def test_every_public_name_is_there_and_documented():
    for name in gdlib.__all__:
        value = getattr(gdlib, name)
        assert name.isupper() or value.__doc__, name
    assert set(gdlib.__all__) <= set(dir(gdlib))


PUBLIC = {
    **{name: getattr(gdlib, name) for name in gdlib.__all__},
    **{f"plots.{name}": getattr(plots, name) for name in plots.__all__},
    **{f"elementwise.{name}": getattr(elementwise, name) for name in elementwise.__all__},
}


def functions_of(value):
    """Return a function, or a class's own public methods, its start included."""
    if not inspect.isclass(value):
        return [value] if callable(value) else []
    own = [function for name, function in vars(value).items() if not name.startswith("_")]
    return [value, *filter(inspect.isfunction, own)]


@pytest.mark.parametrize("name", PUBLIC)
def test_what_a_public_function_takes_and_refuses_is_documented(name):
    for function in functions_of(PUBLIC[name]):
        told = inspect.getdoc(function)
        if issubclass(type(function), type):
            told += inspect.getdoc(function.__init__) or ""
            if issubclass(function, (list, str)):  # made as lists and words are
                continue
        for parameter in inspect.signature(function).parameters:
            hidden = parameter == "self" or parameter.startswith("_")
            assert hidden or re.search(rf"^ *{parameter}: ", told, re.MULTILINE), parameter
        refuses = re.search(r"\b(raise \w+Error|check_\w+)\(", inspect.getsource(function))
        if refuses and not inspect.isclass(function):
            assert "Raises:\n" in told


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'gdlib' has no attribute 'descent_'"):
        _ = gdlib.descent_


def test_plots_are_there_without_an_import_of_their_own():
    gdlib.__dict__.pop("plots", None)
    assert gdlib.plots.plot_loss is import_module("gdlib.plots").plot_loss


@pytest.mark.parametrize(
    ("name", "module", "package", "extra"),
    [("Network", "network", "numpy", "nn"), ("plots", "plots", "matplotlib", "plot")],
)
def test_a_missing_package_is_named_with_what_to_install(name, module, package, extra, monkeypatch):
    getattr(gdlib, name)  # so that everything can be put back
    monkeypatch.delattr(gdlib, name)
    for loaded in [key for key in sys.modules if key.split(".")[0] in (package, "gdlib")]:
        if loaded != "gdlib":
            monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setitem(sys.modules, package, None)
    hint = rf"gdlib.{module} needs {package}: pip install 'gdlib\[{extra}\]'"
    with pytest.raises(ModuleNotFoundError, match=hint):
        getattr(gdlib, name)


def test_another_missing_module_is_reported_as_it_is(monkeypatch):
    monkeypatch.delitem(gdlib.__dict__, "Network", raising=False)
    monkeypatch.setitem(sys.modules, "gdlib.network", None)
    with pytest.raises(ModuleNotFoundError, match=r"gdlib\.network"):
        _ = gdlib.Network


@pytest.mark.parametrize(
    "program",
    [
        "import gdlib",
        "from gdlib import squared_error; assert squared_error(-5.0, 5.0) == 50.0",
        "from gdlib import landscape, record, verdict; p = landscape('wavy');"
        "verdict(record(p.loss, p.gradient, -5.0), p)",
    ],
)
def test_one_dimension_needs_neither_numpy_nor_matplotlib(program):
    check = "import sys; assert not {'numpy', 'matplotlib'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", f"{program}; {check}"], check=True)


def test_the_types_that_checkers_see_are_the_names_that_programs_get():
    tree = ast.parse(Path(gdlib.__file__).read_text("utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    seen = {alias.asname: node.module for node in imports for alias in node.names if alias.asname}
    assert sorted(seen) == gdlib.__all__
    for name, module in seen.items():
        assert getattr(gdlib, name) is getattr(import_module(module), name)
