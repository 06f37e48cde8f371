"""The licences of the third-party software in the site, as a table and as texts.

The table replaces `<!-- licences -->` in a page. Names, versions and licences come from the
metadata of the packages; their texts go into one file for both languages, `licences.txt`.
"""

import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from email.parser import Parser
from importlib import metadata
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from sitegen import manifest
from sitegen.cache import cached
from sitegen.figures import fonts
from sitegen.languages import i18n
from sitegen.paths import ROOT
from sitegen.widgets.esbuild import sources_digest, used_packages

PLACEHOLDER = "<!-- licences -->"
TEXTS = "licences.txt"
SCRIPTS = ("main.ts", "python/worker.ts")
#: npm packages of which the site ships fonts, styles or WebAssembly too.
NOT_ONLY_SCRIPTS = (fonts.NPM_PACKAGE, "katex", "pyodide")
#: Python packages whose scripts, styles and icons are in the pages.
THEME = ("mkdocs-material",)
#: Compiled into Pyodide, whose package does not name its licence.
PYTHON = ("CPython", "PSF-2.0", "https://docs.python.org/3/license.html")
COLUMNS = {"ja": ("ソフトウェア", "版", "ライセンス"), "en": ("Software", "Version", "Licence")}

_IS_TEXT = re.compile(r"(^|/)(licen[cs]e|copying|notice|ofl)[^/]*$|\.dist-info/licen[cs]es/", re.I)


@dataclass(frozen=True)
class Software:
    """A third-party package, its licence, and the licence texts by file name."""

    name: str
    version: str
    licence: str
    home: str
    texts: Mapping[str, str]


def _from_wheel(path: Path) -> Software:
    with zipfile.ZipFile(path) as wheel:
        names = wheel.namelist()
        (about,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        texts = {n: wheel.read(n).decode(errors="replace") for n in names if _IS_TEXT.search(n)}
        return _from_metadata(wheel.read(about).decode(), texts)


def _from_metadata(text: str, texts: Mapping[str, str]) -> Software:
    """Return a package by the core metadata of its Python distribution."""
    about = Parser().parsestr(text, headersonly=True)
    kinds = [kind for kind in about.get_all("Classifier", []) if kind.startswith("License ::")]
    named = " / ".join(kind.split(" :: ")[-1] for kind in kinds)
    first_line = str(about.get("License", "")).partition("\n")[0]
    licence = about.get("License-Expression") or named or first_line
    homes = dict(line.split(", ", 1) for line in about.get_all("Project-URL", []))
    home = about.get("Home-page") or next(iter(homes.values()), "")
    return Software(about["Name"], about["Version"], licence, home, texts)


def _from_distribution(name: str) -> Software:
    found = metadata.distribution(name)
    paths = [path for path in found.files or [] if _IS_TEXT.search(str(path))]
    texts = {str(path): path.read_text() for path in paths}
    return _from_metadata(found.read_text("METADATA") or "", texts)


def _from_npm(name: str) -> Software:
    folder = ROOT / "node_modules" / name
    about = json.loads((folder / "package.json").read_text())
    paths = [path for path in sorted(folder.iterdir()) if _IS_TEXT.search(path.name)]
    texts = {f"{name}/{path.name}": path.read_text() for path in paths}
    home = about.get("homepage") or f"https://www.npmjs.com/package/{name}"
    return Software(name, about["version"], about["license"], home, texts)


def shipped_software() -> Iterator[Software]:
    """Yield the third-party software that the site ships."""
    lock_path = manifest.SHARED / manifest.published_path("runtime/gdlib") / "pyodide-lock.json"
    lock = json.loads(lock_path.read_text())
    name, licence, home = PYTHON
    yield Software(name, lock["info"]["python"].rpartition(".")[0], licence, home, {})
    scripts = (used_packages(entry) for entry in SCRIPTS)
    for package in sorted(set(NOT_ONLY_SCRIPTS).union(*scripts)):
        yield _from_npm(package)
    for package in sorted(lock["packages"]):
        if package != "gdlib":
            yield _from_wheel(lock_path.parent / lock["packages"][package]["file_name"])
    for package in THEME:
        yield _from_distribution(package)


def licence_table(software: Iterable[Software], lang: str) -> str:
    """Return the table in a language, in Markdown."""
    rows = [COLUMNS[lang], ("---",) * 3]
    rows += [(f"[{one.name}]({one.home})", one.version, one.licence) for one in software]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def joined_texts(software: Iterable[Software]) -> str:
    """Return the texts of all licences, one after the other."""
    line = "=" * 80
    parts = [
        f"{line}\n{one.name} {one.version}: {one.licence}\n{file}\n{line}\n\n{text.strip()}\n"
        for one in software
        for file, text in one.texts.items()
    ]
    return "\n\n".join(parts)


def _cached_software() -> list[Software]:
    """Return `shipped_software`; packages are read only if versions have changed."""
    folders = [manifest.published_path(f"runtime/{part}") for part in ("core", "gdlib")]
    versions = [metadata.version(package) for package in THEME]
    path = cached(
        "licences/shipped.json",
        [sources_digest(), folders, versions, Path(__file__)],
        lambda: json.dumps([asdict(one) for one in shipped_software()]).encode(),
    )
    return [Software(**one) for one in json.loads(path.read_text())]


def add_licence_texts(files: Files, config: MkDocsConfig) -> None:
    """Add the file with the texts of all licences to the site."""
    files.append(File.generated(config, TEXTS, content=joined_texts(_cached_software())))


def insert_licence_table(markdown: str, config: MkDocsConfig) -> str:
    """Replace `<!-- licences -->` by the table of third-party software."""
    if PLACEHOLDER not in markdown:
        return markdown
    return markdown.replace(
        PLACEHOLDER, licence_table(_cached_software(), str(config.theme["language"]))
    )


def link_licence_texts(html: str, page: Page, config: MkDocsConfig) -> str:
    """Replace the link `licences:` by the URL of the texts, at the site's root."""
    folder = "" if i18n.is_main(config) else "en/"
    path = get_relative_url(TEXTS, folder + page.url)
    return html.replace('href="licences:"', f'href="{path}"')
