"""Whatever the line to the database does to a step, it is done once or not at all, and told as it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

import pytest

from musicservice.services.booking_request import Booked, BookingRequest, Full, Opened, Waiting
from musicservice.services.managing import Done
from musicservice.services.outcomes import Unsaved
from tests import engines, faults
from tests.contract.lockers import Tables
from tests.fakes import OpenSeal
from tests.lab import ledger
from tests.lab.bench import client
from tests.training import COURSE, Room, check, people, real_room, request

HARM = {
    "loses the answer": faults.LoseAnswer(),
    "is cut before": faults.CutBefore(),
    "sends half an answer": faults.Garble(),
    "is throttled": faults.THROTTLED,
    "meets another transaction": faults.cancelled("TransactionConflict", "None"),
    "meets a broken engine": faults.SERVER_ERROR,
}


@dataclass
class Scene:
    """A full course, a party that waits behind it, and one that was offered a seat."""

    room: Room
    line: faults.Proxy
    full: Opened
    waiting: Opened
    offered: Opened

    def booking(self, number: int, start: int, if_full: str = "tell") -> BookingRequest:
        """The same each time it is asked for in one scene."""
        code = f"{self.room.course.slug}-{start}"
        return request(number, start, course=self.room.course.slug, if_full=if_full, code=code)

    def faults(self) -> list[str]:
        store = self.room.store
        return ledger.faults(store.reading, store.prefix, self.room.course.slug, OpenSeal())


@pytest.fixture(scope="module")
def stage(database_address: str) -> Iterator[tuple[Tables, faults.Proxy, Any]]:
    direct = engines.client("dynamodb", database_address)
    engines.make_tables(direct, "faults")
    with faults.proxy(database_address) as line:
        through = client(line.address)
        yield Tables(database_address, "faults", direct), line, through
        through.close()
    direct.close()


@pytest.fixture
def scene(stage: tuple[Tables, faults.Proxy, Any]) -> Scene:
    tables, line, through = stage
    line.plan = lambda _operation, _n: faults.Pass()
    course = replace(COURSE, slug=f"course-{uuid4().hex[:8]}")
    room = real_room(tables.client, tables.prefix, through, course=course)

    def book(number: int, start: int) -> Opened:
        asked = request(number, start, course=course.slug, if_full="all-or-none")
        return opened(room.booking.book(asked))

    full, offered, waiting = book(6, 0), book(1, 10), book(5, 20)
    room.managing.reduce(full.code, [one.id for one in full.reservation.delegates[:4]])
    room.promote()
    line.calls.clear()
    return Scene(room, line, full, waiting, offered)


def opened(outcome: object) -> Opened:
    assert isinstance(outcome, Booked | Waiting), outcome
    return outcome.opened


STEPS: dict[str, Callable[[Scene], Any]] = {
    "a booking": lambda s: s.room.booking.book(s.booking(1, 30)),
    "joining the list": lambda s: s.room.booking.book(s.booking(2, 40, "all-or-none")),
    "cancelling": lambda s: s.room.managing.cancel(s.full.code),
    "leaving the list": lambda s: s.room.managing.cancel(s.waiting.code),
    "another name": lambda s: s.room.managing.change(
        s.full.code, s.full.reservation.delegates[0].id, people(1, 50)[0]
    ),
    "fewer people": lambda s: s.room.managing.reduce(
        s.full.code, [one.id for one in s.full.reservation.delegates[:2]]
    ),
    "taking an offer up": lambda s: s.room.managing.accept(s.offered.code),
    "turning one down": lambda s: s.room.managing.decline(s.offered.code),
}


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("step", STEPS)
def test_it_is_done_once(scene: Scene, step: str, harm: str) -> None:
    scene.line.first("TransactWriteItems", HARM[harm])

    first = STEPS[step](scene)
    again = STEPS[step](scene)

    assert isinstance(first, Booked | Waiting | Done), first
    assert again == first
    check(scene.room)
    assert scene.faults() == []


@pytest.mark.parametrize("step", STEPS)
def test_where_nothing_gets_through_it_says_so_and_nothing_is_done(scene: Scene, step: str) -> None:
    scene.line.always("TransactWriteItems", faults.cancelled("TransactionConflict", "None"))
    before = scene.room.seats

    with faults.impatient():
        outcome = STEPS[step](scene)

    assert isinstance(outcome, Unsaved)
    assert outcome.known
    assert scene.room.seats == before
    assert scene.faults() == []


@pytest.mark.parametrize("harm", HARM)
def test_a_round_that_meets_harm_is_finished_by_the_next(scene: Scene, harm: str) -> None:
    scene.room.managing.cancel(scene.full.code)
    scene.line.calls.clear()
    scene.line.first("TransactWriteItems", HARM[harm])

    scene.room.promote()
    scene.room.promote()

    assert scene.room.seats.offered_now == 6
    assert scene.faults() == []


def test_a_full_course_costs_no_transaction(scene: Scene) -> None:
    assert scene.room.booking.book(scene.booking(5, 60)) == Full(1)
    assert scene.line.count("TransactWriteItems") == 0
