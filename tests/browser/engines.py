"""Drives Chromium, Firefox and WebKit through one interface, with native mouse and keyboard input.

Playwright drives Chromium. It cannot drive Debian's builds of the others: Firefox is driven by
WebDriver BiDi, and WebKitGTK by WebDriver.
"""

import asyncio
import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from conftest import problems_of
from playwright.sync_api import Browser, Page
from tornado.websocket import WebSocketClientConnection, websocket_connect

PATIENCE = 120  # seconds: a busy machine loads Python and Matplotlib in a slow browser
ENTER = "\ue007"  # special keys as WebDriver writes them
CONTROL = "\ue009"

# What Firefox logs, without a source location, when a page terminates a worker that runs a loop,
# and when navigation aborts the download of a file or a font.
STOPPED_WHILE_IT_RAN = "uncaught exception: undefined"
ABORTED_BY_NAVIGATION = (
    r"A ServiceWorker intercepted the request and encountered an unexpected error\.$"
    r"|^downloadable font: .* status=2152398850 "  # NS_BINDING_ABORTED
)

# Firefox's error for a click on an element that has left the viewport since it was found.
MOVED_MEANWHILE = "move target out of bounds"

# Returns the element for a selector, and a label or text if given, once a click would hit it: it is
# visible, has not moved since the previous call, and is not covered.
FIND = """
((css, label) => {
  const isNamed = (element) => [element.ariaLabel, element.textContent.trim()].includes(label);
  const found = [...document.querySelectorAll(css)]
    .find((element) => element.checkVisibility() && (label === null || isNamed(element)));
  found?.scrollIntoView({ block: "center", behavior: "instant" });
  const { x, y, width, height } = found?.getBoundingClientRect() ?? {};
  const place = JSON.stringify([css, label, x, y, width, height]);
  const isSteady = place === window.lastPlace;
  window.lastPlace = place;
  const hit = found && document.elementFromPoint(x + width / 2, y + height / 2);
  return isSteady && found?.contains(hit) ? found : null;
})
"""

# WebDriver does not report errors of a page, so this script records them after the page has loaded.
KEEP_ERRORS = """
(() => {
  window.errors = [];
  addEventListener("error", (event) => errors.push(`uncaught: ${event.message}`));
  addEventListener("unhandledrejection", (event) => errors.push(`uncaught: ${event.reason}`));
  console.error = (...words) => errors.push(`console: ${words.join(" ")}`);
})()
"""


class Engine(ABC):
    """One page of one browser."""

    @abstractmethod
    def go(self, address: str) -> None:
        """Navigate to a URL, and wait until the page has loaded."""

    @abstractmethod
    def evaluate(self, expression: str) -> Any:
        """Return the value of a JavaScript expression in the page."""

    @abstractmethod
    def click_found(self, expression: str) -> bool:
        """Click the centre of the element that an expression returns, and return whether it did."""

    @abstractmethod
    def press(self, keys: str) -> None:
        """Press the keys one after another; special keys as WebDriver encodes them."""

    @abstractmethod
    def replace(self, text: str) -> None:
        """Replace all text of the focused field."""

    @abstractmethod
    def problems(self) -> list[str]:
        """Return the errors since the previous call, as far as this browser reports them."""

    def click(self, css: str, label: str | None = None) -> None:
        """Wait for an element with this selector, and this label or text if given; click it."""
        expression = f"{FIND.strip()}({json.dumps(css)}, {json.dumps(label)})"
        _until(lambda: self.click_found(expression), f"a visible {css} {label or ''}")

    def wait(self, expression: str) -> Any:
        """Wait until a JavaScript expression is truthy in the page, and return its value."""
        return _until(lambda: self.evaluate(expression), expression)


def _until(attempt: Any, what: str) -> Any:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if found := attempt():
            return found
        time.sleep(0.1)
    pytest.fail(f"waited in vain for {what}")


# --- Chromium ---


class Chromium(Engine):
    def __init__(self, page: Page) -> None:
        self.page = page
        self.seen = problems_of(page)

    def go(self, address: str) -> None:
        self.page.goto(address)

    def evaluate(self, expression: str) -> Any:
        return self.page.evaluate(expression)

    def click_found(self, expression: str) -> bool:
        element = self.page.evaluate_handle(expression).as_element()
        if element is not None:
            element.click()
        return element is not None

    def press(self, keys: str) -> None:
        for key in keys:
            self.page.keyboard.press({ENTER: "Enter"}.get(key, key))

    def replace(self, text: str) -> None:
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def problems(self) -> list[str]:
        seen = self.seen.copy()
        self.seen.clear()
        return seen


@contextlib.contextmanager
def chromium(
    browser: Browser, service_workers: Literal["allow", "block"] = "block"
) -> Iterator[Engine]:
    context = browser.new_context(service_workers=service_workers)
    yield Chromium(context.new_page())
    context.close()


# --- Firefox ---


class BiDi:
    """A WebDriver BiDi session. Events are stored in `events`."""

    def __init__(self, connection: WebSocketClientConnection) -> None:
        self.connection = connection
        self.last_id = 0
        self.events: list[Any] = []

    async def ask(self, method: str, **parameters: Any) -> Any:
        self.last_id += 1
        message = {"id": self.last_id, "method": method, "params": parameters}
        await self.connection.write_message(json.dumps(message))
        while True:
            said = json.loads(await self.connection.read_message() or "{}")
            if said.get("type") == "event":
                self.events.append(said["params"])
            elif said.get("id") == self.last_id:
                assert said["type"] == "success", said
                return said["result"]

    async def close(self) -> None:
        self.connection.close()
        while await self.connection.read_message() is not None:
            pass  # until it is closed: an open socket would raise a warning in a later test


class Firefox(Engine):
    """Runs its event loop in another thread, because Playwright's runs in this one."""

    def __init__(self, url: str) -> None:
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever)
        self.thread.start()
        self.session = BiDi(self._finished(_connected(url)))
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=["log.entryAdded"])
        self.context = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def _finished(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(PATIENCE)

    def ask(self, method: str, **parameters: Any) -> Any:
        return self._finished(self.session.ask(method, **parameters))

    def close(self) -> None:
        self._finished(self.session.close())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(20)
        self.loop.close()

    def go(self, address: str) -> None:
        self.ask("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def _result(self, expression: str) -> Any:
        target = {"context": self.context}
        said = self.ask("script.evaluate", expression=expression, target=target, awaitPromise=True)
        assert said["type"] == "success", said
        return said["result"]

    def evaluate(self, expression: str) -> Any:
        written = self._result(f"JSON.stringify(({expression.strip()}) ?? null)")
        return json.loads(written["value"])

    def click_found(self, expression: str) -> bool:
        found = self._result(expression)
        if found["type"] != "node":
            return False
        place = {"type": "element", "element": {"sharedId": found["sharedId"]}}
        mouse = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": place},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        try:
            self._perform({"type": "pointer", "id": "mouse", "actions": mouse})
        except AssertionError as error:
            if MOVED_MEANWHILE not in str(error):
                raise
            return False
        return True

    def _perform(self, source: dict[str, Any]) -> None:
        self.ask("input.performActions", context=self.context, actions=[source])

    def press(self, keys: str) -> None:
        strokes = [{"type": t, "value": key} for key in keys for t in ("keyDown", "keyUp")]
        self._perform({"type": "key", "id": "keyboard", "actions": strokes})

    def replace(self, text: str) -> None:
        chord = [("keyDown", CONTROL), ("keyDown", "a"), ("keyUp", "a"), ("keyUp", CONTROL)]
        strokes = [{"type": type_, "value": key} for type_, key in chord]
        self._perform({"type": "key", "id": "keyboard", "actions": strokes})
        self.press(text)

    def problems(self) -> list[str]:
        self.evaluate("0")  # events before this answer have arrived before it
        errors = [event["text"] for event in self.session.events if event["level"] == "error"]
        self.session.events.clear()
        expected = re.compile(f"{STOPPED_WHILE_IT_RAN}$|{ABORTED_BY_NAVIGATION}")
        return [error for error in errors if not expected.search(error)]


async def _connected(url: str) -> WebSocketClientConnection:
    return await websocket_connect(f"{url}/session")


@contextlib.contextmanager
def firefox(profile: Path) -> Iterator[Engine]:
    command = [_require("firefox-esr", "firefox-esr"), "--headless", "--profile", str(profile)]
    command += ["--no-remote", "--remote-debugging-port", str(_free_port())]
    with _running(command, HOME=str(profile)) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
                break
        else:
            pytest.fail("Firefox did not start")
        engine = Firefox(found[1])
        try:
            yield engine
        finally:
            engine.close()


# --- WebKit ---


class WebKit(Engine):
    def __init__(self, port: int, browser: str) -> None:
        self.root = f"http://127.0.0.1:{port}"
        options = {"webkitgtk:browserOptions": {"binary": browser, "args": ["--automation"]}}
        session = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": options}})
        self.path = f"/session/{session['sessionId']}"

    def _ask(self, method: str, path: str, parameters: Any = None) -> Any:
        body = None if parameters is None else json.dumps(parameters).encode()
        request = urllib.request.Request(self.root + path, body, method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)["value"]

    def _tell(self, path: str, **parameters: Any) -> Any:
        return self._ask("POST", f"{self.path}/{path}", parameters)

    def close(self) -> None:
        self._ask("DELETE", self.path)

    def go(self, address: str) -> None:
        self._tell("url", url=address)
        self.evaluate(KEEP_ERRORS)

    def evaluate(self, expression: str) -> Any:
        return self._tell("execute/sync", script=f"return {expression.strip()}", args=[])

    def click_found(self, expression: str) -> bool:
        found = self.evaluate(expression)
        if found is None:
            return False
        (element,) = found.values()
        self._tell(f"element/{element}/click")
        return True

    def press(self, keys: str) -> None:
        (focused,) = self._ask("GET", f"{self.path}/element/active").values()
        self._tell(f"element/{focused}/value", text=keys)

    def replace(self, text: str) -> None:
        self.press(f"{CONTROL}a{CONTROL}{text}")

    def problems(self) -> list[str]:
        return list(self.evaluate("window.errors?.splice(0) ?? []"))


@contextlib.contextmanager
def webkit() -> Iterator[Engine]:
    driver = _require("WebKitWebDriver", "webkit2gtk-driver")
    xvfb = _require("xvfb-run", "xvfb")
    browsers = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    if not browsers:
        pytest.fail("MiniBrowser is missing. Install it: apt install webkit2gtk-driver")
    port = _free_port()
    command = [xvfb, "--auto-servernum", driver, f"--port={port}"]
    with _running(command, WEBKIT_DISABLE_COMPOSITING_MODE="1"):
        engine = _until(lambda: _open_webkit(port, str(browsers[-1])), "WebKit's driver")
        try:
            yield engine
        finally:
            engine.close()


def _open_webkit(port: int, browser: str) -> WebKit | None:
    try:
        return WebKit(port, browser)
    except urllib.error.URLError:
        return None


# --- Choosing an engine ---

ENGINES = ("chromium", "firefox", "webkit")


def open_engine(
    name: str, browser: Browser, profile: Path, service_workers: Literal["allow", "block"] = "block"
) -> contextlib.AbstractContextManager[Engine]:
    """Return a page of the engine called `name`. Firefox and WebKit always allow service workers.

    Args:
        name: one of ENGINES.
        browser: a running Chromium.
        profile: an empty folder for Firefox.
        service_workers: whether Chromium allows them.
    """
    if name == "chromium":
        return chromium(browser, service_workers)
    return firefox(profile) if name == "firefox" else webkit()


# --- Processes ---


def _require(command: str, package: str) -> str:
    found = shutil.which(command)
    if found is None:
        pytest.fail(f"{command} is missing. Install it: apt install {package}", pytrace=False)
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def _running(command: list[str], **environment: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | environment,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGTERM)  # including its child processes
        process.wait(20)
        if process.stderr is not None:
            process.stderr.close()
