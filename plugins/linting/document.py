"""One text as the rules see it: its fields and its body, with lines, and what they need to know of the rest.

It is all a rule may look at. It reads no file and knows no rule.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from plugins.linting.sentences import Sentence, sentences
from plugins.linting.tree import Node, Text
from plugins.linting.vocabulary import Vocabulary
from plugins.models.life import Stage
from plugins.models.record import Record

TEXTS = (
    "title",
    "description",
    "summary",
    "outcomes",
    "audience",
    "access",
    "reason",
    "who",
    "first",
    "standard",
    "join",
    "measure",
)
"""The fields that hold words for readers."""

APART = frozenset({"code", "pre"})
BLOCKS = frozenset({"p", "li", "dt", "dd", "blockquote", "h2", "h3", "h4", "h5", "h6", "td", "th"})


@dataclass(frozen=True)
class Picture:
    """A picture of the content: its size in bytes, and its width and height in pixels."""

    size: int
    width: int
    height: int


@dataclass(frozen=True)
class Desk:
    """What lies on the desk while any text is read: the day, the words to avoid, days off, other pages."""

    today: dt.date
    words: Vocabulary = field(default_factory=Vocabulary)
    holidays: Mapping[dt.date, str] = field(default_factory=dict)
    """Bank holidays in England, by day."""

    terms: tuple[tuple[dt.date, dt.date], ...] = ()
    """The first and last days of every stretch of school, in order."""

    stages: Mapping[str, Stage] = field(default_factory=dict)
    """Where in its life each page is, by address."""

    updated: Mapping[str, dt.date] = field(default_factory=dict)
    """The day on which each page last changed, by address."""

    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """By file, from the folder of the content."""

    names: tuple[str, ...] = ()
    """The names of the service and of its ensembles, which have capitals."""

    explained: frozenset[str] = frozenset()
    """Words that the site explains wherever they stand: the glossary's."""

    quotations: Mapping[int, str] = field(default_factory=dict)
    """How to quote each sum that is held as data, by its pence."""


@dataclass(frozen=True)
class Document:
    """A text with its file's path from the project's root. `record` is none for a clause of the terms."""

    path: str
    desk: Desk
    body: Node
    record: Record | None = None

    @property
    def fields(self) -> Iterator[Text]:
        """The words in the front matter that readers see."""
        for name in TEXTS:
            value = getattr(self.record, name, ())
            many = value if isinstance(value, tuple) else (value,)
            for i, words in enumerate(many):
                place = (name, i) if isinstance(value, tuple) else (name,)
                yield Text(self.record.line(*place) if self.record else 0, words)

    @cached_property
    def pieces(self) -> tuple[Text, ...]:
        """Every piece of words, fields first: a piece is what stands on one line outside code, joined."""
        return (*self.fields, *_lines(self.body))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the running text: paragraphs and list items, not headings, tables or code."""
        return tuple(sentences(self.body))

    @property
    def headings(self) -> Iterator[Node]:
        return self.body.all("h1", "h2", "h3", "h4", "h5", "h6")

    @property
    def links(self) -> Iterator[Node]:
        return self.body.all("a")


def _lines(node: Node) -> Iterator[Text]:
    """The words inside each block, a piece to a line."""
    found: dict[int, str] = {}
    for child in node.children:
        if isinstance(child, Text):
            found[child.line] = found.get(child.line, "") + child.words
        elif child.tag in BLOCKS or any(inside.tag in BLOCKS for inside in child.all(*BLOCKS)):
            yield from _flushed(found)
            yield from _lines(child)
        elif child.tag not in APART:
            for text in child:
                if isinstance(text, Text):
                    found[text.line] = found.get(text.line, "") + text.words
                elif text.tag == "img":
                    found[text.line] = found.get(text.line, "") + text.attributes.get("alt", "")
    yield from _flushed(found)


def _flushed(found: dict[int, str]) -> Iterator[Text]:
    for line, words in found.items():
        if words.strip():
            yield Text(line, words.strip())
    found.clear()
