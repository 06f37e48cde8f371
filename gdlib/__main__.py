"""Print a descent, one line an iteration: `python -m gdlib --t -5 --lr 0.1 --steps 50`."""

import argparse
import sys
from collections.abc import Sequence

from gdlib import __version__
from gdlib.landscapes import LANDSCAPES, landscape
from gdlib.recording import record
from gdlib.trajectory import Ending


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the run that the command line asks for, and return the exit code.

    Args:
        arguments: what follows the program's name; None: what the shell gave.

    Raises:
        SystemExit: with code 2 after a message on stderr, when an argument is wrong.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        place = landscape(options.loss, y=options.y)
        run = record(place.loss, place.gradient, options.t, lr=options.lr, steps=options.steps)
    except ValueError as error:
        parser.error(str(error))
    print(run)
    if run.ended is Ending.DIVERGED:
        print(f"diverged after {run.updates} updates: the numbers grew too large", file=sys.stderr)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m gdlib",
        description="Print a run of gradient descent, one line an iteration.",
        allow_abbrev=False,
    )
    parser.add_argument("--t", type=float, default=-5.0, help="start (default: %(default)s)")
    parser.add_argument("--y", type=float, default=5.0, help="target (default: %(default)s)")
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
