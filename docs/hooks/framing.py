"""Which pages other sites may show in a frame: those of `embed/`, and no others.

A page cannot say it of itself: `frame-ancestors` counts in a header only, so hosts that read
`_headers` learn it there. Each folder of pages is named, since hosts join the values of all rules
that match, and a browser heeds them all: after a rule for `/*` no other could let embeds in again.
`widgets/` stays free too: what a page of `embed/` frames has the foreign page among its ancestors.
"""

from pathlib import Path

import shared
from languages import PREFIX
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

ANYWHERE = "embed"
POLICY = "Content-Security-Policy: frame-ancestors 'self'"


def own_folders(site: Path, prefix: str) -> list[str]:
    """Return the folders of one language whose pages only the site itself may frame."""
    pages = {
        path.relative_to(site / prefix).parts[0] for path in (site / prefix).glob("*/**/*.html")
    }
    others = {ANYWHERE, "widgets", *(name.strip("/") for name in PREFIX.values())}
    return sorted(pages - others)


def headers(site: Path) -> str:
    """Return the lines of `_headers` about frames."""
    paths = [
        path
        for prefix in PREFIX.values()
        for path in (
            f"/{prefix}",
            f"/{prefix}index.html",
            *(f"/{prefix}{one}/*" for one in own_folders(site, prefix)),
        )
    ]
    return "".join(f"{path}\n  {POLICY}\n" for path in paths)


@event_priority(-150)  # after policy.py, and when both languages are there
def on_post_build(config: MkDocsConfig) -> None:
    if shared.is_main(config):
        site = Path(config.site_dir)
        with (site / "_headers").open("a") as file:
            file.write(headers(site))
