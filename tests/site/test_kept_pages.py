"""What a page is decided by, and that one which is known comes back as it was."""

import logging
from types import SimpleNamespace

import kept_pages
import late_files
import page_cache
import pytest
import shared
from mkdocs.structure.files import Files

SOURCES = {
    "docs/en/a.md": "one page",
    "docs/en/b.md": "another",
    "docs/en/api/x.md": "::: x",
    "docs/en/api/y.md": "::: y",
    "docs/ja/a.md": "ひとつ",
    "docs/hooks/hook.py": "",
    "docs/overrides/main.html": "",
    "gdlib/losses.py": "",
    "mkdocs.yml": "",
    "mkdocs.en.yml": "",
    "requirements/dev.txt": "",
    "package-lock.json": "",
}


@pytest.fixture
def root(monkeypatch, tmp_path):
    """A small project of this kind."""
    for name, text in SOURCES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    manifest = tmp_path / "shared.json"
    manifest.write_text("{}")
    monkeypatch.setattr(shared, "ROOT", tmp_path)
    monkeypatch.setattr(shared, "MANIFEST", manifest)
    monkeypatch.setattr(page_cache, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(late_files, "KEPT", tmp_path / "late")
    return tmp_path


def configuration(root, **changes):
    index = SimpleNamespace(entries=[])
    search = SimpleNamespace(search_index=index)
    given = {"site_url": "http://127.0.0.1/en/", "repo_url": "", "site_dir": str(root / "site")}
    return SimpleNamespace(
        theme={"language": "en"}, plugins={"material/search": search}, **given | changes
    )


def begin(config):
    kept_pages.on_config(config)
    return {source: page_cache.key(source, config) for source in ("a.md", "b.md", "api/x.md")}


def changed(before, after):
    return {source for source in before if before[source] != after[source]}


@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("docs/en/a.md", {"a.md"}),
        ("docs/en/api/y.md", {"api/x.md"}),
        ("docs/ja/a.md", set()),
        ("docs/hooks/hook.py", {"a.md", "b.md", "api/x.md"}),
        ("docs/overrides/main.html", {"a.md", "b.md", "api/x.md"}),
        ("gdlib/losses.py", {"a.md", "b.md", "api/x.md"}),
        ("mkdocs.yml", {"a.md", "b.md", "api/x.md"}),
        ("requirements/dev.txt", {"a.md", "b.md", "api/x.md"}),
        ("shared.json", {"a.md", "b.md", "api/x.md"}),
        ("docs/en/new.md", {"a.md", "b.md", "api/x.md"}),  # links may lead to it
    ],
)
def test_an_edit_makes_those_pages_anew_that_it_can_change(root, name, pages):
    before = begin(configuration(root))
    (root / name).write_text("something else")
    assert changed(before, begin(configuration(root))) == pages


def test_a_file_with_another_name_counts_as_another(root):
    before = begin(configuration(root))
    (root / "docs/hooks/hook.py").rename(root / "docs/hooks/other.py")
    assert changed(before, begin(configuration(root))) == {"a.md", "b.md", "api/x.md"}


def test_a_site_for_another_address_is_made_anew(root):
    before = begin(configuration(root))
    after = begin(configuration(root, site_url="https://example.org/en/"))
    assert changed(before, after) == {"a.md", "b.md", "api/x.md"}


# --- From one build to the next ---


class Source:
    """A file of MkDocs, as far as it is needed here."""

    generated_by = None

    def __init__(self, src_uri):
        self.src_uri = src_uri


def page_of(source):
    return SimpleNamespace(
        file=Source(source),
        meta={"description": "One page."},
        present_anchor_ids={"top", "end"},
        links_to_anchors={Source("b.md"): {"end": "b.md#end"}},
    )


def build(root, output, source="a.md"):
    """Make a page as MkDocs does; return what becomes of it, the page, and the search index."""
    config = configuration(root)
    entries = config.plugins["material/search"].search_index.entries
    kept_pages.on_config(config)
    files = SimpleNamespace(get_file_from_path={"b.md": Source("b.md")}.get)
    page = kept_pages.on_pre_page(page_of(source), config, files)
    is_known = hasattr(page, "read_source")
    if is_known:
        page.read_source(config)
        page.render(config, files)
    entries.append({"location": "b/"})
    kept_pages.on_page_context({}, page, config, None)
    if not is_known:
        entries.append({"location": "a/"})
    written = kept_pages.on_post_page("" if is_known else output, page, config)
    for name in kept_pages.OF_API:
        path = root / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    kept_pages.on_post_build(config)
    return written, page, entries


def test_a_page_comes_back_as_it_was_with_what_search_and_links_need(root):
    build(root, "<p>made</p>")
    written, page, entries = build(root, "<p>made again</p>")
    assert written == "<p>made</p>"
    assert [entry["location"] for entry in entries] == ["b/", "a/"]
    assert page.meta["description"] == "One page."
    assert page.present_anchor_ids == {"top", "end"}
    assert [file.src_uri for file in page.links_to_anchors] == ["b.md"]


def test_a_page_that_was_edited_is_made_again(root):
    build(root, "<p>made</p>")
    (root / "docs/en/a.md").write_text("edited")
    assert build(root, "<p>made again</p>")[0] == "<p>made again</p>"


def test_a_page_whose_late_file_is_gone_is_made_again(root):
    name = late_files.keep("en", "figures/loss.svg", b"<svg/>")
    build(root, f'<img src="../{name}">')
    assert build(root, "<p>made again</p>")[0] == f'<img src="../{name}">'
    (late_files.KEPT / "en" / name).unlink()
    assert build(root, "<p>made again</p>")[0] == "<p>made again</p>"


def test_nothing_is_kept_of_a_build_that_warned(root, monkeypatch):
    logger = logging.getLogger("mkdocs.of_this_test")
    kept_pages.on_startup("build", dirty=False)
    share = kept_pages._share_api
    monkeypatch.setattr(
        kept_pages,
        "_share_api",
        lambda config: (logger.warning("a link to nowhere"), share(config)),
    )
    build(root, "<p>made with a warning</p>")
    assert build(root, "<p>made again</p>")[0] == "<p>made again</p>"


def test_what_mkdocstrings_writes_besides_pages_comes_back_with_them(root):
    build(root, "<p>made</p>", "api/x.md")
    for name in kept_pages.OF_API:
        (root / "site" / name).unlink()
    config = configuration(root)
    kept_pages.on_config(config)
    kept_pages.on_pre_page(page_of("api/x.md"), config, Files([]))
    kept_pages.on_post_build(config)
    for name in kept_pages.OF_API:
        assert (root / "site" / name).read_text() == name
