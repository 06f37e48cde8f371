"""The licences of all that the site ships, on the page that has a `<!-- licences -->`.

Names, versions and licences come from the packages themselves; their texts go into one file for
both languages, `licences.txt`.
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
from sitegen.languages import i18n
from sitegen.paths import ROOT
from sitegen.widgets.esbuild import sources_digest, used_packages

PLACE = "<!-- licences -->"
TEXTS = "licences.txt"
SCRIPTS = ("main.ts", "python/worker.ts")
#: npm packages that come as more than scripts: as fonts and style, or as WebAssembly.
NOT_ONLY_SCRIPTS = ("@expo-google-fonts/biz-udpgothic", "katex", "pyodide")
#: What makes the pages, and leaves scripts, styles and icons of its own in them.
THEME = ("mkdocs-material",)
#: Compiled into Pyodide, which says nothing of its licence.
PYTHON = ("CPython", "PSF-2.0", "https://docs.python.org/3/license.html")
COLUMNS = {"ja": ("ソフトウェア", "版", "ライセンス"), "en": ("Software", "Version", "Licence")}

_IS_TEXT = re.compile(r"(^|/)(licen[cs]e|copying|notice|ofl)[^/]*$|\.dist-info/licen[cs]es/", re.I)


@dataclass(frozen=True)
class Shipped:
    """A piece of software, its licence, and the texts that go with it, by file."""

    name: str
    version: str
    licence: str
    home: str
    texts: Mapping[str, str]


def _of_wheel(path: Path) -> Shipped:
    with zipfile.ZipFile(path) as wheel:
        names = wheel.namelist()
        (about,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        texts = {n: wheel.read(n).decode(errors="replace") for n in names if _IS_TEXT.search(n)}
        return _of_metadata(wheel.read(about).decode(), texts)


def _of_metadata(text: str, texts: Mapping[str, str]) -> Shipped:
    """Return what the core metadata of a Python package says."""
    about = Parser().parsestr(text, headersonly=True)
    kinds = [kind for kind in about.get_all("Classifier", []) if kind.startswith("License ::")]
    named = " / ".join(kind.split(" :: ")[-1] for kind in kinds)
    first_line = str(about.get("License", "")).partition("\n")[0]
    licence = about.get("License-Expression") or named or first_line
    homes = dict(line.split(", ", 1) for line in about.get_all("Project-URL", []))
    home = about.get("Home-page") or next(iter(homes.values()), "")
    return Shipped(about["Name"], about["Version"], licence, home, texts)


def _of_distribution(name: str) -> Shipped:
    found = metadata.distribution(name)
    paths = [path for path in found.files or [] if _IS_TEXT.search(str(path))]
    texts = {str(path): path.read_text() for path in paths}
    return _of_metadata(found.read_text("METADATA") or "", texts)


def _of_npm(name: str) -> Shipped:
    folder = ROOT / "node_modules" / name
    about = json.loads((folder / "package.json").read_text())
    paths = [path for path in sorted(folder.iterdir()) if _IS_TEXT.search(path.name)]
    texts = {f"{name}/{path.name}": path.read_text() for path in paths}
    home = about.get("homepage") or f"https://www.npmjs.com/package/{name}"
    return Shipped(name, about["version"], about["license"], home, texts)


def shipped() -> Iterator[Shipped]:
    """Yield all that the site ships and others have made."""
    lock_path = manifest.SHARED / manifest.published("runtime/gdlib") / "pyodide-lock.json"
    lock = json.loads(lock_path.read_text())
    name, licence, home = PYTHON
    yield Shipped(name, lock["info"]["python"].rpartition(".")[0], licence, home, {})
    scripts = (used_packages(entry) for entry in SCRIPTS)
    for package in sorted(set(NOT_ONLY_SCRIPTS).union(*scripts)):
        yield _of_npm(package)
    for package in sorted(lock["packages"]):
        if package != "gdlib":
            yield _of_wheel(lock_path.parent / lock["packages"][package]["file_name"])
    for package in THEME:
        yield _of_distribution(package)


def table(everything: Iterable[Shipped], lang: str) -> str:
    """Return the table of a language, in Markdown."""
    rows = [COLUMNS[lang], ("---",) * 3]
    rows += [(f"[{one.name}]({one.home})", one.version, one.licence) for one in everything]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def texts(everything: Iterable[Shipped]) -> str:
    """Return the texts of all licences, one after the other."""
    line = "=" * 80
    parts = [
        f"{line}\n{one.name} {one.version}: {one.licence}\n{file}\n{line}\n\n{text.strip()}\n"
        for one in everything
        for file, text in one.texts.items()
    ]
    return "\n\n".join(parts)


def _everything() -> list[Shipped]:
    """Return all that the site ships; the packages are read only if others are shipped."""
    folders = [manifest.published(f"runtime/{part}") for part in ("core", "gdlib")]
    versions = [metadata.version(package) for package in THEME]
    kept = cached(
        "licences/shipped.json",
        [sources_digest(), folders, versions, Path(__file__)],
        lambda: json.dumps([asdict(one) for one in shipped()]).encode(),
    )
    return [Shipped(**one) for one in json.loads(kept.read_text())]


def add_licence_texts(files: Files, config: MkDocsConfig) -> None:
    """Add the file with the texts of all licences to the site."""
    files.append(File.generated(config, TEXTS, content=texts(_everything())))


def insert_licence_table(markdown: str, config: MkDocsConfig) -> str:
    """Replace `<!-- licences -->` by the table of what is shipped."""
    if PLACE not in markdown:
        return markdown
    return markdown.replace(PLACE, table(_everything(), str(config.theme["language"])))


def link_licence_texts(html: str, page: Page, config: MkDocsConfig) -> str:
    """Let links to `licences:` lead to the texts, at the root of both languages."""
    folder = "" if i18n.is_main(config) else "en/"
    path = get_relative_url(TEXTS, folder + page.url)
    return html.replace('href="licences:"', f'href="{path}"')
