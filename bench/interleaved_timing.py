"""Works that take turns on a machine that others share, and how many times faster one is.

In a round each work has a turn of some milliseconds, in which the fastest try counts, because noise
only ever adds. Of the rounds the median ratio counts, because the clock rate of a shared machine
changes between them. Everything is measured in processor time.
"""

from collections.abc import Callable
from statistics import median
from time import process_time_ns
from typing import Any, NamedTuple

Work = Callable[[], Any]

TURN = 60_000_000  # nanoseconds
ROUNDS = 7  # at least


class Peer(NamedTuple):
    """Another package doing the same.

    Attributes:
        name: of the package.
        work: what it does; None where it isn't installed.
        at_least: how many times slower than gdlib it should be; 0 where no one asked.
        part: how much of gdlib's work it does; what takes long finds no quiet moment.
    """

    name: str
    work: Work | None
    at_least: float = 0.0
    part: float = 1.0


class Row(NamedTuple):
    """One line of the table.

    Attributes:
        name: what is done.
        ours: gdlib doing it.
        peers: others doing it.
        limit: the least it can cost; None where there is no such thing.
        at_most: the ratio to the limit that is wanted.
        inner: how often a try repeats the work, so that it lasts long enough to be timed.
    """

    name: str
    ours: Work
    peers: tuple[Peer, ...]
    limit: Work | None = None
    at_most: float = 0.0
    inner: int = 1


def measured(row: Row, seconds: float) -> str:
    """Measure a row for some seconds, and return it as a line of the table."""
    peers = [peer for peer in row.peers if peer.work is not None]
    works = [row.ours, *(peer.work for peer in peers)] + ([row.limit] if row.limit else [])
    rounds = in_turns(works, seconds, row.inner)

    def ratio(a: int, b: int) -> float:
        return median(times[a] / times[b] for times in rounds)

    to_limit = at_most(ratio(0, -1), row.at_most) if row.limit else "–"
    to_peers = [
        f"{peer.name} {at_least(ratio(i, 0) / peer.part, peer.at_least)}"
        for i, peer in enumerate(peers, start=1)
    ]
    missing = [f"{peer.name} not installed" for peer in row.peers if peer.work is None]
    ours = min(times[0] for times in rounds)
    return f"| {row.name} | {ours:.1f} | {to_limit} | {', '.join(to_peers + missing) or '–'} |"


def in_turns(works: list[Work], seconds: float, inner: int) -> list[list[float]]:
    """Return the shortest time of each work in each round, in microseconds.

    A turn is longer than a try: the first tries after another's turn find cold caches, and a work
    of microseconds needs more of them than one of a tenth of a second.
    """
    rounds: list[list[float]] = []
    end = process_time_ns() + seconds * 1e9
    while len(rounds) < ROUNDS or process_time_ns() < end:
        rounds.append([shortest(work, inner) for work in works])
    return rounds


def shortest(work: Work, inner: int) -> float:
    """Return the shortest time of a work in a turn, in microseconds."""
    best, end = float("inf"), process_time_ns() + TURN
    while (begin := process_time_ns()) < end:
        for _ in range(inner):
            work()
        best = min(best, (process_time_ns() - begin) / inner / 1000)
    return best


def at_most(ratio: float, wanted: float) -> str:
    """Return a ratio that should be small, marked where it isn't."""
    return f"{ratio:.2f} (≤ {wanted:g}{'' if ratio <= wanted else ' MISSED'})"


def at_least(ratio: float, wanted: float) -> str:
    """Return a ratio that should be large, marked where it isn't."""
    if not wanted:
        return f"{ratio:.2f}"
    return f"{ratio:.2f} (≥ {wanted:g}{'' if ratio >= wanted else ' MISSED'})"
