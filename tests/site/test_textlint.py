"""The check of terms and style finds faults, with their lines."""

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


def write(tmp_path, path, text):
    source = tmp_path / "docs" / path
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(text)


def test_a_wrong_term_is_found_in_its_line(prose, tmp_path):
    page = "---\ntitle: x\n---\n\n# 見出し\n\n勾配下降法を使います。\n"
    write(tmp_path, "ja/page.md", page)
    (found,) = prose.findings("ja")
    assert found.startswith("docs/ja/page.md:7: 勾配下降法 => 勾配降下法")


def test_plain_style_among_polite_sentences_is_found(prose, tmp_path):
    write(tmp_path, "ja/page.md", "これは文です。\n\nあれは猫である。\n")
    assert len(prose.findings("ja")) == 1


def test_a_notebook_is_read_by_its_text_and_not_its_code(prose, tmp_path):
    notebook = "# %% [markdown]\n# A minibatch.\n\n# %% name='a'\nminibatch = 1  # minibatch\n"
    write(tmp_path, "en/notebooks/book.py", notebook)
    (found,) = prose.findings("en")
    assert found.startswith("docs/en/notebooks/book.py:2: minibatch => mini-batch")


def test_formulas_code_and_titles_are_no_prose(prose, tmp_path):
    page = "“Convex optimization” $minibatch$ {{ minibatch }}\n\n```\nminibatch\n```\n"
    write(tmp_path, "en/page.md", page)
    assert prose.findings("en") == []


ONE_NAME = [
    ("ja", "局所的な最小点です。", "極小点"),
    ("ja", "合成関数の微分を使います。", "連鎖律"),
    ("ja", "慣性項を足します。", "モーメンタム"),
    ("ja", "渦巻きの点です。", "二重らせん"),
    ("ja", "学習用のデータです。", "訓練データ"),
    ("ja", "二つの点です。", "ふたつ"),
    ("ja", "五十回更新します。", "50 回"),
    ("ja", "全体の {{ share }} パーセントです。", "%"),
    ("ja", "全体の {{ share }} % です。", "%"),
    ("ja", "全体の {{ share }}％です。", "%"),
    ("en", "The path zigzags.", "zig-zag"),
    ("en", "It is {{ share }} per cent.", "%"),
    ("en", "It is {{ share }} % of them.", "%"),
    ("en", "The training samples are few.", "training data"),
]
ALLOWED = [
    ("ja", "極小点（局所最小点）と連鎖律（合成関数の微分）、モーメンタム（慣性項）です。"),
    ("ja", "「ふたつの谷」を {{ steps }} 回、ふたつめは数千回更新し、{{ share }}% 進みます。"),
    ("ja", "数パーセントの誤差で、三つめは十回です。"),
    ("en", "A few per cent, or {{ share }}%, of the training data make a zig-zag."),
]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_one_thing_has_one_name_and_others_may_be_introduced(prose, tmp_path, lang):
    refused = [(text, wanted) for language, text, wanted in ONE_NAME if language == lang]
    allowed = [text for language, text in ALLOWED if language == lang]
    lines = [*(text for text, _ in refused), *allowed]
    write(tmp_path, f"{lang}/page.md", "\n\n".join(lines) + "\n")
    found = prose.findings(lang)
    assert len(found) == len(refused)
    for number, (complaint, (_, wanted)) in enumerate(zip(found, refused, strict=True)):
        assert complaint.startswith(f"docs/{lang}/page.md:{2 * number + 1}: ")
        assert wanted in complaint
