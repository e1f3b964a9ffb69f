"""Makes the live courses follow their files: seats, cut-off and state, whatever is booked meanwhile.

A file never takes a seat from anybody: where it wants fewer than are booked or on offer, the number stays as
it was and that is told, while the rest of the file counts. What is booked is never reset. A course whose file
is gone keeps its bookings and takes no more: a course is called off in its file.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from musicservice.course_ports import SeatStore
from musicservice.domain.training import BelowPromisedError, Course, Seats
from musicservice.ports import Clock, UnavailableError

BUDGET = 12.0
"""Seconds after which no further course is begun, so that the slowest ends inside the worker's 60."""
LOOKS = 5
"""How often a course is looked at anew when its seats move under our hands."""


@dataclass(frozen=True)
class Shortage:
    """A course whose file wants fewer seats than are promised to people."""

    course: str
    wanted: int
    promised: int


@dataclass
class Outcome:
    """What became of one round: how many courses were opened, changed, closed, refused or left.

    Told apart are those that were refused, and those whose file is gone while people count on them.
    """

    counts: Counter[str] = field(default_factory=Counter)
    shortages: list[Shortage] = field(default_factory=list)
    gone: list[Seats] = field(default_factory=list)


@dataclass(frozen=True)
class FollowFiles:
    """One round over all courses that the site has."""

    store: SeatStore
    courses: Callable[[], Sequence[Course]]
    clock: Clock

    def __call__(self) -> Mapping[str, int]:
        """The counts of a round."""
        return self.round().counts

    def round(self) -> Outcome:
        """Look at every course once; what could not be asked or settled is left for the next round."""
        until = self.clock.monotonic() + BUDGET
        outcome = Outcome()
        courses = {course.slug: course for course in self.courses()}
        known = self._known(outcome)
        for slug in dict.fromkeys((*courses, *known)):
            if self.clock.monotonic() > until:
                outcome.counts["left"] += 1
            else:
                self._one(slug, courses.get(slug), outcome, is_new=slug not in known)
        return outcome

    def _known(self, outcome: Outcome) -> Sequence[str]:
        try:
            return self.store.known()
        except UnavailableError:
            outcome.counts["unavailable"] += 1
            return ()

    def _one(self, slug: str, course: Course | None, outcome: Outcome, *, is_new: bool) -> None:
        try:
            if is_new:
                self.store.enlist(slug)
            for _ in range(LOOKS):
                seen = self.store.look(slug)
                done = self._is_settled(course, seen, outcome) if course else self._is_closed(seen, outcome)
                if done:
                    return
        except UnavailableError:
            outcome.counts["unavailable"] += 1
        else:
            outcome.counts["busy"] += 1

    def _is_closed(self, seen: Seats | None, outcome: Outcome) -> bool:
        """Whether nothing more is booked of a course without a file; False where its seats just moved."""
        now = self.clock.now()
        if seen is None or not seen.is_open(now):
            return True
        if not self.store.change(seen, seen.gone(now)):
            return False
        outcome.counts["closed"] += 1
        if seen.promised:
            outcome.gone.append(seen)
        return True

    def _is_settled(self, course: Course, seen: Seats | None, outcome: Outcome) -> bool:
        """Whether the seats are as the file says, as far as can be; False where they moved meanwhile."""
        if seen is None:
            opened = self.store.open(Seats.opening(course))
            outcome.counts.update(["opened"] * opened)
            return opened
        wanted, shortage = followed(seen, course)
        if wanted != seen:
            if not self.store.change(seen, wanted):
                return False
            outcome.counts["changed"] += 1
        if shortage:
            outcome.counts["refused"] += 1
            outcome.shortages.append(shortage)
        return True


def followed(seen: Seats, course: Course) -> tuple[Seats, Shortage | None]:
    """The seats as the file of `course` wants them, taking nobody's; and the number it cannot have."""
    wanted = seen.on_terms_of(course)
    if course.seats == seen.capacity:
        return wanted, None
    try:
        return wanted.resized(course.seats), None
    except BelowPromisedError as refused:
        return wanted, Shortage(course.slug, refused.wanted, refused.promised)
