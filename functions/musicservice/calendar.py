"""Courses as calendar files (RFC 5545): one course, all of them to subscribe to, or the place one has booked.

Times are written in UTC, which every calendar shows on its own clock: they are right on either side of a
change of the clocks, and no table of time zones can go stale. The writer is slow to import, so a function
imports this module only where a calendar is asked for.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from musicservice.catalogue import Site
from musicservice.domain.training import Course

FIRST_DAY = date(2026, 1, 1)
"""Before any course: what is counted since then tells which of two files is the later one."""
REFRESH = timedelta(hours=12)


@dataclass(frozen=True)
class Place:
    """A booked place as it is `at` an instant, for the calendar of whoever booked it.

    A place that is `given_up` takes its event out of the calendar.
    """

    reference: str
    at: datetime
    given_up: bool = False


def of_course(course: Course, site: Site) -> bytes:
    """The file that the course's page offers."""
    return _file(_calendar(site), _events(course, site, None))


def of_courses(courses: Iterable[Course], site: Site) -> bytes:
    """All courses, to subscribe to: asked for again every half day."""
    made = _calendar(site)
    made.calendar_name = f"{site.name}: training"
    made.refresh_interval = REFRESH
    return _file(made, (event for course in courses for event in _events(course, site, None)))


def method(course: Course, place: Place) -> str:
    """What a calendar is to do with the place: take it in, or take it out.

    It is published and not requested (RFC 5546, 3.2.1 and 4.1.3): whoever books is seldom the one who comes,
    so the file is passed on, and a request would have every calendar write an answer to us.
    """
    return "CANCEL" if _is_off(course, place) else "PUBLISH"


def invite(course: Course, site: Site, place: Place) -> bytes:
    """What is attached to an e-mail about a booking. It names nobody."""
    made = _calendar(site)
    made.add("method", method(course, place))
    return _file(made, _events(course, site, place))


def dropped(course: Course, site: Site, place: Place, before: int) -> bytes:
    """What takes out of a calendar the sessions that a course had `before` and has no more.

    Nobody knows by now when they were; a cancelled event need not say so (RFC 5545, 3.6.1).
    """
    made = _calendar(site)
    made.add("method", "CANCEL")
    return _file(made, _dropped(course, site, place, before))


def _dropped(course: Course, site: Site, place: Place, before: int) -> Iterator[Event]:
    for number in range(len(course.sessions) + 1, before + 1):
        event = Event()
        event.add("uid", _name(course, site, number, place))
        event.add("dtstamp", place.at)
        event.add("sequence", _sequence(course, place))
        event.add("organizer", f"mailto:{site.email}", parameters={"CN": site.name})
        event.add("summary", _title(course, number, before, is_off=True))
        event.add("status", "CANCELLED")
        yield event


def _calendar(site: Site) -> Calendar:
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", f"-//{site.name}//Training//EN")
    return made


def _file(calendar: Calendar, events: Iterable[Event]) -> bytes:
    for event in events:
        calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text


def _events(course: Course, site: Site, place: Place | None) -> Iterator[Event]:
    changed = datetime.combine(course.updated, time(), UTC)
    of = len(course.sessions)
    for number, session in enumerate(course.sessions, start=1):
        event = Event()
        event.add("uid", _name(course, site, number, place))
        event.add("dtstamp", place.at if place else changed)
        event.add("last-modified", max(place.at, changed) if place else changed)
        event.add("sequence", _sequence(course, place))
        if place:
            event.add("organizer", f"mailto:{site.email}", parameters={"CN": site.name})
        event.add("summary", _title(course, number, of, is_off=_is_off(course, place)))
        event.add("dtstart", session.starts)
        event.add("dtend", session.ends)
        event.add("location", session.place)
        event.add("description", _words(course, place))
        event.add("url", site.url + course.url)
        event.add("status", "CANCELLED" if _is_off(course, place) else "CONFIRMED")
        yield event


def _is_off(course: Course, place: Place | None) -> bool:
    return course.state == "cancelled" or (place is not None and place.given_up)


def _name(course: Course, site: Site, number: int, place: Place | None) -> str:
    """The same for as long as the course is held, wherever and whenever; a booking has names of its own."""
    whose = f"-{place.reference}" if place else ""
    return f"{course.slug}-{number}{whose}@{urlsplit(site.url).hostname}"


def _sequence(course: Course, place: Place | None) -> int:
    """A calendar keeps what has the higher number. Of a place, the file that is written later has it."""
    if place is None:
        return max((course.updated - FIRST_DAY).days, 0)
    return int((place.at - datetime.combine(FIRST_DAY, time(), UTC)).total_seconds())


def _title(course: Course, number: int, of: int, *, is_off: bool) -> str:
    """Says that it is off as well: some programs take a cancelled event in instead of out."""
    part = f" ({number} of {of})" if of > 1 else ""
    return ("Cancelled: " if is_off else "") + ("Sample: " if course.sample else "") + course.title + part


def _words(course: Course, place: Place | None) -> str:
    lines = [
        course.reason,
        f"Your booking: {place.reference}" if place else course.summary,
        f"Access: {course.access}",
    ]
    return "\n".join(line for line in lines if line)
