"""`make courses`: how every course stands, and what about it needs a person. Nobody on them is named."""

import sys
from collections.abc import Iterator
from pathlib import Path

from local.places import ROOT
from local.staff import Desk, told
from musicservice.services.booking_words import lines, moment
from musicservice.services.overview import Standing

BOOKING = {"not-yet": "opens {opens}", "open": "open until {closes}", "closed": "closed", "cancelled": "off"}


def main(root: Path = ROOT) -> int:
    """Print them. Returns 0, or 2 after a line that says why it cannot."""
    return told("courses", shown, root)


def shown(desk: Desk) -> int:
    """All of them."""
    now = desk.office.overview.clock.now()
    found = desk.office.overview()
    print("\n\n".join("\n".join(about(one, now)) for one in found) or "There are no courses.")
    return 0


def about(one: Standing, now: object) -> Iterator[str]:
    """One course in a few lines."""
    course, seats = one.course, one.seats
    yield f"{course.title} ({one.slug})" if course else f"{one.slug}: no file"
    if course:
        when = lines(course, 0)[1].shown.replace("\n", "; ")
        state = "" if course.state == "on" else f" [{course.state}: {course.reason}]"
        words = BOOKING[course.booking(now)]  # type: ignore[arg-type]
        yield f"  {when}{state}"
        yield "  Booking: " + words.format(opens=moment(course.opens), closes=moment(course.closes))
    if seats:
        minimum = f", held for {course.minimum} or more" if course else ""
        yield (
            f"  Seats: {seats.capacity}; {seats.confirmed} confirmed, {seats.held} held, "
            f"{seats.remaining} left; {one.waiting} waiting{minimum}"
        )
    yield from (f"  NEEDS YOU: {matter}" for matter in one.matters)


if __name__ == "__main__":
    sys.exit(main())
