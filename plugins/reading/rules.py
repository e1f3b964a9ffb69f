"""Markdown with the rules that a text needs, and no others: most texts have no table and no definition.

A rule whose mark stands nowhere in a text finds nothing there, yet searches each paragraph for it: with all
of them, reading takes twice as long. It decides which rules those are; it does not know what is refused.
"""

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.toc import TocExtension

EXTENSIONS = ("tables", "attr_list", "def_list", "toc", "sane_lists", "admonition")
"""Every rule beside Markdown's own."""
MARKS = {
    "tables": re.compile(r"\|"),
    "attr_list": re.compile(r"\{"),
    "def_list": re.compile(r":(?<!\w:)\s"),
    "admonition": re.compile("!!!"),
}
"""What each of these begins with; the others are always there."""
CONTENTS = "[TOC]"
WORDS = re.compile(r"[^\W\d_][^\n|]*(?:\n[^\W\d_][^\n|]*)*")
"""A paragraph and nothing else: each line begins with a letter, as nothing does that is another block."""


def needed(text: str) -> tuple[str, ...]:
    """The rules that may find something in `text`, in their order; CONTENTS among them if it asks for one."""
    names = tuple(name for name in EXTENSIONS if name not in MARKS or MARKS[name].search(text))
    return (*names, CONTENTS) if CONTENTS in text else names


class _Words(BlockProcessor):
    """Takes such a paragraph at once; else each rule for blocks would search all of it first."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Markdown's own signature
        return WORDS.fullmatch(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        self.parser.blockprocessors["paragraph"].run(parent, blocks)


class Reader(Markdown):
    """Markdown with these rules, to be used again: making it costs as much as a short page."""

    def __init__(self, rules: tuple[str, ...]) -> None:
        self._blocks: dict[str, bool] = {}
        contents = TocExtension(marker=CONTENTS if CONTENTS in rules else "")
        others = [name for name in rules if name not in {"toc", CONTENTS}]
        super().__init__(extensions=[contents, *others], output_format="html")
        self.parser.blockprocessors.register(_Words(self.parser), "words", 200)

    def is_block_level(self, tag: Any) -> bool:
        """Whether an element of this name is a block. Asked thousands of times a page, of a dozen names."""
        if not isinstance(tag, str):
            return super().is_block_level(tag)
        if tag not in self._blocks:
            self._blocks[tag] = super().is_block_level(tag)
        return self._blocks[tag]
