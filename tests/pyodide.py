"""Runs tests in Pyodide; bin/pyodide.py mounts what they need.

`/tools` holds the packages of this project's environment, of which the pure ones work here;
`/compiled` those that had to be compiled for Pyodide.
"""

import asyncio
import os
import sys
import time
from functools import partial

sys.path[:0] = ["/project"]
sys.path += ["/compiled", "/tools"]
os.chdir("/project")

import pytest  # noqa: E402  it lies in /tools


class Sleeper:
    """What an event loop waits with where there are no sockets."""

    def select(self, seconds):
        time.sleep(seconds or 0)
        return []


class Loop(asyncio.BaseEventLoop):
    """An event loop that runs until it is done; that of a page returns to the page meanwhile."""

    _selector = Sleeper()

    def _process_events(self, events):
        """There are none."""


asyncio._set_running_loop(None)  # Pyodide's own, which never ends
asyncio.run = partial(asyncio.run, loop_factory=Loop)
without = ["-p", "no:cacheprovider", "-p", "no:rerunfailures"]  # it opens a socket
if code := pytest.main([*without, *os.environ["TESTS"].split()]):
    sys.exit(int(code))
