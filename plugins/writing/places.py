"""Where in a file something was written, for messages about what is seen only when pages are drawn."""

import re
from pathlib import Path

FRONT_MATTER = re.compile(r"\A\ufeff?---[^\n]*\n.*?^---[^\n]*\n", re.DOTALL | re.MULTILINE)


def line_of(file: Path, pattern: str) -> int:
    """The line of the first match of `pattern` below the front matter of `file`; 0 where there is none."""
    text = file.read_bytes().decode("utf-8").replace("\r\n", "\n")
    head = FRONT_MATTER.match(text)
    found = re.compile(pattern, re.MULTILINE).search(text, head.end() if head else 0)
    return text.count("\n", 0, found.start()) + 1 if found else 0
