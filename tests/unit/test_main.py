import sys
from runpy import run_module

import pytest

from gdlib.__main__ import main
from gdlib.landscapes import LANDSCAPES


def test_it_prints_the_run_of_the_lesson(capsys):
    assert main(["--t", "-5", "--lr", "0.1", "--steps", "50"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 50
    assert lines[0] == "0-th iteration, t=-5.000, loss: 50.000, grad: -10.000"
    assert lines[49] == "49-th iteration, t=4.943, loss: 0.002, grad: -0.057"


def test_it_runs_as_a_module(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["gdlib", "--steps", "1"])
    monkeypatch.delitem(sys.modules, "gdlib.__main__")
    with pytest.raises(SystemExit) as ended:
        run_module("gdlib", run_name="__main__")
    assert ended.value.code == 0
    printed = capsys.readouterr()
    assert printed.out == "0-th iteration, t=-5.000, loss: 50.000, grad: -10.000\n"
    assert printed.err == ""


@pytest.mark.parametrize("name", LANDSCAPES)
def test_it_descends_every_landscape(name, capsys):
    assert main(["--loss", name, "--steps", "2", "--t", "1", "--y", "2"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_it_says_when_a_run_diverged(capsys):
    assert main(["--lr", "3", "--steps", "1000"]) == 0
    assert capsys.readouterr().err == "diverged after 509 updates: the numbers grew too large\n"


def test_help_names_every_option(capsys):
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    printed = capsys.readouterr().out
    for option in ("--t", "--y", "--lr", "--steps", "--loss", "--version"):
        assert option in printed


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--lr", "0"], "lr must be greater than 0, got 0.0"),
        (["--lr", "nan"], "lr must be a finite number, got nan"),
        (["--steps", "-1"], "steps must be 0 or more, got -1"),
        (["--steps", "1.5"], "argument --steps: invalid int value: '1.5'"),
        (["--t", "inf"], "t must be a finite number, got inf"),
        (["--t", "left"], "argument --t: invalid float value: 'left'"),
        (["--loss", "hinge"], "argument --loss: invalid choice: 'hinge'"),
        (["--loss", "double_well", "--y", "0"], "y must not be 0"),
    ],
)
def test_a_wrong_argument_ends_with_code_2_and_says_why(arguments, message, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert message in capsys.readouterr().err
