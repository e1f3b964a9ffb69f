"""Sets quotation marks, apostrophes, dashes and dots as a printer would, in words and never in code.

Markdown's own extension for this makes reading twice as slow; this is one look at each piece of text.
"""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

MARKS = re.compile(r"""["']|\.\.\.|---?""")
RULED = re.compile(r"[\\`*_\[\]<>&{}\x02\x03]")
BREAK = "  \n"
PLAIN = {"...": "…", "--": "–", "---": "—"}
QUOTES = {'"': ("“", "”"), "'": ("‘", "’")}
OPENERS = frozenset(" \t\n\u00a0([{—–/")
KEPT = {"code", "pre"}
INSIDE_WORDS = "x"
IsBlock = Callable[[str], bool]


class PlainText(Treeprocessor):
    """Sets text in which no other rule can find anything, and tells Markdown to leave it alone.

    Most text is such; without this every piece of it is searched once for each rule.
    """

    def run(self, root: Element) -> None:
        for element in root.iter():
            text = element.text
            if not text or isinstance(text, AtomicString) or RULED.search(text) or BREAK in text:
                continue
            element.text = AtomicString(set_marks(text))


class Typography(Treeprocessor):
    """Runs over the finished tree; escaped characters are no longer plain in it, and so stay as written."""

    def run(self, root: Element) -> None:
        _set(root, " ", self.md.is_block_level)


def _set(element: Element, before: str, is_block: IsBlock) -> str:
    """Sets what is inside `element`; `before` is the character in front of it. Returns the last one."""
    if element.tag in KEPT:
        return INSIDE_WORDS
    before = " " if is_block(element.tag) or element.tag == "br" else before
    element.text, before = _marks(element.text, before)
    for child in element:
        before = _set(child, before, is_block)
        before = " " if is_block(child.tag) or child.tag == "br" else before
        child.tail, before = _marks(child.tail, before)
    return before


def _marks(text: str | None, before: str) -> tuple[str | None, str]:
    if not text or isinstance(text, AtomicString):
        return text, text[-1] if text else before
    return set_marks(text, before), text[-1]


def set_marks(text: str, before: str = " ") -> str:
    """`text` with its marks set; `before` is the character in front of it."""
    opens = True

    def mark(match: re.Match[str]) -> str:
        nonlocal opens
        if match[0] in PLAIN:
            return PLAIN[match[0]]
        left = text[match.start() - 1] if match.start() else before
        if left not in QUOTES:
            opens = left in OPENERS
        # An apostrophe may begin a word where something was left out: the ’90s.
        left_out = match[0] == "'" and text[match.end() : match.end() + 1].isdigit()
        return QUOTES[match[0]][0 if opens and not left_out else 1]

    return MARKS.sub(mark, text)
