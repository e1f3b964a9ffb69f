"""Every booking of a course as a table to write bills from: a line for each person, and nothing that is
sealed.

Who pays by journal and who by invoice, with the order number or cost code that they gave, stands among the
answers to the form.
"""

import csv
import io
from collections.abc import Iterator, Sequence

from musicservice.forms import export
from musicservice.forms.classification import Classification
from musicservice.forms.journey import Journey
from musicservice.roll_ports import Enrolled
from musicservice.services.booking_record import record

LEAVING = frozenset({Classification.PUBLIC, Classification.PERSONAL})
BEFORE = ("reference", "standing", "booked_at", "attended")
"""What stands before the answers: facts of the booking and not answers to its form."""


def table(journey: Journey, booked: Sequence[Enrolled]) -> bytes:
    """All of them as CSV that spreadsheets take for no formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow((*BEFORE, *export.header(journey, LEAVING)))
    for one in booked:
        writer.writerows(rows(journey, one))
    return text.getvalue().encode("utf-8-sig")


def rows(journey: Journey, one: Enrolled) -> Iterator[tuple[export.Cell, ...]]:
    """The lines of one booking."""
    line, marks = one.line, one.attendance.marks
    cells = export.rows(journey, record(one), LEAVING)
    for who, answers in zip(line.delegates, cells, strict=True):
        booked_at = line.booked_at.date().isoformat()
        yield (line.reference, line.place.standing, booked_at, marks.get(who.id, ""), *answers)


def people(booked: Sequence[Enrolled]) -> int:
    """How many lines the table has."""
    return sum(len(one.line.delegates) for one in booked)
