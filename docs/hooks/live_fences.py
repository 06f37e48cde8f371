"""Live cells as an author writes them: fenced blocks that are marked so."""

import re

from mkdocs.exceptions import PluginError

#: The first line of a block that means to be a live cell.
LIVE = re.compile(r"^`{3,}.*\{[^}]*\.live\b.*$", re.MULTILINE)

# ```python { .live name="one-update" alt="what its figure shows, if it draws one" }
FENCE = re.compile(
    r'^```python \{ ?\.live name="(?P<name>[a-z0-9-]+)"(?: alt="(?P<alt>[^"]*)")? ?\}\n'
    r"(?P<code>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def require_readable(markdown: str, fences: list[re.Match[str]], source: str) -> None:
    """Make sure that every fence marked as live became a cell with a name of its own.

    Raises:
        PluginError: one did not, or two have the same name.
    """
    read = {fence.start() for fence in fences}
    wrong = [fence[0] for fence in LIVE.finditer(markdown) if fence.start() not in read]
    names = [fence["name"] for fence in fences]
    wrong += [name for name in sorted(set(names)) if names.count(name) > 1]
    if wrong:
        raise PluginError(
            f"{source}: a live cell has a name of its own, and an alt if it draws: "
            f'```python {{ .live name="one-update" alt="…" }}; got {", ".join(wrong)}'
        )
