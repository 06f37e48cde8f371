"""A host that answers badly where a test wants it to: wrong files, errors, silence."""

import contextlib
import functools
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from conftest import StaticFiles, StaticServer

LOGIN = b"<!doctype html><title>Wi-Fi</title><h1>Log in to this network</h1>"
#: A cache may keep what comes, as it does with files whose names carry a hash.
LASTING = "public, max-age=31536000, immutable"

Fault = Callable[["BadFiles"], None]


class BadFiles(StaticFiles):
    """Answers once a connection: when the host ends, nothing is answered any more."""

    protocol_version = "HTTP/1.0"
    server: "BadHost"

    def end_headers(self) -> None:
        """Have browsers ask each time, unless the answer says otherwise."""
        if not any(line.lower().startswith(b"cache-control:") for line in self._headers_buffer):
            self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def do_GET(self) -> None:  # noqa: N802  the name is http.server's
        for pattern, fault in self.server.faults.items():
            if re.search(pattern, self.path):
                return fault(self)
        return super().do_GET()

    @property
    def asked(self) -> Path:
        path = Path(self.translate_path(self.path))
        return path / "index.html" if path.is_dir() else path

    def file(self) -> bytes:
        return self.asked.read_bytes()

    def answer(self, status: int, kind: str, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def answer_wrong(self, kind: str, body: bytes) -> None:
        self.answer(200, kind, body, **{"Cache-Control": LASTING})

    @property
    def kind(self) -> str:
        return self.guess_type(str(self.asked))


class BadHost(StaticServer):
    """A host with faults, by a pattern of the paths that have them."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.faults: dict[str, Fault] = {}
        self.speaks_again = threading.Event()


def login_page(request: BadFiles) -> None:
    """Answer with what a Wi-Fi network says before one has logged in."""
    request.answer_wrong("text/html; charset=utf-8", LOGIN)


def truncated(request: BadFiles) -> None:
    """Answer with the first half of a file, as if it were all."""
    body = request.file()
    request.answer_wrong(request.kind, body[: len(body) // 2])


def corrupt(request: BadFiles) -> None:
    body = bytearray(request.file())
    body[len(body) // 2] ^= 0xFF
    request.answer_wrong(request.kind, bytes(body))


def unavailable(request: BadFiles) -> None:
    request.answer(503, "text/html", b"<h1>busy</h1>")


def silent(request: BadFiles) -> None:
    """Say nothing until the host speaks again; then answer as it should."""
    request.server.speaks_again.wait()
    StaticFiles.do_GET(request)


def as_text(request: BadFiles) -> None:
    """Answer with the right file, as a host does that knows nothing of its type."""
    body = request.file()
    request.answer(200, "text/plain", body, **{"X-Content-Type-Options": "nosniff"})


@contextlib.contextmanager
def hosted(directory: Path, port: int = 0) -> Iterator[BadHost]:
    """A host of its own for one test, which can end when the test wants."""
    server = BadHost(("127.0.0.1", port), functools.partial(BadFiles, directory=str(directory)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.speaks_again.set()
        server.shutdown()
        thread.join()
        server.server_close()
