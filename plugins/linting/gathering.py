"""Gathers what the rules look at: every text of the content as a document, and what lies on the desk.

It reads files; it decides nothing.
"""

import datetime as dt
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import holidays
import imagesize

from plugins.linting.document import Desk, Document, Picture
from plugins.linting.tree import Node, tree
from plugins.linting.vocabulary import Vocabulary
from plugins.mistakes import ContentRefusedError
from plugins.models.dates import Dates
from plugins.models.ensemble import Ensemble
from plugins.models.life import Stage, stage
from plugins.models.living import Living
from plugins.models.page import Page
from plugins.models.record import Record
from plugins.reading.data_files import FOLDER, Data, places, read_toml
from plugins.reading.document import Source, text_of
from plugins.reading.front_matter import FrontMatterUnreadableError, split
from plugins.reading.quoting import Shelf, quote

WORDS = "words.toml"
IMAGES = "images"


def desk(content: Path, data: Data, records: Collection[Record], today: dt.date) -> Desk:
    """What the rules know of the rest; raises ContentRefusedError where the list of words is not right."""
    return Desk(
        today=today,
        words=vocabulary(content),
        holidays=bank_holidays(today, data.dates),
        terms=tuple(_stretches(data.dates)),
        stages=_stages(records, today),
        updated={record.url: record.updated for record in records if isinstance(record, Page)},
        pictures=dict(_pictures(content)),
        names=(data.site.name, *(record.title for record in records if isinstance(record, Ensemble))),
        explained=frozenset(word.term for word in data.glossary.words),
        quotations={price.pence: f'{{{{ price("{price.id}") }}}}' for price in data.prices.all},
    )


def vocabulary(content: Path) -> Vocabulary:
    """The words to avoid; none where the content has no such list."""
    file = content / FOLDER / WORDS
    if not file.exists():
        return Vocabulary()
    return read_toml(file, file.relative_to(content.parent).as_posix(), Vocabulary)


def bank_holidays(today: dt.date, dates: Dates) -> Mapping[dt.date, str]:
    """Those of England from last year to the year after next, and what the content says itself."""
    years = range(today.year - 1, today.year + 3)
    known = holidays.country_holidays("GB", subdiv="ENG", years=years)
    return {**dict(known.items()), **{day.date: day.name for day in dates.bank_holidays}}


def documents(
    sources: Iterable[Source], records: Mapping[str, Record], data: Data, on: Desk
) -> Iterator[Document]:
    """Every text. `records` are those that could be read, by path; of others only the body is looked at."""
    shelves = data.shelves()
    for source in sources:
        try:
            parts = split(source.path, text_of(source))
        except FrontMatterUnreadableError:
            continue
        body = tree(_quoted(parts.body, shelves), parts.body_line)
        yield Document(source.path, on, body, records.get(source.path))


def terms(content: Path, data: Data, on: Desk) -> Document:
    """The terms, whose clauses are Markdown in TOML, as one text."""
    file = content / FOLDER / "terms.toml"
    text = file.read_text(encoding="utf-8")
    lines = dict(places(text, tomllib.loads(text)))
    bodies = []
    for i, clause in enumerate(data.terms.clauses):
        first = lines.get(("clauses", i, "text"), 0)
        opening = text.split("\n")[first - 1] if first else ""
        # The line break after the opening quotes is no part of the text.
        bodies.append(tree(_quoted(clause.text, data.shelves()), first + opening.rstrip().endswith('"""')))
    children = tuple(child for body in bodies for child in body.children)
    return Document(file.relative_to(content.parent).as_posix(), on, Node("body", children=children))


def _quoted(body: str, shelves: Mapping[str, Shelf]) -> str:
    try:
        return quote(body, shelves)[0]
    except ContentRefusedError:
        return body


def _stages(records: Iterable[Record], today: dt.date) -> dict[str, Stage]:
    return {record.url: stage(record, today) for record in records if isinstance(record, Living)}


def _stretches(dates: Dates) -> Iterator[tuple[dt.date, dt.date]]:
    """The days of school: each term in two parts, before half-term and after."""
    one = dt.timedelta(days=1)
    for term in dates.terms:
        yield term.starts, term.half_term_starts - one
        yield term.half_term_ends + one, term.ends


def _pictures(content: Path) -> Iterator[tuple[str, Picture]]:
    for file in sorted((content / IMAGES).rglob("*")):
        if file.is_file() and file.suffix != ".md":
            width, height = imagesize.get(file)
            picture = Picture(file.stat().st_size, int(width), int(height))
            yield file.relative_to(content).as_posix(), picture
