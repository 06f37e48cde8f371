"""A page that exists in one language only stops the build; an edit builds what it concerns."""

import os
import subprocess
import sys
from types import SimpleNamespace

import languages
import policy
import pytest
import shared
from mkdocs.exceptions import Abort, PluginError


def config(docs_dir, lang):
    return SimpleNamespace(docs_dir=str(docs_dir), theme={"language": lang})


def test_the_file_to_write_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(shared, "ROOT", tmp_path)
    (tmp_path / "docs/ja").mkdir(parents=True)
    (tmp_path / "docs/en/lessons").mkdir(parents=True)
    (tmp_path / "docs/en/lessons/momentum.md").write_text("# Momentum")
    with pytest.raises(PluginError, match=r"Please write: docs/ja/lessons/momentum\.md"):
        languages._require_counterparts(config(tmp_path / "docs/ja", "ja"))
    languages._require_counterparts(config(tmp_path / "docs/en", "en"))


def test_the_heading_to_write_is_named_with_its_file(tmp_path, monkeypatch):
    monkeypatch.setattr(shared, "ROOT", tmp_path)
    for lang, text in (("ja", "# 用語集 {#glossary}\n"), ("en", "# Glossary {#glossary}\n")):
        (tmp_path / "docs" / lang).mkdir(parents=True)
        (tmp_path / "docs" / lang / "glossary.md").write_text(text)
    languages._require_same_headings(config(tmp_path / "docs/ja", "ja"))
    languages._heading_ids.cache_clear()
    (tmp_path / "docs/ja/glossary.md").write_text("# 用語集 {#glossary}\n\n## 半減 {#halving}\n")
    with pytest.raises(PluginError, match=r"Please write: {#halving} in docs/en/glossary\.md"):
        languages._require_same_headings(config(tmp_path / "docs/en", "en"))


@pytest.mark.parametrize(
    ("here", "to_japanese", "to_english"),
    [("glossary/", "./", "../en/glossary/"), ("en/glossary/", "../../glossary/", "./")],
)
def test_versions_are_linked_relative_to_the_page(here, to_japanese, to_english):
    site = SimpleNamespace(site_url="https://example.org/course/", theme={"language": "ja"})
    links = languages._alternates(site, "glossary/", here)
    assert [link["relative"] for link in links] == [to_japanese, to_english]
    assert [link["link"] for link in links] == [
        "https://example.org/course/glossary/",
        "https://example.org/course/en/glossary/",
    ]


@pytest.fixture
def served(tmp_path, monkeypatch):
    """A project that is served: its root, and what each rebuild builds, as it is told."""
    monkeypatch.setattr(shared, "ROOT", tmp_path)
    monkeypatch.setattr(languages, "_built", {})
    monkeypatch.setattr(languages, "_begun", {})
    for path in ("docs/ja/page.md", "docs/en/page.md", "gdlib/losses.py", "mkdocs.yml"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("before")
    built = []
    monkeypatch.setattr(languages, "_start_english", lambda _: begin("en"))
    monkeypatch.setattr(languages, "_build_english", lambda _: built.append("en"))

    def begin(lang):
        languages._begun[lang] = languages._sources(lang)
        built.append(lang)

    def end(lang):
        languages._built[lang] = languages._begun[lang]

    def japanese():
        languages.on_pre_build(config(tmp_path, "ja"))
        built.append("ja")
        end("ja")
        if "en" in built:
            end("en")

    def rebuilt():
        built.clear()
        languages._rebuild(japanese, SimpleNamespace(site_dir=str(tmp_path)))
        return sorted(built)

    assert rebuilt() == ["en", "ja"]
    return tmp_path, rebuilt


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
    root, rebuilt = served
    (root / edited).parent.mkdir(exist_ok=True)
    (root / edited).write_text("after")
    os.utime(root / edited, (1, 1))
    assert rebuilt() == built
    assert rebuilt() == []


def test_a_language_whose_build_failed_is_built_again_at_the_next_edit_of_the_other(
    served, monkeypatch
):
    root, rebuilt = served
    (root / "docs/en/page.md").write_text("a heading that only English has")
    os.utime(root / "docs/en/page.md", (1, 1))

    def fail(_):
        raise Abort("refused")

    with monkeypatch.context() as during:
        during.setattr(languages, "_build_english", fail)
        with pytest.raises(Abort, match="refused"):
            rebuilt()
    (root / "docs/ja/page.md").write_text("the same heading")
    os.utime(root / "docs/ja/page.md", (1, 1))
    assert rebuilt() == ["en", "ja"]


def test_a_served_page_has_no_policy_as_live_reload_puts_a_script_into_it(monkeypatch):
    page = "<meta charset=utf-8>"
    assert policy.guarded(page) != page
    monkeypatch.setenv(shared.SERVED, "1")
    assert policy.guarded(page) == page


def test_hooks_can_import_after_mkdocs_has_loaded_them():
    """MkDocs restores `sys.path` after it has loaded a hook: a figure is drawn long after that."""
    hooks = str(shared.ROOT / "docs" / "hooks")
    code = (
        f"import sys; sys.path.insert(0, {hooks!r}); import film, languages; "
        f"sys.path.remove({hooks!r}); languages.on_startup('build', False); "
        "import film_writer, runtime_pack"
    )
    subprocess.run([sys.executable, "-c", code], env={"PATH": os.environ["PATH"]}, check=True)
