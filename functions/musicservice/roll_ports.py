"""What staff need of the world to see who is on a course and to record who came, as a small protocol."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from musicservice.booking_ports import Registered
from musicservice.domain.audit import Entry
from musicservice.domain.outbox import Message
from musicservice.domain.submission import Kept
from musicservice.domain.training import Kind
from musicservice.domain.training.attendance import Attendance


@dataclass(frozen=True)
class Enrolled:
    """One booking as staff see it. What is private in it is sealed still: `needs` by delegate."""

    line: Registered
    kind: Kind
    answers: Kept
    sealed: bytes
    needs: Mapping[str, bytes]
    attendance: Attendance = field(default_factory=Attendance)


@dataclass(frozen=True)
class Opening:
    """A text that its `code` opens for as long as it `lasts`."""

    code: str
    text: bytes
    lasts: timedelta


@dataclass(frozen=True)
class Marking:
    """What is to be known of who came with one booking, and all that is kept together with it."""

    attendance: Attendance
    at: datetime
    audit: Entry
    messages: tuple[Message, ...] = ()
    openings: tuple[Opening, ...] = ()


@dataclass(frozen=True)
class Spotted:
    """A booking that was looked for: of which course, and the name of whoever made it."""

    course: str
    id: str
    reference: str
    booker: str


class BookingFinder(Protocol):
    """Finds bookings of every course. Each method is one read, and raises UnavailableError."""

    def referred(self, reference: str) -> Spotted | None:
        """The booking with this reference."""

    def named(self, word: str, limit: int) -> Sequence[Spotted]:
        """Those made by people whose family name begins with this word, as it is compared."""


class Letterbox(Protocol):
    """Takes letters that are about nothing else that changes."""

    def post(self, message: Message, until: float) -> bool:
        """Keep a letter to be sent; False where one of its name is there.

        Begins no attempt after `until` on the monotonic clock. Raises UnavailableError and
        OutcomeUnknownError.
        """


class Roll(Protocol):
    """Who is on a course, for staff. Every method raises UnavailableError."""

    def enrolled(self, course: str) -> Sequence[Enrolled]:
        """Every booking, whatever became of it."""

    def note(self, entries: Sequence[Entry], until: float) -> None:
        """Keep all of these entries of the trail or none. Raises OutcomeUnknownError too."""

    def record(self, seen: Enrolled, marking: Marking, until: float) -> bool:
        """Keep all of it or nothing; False, and nothing is done, where the booking is not as it was seen.

        Begins no attempt after `until` on the monotonic clock. Raises OutcomeUnknownError too.
        """
