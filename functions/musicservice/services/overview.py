"""How every course stands, in numbers, and what about it needs a person.

It decides what needs somebody. It tells numbers alone: nobody on a course is named, and nothing is opened.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from musicservice.course_ports import SeatStore
from musicservice.domain.dates import in_words
from musicservice.domain.training import LONDON, Course, Seats, is_short
from musicservice.ports import Clock
from musicservice.roll_ports import Enrolled, Roll
from musicservice.services.booking_words import moment


@dataclass(frozen=True)
class Standing:
    """One course. `course` is none where its file is gone, `seats` where it never had any."""

    slug: str
    course: Course | None
    seats: Seats | None
    waiting: int
    matters: tuple[str, ...]


@dataclass(frozen=True)
class Overview:
    """The service. `courses` gives those that the site has."""

    store: SeatStore
    roll: Roll
    courses: Callable[[], Sequence[Course]]
    clock: Clock

    def __call__(self) -> tuple[Standing, ...]:
        """Every course: those with a file by when they begin, then those without. Raises UnavailableError."""
        courses = {one.slug: one for one in sorted(self.courses(), key=lambda course: course.starts)}
        gone = [slug for slug in self.store.known() if slug not in courses]
        found = (self._one(slug, courses.get(slug)) for slug in (*courses, *gone))
        return tuple(one for one in found if one.course or one.matters)

    def _one(self, slug: str, course: Course | None) -> Standing:
        seats, booked = self.store.look(slug), self.roll.enrolled(slug)
        waiting = sum(one.line.place.size for one in booked if one.line.place.standing == "waiting")
        found = _of_course(course, seats, booked, self.clock.now()) if course else _of_none(seats, waiting)
        return Standing(slug, course, seats, waiting, tuple(found))


def _of_none(seats: Seats | None, waiting: int) -> Iterator[str]:
    if seats and seats.state == "gone" and (seats.promised or waiting):
        yield "Its file is gone while people count on it: put the file back, or call the course off in it"


def _of_course(
    course: Course, seats: Seats | None, booked: Sequence[Enrolled], now: datetime
) -> Iterator[str]:
    if seats is None:
        yield "It has no seats yet: they come within a minute while the service runs, or with make seats"
        return
    if course.seats < seats.promised:
        yield f"Its file says {course.seats} seats, and {seats.promised} are booked or on offer"
    if is_short(course, seats, now):
        last = in_words(course.closes.astimezone(LONDON).date())
        yield f"It has too few people, and booking closes on {last}: hold it, or call it off in its file"
    if course.state == "cancelled":
        return
    coming = [one for one in booked if one.line.place.standing == "confirmed"]
    unnamed = sum(not who.is_named for one in coming for who in one.line.delegates)
    if unnamed and course.names_by <= now < course.starts:
        yield f"{unnamed} to be named, which was due by {moment(course.names_by)}"
    unmarked = sum(who.id not in one.attendance.marks for one in coming for who in one.line.delegates)
    if unmarked and now >= course.ends:
        yield f"It is not recorded whether {unmarked} came: make attendance COURSE={course.slug} FILE=…"
