"""`make certificate COURSE=… PLACE=… NAME=…`: one certificate anew, where its name was wrong or never given.

It is for somebody who is noted as having come. What is booked stays as it is: staff send the file themselves.
"""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from local.places import ROOT
from local.process import shortest
from local.staff import AskedWronglyError, Desk, told
from musicservice.domain.training import LONDON
from musicservice.printing import can_print
from musicservice.printing.certificate import certificate


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Write it. Returns 0, or 2 after a line that says why it cannot."""
    slug, place, name = (*arguments, "", "", "")[:3]
    return told("certificate", partial(written, slug=slug, place=place, name=name), root)


def written(desk: Desk, slug: str, place: str, name: str) -> int:
    """Write it, and say where. Without a name, as the place was booked."""
    course, office = desk.course(slug), desk.office
    found = [
        (one, who)
        for one in office.attending.roll.enrolled(course.slug)
        for who in one.line.delegates
        if who.id == place and one.attendance.marks.get(place) == "yes"
    ]
    if not found:
        raise AskedWronglyError(
            f'nobody at place "{place}" is noted as having come: PLACE= as in the register, once make '
            "attendance has recorded who came"
        )
    [(one, who)] = found
    called = " ".join(name.split()) or who.name
    if not called:
        raise AskedWronglyError('this place was never given a name: NAME="as they write it"')
    today = office.attending.clock.now().astimezone(LONDON).date()
    pdf = certificate(course, called, one.line.reference, desk.catalogue.site, today)
    print(f"The certificate is in {shortest(desk.keep(f'{slug}-{place}.pdf', pdf))}. Please send it to them.")
    if not can_print(called):
        print("We have no letters for this name, so there is a line to write it on.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
