"""Every example of the API reference is executed, in both languages."""

import doctest
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[3] / "docs"
PAGES = sorted(DOCS.glob("*/api/*.md"))


def without_fences(page: Path) -> str:
    """Return the page's text without fences, which doctest would read as expected output."""
    return page.read_text().replace("```", "")


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(DOCS)) for page in PAGES])
def test_the_examples_of_a_page_print_what_it_says(page):
    example = doctest.DocTestParser().get_doctest(without_fences(page), {}, page.name, str(page), 0)
    assert example.examples
    result = doctest.DocTestRunner(verbose=False).run(example)
    assert result.failed == 0


def test_the_readmes_program_prints_what_it_says(capsys):
    blocks = (DOCS.parent / "README.md").read_text("utf-8").split("```")
    program, printed = next(
        (block.removeprefix("python\n"), blocks[i + 2].strip())
        for i, block in enumerate(blocks)
        if block.startswith("python\n")
    )
    exec(compile(program, "README.md", "exec"), {})
    beginning, end = printed.split("\n…\n")
    lines = capsys.readouterr().out.rstrip("\n")
    assert lines.startswith(f"{beginning}\n")
    assert lines.endswith(f"\n{end}")
