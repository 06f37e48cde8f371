"""A notebook cell with a figure in Firefox and in WebKit.

Playwright drives neither as Debian ships them, so these tests speak to the
browsers themselves: WebDriver BiDi to Firefox, WebDriver to WebKitGTK.
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
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from conftest import Serve
from tornado.websocket import WebSocketClientConnection, websocket_connect

ROOT = Path(__file__).resolve().parents[2]
SITE = Path(os.environ.get("GD_SITE", ROOT / "site"))
PATIENCE = 240  # seconds: a busy machine loads Python and Matplotlib in a slow browser

# Runs the two cells that the first figure needs, and tells what became of it.
RUN = """
(() => {
  const cell = (name) => document.querySelector("#cell-" + name);
  if (!document.querySelector("gd-notebook[data-ready]")) return "waiting";
  if (!window.started) {
    window.started = true;
    cell("loss-curve").querySelector('[data-action="above"]').click();
    cell("loss-curve").querySelector('[data-action="run"]').click();
  }
  const states = ["imports", "squared-error", "loss-curve"].map((n) => cell(n).dataset.state);
  if (states.includes("error") || states.includes("stopped")) {
    return "failed: " + cell("imports").parentElement.innerText.slice(0, 2000);
  }
  if (states.some((state) => state !== "done")) return "waiting";
  const curve = cell("loss-curve");
  const paths = curve.querySelectorAll(".gd-figure svg path").length;
  return JSON.stringify({ paths, book: curve.dataset.book });
})()
"""


# Asks the reader in a loop, where this browser cannot make Python wait by itself.
ASK = """
(() => {
  const cell = document.querySelector("#cell-gradient");
  if (!document.querySelector("gd-notebook[data-ready]")) return "waiting";
  if (!window.started) {
    window.started = true;
    cell.source = "for n in range(2):\\n    print('got', input('Line? '))";
    cell.querySelector('[data-action="run"]').click();
  }
  const form = cell.querySelector("form.gd-ask");
  if (form) {
    form.querySelector("input").value = "勾配";
    form.requestSubmit();
  }
  if (["error", "stopped"].includes(cell.dataset.state)) return "failed: " + cell.innerText;
  if (cell.dataset.state !== "done") return "waiting";
  return cell.querySelector(".gd-output").innerText;
})()
"""


@pytest.fixture(scope="module")
def address(serve: Serve) -> str:
    if not (SITE / "index.html").exists():
        pytest.fail("The site is not built. Run `make docs` first.")
    return serve(SITE) + "en/notebooks/descent-in-python/"


def require(command: str, package: str) -> str:
    found = shutil.which(command)
    if found is None:
        pytest.fail(f"{command} is missing. Install it: apt install {package}", pytrace=False)
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(command: list[str], **environment: str) -> Iterator[subprocess.Popen[str]]:
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
        os.killpg(process.pid, signal.SIGTERM)  # with the processes that it started
        process.wait(20)
        if process.stderr is not None:
            process.stderr.close()


def assert_figure(said: str) -> None:
    assert said.startswith("{"), said
    outcome = json.loads(said)
    assert outcome["paths"] > 10
    assert outcome["book"] == "same"


# --- Firefox ---


class BiDi:
    """One page of Firefox, spoken to by WebDriver BiDi."""

    def __init__(self, connection: WebSocketClientConnection) -> None:
        self.connection = connection
        self.last_id = 0

    async def ask(self, method: str, **parameters: Any) -> Any:
        self.last_id += 1
        message = {"id": self.last_id, "method": method, "params": parameters}
        await self.connection.write_message(json.dumps(message))
        while True:
            said = json.loads(await self.connection.read_message() or "{}")
            if said.get("id") == self.last_id:
                assert said["type"] == "success", said
                return said["result"]

    async def evaluate(self, context: str, script: str) -> Any:
        result = await self.ask(
            "script.evaluate", expression=script, target={"context": context}, awaitPromise=True
        )
        return result["result"]["value"]


def asked_in_firefox(url: str, address: str, script: str) -> str:
    """Return what a script says in the end. In a thread: Playwright's loop runs in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(said_in_firefox(url, address, script))).result()


async def said_in_firefox(url: str, address: str, script: str) -> str:
    page = BiDi(await websocket_connect(f"{url}/session"))
    await page.ask("session.new", capabilities={})
    context = (await page.ask("browsingContext.getTree"))["contexts"][0]["context"]
    await page.ask("browsingContext.navigate", context=context, url=address, wait="complete")
    said = "waiting"
    until = time.monotonic() + PATIENCE
    while said == "waiting" and time.monotonic() < until:
        said = await page.evaluate(context, script)
        await asyncio.sleep(0.5)
    page.connection.close()
    while await page.connection.read_message() is not None:
        pass  # until it is closed: a socket that is still open would trouble a later test
    return str(said)


@contextlib.contextmanager
def opened_firefox(tmp_path: Path) -> Iterator[str]:
    """Start Firefox and give the address at which it listens."""
    firefox = require("firefox-esr", "firefox-esr")
    profile = ["--profile", str(tmp_path), "--no-remote"]
    command = [firefox, "--headless", *profile, "--remote-debugging-port", str(free_port())]
    with running(command, HOME=str(tmp_path)) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
                break
        else:
            pytest.fail("Firefox did not start")
        yield found[1]


def test_a_figure_appears_in_firefox(address: str, tmp_path: Path) -> None:
    with opened_firefox(tmp_path) as url:
        assert_figure(asked_in_firefox(url, address, RUN))


def test_input_asks_in_firefox_too(address: str, tmp_path: Path) -> None:
    with opened_firefox(tmp_path) as url:
        said = asked_in_firefox(url, address, ASK)
    assert said.splitlines() == ["Line? 勾配", "got 勾配", "Line? 勾配", "got 勾配"]


# --- WebKit ---


class WebDriver:
    """One page of WebKitGTK, spoken to by WebDriver."""

    def __init__(self, port: int, browser: str) -> None:
        self.root = f"http://127.0.0.1:{port}"
        options = {"webkitgtk:browserOptions": {"binary": browser, "args": ["--automation"]}}
        session = self.ask("POST", "/session", {"capabilities": {"alwaysMatch": options}})
        self.path = f"/session/{session['sessionId']}"

    def ask(self, method: str, path: str, parameters: Any = None) -> Any:
        body = None if parameters is None else json.dumps(parameters).encode()
        request = urllib.request.Request(self.root + path, body, method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)["value"]

    def go(self, address: str) -> None:
        self.ask("POST", f"{self.path}/url", {"url": address})

    def evaluate(self, script: str) -> Any:
        parameters = {"script": f"return {script}", "args": []}
        return self.ask("POST", f"{self.path}/execute/sync", parameters)

    def close(self) -> None:
        self.ask("DELETE", self.path)


def opened_webkit(port: int, browser: str) -> WebDriver:
    until = time.monotonic() + 30
    while True:
        try:
            return WebDriver(port, browser)
        except urllib.error.URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def test_a_figure_appears_in_webkit(address: str) -> None:
    driver = require("WebKitWebDriver", "webkit2gtk-driver")
    xvfb = require("xvfb-run", "xvfb")
    browsers = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    if not browsers:
        pytest.fail("MiniBrowser is missing. Install it: apt install webkit2gtk-driver")
    port = free_port()
    command = [xvfb, "--auto-servernum", driver, f"--port={port}"]
    with running(command, WEBKIT_DISABLE_COMPOSITING_MODE="1"):
        page = opened_webkit(port, str(browsers[-1]))
        try:
            page.go(address)
            said = "waiting"
            until = time.monotonic() + PATIENCE
            while said == "waiting" and time.monotonic() < until:
                said = page.evaluate(RUN.strip())
                time.sleep(0.5)
        finally:
            page.close()
    assert_figure(said)
