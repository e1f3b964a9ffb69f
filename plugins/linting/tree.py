"""A body as a tree in which everything knows the line that it was written on.

Markdown keeps no lines. So a mark, a character that no text of ours holds, is put in front of the words of
each line, where it disturbs no rule of Markdown, and taken out again when the HTML is read. The tree is of
what a reader gets: code, links and quoted data are told apart by what they became, not by how they look.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser

from markdown import Markdown

from plugins.reading.rules import EXTENSIONS

FIRST = 0xF0000
"""The mark of line 0. Those after it, up to LAST, are for private use, and in no text of ours."""

LAST = 0xFFFFD
MARK = re.compile(f"[{chr(FIRST)}-{chr(LAST)}]")
OPENS = re.compile(r"(?:[ \t>]|[-*+][ \t]+|\d+\.[ \t]+|:[ \t]+|#{1,6})*(?:\|[ \t]*)?")
"""What may stand in front of the words of a line: quotes, bullets, numbers, a definition, a cell, hashes."""

UNMARKED = re.compile(r"[ \t]*(?:\[[^\]]+\]:|\{:|!!!|$|(?=.*[-=*_])[-=*_|: \t]*$)")
"""Lines that hold no words: addresses of links, attributes, a box's heading, rules and underlines."""

VOID = {"br", "hr", "img"}


@dataclass(frozen=True)
class Node:
    """An element: its name, the line it begins on, its attributes, what is inside."""

    tag: str
    line: int = 0
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple["Node | Text", ...] = ()

    def __iter__(self) -> Iterator["Node | Text"]:
        """Itself and everything inside, in the order of reading."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child
            else:
                yield child

    def all(self, *tags: str) -> Iterator["Node"]:
        """Every element inside of one of these names."""
        return (node for node in self if isinstance(node, Node) and node.tag in tags)

    @property
    def words(self) -> str:
        """All that is read inside it; an image is read as its description."""
        return "".join(_read(child) for child in self if child is not self)


@dataclass(frozen=True)
class Text:
    """Words on one line."""

    line: int
    words: str


def _read(child: Node | Text) -> str:
    if isinstance(child, Text):
        return child.words
    return child.attributes.get("alt", "") if child.tag == "img" else " " if child.tag == "br" else ""


def tree(body: str, first: int = 1) -> Node:
    """The tree of a body in Markdown whose first line is line `first` of its file."""
    reader = _Reader()
    reader.feed(_markdown().reset().convert(marked(body, first)))
    reader.close()
    return reader.finished()


def marked(body: str, first: int = 1) -> str:
    """`body` with the mark of its line before the words of each line; lines count from `first`."""
    return "\n".join(_mark(line, number) for number, line in enumerate(body.split("\n"), start=first))


def _mark(line: str, number: int) -> str:
    if UNMARKED.match(line) or number > LAST - FIRST:
        return line
    at = OPENS.match(line).end()  # type: ignore[union-attr] # it matches nothing, too
    return line[:at] + chr(FIRST + number) + line[at:]


@cache
def _markdown() -> Markdown:
    """As bodies are read, but for HTML, which is text here, and for quotation marks, which stay as typed."""
    made = Markdown(extensions=list(EXTENSIONS), output_format="html")
    made.preprocessors.deregister("html_block")
    made.inlinePatterns.deregister("html")
    return made


@dataclass
class _Open:
    tag: str
    line: int
    attributes: dict[str, str]
    until: int
    """The last line of an address or a title, which Markdown writes after the words that it belongs to."""

    children: list[Node | Text] = field(default_factory=list)

    def closed(self, now: int) -> Node:
        """The element, which ends on the line `now`."""
        begun = (child.line for child in self.children if isinstance(child, Node) or child.words.strip())
        return Node(self.tag, next(begun, self.line or now), self.attributes, tuple(self.children))


class _Reader(HTMLParser):
    """Builds the tree. The line of an element is that of the first word in it, else of the last before it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._line = 0
        self._stack = [_Open("body", 0, {}, 0)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        plain = {name: MARK.sub("", value) for name, value in given.items()}
        marks = [ord(mark) - FIRST for value in given.values() for mark in MARK.findall(value)]
        self._stack.append(_Open(tag, self._line, plain, max(marks, default=0)))
        if tag in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in {one.tag for one in self._stack[1:]}:
            while self._close() != tag:
                pass

    def handle_data(self, data: str) -> None:
        at = 0
        for mark in MARK.finditer(data):
            self._add(data[at : mark.start()])
            self._line, at = ord(mark[0]) - FIRST, mark.end()
        self._add(data[at:])

    def finished(self) -> Node:
        while len(self._stack) > 1:
            self._close()
        return self._stack[0].closed(self._line)

    def _add(self, words: str) -> None:
        if words:
            self._stack[-1].children.append(Text(self._line, words))

    def _close(self) -> str:
        done = self._stack.pop()
        self._line = max(self._line, done.until)
        self._stack[-1].children.append(done.closed(self._line))
        return done.tag
