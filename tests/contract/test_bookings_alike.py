"""Whatever is done to bookings, memory and the real engine answer alike, and every seat stays counted."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from musicservice.domain.training import SeatRefusedError
from musicservice.services.booking_request import Booked, Full, Opened, Refused, Waiting
from musicservice.services.managing import Done
from tests import engines
from tests.training import COURSE, Room, check, memory_room, people, real_room, request

PEOPLE = 12
"""So few that the same person is asked for again and again."""
WHICH = st.integers(0, 7)


def told(outcome: object) -> Any:
    """What an outcome says, without what is drawn at random."""
    match outcome:
        case Booked(opened) | Waiting(opened) | Done(opened):
            place = opened.place
            return type(outcome), place.standing, place.size, place.seq, place.offered, place.until
        case Refused(why):
            return Refused, type(why), getattr(why, "positions", ())
        case Full(left):
            return Full, left
    return type(outcome)


class Alike(RuleBasedStateMachine):
    """One history on two stores."""

    engine: Callable[[], Any]

    def __init__(self) -> None:
        super().__init__()
        client, prefix = self.engine()
        self.rooms = (memory_room(), real_room(client, prefix))
        self.codes: list[str] = []

    def both(self, act: Callable[[Room], Any]) -> Any:
        first, second = (act(room) for room in self.rooms)
        assert first == second
        return first

    def by_code(self, which: int, act: Callable[[Room, Opened], object]) -> None:
        code = self.codes[which % len(self.codes)]

        def acting(room: Room) -> Any:
            opened = room.booking.open(code)
            assert isinstance(opened, Opened)
            return told(act(room, opened))

        self.both(acting)

    @initialize(size=st.integers(1, 6))
    def somebody_is_there(self, size: int) -> None:
        self.book(size, 0, "tell")

    @rule(
        size=st.integers(1, 5),
        start=st.integers(0, PEOPLE),
        if_full=st.sampled_from(["tell", "all-or-none", "as-many-as-possible"]),
    )
    def book(self, size: int, start: int, if_full: str) -> None:
        asked = request(size, start, if_full=if_full)
        answer = self.both(lambda room: told(room.booking.book(asked)))
        if answer[0] in {Booked, Waiting}:
            self.codes.append(asked.code)

    @precondition(lambda self: self.codes)
    @rule(which=WHICH)
    def cancel(self, which: int) -> None:
        self.by_code(which, lambda room, opened: room.managing.cancel(opened.code))

    @precondition(lambda self: self.codes)
    @rule(which=WHICH, left=st.integers(0, 4))
    def reduce(self, which: int, left: int) -> None:
        self.by_code(
            which,
            lambda room, opened: room.managing.reduce(
                opened.code, [one.id for one in opened.reservation.delegates[:left]]
            ),
        )

    @precondition(lambda self: self.codes)
    @rule(which=WHICH, position=st.integers(0, 4), other=st.integers(0, PEOPLE))
    def rename(self, which: int, position: int, other: int) -> None:
        def act(room: Room, opened: Opened) -> object:
            delegates = opened.reservation.delegates
            [wanted] = people(1, other)
            return room.managing.change(opened.code, delegates[position % len(delegates)].id, wanted)

        self.by_code(which, act)

    @precondition(lambda self: self.codes)
    @rule(which=WHICH, going=st.integers(0, 4))
    def accept(self, which: int, going: int) -> None:
        self.by_code(
            which,
            lambda room, opened: room.managing.accept(
                opened.code, [one.id for one in opened.reservation.delegates[:going]]
            ),
        )

    @precondition(lambda self: self.codes)
    @rule(which=WHICH)
    def decline(self, which: int) -> None:
        self.by_code(which, lambda room, opened: room.managing.decline(opened.code))

    @rule()
    def promote(self) -> None:
        self.both(lambda room: room.promote())

    @rule()
    def remind(self) -> None:
        self.both(lambda room: room.remind())

    @rule(hours=st.sampled_from([1, 49, 24 * 20]))
    def time_passes(self, hours: int) -> None:
        for room in self.rooms:
            room.clock.pass_by(timedelta(hours=hours))

    @rule(capacity=st.integers(1, 8))
    def resize(self, capacity: int) -> None:
        def act(room: Room) -> str:
            try:
                room.put_seats(room.seats.resized(capacity))
            except SeatRefusedError as refused:
                return str(refused)
            return "resized"

        self.both(act)

    @invariant()
    def nothing_is_lost_or_sold_twice(self) -> None:
        for room in self.rooms:
            check(room)
        assert self.rooms[0].seats == self.rooms[1].seats
        names = [
            sorted(who for line in lines(room) for who in line.guarded if line.place.is_live)
            for room in self.rooms
        ]
        assert names[0] == names[1]
        assert len(set(names[0])) == len(names[0])


def lines(room: Room) -> Any:
    return room.register.lines(COURSE.slug)


@pytest.fixture(scope="module")
def fresh(database_address: str) -> Iterator[Callable[[], Any]]:
    """A course of its own for each history, over one set of tables, which are emptied between."""
    client = engines.client("dynamodb", database_address)

    def make() -> Any:
        prefix = f"a{uuid4().hex[:8]}"
        engines.make_tables(client, prefix)
        return client, prefix

    yield make
    client.close()


def test_any_history_is_told_alike_and_keeps_every_seat(fresh: Callable[[], Any]) -> None:
    class Here(Alike):
        engine = staticmethod(fresh)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
