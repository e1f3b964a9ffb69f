"""What the services need of the world to book places and to move bookings, as small protocols.

Every step is one write: all of it or nothing. The public function has `Bookings`, which reads no person; the
worker has `Register` beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from musicservice.domain.audit import Entry
from musicservice.domain.outbox import Message
from musicservice.domain.receipt import Receipt
from musicservice.domain.submission import WEB, Arrival, Spent
from musicservice.domain.training import Seats
from musicservice.domain.training.place import Move, Place
from musicservice.domain.training.reservation import Delegate, Reservation

CONTACT = "recipient"
"""The purpose under which it is sealed where a booking's letters go: that of every address of a letter."""


class PersonBookedError(Exception):
    """Somebody has a place on this course already, or waits for one. `who` are their names on this course."""

    def __init__(self, who: tuple[str, ...]) -> None:
        """The names tell nobody who it is."""
        super().__init__(f"{len(who)} booked")
        self.who = who


class SeatsMovedError(Exception):
    """The seats are no longer as the step needs them: look at them again."""


@dataclass(frozen=True)
class Coming:
    """A delegate, and what they need, sealed."""

    delegate: Delegate
    needs: bytes


@dataclass(frozen=True)
class Fresh:
    """What is kept of a new booking beside where it stands.

    `sealed` are its private answers, `contact` where its letters go. `receipt` is what its sender gets, and
    `spent` the draft that it was made of, `arrival` how it came.
    """

    reservation: Reservation
    people: tuple[Coming, ...]
    sealed: bytes
    contact: bytes
    receipt: Receipt
    spent: Spent | None = None
    arrival: Arrival = WEB


@dataclass(frozen=True)
class Locked:
    """What is to lie under a booking's code, in place of revision `seen` (0: nothing)."""

    code: str
    text: bytes
    seen: int
    lasts: timedelta


@dataclass(frozen=True)
class Step:
    """One step of one booking with all that is kept together with it.

    `arriving` and `leaving` are people's names on the course that may not, or may again, be booked a second
    time. `changed` are delegates as they are to be, `gone` the ids of those who do not come.
    """

    move: Move
    at: datetime
    audit: Entry
    messages: tuple[Message, ...] = ()
    arriving: tuple[str, ...] = ()
    leaving: tuple[str, ...] = ()
    locked: Locked | None = None
    fresh: Fresh | None = None
    changed: tuple[Coming, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def spent(self) -> Spent | None:
        """The draft that it was made of."""
        return self.fresh.spent if self.fresh else None

    @property
    def takes_its_place(self) -> bool:
        """Whether what is put under a code comes in the place of that draft."""
        return self.spent is not None and self.locked is not None and self.spent.code == self.locked.code


class Bookings(Protocol):
    """Keeps the bookings of courses, and tells how many seats there are and where a booking stands."""

    def seats(self, course: str) -> Seats | None:
        """The seats of a course, or None where it never had any. Raises UnavailableError."""

    def place(self, course: str, name: str) -> Place | None:
        """Where a booking stands, or None where there is none of this id. Raises UnavailableError."""

    def draw(self, course: str) -> int:
        """A number on a course’s waiting list, higher than any drawn before. Raises UnavailableError.

        One that is not used after all leaves a gap, which means nothing.
        """

    def write(self, step: Step, until: float) -> None:
        """Keep all of a step or nothing; begin no attempt after `until` on the monotonic clock.

        Raises AlreadyReceivedError; StaleError where the booking, its link or its draft is no longer as it
        was seen; PersonBookedError; ReferenceTakenError; SeatsMovedError; OutcomeUnknownError or
        UnavailableError.
        """


@dataclass(frozen=True)
class Registered:
    """One line of a course's register, as the worker sees it: what people need stays sealed and unread.

    `booked_at` is when it was made; `reminded` counts the reminders sent. It came over a `channel`, keyed in
    by somebody whose name is `keyed_by`, "" for nobody.
    """

    place: Place
    reference: str
    booker: dict[str, Any]
    delegates: tuple[Delegate, ...]
    contact: bytes
    language: str
    told: str
    reminded: int
    booked_at: datetime
    channel: str = "web"
    keyed_by: str = ""

    @property
    def guarded(self) -> tuple[str, ...]:
        """The names of its people on this course."""
        return tuple(delegate.who for delegate in self.delegates if delegate.who)


class Register(Protocol):
    """Who is on a course. Every method raises UnavailableError."""

    def listed(self, course: str) -> Sequence[Place]:
        """Where each booking on the waiting list stands, in the order of joining."""

    def line(self, course: str, name: str) -> Registered | None:
        """One booking."""

    def lines(self, course: str) -> Sequence[Registered]:
        """Every booking, whatever became of it."""

    def remind(self, line: Registered, count: int, message: Message, until: float) -> bool:
        """Post a reminder and note that `count` were sent by now.

        False, and nothing is done, where the booking is not as it was seen. Raises OutcomeUnknownError too.
        """

    def tell(self, line: Registered, told: str, message: Message, until: float) -> bool:
        """Post what has changed and note which stamp of the course they know. As `remind`."""

    def release(self, seats: Seats, until: float) -> bool:
        """Let anybody book what came back and nobody on the list wants, if nothing moved meanwhile."""
