"""Where one booking stands, and each step it can take, together with the seats that move with it.

It decides which step is possible from where the booking stands and how many seats change hands. It knows no
people: who comes, and who is told, is for others.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, Self, TypeAlias

from musicservice.domain.audit import BEGINNING
from musicservice.domain.training.refusals import SeatRefusedError
from musicservice.domain.training.seats import Seats
from musicservice.domain.training.waiting import Offer, Party, Rule
from musicservice.domain.training.waiting import Status as Waiting

Standing: TypeAlias = Literal["confirmed", "waiting", "offered", "declined", "lapsed", "cancelled"]
LIVE = frozenset[Standing]({"confirmed", "waiting", "offered"})
"""Where people still count on a seat, or on being asked. Every other word is for good."""
LISTED = frozenset[Standing]({"waiting", "offered"})
"""Where it is on the waiting list."""
AS_PARTY: dict[Standing, Waiting] = {
    "confirmed": "accepted",
    "waiting": "waiting",
    "offered": "offered",
    "declined": "declined",
    "lapsed": "lapsed",
    "cancelled": "left",
}


While: TypeAlias = Literal["open", "whatever"]


class NotPossibleError(SeatRefusedError):
    """The step cannot be taken from where the booking stands. `standing` says where that is."""

    def __init__(self, standing: Standing) -> None:
        """`standing` is a word of ours: safe to log and to show."""
        super().__init__(standing)
        self.standing: Standing = standing


@dataclass(frozen=True)
class Place:
    """One booking without its people. `size` counts them, and `seq` is its number on the waiting list, or 0.

    `offered` seats are on offer `until` an instant. `revision` counts the steps taken, from 1, and `trail` is
    the digest of the audit entry of the last.
    """

    course: str
    id: str
    standing: Standing
    size: int
    rule: Rule = "all-or-none"
    seq: int = 0
    offered: int = 0
    until: datetime | None = None
    revision: int = 1
    trail: str = BEGINNING

    @property
    def party(self) -> Party:
        """As the waiting list sees it."""
        status = AS_PARTY[self.standing]
        return Party(self.id, self.size, self.rule, self.seq, status, self.offered, self.until)

    @property
    def is_live(self) -> bool:
        """Whether its people still count on something."""
        return self.standing in LIVE

    @property
    def is_listed(self) -> bool:
        """Whether it is on the waiting list."""
        return self.standing in LISTED

    @property
    def confirmed(self) -> int:
        """How many of the course's confirmed seats are its own."""
        return self.size if self.standing == "confirmed" else 0

    def stepped(self, standing: Standing, **changes: object) -> Self:
        """One step further. An offer ends with every step that does not make one."""
        fresh: dict[str, object] = {"offered": 0, "until": None, **changes}
        return replace(self, standing=standing, revision=self.revision + 1, **fresh)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Move:
    """One step: the booking and the seats as they were seen, and as they are to be.

    `seen` is none for a booking that is new, `counted` and `seats` where no seat changes hands. `only_while`
    says what the course must still be when it is written down.
    """

    seen: Place | None
    place: Place
    counted: Seats | None = None
    seats: Seats | None = None
    only_while: While = "whatever"


def booked(seats: Seats, name: str, size: int, at: datetime) -> Move:
    """A new booking of `size` seats, confirmed. Raises as Seats.taken does."""
    return Move(None, Place(seats.course, name, "confirmed", size), seats, seats.taken(size, at), "open")


def joined(  # noqa: PLR0913, PLR0917 - a whole party
    seats: Seats, name: str, size: int, rule: Rule, seq: int, at: datetime
) -> Move:
    """A new booking on the waiting list, with the number `seq`. Raises as Seats.joined does."""
    return Move(None, Place(seats.course, name, "waiting", size, rule, seq), seats, seats.joined(at), "open")


def cancelled(seats: Seats, place: Place) -> Move:
    """Given up by its people, from wherever they counted on something. Raises NotPossibleError."""
    _must_be(place, *LIVE)
    after = place.stepped("cancelled")
    match place.standing:
        case "confirmed":
            return Move(place, after, seats, seats.returned(place.size))
        case "offered":
            return Move(place, after, seats, seats.lapsed(place.offered))
    return Move(place, after)


def reduced(seats: Seats, place: Place, size: int) -> Move:
    """With fewer people, at least one. An open offer is answered instead. Raises NotPossibleError."""
    _must_be(place, "confirmed", "waiting")
    if not 0 < size < place.size:
        raise NotPossibleError(place.standing)
    after = place.stepped(place.standing, size=size)
    if place.standing == "waiting":
        return Move(place, after)
    return Move(place, after, seats, seats.returned(place.size - size))


def renamed(place: Place) -> Move:
    """With other people on as many seats. Raises NotPossibleError."""
    _must_be(place, *LIVE)
    return Move(place, place.stepped(place.standing, offered=place.offered, until=place.until))


def offered(seats: Seats, place: Place, offer: Offer, at: datetime) -> Move:
    """Asked whether they still want to come. Raises NotPossibleError, and as Seats.offered does."""
    _must_be(place, "waiting")
    after = place.stepped("offered", offered=offer.size, until=offer.until)
    return Move(place, after, seats, seats.offered(offer.size, at), "open")


def hastened(place: Place, until: datetime) -> Move:
    """An offer that must be answered sooner, since booking closes sooner. Raises NotPossibleError."""
    _must_be(place, "offered")
    return Move(place, place.stepped("offered", offered=place.offered, until=until))


def accepted(seats: Seats, place: Place, size: int, at: datetime) -> Move:
    """An offer taken up by `size` people, as many as were offered at most; what they leave goes back.

    Raises OfferOverError, NotPossibleError for a number that was not offered, and as Seats.accepted does.
    """
    place.party.accepting(at)
    all_or_none = place.rule == "all-or-none" and size != place.size
    if not 0 < size <= place.offered or all_or_none:
        raise NotPossibleError(place.standing)
    taken, left = seats.accepted(size, at), place.offered - size
    after = taken.lapsed(left) if left else taken
    return Move(place, place.stepped("confirmed", size=size), seats, after, "open")


def declined(seats: Seats, place: Place, at: datetime) -> Move:
    """An offer turned down: it is never made again. Raises OfferOverError."""
    place.party.declining(at)
    return Move(place, place.stepped("declined"), seats, seats.lapsed(place.offered))


def run_out(seats: Seats, place: Place, at: datetime) -> Move:
    """An offer that nobody answered in time. Raises NotPossibleError before its time is over."""
    if not place.party.has_run_out(at, seats.closes_at):
        raise NotPossibleError(place.standing)
    return Move(place, place.stepped("lapsed"), seats, seats.lapsed(place.offered))


def _must_be(place: Place, *standings: Standing) -> None:
    if place.standing not in standings:
        raise NotPossibleError(place.standing)
