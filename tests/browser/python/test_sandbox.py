"""Python has an opaque origin and no network, in three browser engines, on any host."""

import contextlib
import functools
import json
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import engines
import pytest
from conftest import Serve, StaticFiles, StaticServer
from engines import Engine
from playwright.sync_api import Browser, Page, expect

SITE = Path(__file__).parents[3] / "site"
BOOK = "notebooks/descent-in-python/"

#: All known ways to send a request. Each prints its result; none may reach @ELSEWHERE@ or @OWN@.
ATTEMPTS = '''\
import asyncio
import js
from pyodide.ffi import create_proxy, to_js

ELSEWHERE, OWN = "@ELSEWHERE@", "@OWN@"

def new(constructor, *arguments):
    return lambda: constructor.new(*arguments)

def original(name):
    # Whatever lies before it, the worker's prototypes still have it.
    scope = js.self
    while scope is not None:
        found = js.Object.getOwnPropertyDescriptor(scope, name)
        if found is not None and "[native code]" in str(found.value):
            return found.value
        scope = js.Object.getPrototypeOf(scope)
    raise LookupError(name)

def pyfetch():
    from pyodide.http import pyfetch
    return pyfetch(ELSEWHERE)

def open_url():
    from pyodide.http import open_url
    return open_url(ELSEWHERE)

def urlopen():
    from urllib.request import urlopen
    return urlopen(ELSEWHERE, timeout=2)

async def install():
    import pyodide_js
    if not await pyodide_js.loadPackage(ELSEWHERE + "/stolen.whl"):
        raise PermissionError("nothing was loaded")

NESTED = """
const attempts = {
  fetch: () => fetch("ELSEWHERE"),
  own: () => fetch("OWN"),
  xhr: () => { const x = new XMLHttpRequest(); x.open("GET", "ELSEWHERE", false); x.send(); },
  socket: () => new WebSocket("ELSEWHERE".replace("http", "ws")),
  events: () => new EventSource("ELSEWHERE"),
  scripts: () => importScripts("ELSEWHERE"),
  module: () => import("ELSEWHERE"),
};
for (const attempt of Object.values(attempts)) {
  try { Promise.resolve(attempt()).catch(() => {}); } catch {}
}
setTimeout(() => postMessage(0), 1000);
"""

async def nested():
    text = NESTED.replace("ELSEWHERE", ELSEWHERE).replace("OWN", OWN)
    blob = js.Blob.new(to_js([text]))
    worker = js.Worker.new(js.URL.createObjectURL(blob))
    ended = asyncio.Event()
    proxy = create_proxy(lambda _: ended.set())
    worker.onmessage = worker.onerror = proxy
    await ended.wait()
    raise PermissionError("its attempts are counted at the other end")

attempts = {
    "fetch": lambda: js.fetch(ELSEWHERE),
    "fetch of the site": lambda: js.fetch(OWN),
    "original fetch": lambda: original("fetch").call(js.self, ELSEWHERE),
    "original fetch of the site": lambda: original("fetch").call(js.self, OWN),
    "XMLHttpRequest": new(js.XMLHttpRequest),
    "WebSocket": new(js.WebSocket, ELSEWHERE.replace("http", "ws")),
    "EventSource": new(js.EventSource, ELSEWHERE),
    "importScripts": lambda: js.importScripts(ELSEWHERE),
    "importScripts of the site": lambda: js.importScripts(OWN),
    "import()": lambda: js.Function.new("return import('" + ELSEWHERE + "')")(),
    "eval": lambda: js.eval("1 + 1"),
    "caches": lambda: js.caches.open("x"),
    "indexedDB": lambda: js.indexedDB.open("x"),
    "localStorage": lambda: js.localStorage.length,
    "storage": lambda: js.navigator.storage.estimate(),
    "service worker": lambda: js.navigator.serviceWorker.register(OWN),
    "pyfetch": pyfetch,
    "open_url": open_url,
    "urlopen": urlopen,
    "loadPackage": install,
    "nested worker": nested,
}

async def result(attempt):
    made = attempt()
    if hasattr(made, "then") or asyncio.iscoroutine(made):
        made = await asyncio.wait_for(asyncio.ensure_future(made), 5)
    return made

for name, attempt in attempts.items():
    try:
        print(name, "worked:", await result(attempt))
    except BaseException as error:
        print(name, "refused:", type(error).__name__)
print("origin:", js.origin)
'''


class Counter(socketserver.ThreadingTCPServer):
    """A server on another origin. It counts connections, even those without a request."""

    daemon_threads = True
    hits = 0

    def verify_request(self, *_: object) -> bool:
        """Count the connection, and close it."""
        self.hits += 1
        return False


@contextlib.contextmanager
def running(server: socketserver.TCPServer) -> Iterator[str]:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


class Plain(StaticFiles):
    """A server that does not send the headers of the file `_headers`."""

    protocol_version = "HTTP/1.0"

    def log_request(self, *_: object) -> None:
        """Record the requested path."""
        self.server.asked.append(self.path)  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A host that serves the site from a sub-path, as GitHub Pages does for project sites."""
    root = tmp_path_factory.mktemp("host")
    (root / "some").mkdir()
    (root / "some" / "course").symlink_to(SITE)
    return root


@pytest.fixture(params=engines.ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path, browser: Browser) -> Iterator[Engine]:
    with engines.open_engine(request.param, browser, tmp_path, service_workers="allow") as engine:
        yield engine


def run(engine: Engine, code: str) -> str:
    """Run a program in the first cell of the page and return what it printed."""
    cell = "document.querySelector('gd-cell')"
    engine.evaluate(f"({cell}.source = {json.dumps(code)}, true)")
    engine.click("gd-cell [data-action=run]")
    engine.wait(f"['done', 'error'].includes({cell}.dataset.state)")
    return str(engine.evaluate(f"{cell}.querySelector('.gd-output').innerText"))


def test_a_program_reaches_neither_the_site_nor_any_other_host(engine: Engine, below: Path) -> None:
    counter = Counter(("127.0.0.1", 0), socketserver.BaseRequestHandler)
    host = StaticServer(("127.0.0.1", 0), functools.partial(Plain, directory=str(below)))
    host.asked = []
    with running(counter) as elsewhere, running(host) as root:
        engine.go(f"{root}some/course/{BOOK}")
        engine.wait("document.querySelector('gd-notebook[data-ready]') !== null")
        code = ATTEMPTS.replace("@ELSEWHERE@", elsewhere + "stolen").replace(
            "@OWN@", root + "some/course/stolen.js"
        )
        said = run(engine, code)
        lines = said.splitlines()
        assert "origin: null" in lines
        assert [line for line in lines if "worked" in line] == []
        assert len([line for line in lines if "refused" in line]) == ATTEMPTS.count('    "')
        assert [path for path in host.asked if "stolen" in path] == []
    assert counter.hits == 0


#: The number of runtime files in the cache of the service worker.
COUNT_KEPT = """
(caches.keys()
  .then((names) => Promise.all(names.map(async (name) => (await caches.open(name)).keys())))
  .then((kept) => {
    window.kept = kept.flat().filter(({ url }) => /\\/runtime\\/|worker\\./.test(url)).length;
  }), window.kept ?? 0)
"""
FIGURE = "from matplotlib import pyplot as plt\nplt.plot([1, 2])\nprint('drawn')"
RUNTIME_FILES = 15  # those that the first figure needs


def test_python_starts_in_its_sandbox_without_a_connection(engine: Engine, below: Path) -> None:
    host = StaticServer(("127.0.0.1", 0), functools.partial(Plain, directory=str(below)))
    host.asked = []
    with running(host) as root:
        engine.go(f"{root}some/course/{BOOK}")
        engine.wait("navigator.serviceWorker.controller !== null")
        engine.go(f"{root}some/course/{BOOK}")
        engine.wait("document.querySelector('gd-notebook[data-ready]') !== null")
        assert "drawn" in run(engine, FIGURE)
        engine.wait(f"{COUNT_KEPT.strip()} >= {RUNTIME_FILES}")
    engine.go(f"{root}some/course/{BOOK}")
    engine.wait("document.querySelector('gd-notebook[data-ready]') !== null")
    assert "drawn" in run(engine, FIGURE)
    assert "origin: null" in run(engine, "import js\nprint('origin:', js.origin)")


#: Captures the worker's MessagePort, and sends forged messages through it.
FORGE = """\
import js, sys
from pyodide.ffi import create_proxy, to_js
original, ports = js.MessagePort.prototype.postMessage, []
def spy(this, *arguments):
    ports.append(this)
    return original.call(this, *arguments)
js.MessagePort.prototype.postMessage = create_proxy(spy, capture_this=True)
print("x")
sys.stdout.flush()
js.MessagePort.prototype.postMessage = original
for id in range(1, 200):
    message = {@MESSAGE@}
    original.call(ports[0], to_js(message, dict_converter=js.Object.fromEntries))
"""
FORGED = [
    "'kind': 'result', 'id': id, 'result': {'a': [1]}",
    "'kind': 'outcome', 'id': id, 'outcome': {'ended': 'done'}",
    "'kind': 'event', 'id': id, 'event': {'kind': 'figure', 'svg': 5}",
]


@pytest.mark.parametrize("message", FORGED)
def test_forged_messages_end_that_python_and_the_next_one_works(
    page: Page, below: Path, serve: Serve, message: str
) -> None:
    page.goto(f"{serve(below)}some/course/en/{BOOK}")
    cell = page.locator("#cell-gradient")
    for code, state in ((FORGE.replace("@MESSAGE@", message), "error"), ("6 * 7", "done")):
        cell.evaluate("(cell, code) => { cell.source = code; }", code)
        cell.get_by_role("button", name="Run", exact=True).click()
        expect(cell).to_have_attribute("data-state", state, timeout=60_000)
    expect(cell).to_contain_text("42")
