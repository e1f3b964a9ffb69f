"""Characters that no page, feed or PDF can carry, so that no file may hold them.

Control characters but tab and line ends, and what Unicode calls noncharacters: XML forbids most of them.
"""

import re

from plugins.mistakes import Mistake

UNFIT = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef" + "".join(
    rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(17)
)
FIND = re.compile(f"[{UNFIT}]")


def unfit(path: str, text: str) -> Mistake | None:
    """The first such character in `text`, or none. `path` is only for the message."""
    # Nothing that can be printed is unfit, and this is asked sixty times as fast.
    found = None if text.replace("\n", "").isprintable() else FIND.search(text)
    if found is None:
        return None
    line = text.count("\n", 0, found.start()) + 1
    expected = "characters that can be seen, spaces, tabs and line ends; take this one out"
    return Mistake(path, line, "a character", expected, f"U+{ord(found[0]):04X}")
