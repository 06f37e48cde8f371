"""The release: all files of one build, with a name in every page, a manifest and an archive.

The name tells pages of different builds apart (web/offline/). The release manifest, `edition.json`,
lists every file that the host serves with its size and its SHA-256, and pages with their titles:
the service worker caches only these files, and only with the right hash. The archive is the whole
site, for `python -m http.server`.
"""

import hashlib
import html
import json
import re
import zipfile
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from sitegen import manifest
from sitegen.languages.i18n import PREFIX
from sitegen.widgets.esbuild import bundle

ARCHIVE = "gradient-descent-course.zip"
#: Its name and its field "edition" stay: service workers of earlier builds ask for them.
RELEASE_MANIFEST = "edition.json"
WORKER = "service-worker.js"  # must not change: browsers look for updates there

_EXCLUDED_SUFFIXES = (".map", ".gz", ".inv")
#: Not in the manifest: hosts read the first instead of serving it, browsers store the second.
_UNLISTED = ("_headers", WORKER)
_COMPRESSED_SUFFIXES = (".whl", ".zip", ".woff2", ".png")


def name_release(config: MkDocsConfig, *, is_served: bool) -> None:
    """Name the release: a hash of `sitegen.manifest`'s file, whose file names contain hashes.

    During `mkdocs serve` the name is empty, so that the service worker caches nothing.
    """
    names = manifest.MANIFEST.read_bytes()
    config.extra["release"] = "" if is_served else hashlib.sha256(names).hexdigest()[:12]


def link_archive(content: str, page: Page, config: MkDocsConfig) -> str:
    """Replace the link `archive:` by the URL of the archive, which is written last."""
    prefix = PREFIX[config.theme["language"]]
    path = get_relative_url(ARCHIVE, prefix + page.url)
    return content.replace('href="archive:"', f'href="{path}" download')


def write_service_worker(config: MkDocsConfig) -> None:
    """Put the service worker at the site's root."""
    worker = bundle("offline/service-worker.ts").read_bytes()
    (Path(config.site_dir) / WORKER).write_bytes(worker)


def write_release(config: MkDocsConfig) -> None:
    """Write the release manifest and the archive."""
    site = Path(config.site_dir)
    files = _files(site)
    entries = {path: _file_entry(site, path) for path in files}
    content = hashlib.sha256(repr(list(entries.values())).encode()).hexdigest()[:24]
    listed = [entry for path, entry in entries.items() if path.name not in _UNLISTED]
    release = {"edition": config.extra["release"], "content": content, "files": listed}
    text = json.dumps(release, ensure_ascii=False, separators=(",", ":"))
    (site / RELEASE_MANIFEST).write_text(text)
    _write_archive(site, [*files, site / RELEASE_MANIFEST])


def _files(site: Path) -> list[Path]:
    found = sorted(path for path in site.rglob("*") if path.is_file())
    excluded = _EXCLUDED_SUFFIXES
    return [path for path in found if path.suffix not in excluded and path.name != RELEASE_MANIFEST]


def _file_entry(site: Path, path: Path) -> list[str | int]:
    """Return a file's path, size and SHA-256, and the title if it is a page for readers."""
    name, content = path.relative_to(site).as_posix(), path.read_bytes()
    title = _title(content.decode()) if _is_for_readers(path, name) else []
    return [name, len(content), hashlib.sha256(content).hexdigest(), *title]


def _is_for_readers(path: Path, name: str) -> bool:
    return path.name == "index.html" and "embed/" not in name


def _title(page: str) -> list[str]:
    """Return a page's `<title>` without the name of the site, or nothing."""
    found = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    return [html.unescape(found[1]).strip().rpartition(" - ")[0] or found[1]] if found else []


def _write_archive(site: Path, files: list[Path]) -> None:
    with zipfile.ZipFile(site / ARCHIVE, "w", compresslevel=6) as course:
        for path in files:
            kind = (
                zipfile.ZIP_STORED if path.suffix in _COMPRESSED_SUFFIXES else zipfile.ZIP_DEFLATED
            )
            course.write(path, f"course/{path.relative_to(site)}", kind)
