"""A static host with configurable faults: wrong content, errors, no response."""

import contextlib
import functools
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from conftest import StaticFiles, StaticServer

LOGIN = b"<!doctype html><title>Wi-Fi</title><h1>Log in to this network</h1>"
#: Cache-Control of files with a hash in their names.
LASTING = "public, max-age=31536000, immutable"

Fault = Callable[["BadFiles"], None]


class BadFiles(StaticFiles):
    """HTTP/1.0, one request for each connection: no connection outlives the host."""

    protocol_version = "HTTP/1.0"
    server: "BadHost"

    def end_headers(self) -> None:
        """Add `Cache-Control: no-cache`, unless the response has that header."""
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
    """A host whose `faults` map patterns of paths to the functions that answer them."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.faults: dict[str, Fault] = {}
        self.speaks_again = threading.Event()


def login_page(request: BadFiles) -> None:
    """Answer with the login page of a captive portal."""
    request.answer_wrong("text/html; charset=utf-8", LOGIN)


def truncated(request: BadFiles) -> None:
    """Answer with the first half of a file as a complete response."""
    body = request.file()
    request.answer_wrong(request.kind, body[: len(body) // 2])


def corrupt(request: BadFiles) -> None:
    body = bytearray(request.file())
    body[len(body) // 2] ^= 0xFF
    request.answer_wrong(request.kind, bytes(body))


def unavailable(request: BadFiles) -> None:
    request.answer(503, "text/html", b"<h1>busy</h1>")


def silent(request: BadFiles) -> None:
    """Answer correctly, but only after `speaks_again` is set."""
    request.server.speaks_again.wait()
    StaticFiles.do_GET(request)


def as_text(request: BadFiles) -> None:
    """Answer with the right content as text/plain with nosniff, as misconfigured hosts do."""
    body = request.file()
    request.answer(200, "text/plain", body, **{"X-Content-Type-Options": "nosniff"})


@contextlib.contextmanager
def hosted(directory: Path, port: int = 0) -> Iterator[BadHost]:
    """Serve a folder from a host with faults; it ends with the context."""
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
