"""The directive `frame-ancestors` in `_headers`, page by page."""

import fnmatch
from pathlib import Path

import pytest

from sitegen.security import frame_ancestors

OWN = "Content-Security-Policy: frame-ancestors 'self'"


def headers_of(site, address: str) -> list[str]:
    """Return the headers of an address, from the rules in `_headers`."""
    found, matches = [], False
    for line in (site.root / "_headers").read_text().splitlines():
        if line.startswith("/"):
            matches = fnmatch.fnmatchcase(f"/{address}", line.strip())
        elif matches and line.startswith("  "):
            found.append(line.strip())
    return found


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_pages_are_for_frames_of_the_site_and_embeds_for_all_frames(site, lang):
    prefix = site.folder(lang).relative_to(site.root).as_posix().removeprefix(".")
    addresses = site.addresses(lang)
    embeds = {one for one in addresses if one.startswith("embed/")}
    assert len(embeds) == 5
    for address in addresses:
        lines = headers_of(site, f"{prefix}/{address}".lstrip("/"))
        about_frames = [line for line in lines if "frame-ancestors" in line]
        assert about_frames == ([] if address in embeds else [OWN]), address


def test_what_an_embed_frames_or_runs_may_have_any_ancestor(site):
    for path in (site.root / "widgets").rglob("*.*"):
        lines = headers_of(site, path.relative_to(site.root).as_posix())
        assert not any("frame-ancestors" in line for line in lines), path


def test_a_new_folder_of_pages_is_named_and_a_folder_without_pages_is_not(tmp_path: Path):
    for page in ("quiz/first/index.html", "en/quiz/first/index.html", "embed/line/index.html"):
        (tmp_path / page).parent.mkdir(parents=True)
        (tmp_path / page).touch()
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "loss.svg").touch()
    lines = [
        line for line in frame_ancestors.headers(tmp_path).splitlines() if line.startswith("/")
    ]
    assert lines == ["/", "/index.html", "/quiz/*", "/en/", "/en/index.html", "/en/quiz/*"]
