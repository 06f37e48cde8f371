"""Files that both languages use, emitted once by the Japanese build.

Steps that make such files (scripts, styles, fonts, Pyodide) call `publish`; the names
carry a hash of the content, so they can be cached for ever. `add_published` hands
what lies in `SHARED` to MkDocs. The English build runs in a process of its own
and finds the published names in the manifest.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from sitegen.languages.i18n import root_url
from sitegen.paths import CACHE, write_atomically

SHARED = CACHE / "shared"
MANIFEST = CACHE / "shared.json"


def wheel() -> Path:
    """Return gdlib's wheel, as the site offers it."""
    return SHARED / published("runtime-gdlib")


def wheel_url(config: MkDocsConfig) -> str:
    """Return the absolute address of gdlib's wheel, for pip."""
    return root_url(config) + wheel().name


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


def add_published(files: Files, config: MkDocsConfig) -> None:
    """Hand MkDocs every file that the manifest names."""
    for path in all_published():
        name = path.relative_to(SHARED).as_posix()
        files.append(File.generated(config, name, abs_src_path=str(path)))


def forget_published() -> None:
    """Begin a manifest anew, so that nothing is emitted which this build does not publish."""
    MANIFEST.unlink(missing_ok=True)


def remove_unpublished() -> None:
    """Remove the files that were published once and are not any more."""
    kept = set(all_published())
    for path in SHARED.rglob("*"):
        if path.is_file() and path not in kept:
            path.unlink()
