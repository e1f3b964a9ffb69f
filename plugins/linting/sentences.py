"""The sentences of a text, and how hard they are to read.

Sentences are told apart by sentencex and syllables are counted by syllapy; the sum is Flesch and Kincaid's.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from re import compile as pattern

import syllapy
from sentencex import segment

from plugins.linting.tree import Node, Text

RUNNING = frozenset({"p", "li", "dd", "blockquote"})
APART = frozenset({"pre", "table", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6", *RUNNING})
WORD = pattern(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,:]*")
CODE = "code"
GRADE_TO_AGE = 5
"""An American pupil of grade 6 is 11 years old."""


@dataclass(frozen=True)
class Sentence:
    """A sentence, and the line that it begins on."""

    line: int
    words: str

    @property
    def length(self) -> int:
        """How many words it has."""
        return len(WORD.findall(self.words))

    @property
    def syllables(self) -> int:
        return sum(max(1, syllapy.count(word)) for word in WORD.findall(self.words))

    @property
    def age(self) -> float:
        return reading_age([self])


def reading_age(sentences: Collection[Sentence]) -> float:
    """The age, in years, at which most can read these; 0 where there is nothing to read.

    Flesch-Kincaid grade level (Kincaid, Fishburne, Rogers and Chissom, 1975) and five years:
    0.39 words a sentence + 11.8 syllables a word - 15.59.
    """
    words = sum(sentence.length for sentence in sentences)
    if not words:
        return 0
    syllables = sum(sentence.syllables for sentence in sentences)
    return 0.39 * words / len(sentences) + 11.8 * syllables / words - 15.59 + GRADE_TO_AGE


def sentences(body: Node) -> Iterator[Sentence]:
    """Those of the running text: paragraphs and list items, not headings, tables or blocks of code."""
    for block in body.all(*RUNNING):
        texts = [text for text in _texts(block) if text.words]
        starts, told = _joined(texts)
        at = 0
        for piece in segment("en", told):
            if WORD.search(piece):
                start = at + len(piece) - len(piece.lstrip())
                yield Sentence(texts[bisect_right(starts, start) - 1].line, " ".join(piece.split()))
            at += len(piece)


def _texts(block: Node) -> Iterator[Text]:
    """The words of a block, less those of the blocks inside it."""
    for child in block.children:
        if isinstance(child, Text):
            yield child
        elif child.tag == "br":
            yield Text(child.line, "\n")
        elif child.tag not in APART:
            yield from _texts(child)


def _joined(texts: list[Text]) -> tuple[list[int], str]:
    """Where each text begins in all of them together, and those together."""
    starts, told = [], ""
    for text in texts:
        starts.append(len(told))
        told += text.words.replace("\n", " ")
    return starts, told
