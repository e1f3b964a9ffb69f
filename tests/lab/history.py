"""One history: a few clients at once who book, change, leave, answer and promote, each step written down."""

import random
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from musicservice.domain.training.asking import PersonHereError
from musicservice.domain.training.reservation import Booker
from musicservice.ports import UnavailableError
from musicservice.services.booking_request import (
    Booked,
    BookingRequest,
    Full,
    Opened,
    Over,
    Refused,
    Waiting,
    Wanted,
)
from musicservice.services.managing import Done
from musicservice.services.outcomes import Gone, Unsaved
from tests.lab.bench import Bench
from tests.lab.checker import Operation
from tests.lab.model import UNKNOWN, Asked, Outcome
from tests.lab.noted import NO_EFFECT, Noted, resized
from tests.training import NOW, RealClock, new_code

PEOPLE = 14
CLIENTS = 4
DOUBLE = 0.3
"""How often somebody clicks twice."""
EVERYBODY = 99
RULES = ("tell", "all-or-none", "as-many-as-possible")
WEIGHTS = {
    "book": 34, "again": 6, "cancel": 12, "reduce": 8, "rename": 8, "accept": 12, "decline": 3,
    "promote": 11, "late": 2, "resize": 4, "look": 8,
}  # fmt: skip


def told(answer: object) -> Outcome:
    """What the service said, in the model's words."""
    match answer:
        case Booked(opened) | Waiting(opened) | Over(opened):
            place = opened.place
            return ("waiting" if place.standing == "offered" else place.standing), place.size
        case Full(left):
            return "full", left
        case Refused(PersonHereError() as why):
            return "here", why.positions
        case Refused():
            return ("refused",)
        case Done() | Gone():
            return (type(answer).__name__.lower(),)
        case Unsaved() as unsaved:
            return NO_EFFECT if unsaved.known else UNKNOWN
    raise AssertionError(type(answer))


@dataclass
class History:
    """What was done on one bench. `requests` are those sent so far, by any client."""

    bench: Bench
    random: random.Random
    done: list[Operation] = field(default_factory=list)
    requests: list[BookingRequest] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, asked: Asked, act: Callable[[], Outcome]) -> None:
        began = time.perf_counter()
        outcome = act()
        ended = time.perf_counter()
        if outcome != NO_EFFECT:
            with self.lock:
                made = Operation(asked, outcome, began)
                self.done.append(made if outcome == UNKNOWN else replace(made, ended=ended))

    def run(self, operations: int) -> list[Operation]:
        """At least so many operations, by several clients at once."""

        def act(seed: float) -> None:
            chance = random.Random(seed)  # noqa: S311 - told by its seed
            while len(self.done) < operations:
                [kind] = chance.choices(list(WEIGHTS), weights=list(WEIGHTS.values()))
                step, drawn = getattr(self, f"_{kind}"), chance.random()
                clicks = 2 if chance.random() < DOUBLE else 1
                together(lambda _: step(random.Random(drawn)), range(clicks))  # noqa: S311, B023 - done at once

        together(act, [self.random.random() for _ in range(CLIENTS)])
        return self.done

    def _book(self, chance: random.Random) -> None:
        code, size = new_code(), chance.randint(1, 5)
        named = chance.sample(range(PEOPLE), size)
        people = tuple("" if chance.random() < 0.3 else f"p{n}" for n in named)
        asked = BookingRequest(
            code=code,
            revision=0,
            course=self.bench.course.slug,
            kind="academy",
            booker=Booker(code, "office@school.example"),
            delegates=tuple(map(wanted, people)),
            if_full=chance.choice(RULES),  # type: ignore[arg-type]
        )
        self.requests.append(asked)
        self._send(asked)

    def _again(self, chance: random.Random) -> None:
        if self.requests:
            self._send(chance.choice(self.requests[-4:]))

    def _send(self, asked: BookingRequest) -> None:
        people = tuple(one.email for one in asked.delegates)
        self.note(("book", asked.code, people, asked.if_full), lambda: told(self.bench.booking.book(asked)))

    def _cancel(self, chance: random.Random) -> None:
        self._manage(chance, "cancel", lambda opened: self.bench.managing.cancel(opened.code))

    def _decline(self, chance: random.Random) -> None:
        self._manage(chance, "decline", lambda opened: self.bench.managing.decline(opened.code))

    def _reduce(self, chance: random.Random) -> None:
        left = chance.randint(1, 4)
        self._manage(
            chance,
            "reduce",
            lambda opened: self.bench.managing.reduce(opened.code, first(opened, left)),
            left,
        )

    def _accept(self, chance: random.Random) -> None:
        going = chance.choice((EVERYBODY, EVERYBODY, 1, 2))
        self._manage(
            chance,
            "accept",
            lambda opened: self.bench.managing.accept(opened.code, first(opened, going)),
            going,
        )

    def _rename(self, chance: random.Random) -> None:
        person = f"p{chance.randrange(PEOPLE)}"

        def act(opened: Opened) -> object:
            return self.bench.managing.change(opened.code, first(opened, 1)[0], wanted(person))

        self._manage(chance, "rename", act, wanted(person).email)

    def _manage(self, chance: random.Random, kind: str, act: Callable[[Opened], object], *given: Any) -> None:
        if not self.requests:
            return
        code = chance.choice(self.requests[-8:]).code

        def acting() -> Outcome:
            opened = self.bench.booking.open(code)
            return told(act(opened) if isinstance(opened, Opened) else opened)

        self.note((kind, code, *given), acting)

    def _look(self, _chance: random.Random) -> None:
        def act() -> Outcome:
            try:
                seats = self.bench.store.seats(self.bench.course.slug)
            except UnavailableError:
                return NO_EFFECT
            return "counts", seats.remaining, seats.confirmed, seats.held, seats.freed, seats.wait_seq

        self.note(("look",), act)

    def _resize(self, chance: random.Random) -> None:
        self.note(("resize", capacity := chance.randint(4, 9)), lambda: resized(self.bench, capacity))

    def _promote(self, _chance: random.Random) -> None:
        self._round(self.bench.clock)

    def _late(self, _chance: random.Random) -> None:
        """A round two days on, when offers have run out."""
        self._round(RealClock(NOW + timedelta(hours=49)))

    def _round(self, clock: RealClock) -> None:
        store, register = (
            Noted(self.note, self.bench, port) for port in (self.bench.store, self.bench.register)
        )
        try:
            self.bench.promoting(bookings=store, register=register, clock=clock)()
        except UnavailableError:
            return


def together(act: Callable[[Any], None], each: Iterable[Any]) -> None:
    """The same with each, at once."""
    threads = [threading.Thread(target=act, args=(one,)) for one in each]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def wanted(person: str) -> Wanted:
    return Wanted(person, f"{person}@school.example") if person else Wanted()


def first(opened: Opened, number: int) -> list[str]:
    return [one.id for one in opened.reservation.delegates[:number]]
