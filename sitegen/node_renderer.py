"""Renders with the site's TypeScript, in one Node process for the whole build.

Requests and responses are lines of JSON; web/prerender.ts reads and writes them. The process
starts with the first request and ends with the build.
"""

import atexit
import json
import shutil
import subprocess
import threading
from typing import Any

from mkdocs.exceptions import PluginError

from sitegen.widgets.esbuild import bundle, sources_digest


class NodeError(Exception):
    """The TypeScript threw an error; this has its message."""


class _Process:
    """A running Node process, and the digest of the sources of its script."""

    def __init__(self, digest: str) -> None:
        node = shutil.which("node")
        if node is None:
            raise PluginError("Node is missing: install Node 20 or newer.")
        script = bundle("prerender.ts", platform="node")
        self.digest = digest
        self._node = subprocess.Popen(
            [node, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def ask(self, request: dict[str, Any]) -> dict[str, str]:
        assert self._node.stdin is not None
        assert self._node.stdout is not None
        self._node.stdin.write(json.dumps(request, allow_nan=False) + "\n")
        self._node.stdin.flush()
        line = self._node.stdout.readline()
        if not line:
            raise PluginError(f"Node ended unexpectedly while it rendered {request['kind']!r}.")
        answer: dict[str, str] = json.loads(line)
        return answer

    def close(self) -> None:
        if self._node.stdin:
            self._node.stdin.close()
        self._node.wait(timeout=10)


_process: _Process | None = None
_lock = threading.Lock()


def render(kind: str, payload: dict[str, Any]) -> str:
    """Return the HTML that web/prerender.ts renders from `payload`.

    Args:
        kind: which renderer: `tex` (`{tex, display}` → HTML with MathML), `svg` (the same picture
            with fewer digits), or the name of a widget.
        payload: its input, anything JSON can carry.

    Raises:
        NodeError: the renderer rejected the input; the message says why.
    """
    with _lock:
        answer = _running().ask({"kind": kind, "payload": payload})
    if "error" in answer:
        raise NodeError(answer["error"])
    return answer["html"]


def close() -> None:
    """End the Node process; the next `render` starts one from the current sources."""
    global _process
    if _process is not None:
        _process.close()
        _process = None


def close_if_outdated() -> None:
    """End the Node process if its sources have changed."""
    sources_digest.cache_clear()
    if _process is not None and _process.digest != sources_digest():
        close()


def _running() -> _Process:
    global _process
    if _process is None:
        _process = _Process(sources_digest())
        atexit.register(close)
    return _process
