"""What a hint is: an identifier, for which the page has words, and what they are about."""

from typing import Any

LONGEST_ARGUMENT = 120


class Hint:
    """Advice on an error, without words."""

    def __init__(self, identifier: str, *arguments: str) -> None:
        """Name the advice and what it is about; long texts are cut."""
        self.id = identifier
        self.arguments = tuple(map(short, arguments))

    def told(self) -> dict[str, Any]:
        """Return it as the page is told."""
        return {"id": self.id, "arguments": list(self.arguments)}


def short(text: str) -> str:
    """Return a text on one line, cut if it is long."""
    line = " ".join(text.split()) if "\n" in text else text
    return line if len(line) <= LONGEST_ARGUMENT else line[: LONGEST_ARGUMENT - 1] + "…"
