"""Reads one Markdown file into a record, or into every mistake it holds.

It knows files, front matter and bodies. It does not know what other files say.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pydantic import ValidationError

from plugins.characters import unfit
from plugins.mistakes import Mistake
from plugins.models.record import Body, LocalLink, Record
from plugins.reading.explain import explain, shown
from plugins.reading.front_matter import FrontMatterUnreadableError, Parts, split
from plugins.reading.prose import Refused, prose
from plugins.reading.quoting import Misquoted, Shelf, quote
from plugins.reading.typed import Held, typed

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Source:
    """A file to read: where it lies, its path in messages, and what it should hold."""

    file: Path
    path: str
    model: type[Record]


@dataclass(frozen=True)
class Read:
    """What came of a file: a record, or mistakes."""

    record: Record | None
    mistakes: tuple[Mistake, ...] = ()


def read(source: Source, shelves: Mapping[str, Shelf], held: Sequence[Held] = ()) -> Read:
    """The record in `source`, its body turned into HTML with the data of `shelves` quoted in it.

    What `held` finds in the body is a mistake: it is data too, and was typed.
    """
    try:
        parts = split(source.path, text_of(source))
    except FrontMatterUnreadableError as wrong:
        return Read(None, (wrong.mistake,))
    body, mistakes = _body(source, parts, shelves)
    mistakes = (*_typed(source, parts, held), *mistakes)
    slug = source.file.stem
    if not SLUG.fullmatch(slug):
        words = "small letters, digits and hyphens, as it becomes the page's address"
        mistakes = (*mistakes, Mistake(source.path, 0, "the file's name", words, slug, "jazz-jam.md"))
    try:
        record = source.model.model_validate(parts.values)
    except ValidationError as wrong:
        return Read(None, (*explain(source.path, source.model, wrong, parts.lines), *mistakes))
    record.bind(source.path, slug, body, parts.lines)
    return Read(record, mistakes)


def text_of(source: Source) -> str:
    """The text of the file; raises FrontMatterUnreadableError for what is no text."""
    try:
        text = source.file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        words = "text saved as UTF-8"
        raise FrontMatterUnreadableError(
            Mistake(source.path, 0, "the whole file", words, f"byte {wrong.start + 1}")
        ) from wrong
    if mistake := unfit(source.path, text):
        raise FrontMatterUnreadableError(mistake)
    return text


def _typed(source: Source, parts: Parts, held: Sequence[Held]) -> Iterator[Mistake]:
    return (_misquoted(source, parts, wrong) for wrong in typed(parts.body, held))


def _misquoted(source: Source, parts: Parts, wrong: Misquoted) -> Mistake:
    line = parts.body_line + wrong.line
    return Mistake(source.path, line, "body", wrong.expected, shown(wrong.found), wrong.example)


def _body(source: Source, parts: Parts, shelves: Mapping[str, Shelf]) -> tuple[Body, tuple[Mistake, ...]]:
    text, misquoted = quote(parts.body, shelves)
    body, refused = prose().render(text)
    mistakes = [_misquoted(source, parts, wrong) for wrong in misquoted]
    mistakes += _located(source.path, text, parts.body_line, refused)
    if not source.model.has_body and parts.body.strip():
        line = parts.body_line + len(parts.body) - len(parts.body.lstrip())
        expected = "no words below the front matter: they would be shown nowhere"
        mistakes.append(Mistake(source.path, line, "body", expected, shown(parts.body)))
    if source.model.needs_body and not body.html and not mistakes:
        mistakes.append(Mistake(source.path, 0, "body", "some words below the front matter", "nothing"))
    find = partial(_line, text.split("\n"), parts.body_line)
    links = tuple(LocalLink(link.address, find(link.address)) for link in body.links)
    pictures = tuple(LocalLink(one.address, find(one.address.removeprefix("/"))) for one in body.pictures)
    return replace(body, links=links, pictures=pictures), tuple(mistakes)


def _located(path: str, text: str, first: int, refused: tuple[Refused, ...]) -> Iterator[Mistake]:
    lines = text.split("\n")
    for wrong in refused:
        line = _line(lines, first, wrong.needle)
        yield Mistake(path, line, wrong.field, wrong.expected, shown(wrong.found))


def _line(lines: list[str], first: int, needle: str) -> int:
    """Where `needle` stands: the tree that Markdown makes has no lines, so it is looked up.

    A longer address that begins the same is not it.
    """
    longer = r"(?![\w/#-])" if re.match(r"/|#\S", needle) else ""
    ends = re.compile(re.escape(needle) + longer)
    at = next((i for i, line in enumerate(lines) if needle and needle in line and ends.search(line)), None)
    return 0 if at is None else first + at
