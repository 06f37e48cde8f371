"""Hints on syntax errors: by Python's message, and by the line at fault."""

import keyword
import re

from . import characters
from .hint import Hint

_MAGIC = re.compile(r"\s*(%%?)([A-Za-z_]\w*)(.*)")
_PROMPT = re.compile(r"\s*(>>>|\.\.\.(?=\s|$)|In ?\[\d*\]:|Out ?\[\d*\]:)")
_NUMBER_AND_NAME = re.compile(
    r"(?<![\w.])((?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(\s*)([^\W\d_]\w*)"
)
_COMMANDS = ("pip", "pip3", "conda", "uv", "python", "python3", "apt", "apt-get", "brew")
_SHELL = ("ls", "cd", "mkdir", "wget", "curl", "git", "cat", "rm", "pwd")


def syntax_hint(error: SyntaxError, source: str) -> Hint:
    """Return a hint on a syntax error; `source` is the whole program."""
    line = _line_of(error, source)
    code = _code_line(error, source)
    return (
        characters.in_syntax_error(error, source)
        or _notebook(line, code, source, error.lineno or 0)
        or _by_message(error, line, code)
        or _other_language(code)
        or _number_and_name(error, code)
        or _reserved(code)
        or Hint("syntax")
    )


def indentation_hint(error: IndentationError, source: str) -> Hint:
    """Return a hint on an indentation error."""
    line = _line_of(error, source)
    if _PROMPT.match(line):
        return Hint("prompt", _PROMPT.match(line)[1])  # type: ignore[index]  # it matches
    if isinstance(error, TabError):
        return Hint("tabs")
    if found := re.match(r"expected an indented block after (.+) on line (\d+)", error.msg):
        word = found[1].split()[0].strip("'")  # 'for' statement, function definition
        return Hint("block", "def" if word == "function" else word, found[2])
    return Hint("unexpectedIndent") if error.msg == "unexpected indent" else Hint("indentation")


def _line_of(error: SyntaxError, source: str) -> str:
    lines = source.split("\n")
    return lines[error.lineno - 1] if error.lineno and error.lineno <= len(lines) else ""


def _code_line(error: SyntaxError, source: str) -> str:
    """Return the line at fault with strings and comments replaced by spaces."""
    return _line_of(error, characters.code_of(source))


# --- Syntax of notebooks and shells ---


def _notebook(line: str, code: str, source: str, number: int) -> Hint | None:
    if _is_continued(source, number):
        return None
    if found := _PROMPT.match(line):
        return Hint("prompt", found[1])
    if found := _MAGIC.match(line):
        return _magic(found[2], f"{found[1]}{found[2]}")
    words = line.split()
    if found := re.match(r"\s*!\s*([\w.-]+)( |$)", line):
        if found[1] in _COMMANDS:
            return Hint("install")
        return Hint("shell", f"!{found[1]}") if found[2] or found[1] in _SHELL else None
    if words[:1] and words[0] in (*_COMMANDS, *_SHELL) and re.match(r"\s*[\w-]+ +[\w./~-]", code):
        return Hint("install") if words[0] in _COMMANDS else Hint("shell", words[0])
    found = re.fullmatch(r"\s*(?:\?\??([\w.]+)|([\w.]+)\?\??)\s*", code)
    return Hint("help", f"help({found[1] or found[2]})") if found else None


def _magic(name: str, text: str) -> Hint:
    if name in ("pip", "conda"):
        return Hint("install")
    if name == "matplotlib":
        return Hint("magicMatplotlib", text)
    if name in ("time", "timeit", "prun"):
        return Hint("magicTime", text)
    return Hint("magic", text)


def _is_continued(source: str, number: int) -> bool:
    """Return whether a line lies inside brackets that were opened above it."""
    above = "\n".join(characters.code_of(source).split("\n")[: number - 1])
    return sum(map(above.count, "([{")) > sum(map(above.count, ")]}"))


# --- By Python's message ---


def _by_message(error: SyntaxError, line: str, code: str) -> Hint | None:
    message = error.msg
    if found := re.match(r"Missing parentheses in call to '(\w+)'", message):
        return _parentheses(found[1], line)
    if "Maybe you meant '=='" in message or 'perhaps you meant "=="' in message:
        return _equals(code)
    if message == "expected ':'":
        return Hint("elseIf") if re.match(r"\s*else\s+if\b", code) else _colon(code)
    if found := re.match(r"'(.)' was never closed", message):
        return Hint("notClosed", found[1], str(error.lineno))
    if found := re.match(r"closing parenthesis '(.)' does not match .*parenthesis '(.)'", message):
        return Hint("wrongBracket", found[2], found[1])
    if found := re.match(r"unmatched '(.)'", message):
        return Hint("unmatched", found[1])
    if re.match(r"unterminated (f-string|t-string|string)", message):
        return Hint("notEnded", str(error.lineno))
    if message.startswith("unterminated triple"):
        return Hint("tripleNotEnded", str(error.lineno))
    if "'unicodeescape' codec" in message:
        return Hint("backslash")
    return _rarer(message, code, error)


def _rarer(message: str, code: str, error: SyntaxError) -> Hint | None:
    if message.startswith("f-string: expecting '}'"):
        return Hint("notClosed", "{", str(error.lineno))
    if "unexpected character after line continuation" in message:
        return Hint("continuation")
    if found := re.match(r"'(return|yield|break|continue|await)' (?:outside|not)", message):
        return Hint("outside", found[1])
    if message.startswith("leading zeros in decimal"):
        return Hint("leadingZeros")
    if message == "positional argument follows keyword argument":
        return Hint("argumentOrder")
    if found := re.match(r"keyword argument repeated: (\w+)", message):
        return Hint("repeated", found[1])
    if message.startswith("cannot assign to "):
        return Hint("assign")
    if "Perhaps you forgot a comma" in message:
        return _number_and_name(error, code) or Hint("comma")
    if message == "expected 'else' after 'if' expression":
        return Hint("ifExpression")
    if message.startswith("multiple exception types"):
        return Hint("except")
    return None


def _parentheses(name: str, line: str) -> Hint:
    rest = line.strip().partition(name)[2].strip()
    return Hint("print", f"{name}({rest})")


def _equals(code: str) -> Hint:
    if re.match(r"\s*(if|elif|while|return|assert|print)\b", code) or " if " in code:
        return Hint("equals")
    return Hint("equals") if "=" not in re.sub(r"\(.*\)", "", code) else Hint("assign")


def _colon(code: str) -> Hint:
    word = code.split()[0].rstrip(":(") if code.split() else ""
    return Hint("colon", word if word in keyword.kwlist else "")


# --- Syntax of other languages and of mathematics ---


def _other_language(code: str) -> Hint | None:
    if found := re.search(r"([\w.\]]+)(\+\+|--)\s*(?:;|$)", code):
        return Hint("increment", found[1] + found[2], f"{found[1]} {found[2][0]}= 1")
    for typed, meant in (("&&", "and"), ("||", "or"), ("=>", ">="), ("=<", "<="), ("<>", "!=")):
        if typed in code:
            return Hint("sign", typed, meant)
    if re.search(r"(?<![\w=])!\s*[A-Za-z_(]", code):
        return Hint("sign", "!", "not")
    if found := re.search(r"([+\-*/]) =", code):
        return Hint("sign", found[0], f"{found[1]}=")
    return None


def _number_and_name(error: SyntaxError, code: str) -> Hint | None:
    """Return a hint on `5t` at the offset of the error."""
    if error.msg != "invalid decimal literal" and not error.msg.startswith("invalid syntax"):
        return None
    offset = error.offset or 1
    for found in _NUMBER_AND_NAME.finditer(code):
        is_here = found.start() <= offset <= found.end() + 1
        if is_here and found[3] not in keyword.kwlist:
            return _number_before(found, code)
    return None


def _number_before(found: re.Match[str], code: str) -> Hint | None:
    number, space, name = found.groups()
    if re.match(r"\s*=(?!=)", code[found.end() :]):  # an assignment
        is_first = not space and not code[: found.start()].strip()
        return Hint("nameBegins", found[0]) if is_first else None
    return Hint("numberAndName", found[0], f"{number} * {name}")


def _reserved(code: str) -> Hint | None:
    """Return a hint on a keyword that is used as a name: `lambda = 0.1`."""
    found = re.match(r"\s*(\w+)\s*=(?!=)", code) or re.search(
        r"[(,]\s*(\w+)\s*(?:=(?!=)|[,)])", code
    )
    if not found or found[1] not in keyword.kwlist or found[1] in ("True", "False", "None"):
        return None
    return Hint("reserved", found[1], f"{found[1]}_")
