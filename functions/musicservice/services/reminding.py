"""The worker's round over the registers: reminds those who come, and tells all of a course that has changed.

A letter is posted in the same write that notes it, on the booking as it was seen. So nobody gets one twice,
however often a round is carried out, and whoever cancelled before gets none. It decides no dates: the rules
do.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from musicservice.booking_ports import Register, Registered
from musicservice.domain.outbox import Message
from musicservice.domain.training import Course
from musicservice.domain.training.reservation import reminders_due, sessions_in, stamp
from musicservice.messages.facts import Dates, Facts
from musicservice.ports import Clock, Opener, Seal, UnavailableError
from musicservice.services.booking_words import lines, reach
from musicservice.services.posting import posted

BUDGET = 12.0
"""Seconds after which no further letter is begun."""
PATIENCE = 3.0
"""Seconds for one letter."""
CHANGED = "course-changed"


@dataclass(frozen=True)
class Reminding:
    """One round. `courses` gives those that the site has."""

    register: Register
    courses: Callable[[], Sequence[Course]]
    opener: Opener
    seal: Seal
    clock: Clock

    def __call__(self) -> Mapping[str, int]:
        """How many were told of a change, reminded, or left for the next round.

        Raises UnavailableError where a register cannot be read.
        """
        until = self.clock.monotonic() + BUDGET
        counts: Counter[str] = Counter()
        for course in self.courses():
            now = self.clock.now()
            if now >= course.ends:
                continue
            for line in self.register.lines(course.slug):
                if self.clock.monotonic() > until:
                    return counts
                if line.place.is_live and (outcome := self._one(course, line, now)):
                    counts[outcome] += 1
        return counts

    def _one(self, course: Course, line: Registered, now: datetime) -> str:
        """What was done about one booking, if anything."""
        told, due = stamp(course), reminders_due(course, line.booked_at, now)
        until = self.clock.monotonic() + PATIENCE
        try:
            if line.told != told:
                done = self.register.tell(line, told, self._letter(CHANGED, course, line, now), until)
                return "told" if done else "elsewhere"
            if line.place.standing == "confirmed" and due > line.reminded:
                letter = self._letter("booking-reminder", course, line, now)
                return "reminded" if self.register.remind(line, due, letter, until) else "elsewhere"
        except UnavailableError:
            return "postponed"
        return ""

    def _letter(self, kind: str, course: Course, line: Registered, now: datetime) -> Message:
        to, token = reach(line.contact, self.opener, line.place.id)
        has_dates = kind == CHANGED and line.place.standing == "confirmed"
        dates = Dates(course.slug, now, before=sessions_in(line.told)) if has_dates else None
        facts = Facts(line.reference, lines(course, line.place.size), token, calendar=dates)
        return posted(
            kind, to, facts, self.seal, now, case=line.place.id, language=line.language, course=course.slug
        )
