"""Which pages other sites may show in a frame: those of `embed/`, and no others.

A page cannot say it of itself: `frame-ancestors` counts in a header only, so hosts that read
`_headers` learn it there. Each folder of pages is named, since hosts join the values of all rules
that match, and a browser heeds them all: after a rule for `/*` no other could let embeds in again.
`widgets/` stays free too: what a page of `embed/` frames has the foreign page among its ancestors.
"""

from pathlib import Path

from sitegen.languages.i18n import PREFIX

ANYWHERE = "embed"
POLICY = "Content-Security-Policy: frame-ancestors 'self'"


def own_folders(site: Path) -> list[str]:
    """Return the folders whose pages only the site itself may frame: the same in every language."""
    pages = {path.relative_to(site).parts[0] for path in site.glob("*/**/*.html")}
    others = {ANYWHERE, "widgets", *(name.strip("/") for name in PREFIX.values())}
    return sorted(pages - others)


def headers(site: Path) -> str:
    """Return the lines of `_headers` about frames, once the main language's pages are there."""
    below = ["", "index.html", *(f"{folder}/*" for folder in own_folders(site))]
    paths = [f"/{prefix}{path}" for prefix in PREFIX.values() for path in below]
    return "".join(f"{path}\n  {POLICY}\n" for path in paths)
