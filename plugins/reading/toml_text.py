"""Reads TOML as it was typed, and says in plain words what keeps it from being read.

It knows the parser's words so that nobody else has to. It does not know which fields a file should have.
"""

import re
import tomllib
from typing import Any, Self

from plugins.mistakes import Mistake

QUOTE = "a closing quote: one is missing on line {line}"
WORDS = 'name = "value": words in quotes, numbers, days, true and false without'
EXAMPLE = 'title = "Terms"'
SAYINGS = {
    r"Illegal character '\\n'|Found invalid character '\\n'|Unterminated string|Expected \"'": QUOTE,
    r"Expected '=' after": "an equals sign after the field's name",
    r"Expected '\]\]'": "two closing brackets, as two open the heading: [[clauses]]",
    r"Expected '\]'": "a closing bracket",
    r"Unclosed array": "a closing bracket: a list that begins on or before line {line} has none",
    r"Unclosed inline table": "a closing brace, or a comma between two fields",
    r"Cannot overwrite|Cannot declare|Duplicate inline": "each name once",
    r"Invalid date": "a day that exists, written year-month-day",
    r"Unescaped '\\'": "a backslash written twice, as a single one has a meaning of its own",
    r"Expected newline or end": 'one field a line and nothing after its value; a quote inside quotes is \\"',
}
OPENED = re.compile(r"""=\s*(?:\"{3}|'{3}|"[^"\n]*$|'[^'\n]*$)""", re.MULTILINE)


class AsTyped(float):
    """A number with a point in it, which remembers how many noughts it had: 53.50."""

    def __new__(cls, typed: str) -> Self:
        made = super().__new__(cls, typed)
        made.typed = typed
        return made

    typed: str

    def __str__(self) -> str:
        return self.typed


def values(text: str) -> dict[str, Any]:
    """What `text` says; raises tomllib.TOMLDecodeError."""
    return tomllib.loads(text, parse_float=AsTyped)


def unreadable(path: str, text: str, wrong: tomllib.TOMLDecodeError) -> Mistake:
    """The one mistake that the parser found: it reads no further."""
    said = str(wrong)
    line = _line(text, said)
    expected = next((words for saying, words in SAYINGS.items() if re.match(saying, said)), WORDS)
    written = text.split("\n")[line - 1].strip()
    return Mistake(path, line, "the whole file", expected.format(line=line), written or "nothing", EXAMPLE)


def _line(text: str, said: str) -> int:
    """Where the parser stopped; for a quote that is never closed, where it was opened."""
    if at := re.search(r"at line (\d+)", said):
        return int(at[1])
    opened = [found.start() for found in OPENED.finditer(text)]
    end = opened[-1] if opened and re.match("Unterminated|Expected", said) else len(text.rstrip())
    return text.count("\n", 0, end) + 1
