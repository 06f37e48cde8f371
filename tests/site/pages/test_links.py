"""Every link inside the site leads to a page, a file or an anchor."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
_spec = importlib.util.spec_from_file_location("links", ROOT / "bin" / "links.py")
assert _spec is not None
assert _spec.loader is not None
links = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(links)

HOME = "https://example.org/course/"


def test_every_link_and_anchor_of_the_site_leads_somewhere(site):
    outcome = links.check_links(site.root)
    assert outcome.returncode == 0, outcome.stdout
    assert " 0 Errors" in outcome.stdout
    assert "Total" in outcome.stdout


def write(folder, body, head=""):
    (folder / "lesson").mkdir()
    (folder / "lesson" / "index.html").write_text('<html><body><h1 id="start">A</h1></body></html>')
    page = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    (folder / "index.html").write_text(page)


GOOD = [
    '<a href="lesson/#start">lesson</a>',
    '<a href="lesson/#start=lr:1.9,t:-5">a state</a>',
    f'<a href="{HOME}lesson/">lesson</a>',
    '<a href="/course/lesson/#start">the same from the root of the host, as in a 404 page</a>',
    '<a href="https://example.com/elsewhere">left alone</a>',
]


@pytest.mark.parametrize("body", GOOD)
def test_a_link_that_leads_somewhere_passes(tmp_path, body):
    write(tmp_path, body)
    assert links.check_links(tmp_path, HOME).returncode == 0


BROKEN = [
    '<a href="lesson/#end">an anchor that is not there</a>',
    '<a href="#nowhere">an anchor of this page that is not there</a>',
    '<a href="lesson/#end=lr:1.9">the state of a widget that is not there</a>',
    '<a href="lessons/">a page that is not there</a>',
    f'<a href="{HOME}lessons/">the same by its whole address</a>',
    '<a href="/course/lessons/">the same from the root of the host</a>',
    '<img src="figure.svg" alt="">',
    '<img srcset="figure.svg 2x" alt="">',
    '<iframe src="embed/"></iframe>',
    '<script src="widget.js"></script>',
]
HEADS = [
    f'<link rel="alternate" hreflang="en" href="{HOME}en/">',
    f'<link rel="canonical" href="{HOME}lessons/">',
    '<link rel="stylesheet" href="site.css">',
]


@pytest.mark.parametrize("body", BROKEN)
def test_a_broken_link_fails(tmp_path, body):
    write(tmp_path, body)
    assert links.check_links(tmp_path, HOME).returncode != 0


@pytest.mark.parametrize("head", HEADS)
def test_a_broken_link_of_the_head_fails(tmp_path, head):
    write(tmp_path, "", head)
    assert links.check_links(tmp_path, HOME).returncode != 0
