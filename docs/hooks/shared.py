"""Files that both languages use, emitted once by the Japanese build.

Hooks that make such files (runtime, widgets, maths) call `publish`; the names
carry a hash of the content, so they can be cached for ever. `languages` hands
what lies in `SHARED` to MkDocs. The English build runs in a process of its own
and finds the published names in the manifest.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache"
SHARED = CACHE / "shared"
MANIFEST = CACHE / "shared.json"
SERVED = "GD_SERVED"  # set while MkDocs serves, for the processes that it starts too


def is_main(config: MkDocsConfig) -> bool:
    """Return whether this is the Japanese build, which owns the shared files."""
    return bool(config.theme["language"] == "ja")


def is_served() -> bool:
    """Return whether pages are built for `mkdocs serve`."""
    return SERVED in os.environ


def root_url(config: MkDocsConfig) -> str:
    """Return the absolute address of the whole site, with a slash at its end."""
    url = (config.site_url or "/").rstrip("/") + "/"
    return url if is_main(config) else url.removesuffix("en/")


def wheel() -> Path:
    """Return gdlib's wheel, as the site offers it."""
    return SHARED / published("runtime-gdlib")


def wheel_url(config: MkDocsConfig) -> str:
    """Return the absolute address of gdlib's wheel, for pip."""
    return root_url(config) + wheel().name


@cache
def gdlib_sources() -> list[Path]:
    """Return the files that decide what gdlib computes and draws: looked for once a build."""
    return sorted((ROOT / "gdlib").rglob("*.py"))


def source_of(page: Page, config: MkDocsConfig) -> str:
    """Return the file that a page was written in, from the project's root: for messages."""
    return f"docs/{config.theme['language']}/{page.file.src_uri}"


def is_notebook(page: Page) -> bool:
    """Return whether a page is a notebook: mkdocs-jupyter renders it."""
    return page.file.src_uri.endswith(".py")


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that no other process ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    partial.write_bytes(content)
    partial.replace(path)


def hashed_name(path: str, content: bytes) -> str:
    """Return `path` with a hash of `content` before its suffix: `a/b.js` → `a/b.1f0c….js`."""
    name = PurePosixPath(path)
    digest = hashlib.sha256(content).hexdigest()[:12]
    return str(name.with_name(f"{name.stem}.{digest}{name.suffix}"))


def emit(config: MkDocsConfig, path: str, content: bytes) -> str:
    """Put a file of one language into the site, under a hashed name; return that path.

    Args:
        config: that of this build.
        path: without the hash, from the root of the language: `figures/tangent.svg`.
        content: the file's bytes.
    """
    name = hashed_name(path, content)
    if not (Path(config.site_dir) / name).exists():
        write_atomically(Path(config.site_dir) / name, content)
    return name


def publish(key: str, content: bytes) -> str:
    """Emit `content` under a hashed name and return its path from the site's root.

    Args:
        key: path without the hash, for example `widgets/gd.js`; also the
            manifest's key, by which `published` finds it again.
        content: the file's bytes.
    """
    path = hashed_name(key, content)
    if not (SHARED / path).exists():
        write_atomically(SHARED / path, content)
    record(key, path)
    return path


def publish_folder(key: str, files: Mapping[str, bytes]) -> str:
    """Emit files below a hash of them all; return that path from the site's root.

    Args:
        key: the path without the hash, and the manifest's key.
        files: their contents by name; they may name each other.
    """
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(name.encode() + b"\0" + content)
    path = f"{key}.{digest.hexdigest()[:12]}"
    for name, content in files.items():
        if not (SHARED / path / name).exists():
            write_atomically(SHARED / path / name, content)
    record(key, path)
    return path


def record(key: str, path: str) -> None:
    """Note in the manifest that `key` is to be had at `path` below the site's root."""
    names = json.loads(MANIFEST.read_text()) if MANIFEST.exists() else {}
    if names.get(key) != path:
        write_atomically(MANIFEST, json.dumps(names | {key: path}, indent=1).encode())


def published(key: str) -> str:
    """Return the path, from the site's root, of what was published as `key`."""
    names: dict[str, str] = json.loads(MANIFEST.read_text())
    return names[key]


def all_published() -> list[Path]:
    """Return every file that the manifest names, folders taken whole."""
    names = json.loads(MANIFEST.read_text()) if MANIFEST.exists() else {}
    found: list[Path] = []
    for name in sorted(set(names.values())):
        path = SHARED / name
        found += [p for p in sorted(path.rglob("*")) if p.is_file()] if path.is_dir() else [path]
    return found


def forget_published() -> None:
    """Begin a manifest anew, so that nothing is emitted which this build does not publish."""
    MANIFEST.unlink(missing_ok=True)


def remove_unpublished() -> None:
    """Remove the files that were published once and are not any more."""
    kept = set(all_published())
    for path in SHARED.rglob("*"):
        if path.is_file() and path not in kept:
            path.unlink()


def from_page_root(config: MkDocsConfig, path: str) -> str:
    """Return `path` as this language's build must write it: English lives one level down."""
    return path if is_main(config) else f"../{path}"
