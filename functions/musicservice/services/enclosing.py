"""Makes the files that go with a letter, once it is sent: what it tells is posted, and not the file.

They are written by libraries that take long to load, so these are imported only where a letter has a file.
"""

from collections.abc import Callable, Iterator

from musicservice.catalogue import Site
from musicservice.domain.training import Course
from musicservice.messages.facts import Facts
from musicservice.ports import Attachment


def enclosed(facts: Facts, site: Site, course: Callable[[str], Course | None]) -> tuple[Attachment, ...]:
    """The files of a letter. `course` gives the course of a slug; one that is gone has no dates any more."""
    return tuple(_enclosed(facts, site, course))


def _enclosed(facts: Facts, site: Site, course: Callable[[str], Course | None]) -> Iterator[Attachment]:
    dates = facts.calendar
    dated = course(dates.course) if dates else None
    if dates and dated:
        from musicservice import calendar  # noqa: PLC0415 - see above

        place = calendar.Place(facts.reference, dates.at, given_up=dates.given_up)
        kind = f"text/calendar; charset=utf-8; method={calendar.method(dated, place)}"
        yield Attachment(f"{facts.reference}.ics", kind, calendar.invite(dated, site, place))
