"""`make bookings COURSE=…`: every booking of a course as a table, a line for each person, to bill from.

It opens nothing that is sealed: what helps people, and what they eat, stands in the register alone.
"""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from local.places import ROOT
from local.process import shortest
from local.staff import Desk, told
from musicservice.services.booking_table import table


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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
