"""The directive `frame-ancestors`: other sites may frame only the pages of `embed/`.

Browsers ignore it in a `<meta>` element, so it is written into `_headers`, for hosts that read it.
Each folder of pages has its own rule, because hosts combine the values of all matching rules, and
a browser enforces all of them: a rule for `/*` could not be relaxed for embeds.
`widgets/` has no rule either: a frame in a page of `embed/` has the other site as an ancestor.
"""

from pathlib import Path

from sitegen.languages.i18n import PREFIX

EMBEDS = "embed"
POLICY = "Content-Security-Policy: frame-ancestors 'self'"


def own_folders(site: Path) -> list[str]:
    """Return the folders whose pages only the site itself may frame; the same in both languages."""
    pages = {path.relative_to(site).parts[0] for path in site.glob("*/**/*.html")}
    others = {EMBEDS, "widgets", *(name.strip("/") for name in PREFIX.values())}
    return sorted(pages - others)


def headers(site: Path) -> str:
    """Return the rules of `_headers`; the pages of the main language must be written before."""
    below = ["", "index.html", *(f"{folder}/*" for folder in own_folders(site))]
    paths = [f"/{prefix}{path}" for prefix in PREFIX.values() for path in below]
    return "".join(f"{path}\n  {POLICY}\n" for path in paths)
