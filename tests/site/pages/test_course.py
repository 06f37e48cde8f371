"""The whole course: all lessons have the same structure, and every symbol is explained."""

import re
from collections import Counter

import pytest

LANGS = ["ja", "en"]
PRACTICE = {
    "ja": "## 予想して、解いてみる {#practice}",
    "en": "## Predict, then practise {#practice}",
}
READING = {"ja": "## 読書案内 {#read-on}", "en": "## Where to read on {#read-on}"}
EXERCISES = {"ja": "## 演習 {#exercises}", "en": "## Exercises {#exercises}"}

TITLE = re.compile(r"『[^』]+』|\[?[*“][^*”]+[*”](\]\([^)]+\))?")
# Author, title, publisher, a full stop, a remark; a colon only in titles and remarks.
BOOK = {
    "ja": re.compile(r"- [^:：]+?(TITLE|（[^）]+）)。.+。"),
    "en": re.compile(r"- [^:]+?\. .+\."),
}

FORMULA = re.compile(r"\$\$.+?\$\$|\$[^$\n]+\$", re.DOTALL)
IN_FORMULA = re.compile(r"\\mathbb\{?E\}?|\\[A-Za-z]+|[A-Za-z]")
#: How a formula is laid out, and signs that school has taught: no symbols of the course.
LAYOUT = re.compile(
    r"\\([Bb]ig[lr]|left|right|dots|q?quad|[dt]?frac|sqrt|le|ge|ne|pm|times|Longrightarrow"
    r"|cosh?|sinh?|max|min)"
)


def lessons(root, lang):
    paths = sorted((root / "docs" / lang / "lessons").glob("*.md"))
    assert paths
    return {path.stem: path.read_text() for path in paths}


@pytest.mark.parametrize("lang", LANGS)
def test_every_lesson_ends_with_practice_mistakes_summary_and_books(root, lang):
    for name, text in lessons(root, lang).items():
        ids = re.findall(r"^## .*\{#([a-z-]+)\}$", text, re.MULTILINE)
        wanted = ["practice", "mistakes", "summary", "read-on"]
        assert [id_ for id_ in ids if id_ in wanted] == wanted, name
        assert text.count(PRACTICE[lang]) == text.count(READING[lang]) == 1, name
        practice = text.partition(PRACTICE[lang])[2].partition("\n## ")[0]
        assert "../notebooks/" in practice, name


@pytest.mark.parametrize("lang", LANGS)
def test_every_list_of_books_has_the_same_form(root, lang):
    for name, text in lessons(root, lang).items():
        after = text.partition(READING[lang])[2].strip()
        *items, closing = [line for line in after.splitlines() if line]
        assert len(items) >= 4, name
        assert not closing.startswith("- "), name
        for item in items:
            assert BOOK[lang].fullmatch(TITLE.sub("TITLE", item)), (name, item)


@pytest.mark.parametrize("lang", LANGS)
def test_exercises_of_notebooks_have_the_same_heading(root, lang):
    for path in sorted((root / "docs" / lang / "notebooks").glob("*.py")):
        text = path.read_text()
        if 'exercise="' in text and path.stem != "exercises":
            assert text.count(f"# {EXERCISES[lang]}\n") == 1, path.name


def symbols_in(markdown):
    """Return the letters and signs of all formulas: `t`, `\\eta`, `\\nabla`, …"""
    prose = re.sub(r"^```.*?^```", "", markdown, flags=re.DOTALL | re.MULTILINE)
    found = set()
    for formula in FORMULA.findall(prose):
        plain = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", formula, flags=re.DOTALL)
        plain = re.sub(r"\\(text|operatorname|begin|end)\{[^}]*\}|\\\\\[[^\]]*\]", " ", plain)
        found |= set(IN_FORMULA.findall(plain))
    return {symbol for symbol in found if not LAYOUT.fullmatch(symbol)}


def rows(root, lang):
    """Return symbol and meaning of each line of the list of symbols."""
    text = (root / "docs" / lang / "symbols.md").read_text()
    lines = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| $")]
    assert len(lines) > 80
    return [(cells[0], cells[2], cells[3]) for cells in lines]


@pytest.mark.parametrize("lang", LANGS)
def test_every_symbol_of_the_lessons_has_a_line(root, lang):
    listed = symbols_in("\n".join(symbol for symbol, _, _ in rows(root, lang)))
    for name, text in lessons(root, lang).items():
        assert symbols_in(text) <= listed, name


@pytest.mark.parametrize("lang", LANGS)
def test_every_meaning_of_a_symbol_has_one_line(root, lang):
    listed = rows(root, lang)
    meanings = Counter(meaning for _, meaning, _ in listed)
    assert [meaning for meaning, count in meanings.items() if count > 1] == []
    places = Counter((symbol, place) for symbol, _, place in listed)
    assert [place for place, count in places.items() if count > 1] == []


def test_letters_with_several_meanings_are_those_with_several_lines(root):
    for lang in LANGS:
        listed = rows(root, lang)
        lines = Counter(letter for symbol, _, _ in listed for letter in symbols_in(symbol))
        after = (root / "docs" / lang / "symbols.md").read_text().partition("{#two-meanings}")[2]
        named = symbols_in(after)
        assert {letter for letter in named if lines[letter] < 2} == set(), lang
        assert {r"\delta", "z", "s", "h", "q", "a", "v", r"\lambda", r"\sigma"} <= named


def test_both_languages_list_the_same_symbols(root):
    strip = [
        [(symbol, re.search(r"\(([^)]+)\)", place)[1]) for symbol, _, place in rows(root, lang)]
        for lang in LANGS
    ]
    assert strip[0] == strip[1]
