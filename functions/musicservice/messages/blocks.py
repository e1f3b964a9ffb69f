"""What a message is built of. A block knows its lines as plain text, and which macro draws it as HTML."""

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Protocol, TypeAlias

from musicservice.messages.wording import Words

WIDTH = 72
"""Characters on a line: what mail programs show without wrapping it again, also once quoted."""
INDENT = " " * 4

Flat: TypeAlias = Callable[[Words], str]
"""Makes one string of a sentence's parts."""


class Block(Protocol):
    """One part of a message, from top to bottom."""

    template: ClassVar[str]
    """The macro of email/blocks.html that draws it."""

    def lines(self, flat: Flat) -> Iterator[str]:
        """Its lines as plain text."""


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


@dataclass(frozen=True)
class Title:
    """What the message is about, in one line. Every message begins with one."""

    template: ClassVar[str] = "title"
    words: Words

    def lines(self, flat: Flat) -> Iterator[str]:
        """The sentence."""
        yield from _wrapped(flat(self.words))


@dataclass(frozen=True)
class Heading:
    """Begins a section."""

    template: ClassVar[str] = "heading"
    words: Words

    def lines(self, flat: Flat) -> Iterator[str]:
        """One more empty line before it than before other blocks."""
        yield ""
        yield from _wrapped(flat(self.words))


@dataclass(frozen=True)
class Paragraph:
    """A few sentences."""

    template: ClassVar[str] = "paragraph"
    words: Words

    def lines(self, flat: Flat) -> Iterator[str]:
        """The sentences, wrapped."""
        yield from _wrapped(flat(self.words))


@dataclass(frozen=True)
class Small(Paragraph):
    """Small print."""

    template: ClassVar[str] = "small"


@dataclass(frozen=True)
class Steps:
    """What happens, in order."""

    template: ClassVar[str] = "steps"
    items: tuple[Words, ...]

    def lines(self, flat: Flat) -> Iterator[str]:
        """Numbered."""
        for number, item in enumerate(self.items, 1):
            yield from _wrapped(flat(item), f"{number}. ", "   ")


@dataclass(frozen=True)
class Answer:
    """One public answer in the words of the form, which are English: a question and what was chosen."""

    template: ClassVar[str] = "answer"
    label: Words
    items: tuple[Words, ...]

    def lines(self, flat: Flat) -> Iterator[str]:
        """The question, and a line for each thing chosen."""
        yield from _wrapped(flat(self.label))
        for item in self.items:
            yield from _wrapped(flat(item), "* ", "  ")


@dataclass(frozen=True)
class Link:
    """Something to open. The address stands in full as well, for whoever cannot press or does not trust."""

    template: ClassVar[str] = "link"
    label: Words
    fallback: Words
    address: str

    def lines(self, flat: Flat) -> Iterator[str]:
        """The label, and the address on a line by itself, however long."""
        yield from _wrapped(flat(self.label))
        yield self.address


@dataclass(frozen=True)
class Mark:
    """Something to note down or read out: as it is written, in groups, and how each line of it is said."""

    template: ClassVar[str] = "mark"
    label: Words
    groups: tuple[str, ...]
    say: Words
    aloud: tuple[str, ...]

    def lines(self, flat: Flat) -> Iterator[str]:
        """Standing alone, so that it can be found and copied."""
        yield from _wrapped(flat(self.label))
        yield ""
        yield INDENT + "-".join(self.groups)
        yield ""
        yield from _wrapped(flat(self.say))
        yield ""
        for line in self.aloud:
            yield from _wrapped(line, INDENT, INDENT)


@dataclass(frozen=True)
class Way:
    """One way to reach us. `address` is what a press on it opens, or ""."""

    label: Words
    shown: str
    address: str


@dataclass(frozen=True)
class Ways:
    """The ways to reach us."""

    template: ClassVar[str] = "ways"
    ways: tuple[Way, ...]

    def lines(self, flat: Flat) -> Iterator[str]:
        """One on each line."""
        for way in self.ways:
            yield " ".join(filter(None, (flat(way.label), way.shown)))
