"""What is published: built here, checked, and run where nothing else is installed."""

import subprocess
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest
from flit_core import buildapi

import gdlib

ROOT = Path(__file__).parents[3]
PROGRAM = """
import gdlib
place = gdlib.landscape("squared_error")
run = gdlib.record(place.loss, place.gradient, -5.0)
assert run.t[-1] == 4.948462247926799
assert gdlib.verdict(run, place).kind == "converged"
valley = gdlib.surface("rosenbrock")
steep = gdlib.record(valley.loss, valley.gradient, valley.start, lr=0.01, rule=gdlib.Adam())
assert gdlib.surface_verdict(steep, valley).kind == "approaching"
fit = gdlib.line_surface([0.0, 1.0, 2.0], [1.0, 3.0, 5.0])
gdlib.record(fit.loss, fit.gradient, fit.start, rule=gdlib.Backtracking(loss=fit.loss))
assert gdlib.check_gradient(valley.loss, valley.gradient, valley.start).error < 1e-6
assert gdlib.automatic_gradient(place.loss)(-5.0) == -10.0
try:
    import numpy
except ModuleNotFoundError:
    print("done without NumPy")
"""


@pytest.fixture(scope="module")
def distributions(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        names = buildapi.build_wheel(str(folder)), buildapi.build_sdist(str(folder))
    return [folder / name for name in names]


def test_the_registry_can_show_its_description(distributions):
    subprocess.run([sys.executable, "-m", "twine", "check", "--strict", *distributions], check=True)


def test_the_wheel_holds_what_a_wheel_should(distributions):
    subprocess.run([sys.executable, "-m", "check_wheel_contents", distributions[0]], check=True)


def test_the_wheel_is_typed_and_nothing_but_the_package(distributions):
    with ZipFile(distributions[0]) as wheel:
        names = wheel.namelist()
    assert "gdlib/py.typed" in names
    assert {name.split("/")[0] for name in names} == {
        "gdlib",
        f"gdlib-{gdlib.__version__}.dist-info",
    }


def test_the_core_works_where_nothing_else_is_installed(distributions, tmp_path):
    venv.create(tmp_path, symlinks=True)
    (packages,) = tmp_path.glob("lib/python*/site-packages")
    with ZipFile(distributions[0]) as wheel:
        wheel.extractall(packages)
    printed = subprocess.run(
        [tmp_path / "bin" / "python", "-W", "error", "-c", PROGRAM],
        check=True,
        capture_output=True,
        text=True,
        env={},
        cwd=tmp_path,
    )
    assert printed.stdout == "done without NumPy\n"
