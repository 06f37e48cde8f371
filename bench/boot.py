"""How soon readers have Python, and their first figure: our runtime against stock Pyodide.

Stock is what a page gets that copies Pyodide's own files: the core from npm and
the official wheels. Both are served alike, gzipped where a static host does
that, to the same Chromium, started anew with an empty profile for every
measurement; stock and ours take turns. The times are those of the page, from
the start of the worker to the answer of the first program: stock in a worker of the
page's own origin, ours in the sandboxed frame, with every file checked. A second visit
has what the browser kept of the first.

Usage: python bench/boot.py [--runs N]
"""

import argparse
import functools
import gzip
import http.server
import json
import shutil
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright
from pyodide_lock import PyodideLockSpec

from sitegen import manifest
from sitegen.pyodide.downloads import CORE_FILES, core_file, official_lock, official_wheels
from sitegen.security import sandbox
from sitegen.widgets.esbuild import bundle

HERE = Path(__file__).parent

FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".ipynb": "application/json",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".whl": "application/octet-stream",
    ".woff2": "font/woff2",
    ".xml": "text/xml",
    ".zip": "application/zip",
}
# What GitHub Pages compresses.
GZIPPED = {".css", ".html", ".js", ".json", ".mjs", ".svg", ".wasm", ".xml"}
REQUIRED = {("boot", 1): 0.5, ("figure", 1): 0.4, ("boot", 2): 0.6}  # program and visit
VARIANTS = ("stock", "ours")
FIRST_FIGURE = """
import io
from matplotlib import pyplot as plt
figure, axes = plt.subplots()
axes.plot([-5, -4, -3.1], [50, 40.5, 32.805])
axes.set_xlabel("parameter t")
svg = io.StringIO()
figure.savefig(svg, format="svg")
plt.close(figure)
"""
PROGRAMS = {
    "boot": {"packages": [], "code": "sum(range(10))"},
    "figure": {"packages": ["matplotlib"], "code": FIRST_FIGURE},
}
START = """
async ([variant, program]) => {
  const { run } = await import(`./boot_${variant}.mjs`);
  const start = performance.now();
  await run(program);
  return performance.now() - start;
}
"""


@functools.cache
def as_sent(path: Path) -> bytes:
    """Return what is sent of a file: compressed where a static host does that."""
    content = path.read_bytes()
    return gzip.compress(content, compresslevel=6, mtime=0) if path.suffix in GZIPPED else content


class StaticHost(http.server.BaseHTTPRequestHandler):
    """Answers as a static host would, and counts the bytes it sends."""

    protocol_version = "HTTP/1.1"
    root: Path
    sent = 0

    def do_GET(self) -> None:
        """Send a file, compressed beforehand."""
        path = self.root / urlsplit(self.path).path.lstrip("/")
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        body = as_sent(path)
        StaticHost.sent += len(body)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", TYPES.get(path.suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in GZIPPED:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the table is all there is to print."""


class Host(http.server.ThreadingHTTPServer):
    """Takes all that a browser opens at once; who is turned away comes back after a second."""

    request_queue_size = 128


@contextmanager
def served(root: Path, host: type[StaticHost] = StaticHost) -> Iterator[str]:
    """Serve a folder on a free port of 127.0.0.1; give its address."""
    host.root = root
    server = Host(("127.0.0.1", 0), host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def stock_packages(lock: PyodideLockSpec) -> dict[str, str]:
    """Return file name → sha256 of all that the official lock says Matplotlib needs."""
    found: dict[str, str] = {}
    waiting = ["matplotlib"]
    while waiting:
        package = lock.packages[waiting.pop()]
        found[package.file_name] = package.sha256
        waiting += package.depends
    return found


def lay_out(root: Path) -> None:
    """Lay out both runtimes and the page below `root`."""
    stock = root / "stock"
    stock.mkdir()
    scripts = ("pyodide.asm.mjs", "pyodide.mjs", "pyodide-lock.json")
    files = [core_file(name) for name in (*CORE_FILES, *scripts)]
    files += official_wheels(stock_packages(official_lock())).values()
    for file in files:
        (stock / file.name).symlink_to(file)
    (root / "runtime").symlink_to(manifest.SHARED / "runtime")
    for page in HERE.glob("boot*.*"):
        (root / page.name).symlink_to(page)
    worker = manifest.published("widgets/worker.js")
    (root / "widgets").mkdir()
    (root / worker).symlink_to(manifest.SHARED / worker)
    texts = {
        "GD_RUNTIME": json.dumps(sandbox.described(worker)),
        "GD_SANDBOX": sandbox.DOCUMENT.read_text(),
    }
    define = {name: json.dumps(text) for name, text in texts.items()}
    (root / "widgets" / "gd").mkdir()
    (root / "widgets" / "gd" / "instance.js").symlink_to(
        bundle("python/instance.ts", define=define)
    )


def measured(address: str, variant: str, program: str, visit: int) -> tuple[float, int]:
    """Return the seconds and the bytes sent until the answer, in a Chromium started anew."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        context = browser.new_context()
        for _ in range(visit):
            page = context.new_page()
            page.goto(f"{address}boot.html")
            StaticHost.sent = 0
            milliseconds = page.evaluate(START, [variant, PROGRAMS[program]])
            page.close()
        browser.close()
    return milliseconds / 1000, StaticHost.sent


def main() -> None:
    """Measure in turns, and print a table with medians and ratios."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--runs", type=int, default=7, help="how often each is measured")
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        lay_out(Path(folder))
        with served(Path(folder)) as address:
            for file in filter(Path.is_file, Path(folder).glob("**/*")):
                as_sent(file)  # compressed now, not while the clock runs
            print(f"Medians of {runs} runs in seconds (fastest–slowest), MB sent")
            met = [_compare(address, asked, runs) for asked in REQUIRED]
    sys.exit(not all(met))


def _compare(address: str, asked: tuple[str, int], runs: int) -> bool:
    """Print one line for each variant and the ratio; return whether it is small enough."""
    times: dict[str, list[float]] = {variant: [] for variant in VARIANTS}
    sent = {}
    for turn in range(runs):
        for variant in VARIANTS if turn % 2 == 0 else reversed(VARIANTS):
            seconds, sent[variant] = measured(address, variant, *asked)
            times[variant].append(seconds)
    name = "{}, visit {}".format(*asked)
    for which, taken in times.items():
        middle, fastest, slowest = statistics.median(taken), min(taken), max(taken)
        size = sent[which] / 1e6
        print(f"{name:15} {which:6} {middle:6.2f} ({fastest:.2f}–{slowest:.2f}) {size:6.1f} MB")
    ratio = statistics.median(times["ours"]) / statistics.median(times["stock"])
    print(f"{name:15} ratio  {ratio:6.2f}, required at most {REQUIRED[asked]}")
    return ratio <= REQUIRED[asked]


if __name__ == "__main__":
    main()
