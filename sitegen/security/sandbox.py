"""What the page needs to run Python in its sandbox: the frame's document, and the list of files.

web/python/instance.ts reads both. The document's one script is bundled into it, so it is
known by its hash: in the frame's own policy, and in that of every page, which the frame inherits.
"""

import base64
import hashlib
import html
import json
from pathlib import Path
from typing import Any

from sitegen import manifest
from sitegen.paths import CACHE, WEB, write_atomically
from sitegen.widgets.esbuild import OF_NODE, bundle

#: The document, once `document` has made it; sitegen/security/csp.py reads it.
DOCUMENT = CACHE / "widgets" / "sandbox.html"

#: What Pyodide's script takes for its own address, as JavaScript: from a blob it has none.
ADDRESS = '"https://runtime.invalid/"'

#: The worker's script, and what Pyodide asks for first: readers see how much came.
SCRIPT = "worker.js"
FIRST = ("pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json", "session.zip")


def hash_of(text: str) -> str:
    """Return the source, in a policy, that allows a script or a style with this text."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def document() -> str:
    """Return the frame's document, and keep it for the policy of the pages."""
    script = _classic("python/sandbox/sandbox-frame.ts").strip()
    page = (WEB / "python" / "sandbox" / "sandbox.html").read_text()
    before, _, after = page.partition("<script>")
    page = f"{before}<script>{script}</script>{after.partition('</script>')[2]}".strip()
    page = page.replace("'@HASH@'", html.escape(hash_of(script), quote=False))
    write_atomically(DOCUMENT, page.encode())
    return page


def worker() -> bytes:
    """Return the worker's script, Pyodide's in it: classic, as a worker from a blob must be."""
    return _classic("python/worker.ts").encode()


def _classic(entry: str) -> str:
    options = ["--format=iife", *OF_NODE]
    return bundle(entry, define={"import.meta.url": ADDRESS}, options=options).read_text()


def described(worker: str) -> dict[str, Any]:
    """Return what there is to be fetched, and what to fetch first.

    Args:
        worker: the path of the worker's script, from the site's root.
    """
    paths = _paths() | {SCRIPT: worker}
    files = {name: _file(path) for name, path in sorted(paths.items())}
    gdlib = Path(manifest.published("runtime-gdlib")).name
    first = [*FIRST, gdlib]
    size = sum(files[name][1] for name in [SCRIPT, *first])
    runtime = {"bytes": size, "packages": _packages(files)}
    return {"runtime": runtime, "start": {"script": SCRIPT, "first": first}, "files": files}


def _paths() -> dict[str, str]:
    """Return the paths, from the site's root, of what Pyodide may ask for, by name."""
    parts = ("core", "gdlib", "session")  # of core and gdlib, the lock of gdlib
    folders = [manifest.published(f"runtime/{part}") for part in parts]
    return {
        path.name: f"{folder}/{path.name}"
        for folder in folders
        for path in (manifest.SHARED / folder).iterdir()
    }


def _file(path: str) -> tuple[str, int, str]:
    """Return a file's address as seen from the scripts, its size and its SHA-256."""
    content = (manifest.SHARED / path).read_bytes()
    return f"../../{path}", len(content), hashlib.sha256(content).hexdigest()


def _packages(files: dict[str, tuple[str, int, str]]) -> dict[str, Any]:
    """Return what cells can import: of each package the modules, its needs and its size."""
    folder = manifest.SHARED / manifest.published("runtime/gdlib")
    lock = json.loads((folder / "pyodide-lock.json").read_text())
    return {
        name: {
            "imports": package["imports"],
            "depends": package["depends"],
            "bytes": files[Path(package["file_name"]).name][1],
        }
        for name, package in lock["packages"].items()
    }
