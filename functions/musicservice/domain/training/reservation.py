"""The people of a booking: who books, who comes, and what must be right about them before seats are counted.

It decides on numbers, on the same address twice, and on how long a place may be "to be named". It knows no
seats, no form and no storage.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Self

from musicservice.domain.outbox import ENGLISH
from musicservice.domain.training.course import Course
from musicservice.domain.training.place import Place
from musicservice.domain.training.setting import Kind

MOST = 10
"""The largest party: a group beyond it is a course of its own, and is arranged by telephone."""
REMINDERS = (timedelta(days=7), timedelta(days=1))
"""How long before a course those who come are reminded of it, first the longest."""


class PartySizeError(Exception):
    """Nobody comes, or more people than one booking may bring. `asked` is how many, `most` the limit."""

    def __init__(self, asked: int, most: int = MOST) -> None:
        """Two numbers of people."""
        super().__init__(f"{asked} of {most}")
        self.asked, self.most = asked, most


class SamePersonError(Exception):
    """An address stands twice. `positions` are those of the delegates who have it, from 0."""

    def __init__(self, positions: tuple[int, ...]) -> None:
        """Positions in the order asked."""
        super().__init__(str(positions))
        self.positions = positions


class NamesDueError(Exception):
    """Somebody must be named by now: the delegates at these `positions`, from 0. It was due `since` then."""

    def __init__(self, positions: tuple[int, ...], since: datetime) -> None:
        """Positions in the order asked, and an instant."""
        super().__init__(str(positions))
        self.positions, self.since = positions, since


@dataclass(frozen=True)
class Booker:
    """Who books, and is written to."""

    name: str
    email: str
    phone: str = ""
    role: str = ""


@dataclass(frozen=True)
class Delegate:
    """Somebody who comes. Without a name and an address they are "to be named".

    `id` says which of a booking's delegates it is, whoever that is by now; `who` names their address on this
    course so that nobody else can tell whose it is. `mark` tells whether what they need is still the same, to
    nobody but who has the booking's code.
    """

    id: str
    name: str = ""
    email: str = ""
    role: str = ""
    who: str = ""
    mark: str = ""

    @property
    def is_named(self) -> bool:
        """Whether it is known who comes."""
        return bool(self.email)

    @property
    def address(self) -> str:
        """Their address as it is compared with others: nobody has two that differ in capitals alone."""
        return self.email.strip().casefold()


@dataclass(frozen=True)
class Reservation:
    """A booking with its people, as whoever made it may see it.

    `answers` is what else was asked and is open; `told` the stamp of the course as it was when they booked;
    `language` that of their letters (a BCP 47 tag).
    """

    place: Place
    reference: str
    kind: Kind
    booker: Booker
    delegates: tuple[Delegate, ...]
    answers: Mapping[str, Any]
    told: str
    language: str = ENGLISH

    @property
    def guarded(self) -> tuple[str, ...]:
        """The names of those who may not be booked on this course a second time."""
        return tuple(delegate.who for delegate in self.delegates if delegate.who)

    def delegate(self, name: str) -> Delegate | None:
        """The delegate with this id."""
        return next((delegate for delegate in self.delegates if delegate.id == name), None)

    def with_delegate(self, changed: Delegate) -> Self:
        """With another person in the place of whoever has the same id."""
        people = tuple(changed if one.id == changed.id else one for one in self.delegates)
        return replace(self, delegates=people)

    def only(self, staying: Sequence[str]) -> Self:
        """With those delegates alone whose ids these are."""
        return replace(self, delegates=tuple(one for one in self.delegates if one.id in staying))


def checked(delegates: Sequence[Delegate], course: Course, at: datetime) -> None:
    """Raises PartySizeError, SamePersonError or NamesDueError unless these people can be booked together."""
    if not 0 < len(delegates) <= MOST:
        raise PartySizeError(len(delegates))
    addresses = [one.address for one in delegates]
    often = {address for address, times in Counter(addresses).items() if address and times > 1}
    if often:
        raise SamePersonError(tuple(n for n, address in enumerate(addresses) if address in often))
    unnamed = tuple(n for n, one in enumerate(delegates) if not one.is_named)
    if unnamed and at >= course.names_by:
        raise NamesDueError(unnamed, course.names_by)


def stamp(course: Course) -> str:
    """What of a course everybody booked must be told when it changes, as 18 hexadecimal digits.

    That is when and where it is held, and whether it is. Words about it may change without a letter. The
    last two digits count its sessions.
    """
    meetings = [[one.starts.isoformat(), one.ends.isoformat(), one.place] for one in course.sessions]
    told = repr((meetings, course.state == "cancelled"))
    return f"{hashlib.sha256(told.encode()).hexdigest()[:16]}{len(meetings):02x}"


def sessions_in(stamped: str) -> int:
    """How many sessions a course had when it bore that stamp."""
    return int(stamped[-2:], 16)


def reminders_due(course: Course, booked_at: datetime, at: datetime) -> int:
    """How many reminders should have gone out by `at`, without those due before the booking was made."""
    if at >= course.starts or course.state == "cancelled":
        return 0
    due = [course.starts - before for before in REMINDERS]
    return sum(1 for moment in due if moment <= at and moment > booked_at)


def as_record(people: Reservation) -> dict[str, Any]:
    """The people as JSON can hold them, without where the booking stands."""
    return {
        "course": people.place.course,
        "id": people.place.id,
        "reference": people.reference,
        "setting": people.kind,
        "booker": asdict(people.booker),
        "delegates": [asdict(one) for one in people.delegates],
        "answers": dict(people.answers),
        "told": people.told,
        "language": people.language,
    }


def from_record(record: Mapping[str, Any], place: Place) -> Reservation:
    """The people of the booking that stands at `place`, from their JSON object."""
    return Reservation(
        place=place,
        reference=record["reference"],
        kind=record["setting"],
        booker=Booker(**record["booker"]),
        delegates=tuple(Delegate(**one) for one in record["delegates"]),
        answers=record["answers"],
        told=record["told"],
        language=record["language"],
    )
