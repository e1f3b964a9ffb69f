"""The whole content looked at once: what stops the build, and what the linter says of every text."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from plugins.linting.finding import Finding, of_mistake
from plugins.linting.gathering import desk, documents, terms
from plugins.linting.registry import findings
from plugins.mistakes import ContentRefusedError, Mistake
from plugins.models.record import Record
from plugins.reading.checks import check
from plugins.reading.data_files import Data, read_data
from plugins.reading.document import read
from plugins.reading.library import Library, arranged, sources
from plugins.reading.life_checks import check_lives
from plugins.reading.lives import parted
from plugins.reading.parallel import read_all
from plugins.reading.published_addresses import check_published

SAID_TWICE = {"heading": "heading-order", "image": "alt-text"}
"""What the build refuses and the linter says too, with the line it knows better."""


def look(content: Path, templates: Path, today: dt.date, draw: Callable[[Library], None]) -> list[Finding]:
    """Everything there is to say, in order of file and line.

    `templates` is the theme's folder; `draw` draws the pages and raises ContentRefusedError for what is seen
    only then, such as a link that leads nowhere. It is called once all else is well.
    """
    try:
        data = read_data(content)
    except ContentRefusedError as refused:
        return [of_mistake(mistake) for mistake in refused.mistakes]
    known, mistakes = _read(content, data)
    if not mistakes:
        library = arranged(data, known.values())
        steps = (
            partial(check, library, templates),
            partial(check_lives, library, today),
            partial(check_published, parted(library, today), content),
        )
        mistakes = [mistake for step in steps for mistake in _refused(step)] or _refused(
            partial(draw, library)
        )
    said = [*_said(content, data, known, today)]
    spoken = {(finding.path, finding.rule) for finding in said}
    fresh = (of_mistake(m) for m in mistakes if (m.path, SAID_TWICE.get(m.field)) not in spoken)
    return sorted({*said, *fresh})


def said_of(content: Path, library: Library, today: dt.date) -> list[Finding]:
    """What the linter says of content that builds."""
    return sorted({*_said(content, library.data, {r.path: r for r in library.records}, today)})


def _said(content: Path, data: Data, known: dict[str, Record], today: dt.date) -> Iterator[Finding]:
    try:
        on = desk(content, data, known.values(), today)
    except ContentRefusedError as refused:
        yield from map(of_mistake, refused.mistakes)
        return
    files, _ = sources(content)
    for document in (*documents(files, known, data, on), terms(content, data, on)):
        yield from findings(document)


def _read(content: Path, data: Data) -> tuple[dict[str, Record], list[Mistake]]:
    files, strays = sources(content)
    done = read_all(files, partial(read, shelves=data.shelves(), held=data.held()))
    records = {one.record.path: one.record for one in done if one.record}
    return records, [*strays, *(mistake for one in done for mistake in one.mistakes)]


def _refused(step: Callable[[], None]) -> list[Mistake]:
    try:
        step()
    except ContentRefusedError as refused:
        return list(refused.mistakes)
    return []
