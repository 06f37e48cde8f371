"""Checks the prose of both languages with textlint: terms, and in Japanese grammar and style.

It checks pages, and the Markdown cells of notebooks. Formulas and tags, which are not prose, are
blanked first; a computed number becomes a digit, so that rules see the text after it, such as a
percent sign. Findings are printed with file and line of the source.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COPIES = ROOT / ".cache" / "prose"
TEXTLINT = ROOT / "node_modules" / ".bin" / "textlint"

NOT_PROSE = re.compile(
    r"\A---\n.*?^---\n|^`{3,}.*?^`{3,}$|\$\$.*?\$\$|\{%.*?%\}|\{#.*?\}|<[^>]*>",
    re.DOTALL | re.MULTILINE,
)
NUMBER = re.compile(r"\{\{.*?\}\}")
FORMULA = re.compile(r"\$[^$\n]+\$")
TITLE = re.compile(r"“[^”\n]*”")  # titles of works keep the spelling of their authors


def blank(match: re.Match[str]) -> str:
    """Return only the line breaks of a match, so that line numbers are unchanged."""
    return "\n" * match[0].count("\n")


def markdown_of(path: Path) -> str:
    """Return a page's text, or a notebook's Markdown cells with their line numbers."""
    text = path.read_text()
    if path.suffix == ".md":
        return text
    lines, is_text = [], False
    for line in text.splitlines():
        if line.startswith("# %%"):
            is_text = line.startswith("# %% [markdown]")
            lines.append("")
        else:
            lines.append(line.removeprefix("#").removeprefix(" ") if is_text else "")
    return "\n".join(lines)


def copies(lang: str) -> Iterator[tuple[Path, Path]]:
    """Write the prose of each source into a copy for textlint; yield both paths."""
    folder = ROOT / "docs" / lang
    for source in sorted([*folder.rglob("*.md"), *folder.rglob("*.py")]):
        copy = COPIES / lang / f"{source.relative_to(folder)}.md"
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = NOT_PROSE.sub(blank, markdown_of(source))
        copy.write_text(TITLE.sub("“x”", FORMULA.sub("x", NUMBER.sub("7", text))))
        yield source, copy


def findings(lang: str) -> list[str]:
    """Return the findings of textlint in one language."""
    sources = {str(copy): source for source, copy in copies(lang)}
    config = ROOT / "docs" / "prose" / f"textlint.{lang}.json"
    done = subprocess.run(
        [str(TEXTLINT), "--config", str(config), "--format", "json", *sources],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if done.returncode not in (0, 1) or not done.stdout.strip():
        sys.exit(f"textlint did not run:\n{done.stderr}")
    return [
        f"{sources[result['filePath']].relative_to(ROOT)}:{found['line']}: "
        f"{found['message'].splitlines()[0]} ({found['ruleId']})"
        for result in json.loads(done.stdout)
        for found in result["messages"]
    ]


if __name__ == "__main__":
    found = [line for lang in ("ja", "en") for line in findings(lang)]
    print("\n".join(found), end="\n" if found else "")
    sys.exit(1 if found else 0)
