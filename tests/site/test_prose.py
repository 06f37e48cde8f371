"""The check of terms and style finds what it shall, where it stands."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def prose(monkeypatch, tmp_path):
    spec = importlib.util.spec_from_file_location("prose", ROOT / "bin" / "prose.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/prose").symlink_to(ROOT / "docs/prose")
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "COPIES", tmp_path / "copies")
    return module


def written(tmp_path, path, text):
    source = tmp_path / "docs" / path
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(text)


def test_a_wrong_term_is_found_in_its_line(prose, tmp_path):
    page = "---\ntitle: x\n---\n\n# 見出し\n\n勾配下降法を使います。\n"
    written(tmp_path, "ja/page.md", page)
    (found,) = prose.complaints("ja")
    assert found.startswith("docs/ja/page.md:7: 勾配下降法 => 勾配降下法")


def test_plain_style_among_polite_sentences_is_found(prose, tmp_path):
    written(tmp_path, "ja/page.md", "これは文です。\n\nあれは猫である。\n")
    assert len(prose.complaints("ja")) == 1


def test_a_notebook_is_read_by_its_text_and_not_its_code(prose, tmp_path):
    notebook = "# %% [markdown]\n# A minibatch.\n\n# %% name='a'\nminibatch = 1  # minibatch\n"
    written(tmp_path, "en/notebooks/book.py", notebook)
    (found,) = prose.complaints("en")
    assert found.startswith("docs/en/notebooks/book.py:2: minibatch => mini-batch")


def test_formulas_code_and_titles_are_no_prose(prose, tmp_path):
    page = "“Convex optimization” $minibatch$ {{ minibatch }}\n\n```\nminibatch\n```\n"
    written(tmp_path, "en/page.md", page)
    assert prose.complaints("en") == []
