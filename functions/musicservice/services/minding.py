"""The worker's round over what only a person can decide: tells whoever runs the courses, once for each thing.

Those are a course with too few people shortly before its booking closes, and one whose file is gone while
people count on it. A letter is kept together with the note that it was posted, so nobody is told twice.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from musicservice.booking_ports import Register
from musicservice.course_ports import Notices, SeatStore
from musicservice.domain.receipt import Line
from musicservice.domain.training import Course, Seats, is_short
from musicservice.messages.facts import Facts
from musicservice.ports import Clock, Seal, UnavailableError
from musicservice.services.booking_words import lines, moment
from musicservice.services.posting import posted

BUDGET = 12.0
"""Seconds after which no further course is looked at."""
PATIENCE = 3.0
"""Seconds for one letter."""
SHORT, GONE = "course-short", "course-gone"


@dataclass(frozen=True)
class Matter:
    """Something to decide about a course. `name` tells it from others of the same course."""

    kind: str
    course: str
    name: str
    told: tuple[Line, ...]


@dataclass(frozen=True)
class Minding:
    """One round. `courses` gives those that the site has, `office` where to write to."""

    store: SeatStore
    register: Register
    notices: Notices
    courses: Callable[[], Sequence[Course]]
    office: Callable[[], str]
    seal: Seal
    clock: Clock

    def __call__(self) -> Mapping[str, int]:
        """How many letters of each kind were posted, or left for the next round.

        Raises UnavailableError where the courses cannot be looked at.
        """
        until = self.clock.monotonic() + BUDGET
        counts: Counter[str] = Counter()
        for matter in self._matters(self.clock.now()):
            if self.clock.monotonic() > until:
                break
            if outcome := self._told(matter):
                counts[outcome] += 1
        return counts

    def _matters(self, now: datetime) -> Iterator[Matter]:
        courses = {course.slug: course for course in self.courses()}
        for course in courses.values():
            seats = self.store.look(course.slug)
            if seats and is_short(course, seats, now):
                told = (*lines(course, course.seats), *self._numbers(seats), _fewest(course))
                yield Matter(SHORT, course.slug, f"{SHORT}-{course.closes:%Y%m%d%H%M}", told)
        for slug in self.store.known():
            seats = None if slug in courses else self.store.look(slug)
            if seats and seats.state == "gone" and (seats.promised or self.register.listed(slug)):
                told = (Line("File", f"content/courses/{slug}.md"), *self._numbers(seats))
                yield Matter(GONE, slug, f"{GONE}-{seats.closes_at:%Y%m%d%H%M}", told)

    def _numbers(self, seats: Seats) -> tuple[Line, ...]:
        waiting = sum(place.size for place in self.register.listed(seats.course) if not place.offered)
        return (
            Line("People who are booked", str(seats.confirmed)),
            Line("Places on offer", str(seats.offered_now)),
            Line("People who wait", str(waiting)),
        )

    def _told(self, matter: Matter) -> str:
        """What was done about it, if anything."""
        try:
            if self.notices.was_told(matter.course, matter.name):
                return ""
            letter = posted(matter.kind, self.office(), Facts(lines=matter.told), self.seal, self.clock.now())
            until = self.clock.monotonic() + PATIENCE
            return matter.kind if self.notices.notify(matter.course, matter.name, letter, until) else ""
        except UnavailableError:
            return "postponed"


def _fewest(course: Course) -> Line:
    return Line("It is held for", f"{course.minimum} people or more. Booking closes {moment(course.closes)}")
