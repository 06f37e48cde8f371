"""The sandboxed frame in which Python runs: its document, and the configuration of the runtime.

web/python/instance.ts uses both. The document has one inline script, whose hash is in
the frame's own policy, and in that of every page, which the frame inherits.
"""

import base64
import hashlib
import html
import json
from pathlib import Path
from typing import Any

from sitegen import manifest
from sitegen.paths import CACHE, WEB, write_atomically
from sitegen.widgets.esbuild import NODE_EXTERNALS, bundle

#: The document, which `document` writes and csp.py reads.
DOCUMENT = CACHE / "widgets" / "sandbox.html"

#: Replaces `import.meta.url` in Pyodide's script, as JavaScript: a blob has no such URL.
ADDRESS = '"https://runtime.invalid/"'

#: The worker's script, and the files that are fetched first: readers see their progress.
SCRIPT = "worker.js"
FIRST_FILES = ("pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json", "session.zip")


def csp_hash(text: str) -> str:
    """Return the CSP hash source of an inline script or style."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def document() -> str:
    """Return the frame's document, and write it to DOCUMENT for the policy of the pages."""
    script = _classic_script("python/sandbox/sandbox-frame.ts").strip()
    page = (WEB / "python" / "sandbox" / "sandbox.html").read_text()
    before, _, after = page.partition("<script>")
    page = f"{before}<script>{script}</script>{after.partition('</script>')[2]}".strip()
    page = page.replace("'@HASH@'", html.escape(csp_hash(script), quote=False))
    write_atomically(DOCUMENT, page.encode())
    return page


def worker() -> bytes:
    """Return the worker's script with Pyodide's: a classic script, for a worker from a blob."""
    return _classic_script("python/worker.ts").encode()


def _classic_script(entry: str) -> str:
    options = ["--format=iife", *NODE_EXTERNALS]
    return bundle(entry, define={"import.meta.url": ADDRESS}, options=options).read_text()


def runtime_config(worker: str) -> dict[str, Any]:
    """Return the runtime's files, sizes and packages, and which files to fetch first.

    Args:
        worker: the path of the worker's script, from the site's root.
    """
    paths = _paths() | {SCRIPT: worker}
    files = {name: _file(path) for name, path in sorted(paths.items())}
    first = [*FIRST_FILES, manifest.wheel().name]
    size = sum(files[name][1] for name in [SCRIPT, *first])
    runtime = {"bytes": size, "packages": _packages(files)}
    return {"runtime": runtime, "start": {"script": SCRIPT, "first": first}, "files": files}


def _paths() -> dict[str, str]:
    """Return the paths, from the site's root, of all files of the runtime, by name."""
    parts = (
        "core",
        "gdlib",
        "session",
    )  # the lock is in both core and gdlib: that of gdlib is used
    folders = [manifest.published_path(f"runtime/{part}") for part in parts]
    return {
        path.name: f"{folder}/{path.name}"
        for folder in folders
        for path in (manifest.SHARED / folder).iterdir()
    }


def _file(path: str) -> tuple[str, int, str]:
    """Return a file's URL relative to the scripts, its size and its SHA-256."""
    content = (manifest.SHARED / path).read_bytes()
    return f"../../{path}", len(content), hashlib.sha256(content).hexdigest()


def _packages(files: dict[str, tuple[str, int, str]]) -> dict[str, Any]:
    """Return the packages that cells can import: modules, dependencies and size of each."""
    folder = manifest.SHARED / manifest.published_path("runtime/gdlib")
    lock = json.loads((folder / "pyodide-lock.json").read_text())
    return {
        name: {
            "imports": package["imports"],
            "depends": package["depends"],
            "bytes": files[Path(package["file_name"]).name][1],
        }
        for name, package in lock["packages"].items()
    }
