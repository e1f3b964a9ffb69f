"""`make bookings COURSE=…`: every booking of a course as a table, a line for each person, to bill from.

It opens nothing that is sealed: what helps people, and what they eat, stands in the register alone.
"""

import csv
import io
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from local.places import ROOT
from local.process import shortest
from local.staff import Desk, told
from musicservice.forms import export
from musicservice.forms.classification import Classification
from musicservice.forms.journey import Journey
from musicservice.roll_ports import Enrolled
from musicservice.services.booking_record import record

LEAVING = frozenset({Classification.PUBLIC, Classification.PERSONAL})
BEFORE = ("reference", "standing", "booked_at", "attended")
"""What stands before the answers: facts of the booking and not answers to its form."""


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Write it. Returns 0, or 2 after a line that says why it cannot."""
    return told("bookings", partial(written, slug=next(iter(arguments), "")), root)


def written(desk: Desk, slug: str) -> int:
    """Write it, and say where."""
    course, registering = desk.course(slug), desk.office.registering
    journey, booked = registering.journey(course.slug), registering.roll.enrolled(course.slug)
    sheet = desk.keep(f"{slug}-bookings.csv", table(journey, booked))
    print(f"{len(booked)} bookings in {shortest(sheet)}. They name people: keep the file to yourself.")
    return 0


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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
