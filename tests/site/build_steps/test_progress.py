"""Progress of the build: on a terminal in one line, elsewhere in a few log messages."""

import io
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen import progress

STEP = Path(__file__).parents[3] / "bin" / "step"


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def clock(monkeypatch):
    """A fake monotonic clock, which tests advance."""
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_a_step_tells_how_far_it_is_and_about_how_long_the_rest_takes(clock):
    step = progress.Step("Executing notebooks", 24)
    clock[0] = 30.0
    step.advance(6, "backpropagation")
    assert (
        step.text("backpropagation")
        == "Executing notebooks: 6 of 24, about 90 s left (backpropagation)"
    )


def test_bytes_are_told_as_megabytes():
    step = progress.Step("Downloading NumPy", 106_000_000, "MB")
    step.advance(53_400_000)
    assert step.text() == "Downloading NumPy: 53 of 106 MB"


def test_a_terminal_has_one_line_which_what_is_logged_takes_the_place_of(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv(progress.REPORTING, raising=False)
    with progress.step("Drawing", 2) as advance:
        advance(detail="loss")
        progress.clear_line(logging.makeLogRecord({}))
        terminal.write("a warning\n")
        advance(detail="tangent")
    assert "\n" not in terminal.getvalue().replace("a warning\n", "")
    assert visible_lines(terminal.getvalue()) == ["a warning", ""]


def visible_lines(written):
    """Return the lines that a terminal shows at the end."""
    return [line.split("\r")[-1].split("\x1b[K")[-1] for line in written.split("\n")]


def test_elsewhere_a_long_step_says_a_plain_line_now_and_then(monkeypatch, clock, caplog):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    monkeypatch.delenv(progress.REPORTING, raising=False)
    with caplog.at_level(logging.INFO, logger="mkdocs"), progress.step("Drawing", 100) as advance:
        for _ in range(100):
            clock[0] += 1
            advance()
    messages = [record.message for record in caplog.records]
    assert 3 <= len(messages) <= 10
    assert messages[-1].endswith("Drawing: done in 2 min")
    assert sys.stderr.getvalue() == ""


def test_the_english_build_reports_to_the_other_and_writes_nothing_itself(monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    monkeypatch.setenv(progress.REPORTING, "1")
    progress.Step("Drawing", 2).advance()
    reports = sys.stderr.getvalue()
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    progress._relay("English", io.StringIO(reports + "WARNING - a link\n"))
    assert "Drawing: 1 of 2" in terminal.getvalue()
    assert visible_lines(terminal.getvalue()) == ["WARNING - a link", ""]


def test_a_step_of_make_keeps_what_is_said_in_a_log(tmp_path):
    log = tmp_path / "log" / "pip.log"
    done = subprocess.run(
        [STEP, "Installing", log, "sh", "-c", "echo much; echo more >&2"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0
    assert done.stderr.splitlines()[0] == "Installing"
    assert "much" not in done.stderr
    assert log.read_text() == "much\nmore\n"


def test_a_step_that_fails_shows_the_last_lines_and_the_way_on(tmp_path):
    log = tmp_path / "pip.log"
    done = subprocess.run(
        [STEP, "Installing", log, "sh", "-c", "seq 50; echo no network; exit 3"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 3
    assert "  no network" in done.stderr.splitlines()
    assert "  1" not in done.stderr.splitlines()
    assert str(log) in done.stderr
    assert "run make again" in done.stderr
