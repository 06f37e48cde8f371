"""What the build is doing, how far it is, and about how long it will take.

On a terminal the last line says so and is renewed in place, for both languages at once: the
English build, a process of its own, reports to the Japanese one. Elsewhere a plain line now and
then says it. No hook: hooks share its state, and MkDocs gives each hook a module of its own.
"""

import json
import logging
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, Popen
from typing import IO

REPORTING = "GD_REPORTS_PROGRESS"  # set where another process shows what this one says
_MARK = "\x1e"  # begins a line that is such a report
_CLEAR = "\r\x1b[K"
_WORTH_A_LINE = 5  # seconds that a step must take to be told of where nothing is renewed in place
_BETWEEN = 15  # seconds between two plain lines of a step

log = logging.getLogger("mkdocs.progress")
_lock = threading.RLock()
_doing: dict[str, str] = {}  # what each process is doing, by its name
_running: "Step | None" = None  # this process's own


def is_terminal() -> bool:
    """Return whether this process can renew a line in place."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _is_renewed() -> bool:
    """Return whether what this process does is seen in such a line, its own or another's."""
    return REPORTING in os.environ or is_terminal()


@dataclass
class Step:
    """A long step of the build.

    Attributes:
        title: what it does: "Executing notebooks".
        total: of how many things, or bytes.
        unit: `MB` where `total` counts bytes; else nothing.
        done: how many are done.
    """

    title: str
    total: int
    unit: str = ""
    done: int = 0

    def __post_init__(self) -> None:
        """Begin."""
        self._begun = self._told = time.monotonic()

    def advance(self, amount: int = 1, detail: str = "") -> None:
        """Say that so much more is done, and what comes now."""
        global _running
        self.done += amount
        _running = self
        _show(self.text(detail))
        if not _is_renewed() and time.monotonic() - self._told > _BETWEEN:
            self._told = time.monotonic()
            log.info(self.text(detail))

    def text(self, detail: str = "") -> str:
        """Return what is done, of how much, and about how long the rest will take."""
        scale = 1e6 if self.unit == "MB" else 1
        told = f"{self.title}: {self.done / scale:.0f} of {self.total / scale:.0f}"
        told += f" {self.unit}" if self.unit else ""
        passed = time.monotonic() - self._begun
        if passed > 2 and 0 < self.done < self.total:
            told += f", about {duration(passed / self.done * (self.total - self.done))} left"
        return f"{told} ({detail})" if detail else told

    def close(self) -> None:
        """Take the step off the line; tell of it for good if it was long."""
        global _running
        _running = None
        _show("")
        passed = time.monotonic() - self._begun
        if passed > _WORTH_A_LINE:
            log.info(f"{self.title}: done in {duration(passed)}")


@contextmanager
def step(title: str, total: int, unit: str = "") -> Iterator[Callable[..., None]]:
    """Show a step while it runs.

    Args:
        title, total, unit: as for `Step`.

    Yields:
        `advance(amount=1, detail="")`, to be called as it gets on, from any thread.

    Example:
        with progress.step("Executing notebooks", len(paths)) as advance:
            for path in paths:
                execute(path)
                advance(detail=path.stem)
    """
    running = Step(title, total, unit)
    _show(running.text())
    try:
        yield running.advance
    finally:
        running.close()


def note(text: str) -> None:
    """Show what takes long inside of a step, until that gets on."""
    _show(_running.text(text) if _running else text)


def duration(seconds: float) -> str:
    """Return a length of time as people say it."""
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


# --- The line ---


def _show(text: str) -> None:
    if REPORTING in os.environ:
        print(_MARK + json.dumps(text), file=sys.stderr, flush=True)
    else:
        _renew("", text)


def _renew(name: str, text: str) -> None:
    """Let the last line of the terminal say what a process is doing now."""
    if not is_terminal():
        return
    with _lock:
        _doing[name] = text
        line = "  |  ".join(filter(None, _doing.values()))
        width = shutil.get_terminal_size().columns - 1
        # The cursor goes back, so that whatever is written next takes the place of the line.
        sys.stderr.write(f"{_CLEAR}{line[:width]}\r")
        sys.stderr.flush()


def cleared(_record: logging.LogRecord) -> bool:
    """Clear the line before something is logged: a filter of handlers, which lets all pass."""
    if is_terminal() and any(_doing.values()):
        sys.stderr.write(_CLEAR)
    return True


def start(name: str, command: list[str], *, cwd: Path, env: Mapping[str, str]) -> Popen[str]:
    """Start another process whose progress is shown beside this one's.

    Args:
        name: what it is called here.
        command, cwd, env: as for `Popen`.
    """
    if not is_terminal():
        return Popen(command, cwd=cwd, env=env, text=True)
    process = Popen(command, cwd=cwd, env={**env, REPORTING: "1"}, text=True, stderr=PIPE)
    assert process.stderr is not None
    threading.Thread(target=_relay, args=(name, process.stderr), daemon=True).start()
    return process


def _relay(name: str, said: IO[str]) -> None:
    """Show what another process reports, and write whatever else it says."""
    for line in said:
        if line.startswith(_MARK):
            _renew(name, json.loads(line.removeprefix(_MARK)))
        else:
            with _lock:
                sys.stderr.write(_CLEAR + line)
    _renew(name, "")
