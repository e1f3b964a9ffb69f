"""What is asked of the booking service, and what it answers: plain records that know no form and no store."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from musicservice.domain.outbox import ENGLISH
from musicservice.domain.submission import WEB, Arrival, Kept
from musicservice.domain.training import Course, Kind, NotForThemError, SeatRefusedError
from musicservice.domain.training.place import Place
from musicservice.domain.training.reservation import (
    Booker,
    NamesDueError,
    PartySizeError,
    Reservation,
    SamePersonError,
)
from musicservice.services.booking_words import digested
from musicservice.services.outcomes import Gone, Unsaved

IfFull: TypeAlias = Literal["tell", "all-or-none", "as-many-as-possible"]
"""What to do where a party does not fit: say so, or have it wait by one of the list's rules."""


@dataclass(frozen=True)
class Wanted:
    """Somebody who is to come; no name and no address where they are "to be named".

    `needs` is what they need for access and what they eat: it is sealed, and nobody here reads it again.
    """

    name: str = ""
    email: str = ""
    role: str = ""
    needs: Kept | None = None


@dataclass(frozen=True)
class BookingRequest:
    """All that is asked when a booking is sent.

    `code` is that of the draft, and becomes the booking's own; `revision` is the draft's, 0 where there is
    none. `seen` is the stamp of the course on the page. `answers` are open, `private` ones are sealed.
    """

    code: str
    revision: int
    course: str
    kind: Kind
    booker: Booker
    delegates: tuple[Wanted, ...]
    if_full: IfFull = "tell"
    seen: str = ""
    answers: Kept | None = None
    private: Kept | None = None
    language: str = ENGLISH
    arrival: Arrival = WEB

    @property
    def digest(self) -> str:
        """What tells it from another sending under the same code: all that is asked, and not how it came."""
        return digested({name: value for name, value in asdict(self).items() if name not in HOW})


@dataclass(frozen=True)
class Opened:
    """A booking that is there. `course` is none once the site has it no longer; `revision` is the link's."""

    code: str
    reservation: Reservation
    course: Course | None
    digest: str
    revision: int

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.reservation.place

    @property
    def is_whole(self) -> bool:
        """Whether its people and where it stands were read of the same moment, as far as numbers can tell."""
        return len(self.reservation.delegates) == self.place.size

    def cost(self, people: int, at: datetime, holidays: Collection[date]) -> int:
        """What is still to pay, in pence, if so many of its people do not come, told `at` an instant."""
        if self.course is None or self.place.standing != "confirmed":
            return 0
        return people * self.course.cost_of_leaving(self.reservation.kind, at, holidays)


@dataclass(frozen=True)
class Booked:
    """Every seat asked for is theirs."""

    opened: Opened


@dataclass(frozen=True)
class Waiting:
    """They are on the waiting list."""

    opened: Opened


@dataclass(frozen=True)
class Full:
    """They do not fit and did not ask to wait. `left` seats can still be booked."""

    left: int


@dataclass(frozen=True)
class Differs:
    """The code has a booking already, of other answers: `opened`. None where its draft was changed since."""

    opened: Opened | None = None


Refusal: TypeAlias = SeatRefusedError | NotForThemError | PartySizeError | SamePersonError | NamesDueError


@dataclass(frozen=True)
class Refused:
    """A rule says no; `why` holds the facts."""

    why: Refusal


@dataclass(frozen=True)
class Over:
    """The booking that was made under the code has been cancelled or declined, or its offer has lapsed."""

    opened: Opened


Outcome: TypeAlias = Booked | Waiting | Full | Differs | Over | Refused | Unsaved
Found: TypeAlias = Opened | Gone | Unsaved
HOW = frozenset({"revision", "arrival"})
"""What of a request is about its way here."""
REFUSALS = (SeatRefusedError, NotForThemError, PartySizeError, SamePersonError, NamesDueError)


def told(opened: Opened) -> Booked | Waiting | Over:
    """How to tell what a booking has become."""
    match opened.place.standing:
        case "confirmed":
            return Booked(opened)
        case "waiting" | "offered":
            return Waiting(opened)
    return Over(opened)
