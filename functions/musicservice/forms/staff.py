"""What staff see of a sent form: every answer under its question, in the form's own order, by member.

An old record is shown by today's form, and what that no longer asks comes last. It does not know who may
look, nor how a page of it is drawn.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from musicservice.forms.form import Row
from musicservice.forms.journey import Journey, Step
from musicservice.forms.record import Kept, Record, as_kept, row

ASKED_BEFORE = "Asked before"


@dataclass(frozen=True)
class Part:
    """The answers on one page. `member` is the place of whom it is about, from 0; none for the household."""

    title: str
    member: int | None
    rows: tuple[Row, ...]


def staff_view(journey: Journey, record: Record) -> tuple[Part, ...]:
    """Every answer in the record, each once. `journey` is worded for whoever applied."""
    parts = (*_asked(journey, record), *_asked_before(journey, record))
    return tuple(part for part in parts if part.rows)


def _asked(journey: Journey, record: Record) -> Iterator[Part]:
    for run in journey.runs():
        for member in range(len(record.members)) if run[0].each else (None,):
            kept = _of(record, member)
            for stop in run:
                if isinstance(stop, Step):
                    rows = (row(f, kept[f.name]) for f in stop.page.fields if kept.get(f.name) is not None)
                    yield Part(stop.page.title, member, tuple(rows))


def _asked_before(journey: Journey, record: Record) -> Iterator[Part]:
    """Answers to questions that are retired, that are now asked of somebody else, or that nobody knows."""
    known = {field.name: field for field in (*journey.fields, *journey.retired)}
    for member in (None, *range(len(record.members))):
        asked = {field.name for field in journey.asked(each=member is not None)}
        left = {name: kept for name, kept in _of(record, member).items() if name not in asked}
        given = ((name, kept) for name, kept in left.items() if kept is not None)
        rows = (row(known[name], kept) if name in known else Row(name, as_kept(kept)) for name, kept in given)
        yield Part(ASKED_BEFORE, member, tuple(rows))


def _of(record: Record, member: int | None) -> Kept:
    return record.answers if member is None else record.members[member]
