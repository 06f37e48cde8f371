"""The site's style as one file, published once for both languages under a hashed name.

A page is not drawn before its style is here, and each file more costs a way to the host and back:
so Material's style, its palette, the widgets', the site's own and KaTeX's are joined. Only the
pages of the API fetch one more, that of their signatures.
"""

import re
from pathlib import Path, PurePosixPath
from typing import Any

import shared
from material_style import lean
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

FOLDER = shared.ROOT / "docs" / "assets"
STYLE, ALONE = "assets/style.css", "assets/alone.css"
_MATERIAL = ("main.*.min.css", "palette.*.min.css")
_API_STYLE = "assets/_mkdocstrings.css"  # written by mkdocstrings when it knows its signatures

_NOT_SHIPPED = re.compile(r"/\*# sourceMappingURL=.*?\*/|@charset[^;]*;")
_FACE = re.compile(r"@font-face\{[^}]*?font-family:\"?(?P<family>[\w-]+)[^}]*\}")
_RELATIVE = re.compile(r"url\((?![\"']?(?:data:|#|/))[\"']?([^)\"']+)[\"']?\)")


@event_priority(-50)  # when all other hooks have published theirs
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    if shared.is_main(config):
        shared.publish(ALONE, _alone().encode())
        shared.publish(STYLE, _joined(_material(config)).encode())
    config.extra["style"] = shared.from_page_root(config, shared.published(STYLE))
    # For pages that show a widget alone, in the place of Material's and the site's.
    config.extra["alone_styles"] = [
        shared.from_page_root(config, shared.published(name)) for name in (ALONE, "widgets/gd.css")
    ]
    config.extra_css = []
    return config


def _material(config: MkDocsConfig) -> list[Path]:
    """Return the style sheets of Material that every page needs."""
    folders = [Path(folder) / "assets" / "stylesheets" for folder in config.theme.dirs]
    return [path for name in _MATERIAL for folder in folders for path in folder.glob(name)]


def _joined(material: list[Path]) -> str:
    """Return one style sheet: Material's, and what the hooks have published for all pages."""
    widgets, katex = shared.published("widgets/gd.css"), f"{shared.published('katex')}/katex.css"
    parts = [lean(path.read_text()) for path in material]
    parts.append((FOLDER / "site.css").read_text())
    parts += [
        _seen_from(STYLE, path, (shared.SHARED / path).read_text()) for path in (widgets, katex)
    ]
    return "\n".join(_NOT_SHIPPED.sub("", part) for part in parts)


def _alone() -> str:
    """Return the style around a widget alone, with the faces of the fonts that widgets name.

    A browser fetches a font when something is written with it, as in the site's other pages.
    """
    katex = f"{shared.published('katex')}/katex.css"
    widgets = (shared.SHARED / shared.published("widgets/gd.css")).read_text()
    faces = [
        face[0]
        for face in _FACE.finditer((shared.SHARED / katex).read_text())
        if face["family"] in widgets
    ]
    return (FOLDER / "alone.css").read_text() + _seen_from(ALONE, katex, "".join(faces))


def _seen_from(here: str, there: str, style: str) -> str:
    """Return `style`, a file at `there`, with addresses that are right in a file at `here`."""
    up = "../" * (len(PurePosixPath(here).parts) - 1)
    return _RELATIVE.sub(rf"url({up}{PurePosixPath(there).parent}/\1)", style)


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any
) -> dict[str, Any]:
    config.extra_css = [_API_STYLE] if page.url.startswith("api/") else []
    return context
