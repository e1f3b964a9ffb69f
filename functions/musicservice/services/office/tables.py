"""Tables of cases: which, with which columns, as a file that a spreadsheet reads and takes no formula from.

Nothing that is sealed ever stands in one, whoever asks: a file on somebody's desk is read by more people than
a page that notes who opened it.
"""

import csv
import io
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from musicservice.domain.office.area import AREAS, Area
from musicservice.domain.office.work import Kind, Queue, Work
from musicservice.forms.classification import Classification
from musicservice.forms.export import Cell, Leaving, harmless, header, rows
from musicservice.forms.household import ENROLMENT, REMISSION
from musicservice.forms.journey import Journey
from musicservice.forms.kinds.field import Field
from musicservice.forms.record import Record
from musicservice.office_ports import Cases
from musicservice.rights_ports import Bulk, OpenAnswers

LEAVING: Leaving = frozenset({Classification.PUBLIC, Classification.PERSONAL})
MOST = 500
"""Rows of one table: so its answers are read in five goes."""
FORMS: Mapping[Kind, tuple[str, ...]] = {"enrolment": (ENROLMENT,), "remission": (ENROLMENT, REMISSION)}
"""The forms that something of a kind can come with."""

OWN: Mapping[str, tuple[str, Callable[[Work], Cell]]] = {
    "reference": ("Reference", lambda work: work.reference),
    "child": ("Number of the child in the case", lambda work: work.number + 1),
    "name": ("Name of the child", lambda work: harmless(work.name)),
    "area": ("Area", lambda work: work.area),
    "school_number": ("Number of the school", lambda work: int(work.school) if work.school else None),
    "asked_for": ("What was asked for", lambda work: harmless("; ".join(work.wants))),
    "received_on": ("Day it came", lambda work: work.received_at.date()),
    "status": ("How it stands", lambda work: work.status),
    "since": ("Day since when", lambda work: work.since.date()),
}
"""Columns that are no answers: what each is called, and its cell."""


class TooManyError(Exception):
    """There are more rows than one table takes, or than were agreed to."""


@dataclass(frozen=True)
class Wanted:
    """Which table: what waits in a `queue`, or what came in a `month`; one of the two is ""."""

    kind: Kind
    queue: Queue | str
    month: str
    areas: frozenset[Area]
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Tables:
    """The service. `journey` gives a form by name, worded for whoever applied."""

    cases: Cases
    bulk: Bulk
    journey: Callable[[str, str], Journey]

    def columns(self, kind: Kind) -> Mapping[str, str]:
        """What can be chosen: names of columns with what they are called, in order."""
        own = {name: title for name, (title, _) in OWN.items()}
        return own | {field.name: field.label for field in self._fields(kind)}

    def works(self, wanted: Wanted) -> Sequence[Work]:
        """What the table is about, in one read for each area. Raises TooManyError, UnavailableError."""
        found: list[Work] = []
        for area in (area for area in AREAS if area in wanted.areas):
            if wanted.queue:
                found += self.cases.queue(wanted.kind, wanted.queue, area, MOST + 1).works  # type: ignore[arg-type]
            else:
                found += self.bulk.received(wanted.kind, area, wanted.month, MOST + 1)
        if len(found) > MOST:
            raise TooManyError
        return found

    def file(self, wanted: Wanted, most: int) -> bytes:
        """The table. Raises TooManyError where there are more rows by now than `most`, UnavailableError."""
        works = self.works(wanted)
        if len(works) > most:
            raise TooManyError
        asked = [name for name in wanted.fields if name not in OWN]
        answers = self.bulk.answers([work.case for work in works]) if asked else {}
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow(wanted.fields)
        writer.writerows(self._cells(work, wanted.fields, answers.get(work.case)) for work in works)
        return text.getvalue().encode("utf-8-sig")

    def _cells(self, work: Work, fields: Sequence[str], kept: OpenAnswers | None) -> Iterator[Cell]:
        answered = self._answered(work, kept) if kept else {}
        for name in fields:
            yield OWN[name][1](work) if name in OWN else answered.get(name)

    def _answered(self, work: Work, kept: OpenAnswers) -> Mapping[str, Cell]:
        journey = self.journey(kept.form, kept.answers.get("answers", {}).get("applicant") or "")
        lines = list(rows(journey, Record.of(kept.answers), LEAVING))
        line = lines[work.number] if work.number < len(lines) else ()
        return dict(zip(header(journey, LEAVING), line, strict=False))

    def _fields(self, kind: Kind) -> Collection[Field[Any]]:
        found: dict[str, Field[Any]] = {}
        for form in FORMS[kind]:
            for field in self.journey(form, "parent").fields:
                if field.classification in LEAVING:
                    found.setdefault(field.name, field)
        return tuple(found.values())
