"""Makes the files that go with a letter, once it is sent: what it tells is posted, and not the file.

They are written by libraries that take long to load, so these are imported only where a letter has a file.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeAlias

from musicservice.catalogue import Site
from musicservice.domain.training import Course
from musicservice.messages.facts import Facts
from musicservice.ports import Attachment

Find: TypeAlias = Callable[[str], Course | None]
"""Gives the course of a slug, if the site still has it."""


CALENDAR = "text/calendar; charset=utf-8; method={}"


class NoCourseError(Exception):
    """A certificate is for a course that the site has not: its file must come back first."""


def enclosed(facts: Facts, site: Site, course: Find, today: date) -> tuple[Attachment, ...]:
    """The files of a letter that is sent `today`. A course that is gone has no dates any more.

    Raises NoCourseError.
    """
    return (*_dates(facts, site, course), *_certificate(facts, site, course, today))


def _certificate(facts: Facts, site: Site, course: Find, today: date) -> Iterator[Attachment]:
    attended = facts.certificate
    if attended is None:
        return
    from musicservice.printing.certificate import certificate  # noqa: PLC0415 - see above

    held = course(attended.course)
    if held is None:
        raise NoCourseError
    pdf = certificate(held, attended.name, facts.reference, site, today)
    yield Attachment(f"certificate-{facts.reference}.pdf", "application/pdf", pdf)


def _dates(facts: Facts, site: Site, course: Find) -> Iterator[Attachment]:
    dates = facts.calendar
    dated = course(dates.course) if dates else None
    if dates and dated:
        from musicservice import calendar  # noqa: PLC0415 - see above

        place = calendar.Place(facts.reference, dates.at, given_up=dates.given_up)
        kind = CALENDAR.format(calendar.method(dated, place))
        yield Attachment(f"{facts.reference}.ics", kind, calendar.invite(dated, site, place))
        if dates.before > len(dated.sessions):
            content = calendar.dropped(dated, site, place, dates.before)
            yield Attachment(f"{facts.reference}-dropped.ics", CALENDAR.format("CANCEL"), content)
