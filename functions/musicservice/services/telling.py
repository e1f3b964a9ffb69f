"""Writes to everybody who booked places on a course, in the words of staff: one letter for each booking.

What is sent again, after a second click or a lost answer, finds its letters there and posts none anew: a
letter's name is made of the booking and of the words.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from musicservice.domain.receipt import Line
from musicservice.messages.facts import Facts
from musicservice.ports import Clock, Seal
from musicservice.roll_ports import Enrolled, Letterbox, Roll
from musicservice.services.posting import posted

KIND = "course-message"
PATIENCE = 10.0
"""Seconds for one letter."""


@dataclass(frozen=True)
class Told:
    """How many letters were posted now, and how many had been before."""

    posted: int
    before: int


@dataclass(frozen=True)
class Telling:
    """The service."""

    roll: Roll
    letterbox: Letterbox
    seal: Seal
    clock: Clock

    def readers(self, course: str) -> Sequence[Enrolled]:
        """The bookings whose places stand. Raises UnavailableError."""
        return [one for one in self.roll.enrolled(course) if one.line.place.standing == "confirmed"]

    def __call__(self, course: str, title: str, words: str) -> Told:
        """Post `words` about the course with this title.

        Raises UnavailableError and OutcomeUnknownError, after which it may be sent again as it is.
        """
        readers = self.readers(course)
        new = sum(self._one(one, title, words) for one in readers)
        return Told(new, len(readers) - new)

    def _one(self, one: Enrolled, title: str, words: str) -> bool:
        line, now = one.line, self.clock.now()
        to = str(line.booker["email"])
        facts = Facts(line.reference, (Line(title, words),))
        name = hashlib.sha256(f"{KIND}\n{line.place.id}\n{words}".encode()).hexdigest()[:32]
        letter = posted(
            KIND,
            to,
            facts,
            self.seal,
            now,
            case=line.place.id,
            language=line.language,
            name=name,
            course=line.place.course,
        )
        return self.letterbox.post(letter, self.clock.monotonic() + PATIENCE)
