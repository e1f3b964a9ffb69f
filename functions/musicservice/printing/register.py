"""The register of a course on paper: what stands in it. register.typ says how it looks.

It goes into the room, so it holds what whoever runs the course must know, and no address.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from musicservice.catalogue import Site
from musicservice.domain.dates import without_weekday
from musicservice.domain.training import Course
from musicservice.printing import FOLDER, can_print, printed, without_strangers
from musicservice.services.booking_words import lines
from musicservice.services.registering import Line

PRIVATE = "Private: show it to nobody but those who run the course, and destroy it after use."
UNPRINTED = "We have no letters to print this: see the CSV file"
COLUMNS = ((17, "Name"), (17, "School or setting"), (11, "Role"), (24, "What helps"), (14, "Does not eat"))


def register(course: Course, people: Sequence[Line], site: Site, made: date) -> bytes:
    """The PDF, made on a day."""
    document = contents(course, people, site, made)
    return printed(FOLDER / "register.typ", json.dumps(document, ensure_ascii=False), made)


def contents(course: Course, people: Sequence[Line], site: Site, made: date) -> dict[str, Any]:
    """All that stands in it, as plain values."""
    columns = [*COLUMNS, (7, "Place"), (7, "Came?")]
    return {
        "service": site.name,
        "title": f"Register: {without_strangers(course.title)}",
        "heading": without_strangers(course.title),
        "description": f"Who is booked on a course of {site.name}, to be ticked on the day.",
        "facts": [
            *(
                [line.label, without_strangers("; ".join(line.shown.splitlines()))]
                for line in lines(course, len(people))[1:]
            ),
            ["Drawn up", without_weekday(made)],
        ],
        "columns": [{"width": width, "title": title} for width, title in columns],
        "rows": [_row(one) for one in people],
        "private": PRIVATE,
        "day": {"year": made.year, "month": made.month, "day": made.day},
    }


def _row(one: Line) -> list[str | None]:
    """The box to tick, last, is none."""
    cells = (one.name, one.setting, one.role, one.helps, one.food, one.id)
    return [*(cell if can_print(cell) else UNPRINTED for cell in cells), None]
