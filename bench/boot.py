"""Time until Python has booted, and until its first figure: our runtime against stock Pyodide.

Stock is what a page gets that copies Pyodide's own files: the core from npm and
the official wheels. One static server serves both, gzipped as GitHub Pages does,
to the same Chromium, restarted with an empty profile for every measurement;
the measurements of stock and ours are interleaved. The page measures the time, from
the start of the worker to the result of the first program: stock in a worker of the
page's own origin, ours in the sandboxed frame, with every file's hash checked. A second visit
has the browser's caches of the first.

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
SITE = HERE.parent / "site"  # as `make docs` builds it
PAGES = HERE / "boot"  # the page, and a module for each variant

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
  const { run } = await import(`./${variant}.mjs`);
  const start = performance.now();
  await run(program);
  return performance.now() - start;
}
"""


@functools.cache
def response_body(path: Path) -> bytes:
    """Return the body of the response for a file: gzipped if GitHub Pages would compress it."""
    content = path.read_bytes()
    return gzip.compress(content, compresslevel=6, mtime=0) if path.suffix in GZIPPED else content


class StaticHost(http.server.BaseHTTPRequestHandler):
    """A static file server that counts the bytes it sends."""

    protocol_version = "HTTP/1.1"
    root: Path
    sent = 0

    def do_GET(self) -> None:
        """Send a file; `response_body` has compressed it before."""
        path = self.root / urlsplit(self.path).path.lstrip("/")
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        body = response_body(path)
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
        """Log nothing: only the table is printed."""


class Host(http.server.ThreadingHTTPServer):
    """Accepts all connections that a browser opens at once: a refused one is retried after 1 s."""

    request_queue_size = 128


@contextmanager
def serve(root: Path, host: type[StaticHost] = StaticHost) -> Iterator[str]:
    """Serve a folder on a free port of 127.0.0.1; yield its address."""
    host.root = root
    server = Host(("127.0.0.1", 0), host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def stock_packages(lock: PyodideLockSpec) -> dict[str, str]:
    """Return file name → SHA-256 of the packages that Matplotlib needs, by the official lock."""
    found: dict[str, str] = {}
    waiting = ["matplotlib"]
    while waiting:
        package = lock.packages[waiting.pop()]
        found[package.file_name] = package.sha256
        waiting += package.depends
    return found


def lay_out(root: Path) -> None:
    """Link both runtimes and the page into `root`, the folder that is served."""
    stock = root / "stock"
    stock.mkdir()
    scripts = ("pyodide.asm.mjs", "pyodide.mjs", "pyodide-lock.json")
    files = [core_file(name) for name in (*CORE_FILES, *scripts)]
    files += official_wheels(stock_packages(official_lock())).values()
    for file in files:
        (stock / file.name).symlink_to(file)
    (root / "runtime").symlink_to(manifest.SHARED / "runtime")
    for page in PAGES.iterdir():
        (root / page.name).symlink_to(page)
    worker = manifest.published_path("widgets/worker.js")
    (root / "widgets").mkdir()
    (root / worker).symlink_to(manifest.SHARED / worker)
    texts = {
        "GD_RUNTIME": json.dumps(sandbox.runtime_config(worker)),
        "GD_SANDBOX": sandbox.DOCUMENT.read_text(),
    }
    define = {name: json.dumps(text) for name, text in texts.items()}
    (root / "widgets" / "gd").mkdir()
    (root / "widgets" / "gd" / "instance.js").symlink_to(
        bundle("python/instance.ts", define=define)
    )


def measure(address: str, variant: str, program: str, visit: int) -> tuple[float, int]:
    """Return the seconds until the result and the bytes sent, in a new Chromium."""
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
    """Interleave the measurements, and print a table with medians and ratios."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--runs", type=int, default=7, help="how often each is measure")
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        lay_out(Path(folder))
        with serve(Path(folder)) as address:
            for file in filter(Path.is_file, Path(folder).glob("**/*")):
                response_body(file)  # compresses before time is measured
            print(f"Medians of {runs} runs in seconds (fastest–slowest), MB sent")
            met = [_compare(address, case, runs) for case in REQUIRED]
    sys.exit(not all(met))


def _compare(address: str, case: tuple[str, int], runs: int) -> bool:
    """Print one line for each variant and the ratio; return whether it is small enough."""
    times: dict[str, list[float]] = {variant: [] for variant in VARIANTS}
    sent = {}
    for run in range(runs):
        for variant in VARIANTS if run % 2 == 0 else reversed(VARIANTS):
            seconds, sent[variant] = measure(address, variant, *case)
            times[variant].append(seconds)
    name = "{}, visit {}".format(*case)
    for which, taken in times.items():
        middle, fastest, slowest = statistics.median(taken), min(taken), max(taken)
        size = sent[which] / 1e6
        print(f"{name:15} {which:6} {middle:6.2f} ({fastest:.2f}–{slowest:.2f}) {size:6.1f} MB")
    ratio = statistics.median(times["ours"]) / statistics.median(times["stock"])
    print(f"{name:15} ratio  {ratio:6.2f}, required at most {REQUIRED[case]}")
    return ratio <= REQUIRED[case]


if __name__ == "__main__":
    main()
