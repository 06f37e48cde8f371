"""Files that pages fetch late: the figures of lessons, and the numbers of widgets further down.

Who makes one keeps it here, under a name with a hash, and names it in the page. At the end of a
build the site gets what its pages name, and the rest is forgotten.
"""

import re
from pathlib import Path

import shared
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

KEPT = shared.CACHE / "late"
FOLDERS = ("figures", "runs")

_NAMED = re.compile(rf"(?:{'|'.join(FOLDERS)})/[\w.-]+\.[0-9a-f]{{12}}\.\w+")
_named: set[str] = set()  # in the pages of this build


def keep(lang: str, path: str, content: bytes) -> str:
    """Keep a file for the pages of a language; return its path from the root of that language.

    Args:
        lang: `ja` or `en`.
        path: one of `FOLDERS`, and a name without its hash.
        content: the file's bytes.
    """
    name = shared.hashed_name(path, content)
    if not (KEPT / lang / name).exists():
        shared.write_atomically(KEPT / lang / name, content)
    return name


def are_kept(lang: str, markup: str) -> bool:
    """Return whether each file is here that a piece of a page names."""
    return all((KEPT / lang / name).exists() for name in _NAMED.findall(markup))


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    _named.clear()
    return config


@event_priority(-3000)  # when the page says all that it will say
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    _named.update(_NAMED.findall(output))
    return output


def on_post_build(config: MkDocsConfig) -> None:
    home, site = KEPT / config.theme["language"], Path(config.site_dir)
    for folder in FOLDERS:
        (site / folder).mkdir(exist_ok=True)
        for path in (home / folder).glob("*"):
            name = f"{folder}/{path.name}"
            if name in _named:
                (site / name).hardlink_to(path)
            else:
                path.unlink()
