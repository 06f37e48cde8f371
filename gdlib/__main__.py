"""Print a descent, one line an iteration: `python -m gdlib --t -5 --lr 0.1 --steps 50`."""

import argparse
import os
import sys
from collections.abc import Iterable, Sequence

from gdlib import __version__
from gdlib.descent import Step, descend
from gdlib.objectives.landscapes import LANDSCAPES, landscape
from gdlib.validation.checks import check_count

#: Exit codes of a program that a signal has ended: 128 plus the number of SIGPIPE or SIGINT.
BROKEN_PIPE, INTERRUPTED = 128 + 13, 128 + 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the run that the command line asks for, and return the exit code.

    It ends without a message when the pipe is closed (`… | head -1`) and at Ctrl-C.

    Args:
        arguments: the command line without the program's name; None: `sys.argv[1:]`.

    Raises:
        SystemExit: with code 2 after a message on stderr, when an argument is wrong.
    """
    parser = _parser()
    options = parser.parse_args(_joined(sys.argv[1:] if arguments is None else arguments))
    try:
        chosen, steps = landscape(options.loss, y=options.y), check_count("steps", options.steps)
        run = descend(chosen.loss, chosen.gradient, options.t, options.lr)
    except ValueError as error:
        parser.error(str(error))
    try:
        updates = _print_steps(run, steps)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for the flush at exit
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    if updates is not None:
        print(f"diverged after {updates} updates: the numbers grew too large", file=sys.stderr)
    return 0


def _print_steps(run: Iterable[Step], steps: int) -> int | None:
    """Print so many steps; return the number of updates if the run diverges, else None."""
    updates = 0
    for step in run:
        if step.n == steps:
            return None
        print(step)
        updates = step.n + 1
    return updates


def _joined(arguments: Sequence[str]) -> list[str]:
    """Join options and their negative numbers with `=`: argparse would read these as options."""
    joined: list[str] = []
    for argument in arguments:
        if joined and joined[-1] in OPTIONS and _is_negative(argument):
            joined[-1] = f"{joined[-1]}={argument}"
        else:
            joined.append(argument)
    return joined


#: The options that take a number.
OPTIONS = ("-t", "--t", "-y", "--y", "--lr", "--steps")


def _is_negative(argument: str) -> bool:
    try:
        float(argument)
    except ValueError:
        return False
    return argument.startswith("-")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m gdlib",
        description="Print a run of gradient descent, one line an iteration.",
        allow_abbrev=False,
    )
    parser.add_argument("-t", "--t", type=float, default=-5.0, help="start (default: %(default)s)")
    parser.add_argument("-y", "--y", type=float, default=5.0, help="target (default: %(default)s)")
    parser.add_argument(
        "--lr", type=float, default=0.1, help="learning rate, above 0 (default: %(default)s)"
    )
    parser.add_argument(
        "--steps", type=int, default=50, help="updates, 0 or more (default: %(default)s)"
    )
    parser.add_argument(
        "--loss", choices=LANDSCAPES, default="squared_error", help="(default: %(default)s)"
    )
    parser.add_argument("--version", action="version", version=f"gdlib {__version__}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
