"""A page that exists in one language only stops the build."""

from types import SimpleNamespace

import languages
import pytest
import shared
from mkdocs.exceptions import PluginError


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
