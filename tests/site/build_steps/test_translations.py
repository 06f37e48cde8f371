"""A page in one language only stops the build; an edit rebuilds the languages it affects."""

import os
from types import SimpleNamespace

import pytest
from mkdocs.exceptions import Abort, PluginError

import mkdocs_hooks
from sitegen.build import SERVED
from sitegen.languages import english_build, i18n, translations


def config(docs_dir, lang):
    return SimpleNamespace(docs_dir=str(docs_dir), theme={"language": lang})


def test_the_file_to_write_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    (tmp_path / "docs/ja").mkdir(parents=True)
    (tmp_path / "docs/en/lessons").mkdir(parents=True)
    (tmp_path / "docs/en/lessons/momentum.md").write_text("# Momentum")
    with pytest.raises(PluginError, match=r"Please write: docs/ja/lessons/momentum\.md"):
        translations._require_counterparts(config(tmp_path / "docs/ja", "ja"))
    translations._require_counterparts(config(tmp_path / "docs/en", "en"))


def test_the_heading_to_write_is_named_with_its_file(tmp_path, monkeypatch):
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    for lang, text in (("ja", "# 用語集 {#glossary}\n"), ("en", "# Glossary {#glossary}\n")):
        (tmp_path / "docs" / lang).mkdir(parents=True)
        (tmp_path / "docs" / lang / "glossary.md").write_text(text)
    translations._require_same_headings(config(tmp_path / "docs/ja", "ja"))
    translations._heading_ids.cache_clear()
    (tmp_path / "docs/ja/glossary.md").write_text("# 用語集 {#glossary}\n\n## 半減 {#halving}\n")
    with pytest.raises(PluginError, match=r"Please write: {#halving} in docs/en/glossary\.md"):
        translations._require_same_headings(config(tmp_path / "docs/en", "en"))


@pytest.mark.parametrize(
    ("lang", "own", "to_japanese", "to_english"),
    [("ja", "", "./", "../en/glossary/"), ("en", "en/", "../../glossary/", "./")],
)
def test_versions_are_linked_relative_to_the_page(lang, own, to_japanese, to_english):
    url = f"https://example.org/course/{own}"
    site = SimpleNamespace(site_url=url, theme={"language": lang})
    links = i18n._alternates(site, "glossary/")
    assert [link["relative"] for link in links] == [to_japanese, to_english]
    assert [link["link"] for link in links] == [
        "https://example.org/course/glossary/",
        "https://example.org/course/en/glossary/",
    ]


@pytest.fixture
def served(tmp_path, monkeypatch):
    """A project that is served: its root, its English build, and which languages a rebuild builds.

    Nothing is built: each build only notes its language.
    """
    monkeypatch.setattr(english_build, "ROOT", tmp_path)
    for path in ("docs/ja/page.md", "docs/en/page.md", "gdlib/losses.py", "mkdocs.yml"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("before")
    english = english_build.EnglishBuild()
    built = []

    def start(_):
        english._started_from["en"] = english_build._sources("en")
        english._process = SimpleNamespace(wait=lambda: 0)
        built.append("en")

    monkeypatch.setattr(english, "_start", start)
    monkeypatch.setattr(english, "_build_here", lambda _: built.append("en"))
    monkeypatch.setattr(english_build.shutil, "copytree", lambda *_, **__: None)

    def build_japanese():
        site = SimpleNamespace(site_dir=str(tmp_path))
        english.start_if_needed(site)
        built.append("ja")
        english.finish(site)

    def rebuilt():
        built.clear()
        english._rebuild(build_japanese, SimpleNamespace(site_dir=str(tmp_path)))
        return sorted(built)

    assert rebuilt() == ["en", "ja"]
    return tmp_path, english, rebuilt


@pytest.mark.parametrize(
    ("edited", "built"),
    [
        ("docs/ja/page.md", ["ja"]),
        ("docs/en/page.md", ["en"]),
        ("docs/en/new.md", ["en"]),
        ("gdlib/losses.py", ["en", "ja"]),
        ("mkdocs.yml", ["en", "ja"]),
        ("docs/figures/loss.py", ["en", "ja"]),
        ("README.md", []),
    ],
)
def test_an_edit_builds_the_languages_that_it_concerns_and_once(served, edited, built):
    root, _, rebuilt = served
    (root / edited).parent.mkdir(exist_ok=True)
    (root / edited).write_text("after")
    os.utime(root / edited, (1, 1))
    assert rebuilt() == built
    assert rebuilt() == []


def test_a_language_whose_build_failed_is_built_again_at_the_next_edit_of_the_other(
    served, monkeypatch
):
    root, english, rebuilt = served
    (root / "docs/en/page.md").write_text("a heading that only English has")
    os.utime(root / "docs/en/page.md", (1, 1))

    def fail(_):
        raise Abort("refused")

    with monkeypatch.context() as during:
        during.setattr(english, "_build_here", fail)
        with pytest.raises(Abort, match="refused"):
            rebuilt()
    (root / "docs/ja/page.md").write_text("the same heading")
    os.utime(root / "docs/ja/page.md", (1, 1))
    assert rebuilt() == ["en", "ja"]


def test_a_served_page_has_no_policy_as_live_reload_puts_a_script_into_it(monkeypatch):
    page = "<meta charset=utf-8>"
    monkeypatch.delenv(SERVED, raising=False)
    assert mkdocs_hooks.on_post_template(page, "404.html", None) != page
    monkeypatch.setenv(SERVED, "1")
    assert mkdocs_hooks.on_post_template(page, "404.html", None) == page
