"""A hint: an identifier, for which the page has the words, and the arguments of these words."""

from typing import Any

LONGEST_ARGUMENT = 120


class Hint:
    """Advice on an error."""

    def __init__(self, identifier: str, *arguments: str) -> None:
        """Name the advice and its arguments; long arguments are cut."""
        self.id = identifier
        self.arguments = tuple(map(short, arguments))

    def as_message(self) -> dict[str, Any]:
        """Return the fields of the page's message: see Hint in protocol.ts."""
        return {"id": self.id, "arguments": list(self.arguments)}


def short(text: str) -> str:
    """Return a text on one line, cut if it is long."""
    line = " ".join(text.split()) if "\n" in text else text
    return line if len(line) <= LONGEST_ARGUMENT else line[: LONGEST_ARGUMENT - 1] + "…"
