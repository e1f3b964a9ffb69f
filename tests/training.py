"""An invented course, bookings of it, and the service over fakes or over the real engine."""

import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from musicservice.adapters.codes import receipt_name
from musicservice.adapters.dynamodb import DynamoBookings, DynamoLockers, DynamoRegister, DynamoRoll
from musicservice.adapters.dynamodb.course_items import seats_item
from musicservice.catalogue import Catalogue
from musicservice.domain import code as codes
from musicservice.domain.training import KINDS, Cancellation, Course, Price, Seats, Session
from musicservice.domain.training.reservation import Booker
from musicservice.forms.booking import booking
from musicservice.services.attending import Attending
from musicservice.services.booking import Booking
from musicservice.services.booking_request import BookingRequest, Wanted
from musicservice.services.managing import Managing
from musicservice.services.minding import Minding
from musicservice.services.posting import Posted, opened
from musicservice.services.promoting import Promoting
from musicservice.services.registering import Registering
from musicservice.services.reminding import Reminding
from tests.fakes import FakeClock, OpenSeal, PlainFingerprint
from tests.fakes_of_bookings import MemoryBookings
from tests.published import CATALOGUE

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
STARTS = datetime(2027, 3, 3, 13, 0, tzinfo=UTC)
COURSE = Course(
    slug="everyone-in-the-room",
    title="Everyone in the room",
    summary="An invented half-day.",
    sessions=(Session(STARTS, STARTS + timedelta(hours=3), "Example Room, Durham"),),
    seats=6,
    minimum=2,
    opens=NOW - timedelta(days=30),
    closes=STARTS - timedelta(days=2),
    prices=tuple(Price(kind, "training-half-day", 6000) for kind in KINDS),
    cancellation=Cancellation(10, 5, 50),
    access="Step-free room.",
    updated=NOW.date(),
)


def new_code() -> str:
    return codes.draw(secrets.choice)


def people(number: int, start: int = 0) -> tuple[Wanted, ...]:
    return tuple(
        Wanted(f"Delegate {n}", f"d{n}@school.example", "Teacher", {"access": ["hearing-loop"]})
        for n in range(start, start + number)
    )


def request(number: int = 1, start: int = 0, **changes: Any) -> BookingRequest:
    """A booking of so many people. Those with other numbers are other people."""
    made = BookingRequest(
        code=new_code(),
        revision=0,
        course=COURSE.slug,
        kind="la-school",
        booker=Booker("Łucja Example", "office@school.example", "0191 496 0123", "Office"),
        delegates=people(number, start),
        answers={"setting": "Example Primary School", "route": "journal"},
        private={"cost_code": "X1234"},
    )
    return replace(made, **changes)


@dataclass
class Room:
    """The services over one store, with courses that a test may change."""

    store: Any
    register: Any
    links: Any
    put_seats: Callable[[Seats], None]
    clock: Any = field(default_factory=lambda: FakeClock(NOW))
    courses: dict[str, Course] = field(default_factory=lambda: {COURSE.slug: COURSE})
    seal: Any = field(default_factory=OpenSeal)
    fingerprint: Any = field(default_factory=PlainFingerprint)
    course: Course = COURSE
    staff: Any = None
    catalogue: Catalogue = CATALOGUE

    @property
    def booking(self) -> Booking:
        return Booking(
            bookings=self.store,
            links=self.links,
            clock=self.clock,
            course=self.courses.get,
            seal=self.seal,
            fingerprint=self.fingerprint,
            receipt_name=receipt_name,
            pause=lambda _: None,
        )

    @property
    def managing(self) -> Managing:
        return Managing(self.booking)

    @property
    def promote(self) -> Promoting:
        return Promoting(self.store, self.register, self._courses, OpenSeal(), self.seal, self.clock)

    @property
    def remind(self) -> Reminding:
        return Reminding(self.register, self._courses, OpenSeal(), self.seal, self.clock)

    @property
    def roll(self) -> Any:
        """Who is on a course, for staff: the memory is it itself."""
        return self.staff or self.store

    @property
    def registering(self) -> Registering:
        return Registering(self.roll, OpenSeal(), self.clock, lambda _: booking(self.catalogue, "choirs"))

    @property
    def attending(self) -> Attending:
        return Attending(self.roll, self.seal, self.clock)

    @property
    def mind(self) -> Minding:
        office = "training@music.example"
        return Minding(
            self.store, self.register, self.store, self._courses, lambda: office, self.seal, self.clock
        )

    @property
    def seats(self) -> Seats:
        found: Seats = self.store.seats(self.course.slug)
        return found

    @property
    def letters(self) -> list[Posted]:
        """What was posted, as the worker reads it."""
        return [opened(message, OpenSeal()) for message in self.store.posted]

    def open(self, course: Course = COURSE) -> None:
        self.courses[course.slug] = course
        self.put_seats(Seats.opening(course))

    def rows(self) -> dict[str, int]:
        """What the register adds up to, as the counts of the seats should."""
        places = [line.place for line in self.register.lines(self.course.slug)]
        return {
            "confirmed": sum(place.confirmed for place in places),
            "offered": sum(place.offered for place in places),
        }

    def _courses(self) -> Sequence[Course]:
        return tuple(self.courses.values())


def check(room: Room) -> None:
    """The invariant: no seat is lost or sold twice, and the counters are the rows."""
    seats, rows = room.seats, room.rows()
    assert seats.is_sound, seats
    assert rows == {"confirmed": seats.confirmed, "offered": seats.offered_now}, seats


def memory_room() -> Room:
    store = MemoryBookings()
    room = Room(store, store, store.links, lambda seats: store.counts.update({seats.course: seats}))
    room.open()
    return room


@dataclass
class RealClock(FakeClock):
    """Stands still in UTC, while the stopwatch goes on: the real adapter gives up by it."""

    def monotonic(self) -> float:
        return time.monotonic()


def real_room(client: Any, prefix: str, writing: Any = None, **parts: Any) -> Room:
    """Over the real engine. `writing` may go through a proxy that does harm."""
    tables = (client, writing or client, prefix)

    def put(seats: Seats) -> None:
        client.put_item(TableName=f"{prefix}-catalogue", Item=seats_item(seats))

    links = DynamoLockers(*tables, "links")
    parts = {"clock": RealClock(NOW), **parts}
    room = Room(DynamoBookings(*tables), DynamoRegister(*tables), links, put, **parts)
    room.staff = DynamoRoll(*tables)
    room.courses.clear()
    room.open(room.course)
    return room
