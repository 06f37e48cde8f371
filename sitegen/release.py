"""The edition: what was built together, as one list, one mark in every page, and one archive.

The mark tells pages of different builds apart (web/offline/). The list,
`edition.json`, names every file that the host serves with its size and its SHA-256, and pages with
their titles: a browser keeps nothing else, and nothing that came wrong. The archive is the whole
site for `python -m http.server`.
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
LIST = "edition.json"
WORKER = "service-worker.js"  # its name must stay: browsers look there for a newer one

_LEFT_OUT = (".map", ".gz", ".inv")
#: Part of the site, but not of the list: hosts read the first themselves, browsers keep the second.
_UNLISTED = ("_headers", WORKER)
_PACKED = (".whl", ".zip", ".woff2", ".png")


def name_release(config: MkDocsConfig, *, is_served: bool) -> None:
    """Give the release a name: a hash of the names of all shared files, which carry hashes.

    While pages are served it has none, so that browsers keep nothing.
    """
    names = manifest.MANIFEST.read_bytes()
    config.extra["release"] = "" if is_served else hashlib.sha256(names).hexdigest()[:12]


def link_archive(content: str, page: Page, config: MkDocsConfig) -> str:
    """Let links to `archive:` lead to the archive, which is made last."""
    prefix = PREFIX[config.theme["language"]]
    path = get_relative_url(ARCHIVE, prefix + page.url)
    return content.replace('href="archive:"', f'href="{path}" download')


def write_service_worker(config: MkDocsConfig) -> None:
    """Put the service worker at the site's root."""
    worker = bundle("offline/service-worker.ts").read_bytes()
    (Path(config.site_dir) / WORKER).write_bytes(worker)


def write_release(config: MkDocsConfig) -> None:
    """Write the list of all files, and the archive."""
    site = Path(config.site_dir)
    files = _files(site)
    known = {path: _listed(site, path) for path in files}
    content = hashlib.sha256(repr(list(known.values())).encode()).hexdigest()[:24]
    listed = [facts for path, facts in known.items() if path.name not in _UNLISTED]
    edition = {"edition": config.extra["release"], "content": content, "files": listed}
    (site / LIST).write_text(json.dumps(edition, ensure_ascii=False, separators=(",", ":")))
    _write_archive(site, [*files, site / LIST])


def _files(site: Path) -> list[Path]:
    found = sorted(path for path in site.rglob("*") if path.is_file())
    return [path for path in found if path.suffix not in _LEFT_OUT and path.name != LIST]


def _listed(site: Path, path: Path) -> list[str | int]:
    """Return a file's path, size and SHA-256, and the title of a page that readers look for."""
    name, content = path.relative_to(site).as_posix(), path.read_bytes()
    title = _title(content.decode()) if _is_for_readers(path, name) else []
    return [name, len(content), hashlib.sha256(content).hexdigest(), *title]


def _is_for_readers(path: Path, name: str) -> bool:
    return path.name == "index.html" and "embed/" not in name


def _title(page: str) -> list[str]:
    """Return what a page is called, without the name of the site, if it says so."""
    found = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    return [html.unescape(found[1]).strip().rpartition(" - ")[0] or found[1]] if found else []


def _write_archive(site: Path, files: list[Path]) -> None:
    with zipfile.ZipFile(site / ARCHIVE, "w", compresslevel=6) as course:
        for path in files:
            kind = zipfile.ZIP_STORED if path.suffix in _PACKED else zipfile.ZIP_DEFLATED
            course.write(path, f"course/{path.relative_to(site)}", kind)
