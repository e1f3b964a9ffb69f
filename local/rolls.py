"""`make register COURSE=…`: the register of a course, as a PDF to print and as a table to fill in.

It holds what helps people to take part, so each run is noted in the trail of every booking it shows.
"""

import csv
import io
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from local.places import ROOT
from local.process import shortest
from local.staff import Desk, told
from musicservice.domain.training import LONDON
from musicservice.forms.export import harmless
from musicservice.printing.register import register
from musicservice.services.registering import Line

HEADING = ("Reference", "Place", "Name", "Setting", "Role", "What helps", "Does not eat", "Attended")
"""The columns of the table; `make attendance` reads four of them again."""


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Write both. Returns 0, or 2 after a line that says why it cannot."""
    return told("register", partial(written, slug=next(iter(arguments), "")), root)


def written(desk: Desk, slug: str) -> int:
    """Write both, and say where."""
    course = desk.course(slug)
    people = desk.office.registering(course.slug, desk.who)
    today = desk.office.registering.clock.now().astimezone(LONDON).date()
    paper = desk.keep(f"{slug}.pdf", register(course, people, desk.catalogue.site, today))
    sheet = desk.keep(f"{slug}.csv", table(people))
    print(f"{len(people)} places. To print: {shortest(paper)}. To fill in: {shortest(sheet)}.")
    print("They hold private things. Show them to nobody else, and destroy them when the course is over.")
    print(f"Afterwards: make attendance COURSE={slug} FILE={shortest(sheet)}")
    return 0


def table(people: Sequence[Line]) -> bytes:
    """The register as CSV, which spreadsheets open in the right letters and take for no formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADING)
    for one in people:
        cells = (one.reference, one.id, one.name, one.setting, one.role, one.helps, one.food, one.mark)
        writer.writerow(map(harmless, cells))
    return text.getvalue().encode("utf-8-sig")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
