"""KaTeX's style sheet and fonts, some in two parts: what is common, and the rest.

They have every arrow and relation that TeX knows, and a page needs a dozen of them. By
`unicode-range` a browser fetches a part when something on the page is written with it.
"""

import hashlib
import io
import json
import re
import string
from collections.abc import Mapping
from importlib.metadata import version
from itertools import chain, groupby
from pathlib import Path
from typing import NamedTuple

import shared

KATEX = shared.ROOT / "node_modules" / "katex"

#: What the pages write with these fonts; a test tells of a formula that needs more.
COMMON = {
    "KaTeX_Main-Regular": string.digits
    + string.ascii_lowercase
    + "ETVΔ !'()*+,-./:;<=>[]^{|}\xa0±×ˉ′…⋯←→⟹∂∇∑−∗∘√∞∣∥∫≈≤≥⋅⊙"
    + "\ue020",  # the stroke of ≠
    "KaTeX_Math-Italic": string.ascii_lowercase + "ABEHJKLMNPRTWZ" + "αβγδεηθκλμξρσφω",
    "KaTeX_Main-Bold": string.ascii_letters + string.digits + " ()+,-./=[]|\xa0−",
    "KaTeX_SansSerif-Regular": string.ascii_uppercase,  # the T of a transpose
    "KaTeX_AMS-Regular": "ENR■",
}
_FACE = re.compile(
    r"(@font-face\{[^}]*?src:)url\(fonts/(?P<font>[\w-]+)\.woff2\) format\(\"woff2\"\)[^}]*\}"
)


class Part(NamedTuple):
    """A font file for browsers, and what its `@font-face` says besides."""

    name: str
    content: bytes
    descriptor: str


def folder() -> Path:
    """Return the folder that holds `katex.css` and its fonts, made first if need be."""
    source = KATEX / "dist" / "fonts"
    release = json.loads((KATEX / "package.json").read_text())["version"]
    decisive = repr((release, version("fonttools"), version("brotli"))).encode()
    digest = hashlib.sha256(decisive + Path(__file__).read_bytes()).hexdigest()[:12]
    made = shared.CACHE / "katex" / digest
    if not (made / "katex.css").exists():
        faces = {font.stem: _parts(font) for font in sorted(source.glob("*.woff2"))}
        for part in chain.from_iterable(faces.values()):
            shared.write_atomically(made / part.name, part.content)
        style = (KATEX / "dist" / "katex.min.css").read_text()
        shared.write_atomically(made / "katex.css", _with_parts(style, faces).encode())
    return made


def _parts(font: Path) -> list[Part]:
    """Return a font in parts, or whole if no page writes with it."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # it has no types

    if font.stem not in COMMON:
        return [Part(font.name, font.read_bytes(), "")]
    has = set(TTFont(font).getBestCmap())
    common = has & set(map(ord, COMMON[font.stem]))
    return [
        Part(f"{font.stem}.{name}.woff2", _only(font, characters), _ranges(characters))
        for name, characters in (("common", common), ("rest", has - common))
    ]


def _only(font: Path, characters: set[int]) -> bytes:
    """Return a font, in the form for browsers, that has only some of its characters."""
    from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont

    options = Options(notdef_outline=True)
    part = TTFont(font)
    chosen = Subsetter(options)
    chosen.populate(unicodes=characters)
    chosen.subset(part)
    part.flavor = "woff2"
    written = io.BytesIO()
    part.save(written)
    return written.getvalue()


def _ranges(characters: set[int]) -> str:
    """Return code points as CSS names them in a `@font-face`."""
    ordered = sorted(characters)
    runs = groupby(enumerate(ordered), key=lambda pair: pair[1] - pair[0])
    ends = [[point for _, point in run] for _, run in runs]
    named = [f"U+{run[0]:X}" + (f"-{run[-1]:X}" if len(run) > 1 else "") for run in ends]
    return f";unicode-range:{','.join(named)}"


def _with_parts(style: str, faces: Mapping[str, list[Part]]) -> str:
    """Return KaTeX's style with the parts of each font, as WOFF2: all browsers we serve read it."""

    def face(match: re.Match[str]) -> str:
        return "".join(
            f'{match[1]}url({part.name}) format("woff2"){part.descriptor}}}'
            for part in faces[match["font"]]
        )

    return _FACE.sub(face, style)
