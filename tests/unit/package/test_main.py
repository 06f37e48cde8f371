import os
import subprocess
import sys
from runpy import run_module

import pytest

from gdlib.__main__ import main
from gdlib.objectives.landscapes import LANDSCAPES


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
        (["--t", "left"], "argument -t/--t: invalid float value: 'left'"),
        (["--loss", "hinge"], "argument --loss: invalid choice: 'hinge'"),
        (["--loss", "double_well", "--y", "0"], "y must not be 0"),
    ],
)
def test_a_wrong_argument_ends_with_code_2_and_says_why(arguments, message, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "beginning"),
    [
        (["--t", "-1e3"], "t=-1000.000, loss: 505012.500"),
        (["--t=-1e3"], "t=-1000.000"),
        (["-t", "-5"], "t=-5.000"),
        (["-t-5"], "t=-5.000"),
        (["--t", "-.5"], "t=-0.500"),
        (["--t", "-1_0"], "t=-10.000"),
        (["--y", "-2E2"], "t=-5.000, loss: 19012.500"),
        (["-y", "-5", "-t", "-5"], "t=-5.000, loss: 0.000"),
        (["--lr", "1e-1", "--t", "1e1"], "t=10.000"),
    ],
)
def test_numbers_may_be_written_as_python_writes_them(arguments, beginning, capsys):
    assert main([*arguments, "--steps", "1"]) == 0
    assert capsys.readouterr().out.startswith(f"0-th iteration, {beginning}")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--lr", "-.5"], "lr must be greater than 0, got -0.5"),
        (["--t", "-inf"], "t must be a finite number, got -inf"),
        (["--y", "nan"], "y must be a finite number, got nan"),
        (["--lr", "-t", "5"], "argument --lr: expected one argument"),
        (["--steps", "-1e3"], "argument --steps: invalid int value: '-1e3'"),
        (["--t", "1e200"], "loss must be finite at the start, got inf at t=1e+200"),
    ],
)
def test_a_number_out_of_range_is_named(arguments, message, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert message in capsys.readouterr().err


def test_large_numbers_are_shortened(capsys):
    main(["--lr", "3", "--steps", "509"])
    printed = capsys.readouterr()
    assert printed.out.splitlines()[508] == (
        "508-th iteration, t=-8.380e+153, loss: 3.511e+307, grad: -8.380e+153"
    )
    assert printed.err == "diverged after 509 updates: the numbers grew too large\n"


def test_a_run_that_ends_in_time_has_not_diverged(capsys):
    main(["--lr", "3", "--steps", "508"])
    assert capsys.readouterr().err == ""


def test_it_ends_quietly_when_nobody_reads_on():
    command = f"set -o pipefail; {sys.executable} -m gdlib --steps 100000 | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert done.stdout == "0-th iteration, t=-5.000, loss: 50.000, grad: -10.000\n"
    assert (done.stderr, done.returncode) == ("", 128 + 13)


def test_a_closed_pipe_and_ctrl_c_are_no_errors(monkeypatch):
    reader, writer = os.pipe()
    os.close(reader)
    with monkeypatch.context() as patched, os.fdopen(writer, "w") as pipe:
        patched.setattr(sys, "stdout", pipe)
        assert main([]) == 128 + 13

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.print", interrupted)
    assert main([]) == 128 + 2
