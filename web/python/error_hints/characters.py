"""Hints on characters that look like ASCII: full-width forms, smart quotes, invisible characters.

Python reads full-width letters as their ASCII forms (NFKC), except in keywords, and refuses most
of the others; in strings and comments all are allowed.
"""

import keyword
import re
import unicodedata

from .hint import Hint

#: By the kind of a character, which the page's words name: the characters, and their replacements.
_PAIRS = {
    "fullWidthBracket": ("（）［］｛｝", "()[]{}"),
    "quoteBracket": ("「」『』", "\"\"''"),
    "lenticularBracket": ("【】〔〕〈〉", "[][]()"),
    "fullWidthComma": ("，", ","),
    "ideographicComma": ("、､", ",,"),
    "fullWidthPeriod": ("．", "."),
    "ideographicPeriod": ("。｡", ".."),
    "colon": ("：", ":"),
    "semicolon": ("；", ";"),
    "doubleQuote": ("“”„‟＂″«»", '"' * 8),
    "singleQuote": ("‘’‚‛＇′´", "'" * 7),
    "minus": ("−－", "--"),
    "dash": ("‐‑‒–—―─", "-" * 7),
    "longVowel": ("ーｰ一", "---"),
    "equals": ("＝", "="),
    "fullWidthSign": ("＋＊／％＜＞！＆｜＾～＠＃＿", "+*/%<>!&|^~@#_"),
    "yen": ("￥¥＼", "\\\\\\"),
    "middleDot": ("·⋅・∗∙•", "*" * 6),
}
_KNOWN = {
    char: (kind, replacement)
    for kind, (chars, replacements) in _PAIRS.items()
    for char, replacement in zip(chars, replacements, strict=True)
} | {
    "×": ("times", "*"),
    "✕": ("times", "*"),
    "÷": ("division", "/"),
    "≤": ("comparison", "<="),
    "≦": ("comparison", "<="),
    "≥": ("comparison", ">="),
    "≧": ("comparison", ">="),
    "≠": ("comparison", "!="),
    "²": ("superscript", "**2"),
    "³": ("superscript", "**3"),
    "\u3000": ("ideographicSpace", " "),
    "\u00a0": ("noBreakSpace", " "),
    "\ufeff": ("byteOrderMark", ""),
}
#: Homoglyphs: letters of other scripts that look like Latin ones.
_LOOK_ALIKES = dict(
    zip("аеорсухіѕАВЕКМНОРСТХοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcyxisABEKMHOPCTXoABEZHIKMNOPTYX", strict=True)
)
_LITERAL = re.compile(
    r"#[^\n]*"
    r"|[A-Za-z]{0,2}(?:\"{3}(?:\\.|[^\\])*?(?:\"{3}|\Z)|'{3}(?:\\.|[^\\])*?(?:'{3}|\Z)"
    r"|\"(?:\\.|[^\"\\\n])*\"?|'(?:\\.|[^'\\\n])*'?)",
    re.DOTALL,
)
_WORD = re.compile(r"\w+")
_AFTER_A_STRING = re.compile(r"\s*([)\]},:;]|$)")


def code_of(source: str) -> str:
    """Return a program with strings and comments replaced by spaces; positions stay the same."""
    return _LITERAL.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source)


def character_hint(char: str, line: int, column: int) -> Hint:
    """Return the hint that names a character, its position, and what to type instead."""
    kind, replacement = _kind(char)
    return Hint("character", str(line), str(column), char, f"U+{ord(char):04X}", kind, replacement)


def _kind(char: str) -> tuple[str, str]:
    """Return the kind of a character, and what to type instead."""
    if char in _KNOWN:
        return _KNOWN[char]
    if char in _LOOK_ALIKES:
        return "otherScript", _LOOK_ALIKES[char]
    category = unicodedata.category(char)
    if category in ("Cf", "Mn", "Me", "Zl", "Zp", "Co", "Cn", "Cs") or char in "\u115f\u3164\uffa0":
        return "invisible", ""
    if category == "Cc":
        return "control", ""
    if category == "Zs":
        return "otherSpace", " "
    normal = unicodedata.normalize("NFKC", char)
    if normal != char and normal.isascii() and normal.isalnum():
        if char in "⁰¹⁴⁵⁶⁷⁸⁹":
            return "superscript", f"**{normal}"
        if not 0xFF00 <= ord(char) <= 0xFF5E:
            return "styledLetter", normal
        return ("fullWidthDigit" if normal.isdigit() else "fullWidthLetter"), normal
    return "other", ""


def in_syntax_error(error: SyntaxError, source: str) -> Hint | None:
    """Return a hint that names the character that caused a syntax error, if one did."""
    lines = source.split("\n")
    if not error.lineno or not error.offset or error.lineno > len(lines):
        return None
    text = lines[error.lineno - 1]
    if found := re.match(r"invalid (?:non-printable )?character .*?U\+([0-9A-F]+)", error.msg):
        return _nearest_character(chr(int(found[1], 16)), text, error.lineno, error.offset)
    if error.msg.startswith("unterminated") and "string literal" in error.msg:
        return _closing_quote(text, error.lineno, error.offset)
    if "invalid" in error.msg or error.msg.startswith("expected"):
        return _unread_word(code_of(source).split("\n")[error.lineno - 1], error.lineno)
    return None


def _nearest_character(char: str, text: str, line: int, offset: int) -> Hint:
    """Return the hint for a character, at its occurrence nearest to an offset of the line."""
    places = [place for place, one in enumerate(text) if one == char]
    column = min(places, key=lambda place: abs(place - offset + 1), default=offset - 1)
    return character_hint(char, line, column + 1)


def _closing_quote(text: str, line: int, offset: int) -> Hint | None:
    """Return the hint for a smart quote that was typed as the closing quote of a string."""
    opening = next((char for char in text[offset - 1 :] if char in "\"'"), "")
    kind = {'"': "doubleQuote", "'": "singleQuote"}.get(opening)
    for place in range(offset, len(text)):
        char = text[place]
        if _KNOWN.get(char, ("",))[0] == kind and _AFTER_A_STRING.match(text, place + 1):
            return character_hint(char, line, place + 1)
    return None


def _unread_word(code: str, line: int) -> Hint | None:
    """Return the hint for a keyword in full-width letters, or a long vowel mark used as a minus."""
    for word in _WORD.finditer(code):
        text = word[0]
        normal = unicodedata.normalize("NFKC", text)
        if text != normal and (normal in keyword.kwlist or normal == "print"):
            column = next(i for i, char in enumerate(text) if not char.isascii())
            return character_hint(text[column], line, word.start() + column + 1)
        if _is_long_vowel_mark(text):
            return character_hint(text[0], line, word.start() + 1)
    return None


def in_constant(source: str) -> Hint | None:
    """Return the hint for `True`, `False` or `None` in full-width letters, which Python refuses."""
    for number, code in enumerate(code_of(source).split("\n"), 1):
        for word in _WORD.finditer(code):
            normal = unicodedata.normalize("NFKC", word[0])
            if normal != word[0] and normal in ("True", "False", "None"):
                place = next(i for i, char in enumerate(word[0]) if not char.isascii())
                return character_hint(word[0][place], number, word.start() + place + 1)
    return None


def _is_long_vowel_mark(word: str) -> bool:
    """Return whether a word is a long vowel mark, or one before a number."""
    return re.fullmatch(r"[ーｰ一][\d０-９]*", word) is not None


def in_name(name: str, typed: str, line: int, column: int, known: set[str]) -> Hint | None:
    """Return a hint that names the character because of which a name is not defined.

    Args:
        name: as Python reads it (NFKC).
        typed: as written in the program.
        line: its line, counted from 1.
        column: of its first character, counted from 1.
        known: the names that are defined.
    """
    if _is_long_vowel_mark(name):
        return character_hint(typed[0], line, column)
    for place, char in enumerate(typed):
        kind, replacement = _kind(char)
        plain = "".join(_LOOK_ALIKES.get(one, one) for one in name if _kind(one)[0] != "invisible")
        is_cause = kind == "invisible" or (kind == "otherScript" and plain in known)
        is_read_otherwise = "Width" in kind and replacement in name
        if not char.isascii() and (is_cause or is_read_otherwise):
            return character_hint(char, line, column + place)
    return None


def in_number(text: str) -> Hint | None:
    """Return a hint that names the character because of which a text is not a number."""
    for place, char in enumerate(text):
        kind, _ = _kind(char)
        if not char.isascii() and not char.isalnum() and kind != "other":
            hint = character_hint(char, 1, place + 1)
            return Hint("numberCharacter", text, *hint.arguments[2:])
        if char in "ーｰ" and place == 0:
            return Hint("numberCharacter", text, *character_hint(char, 1, 1).arguments[2:])
    return None
