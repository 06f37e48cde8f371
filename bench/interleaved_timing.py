"""Interleaved timing of tasks on a shared machine, and how many times faster one is.

In a round each task is repeated for some milliseconds, of which the shortest time counts, because
noise only adds. Of the rounds the median ratio counts, because the clock rate of a shared machine
changes between them. Everything is measured in processor time.
"""

from collections.abc import Callable
from statistics import median
from time import process_time_ns
from typing import Any, NamedTuple

Task = Callable[[], Any]

TASK_NANOSECONDS = 60_000_000  # of each task in a round
ROUNDS = 7  # at least


class Peer(NamedTuple):
    """Another package doing the same.

    Attributes:
        name: of the package.
        task: the same task, done by it; None where it isn't installed.
        at_least: how many times slower than gdlib it should be; 0 where nothing is required.
        fraction: of gdlib's steps, how many it does: a shorter task is less often interrupted.
    """

    name: str
    task: Task | None
    at_least: float = 0.0
    fraction: float = 1.0


class Row(NamedTuple):
    """One line of the table.

    Attributes:
        name: of the task.
        ours: the task, done by gdlib.
        peers: other packages doing it.
        limit: the lower bound of its cost; None where there is none.
        at_most: the required ratio to the limit.
        inner: how often one timing repeats the task, so that it lasts long enough to be timed.
    """

    name: str
    ours: Task
    peers: tuple[Peer, ...]
    limit: Task | None = None
    at_most: float = 0.0
    inner: int = 1


def table_row(row: Row, seconds: float) -> str:
    """Measure a row for some seconds; return it as a line of the Markdown table."""
    peers = [peer for peer in row.peers if peer.task is not None]
    tasks = [row.ours, *(peer.task for peer in peers)] + ([row.limit] if row.limit else [])
    rounds = interleaved_times(tasks, seconds, row.inner)

    def ratio(a: int, b: int) -> float:
        return median(times[a] / times[b] for times in rounds)

    to_limit = format_at_most(ratio(0, -1), row.at_most) if row.limit else "–"
    to_peers = [
        f"{peer.name} {format_at_least(ratio(i, 0) / peer.fraction, peer.at_least)}"
        for i, peer in enumerate(peers, start=1)
    ]
    missing = [f"{peer.name} not installed" for peer in row.peers if peer.task is None]
    ours = min(times[0] for times in rounds)
    return f"| {row.name} | {ours:.1f} | {to_limit} | {', '.join(to_peers + missing) or '–'} |"


def interleaved_times(tasks: list[Task], seconds: float, inner: int) -> list[list[float]]:
    """Return the shortest time of each task in each round, in microseconds.

    Each round repeats a task for TASK_NANOSECONDS: the first repetitions after another task find
    cold caches, and a task of microseconds needs more of them than one of a tenth of a second.
    """
    rounds: list[list[float]] = []
    end = process_time_ns() + seconds * 1e9
    while len(rounds) < ROUNDS or process_time_ns() < end:
        rounds.append([shortest_time(task, inner) for task in tasks])
    return rounds


def shortest_time(task: Task, inner: int) -> float:
    """Return the shortest time of a task within TASK_NANOSECONDS, in microseconds."""
    best, end = float("inf"), process_time_ns() + TASK_NANOSECONDS
    while (begin := process_time_ns()) < end:
        for _ in range(inner):
            task()
        best = min(best, (process_time_ns() - begin) / inner / 1000)
    return best


def format_at_most(ratio: float, wanted: float) -> str:
    """Return a ratio that should be small, marked where it isn't."""
    return f"{ratio:.2f} (≤ {wanted:g}{'' if ratio <= wanted else ' MISSED'})"


def format_at_least(ratio: float, wanted: float) -> str:
    """Return a ratio that should be large, marked where it isn't."""
    if not wanted:
        return f"{ratio:.2f}"
    return f"{ratio:.2f} (≥ {wanted:g}{'' if ratio >= wanted else ' MISSED'})"
