"""What was decided on seats or bookings that others changed meanwhile, in memory and on the real engine."""

from dataclasses import replace
from typing import Any

import pytest

from musicservice.booking_ports import SeatsMovedError
from musicservice.ports import StaleError
from musicservice.services.booking_request import Full
from tests.contract.test_bookings import book, done
from tests.training import Room, check, request


def test_a_step_on_what_is_no_longer_so_is_refused_whole(room: Room) -> None:
    opened = book(room, 2)
    kept: list[Any] = []

    class Slow:
        """Lets another window go first."""

        def __getattr__(self, name: str) -> Any:
            return getattr(room.store, name)

        def write(self, step: Any, until: float) -> None:
            if not kept:
                kept.append(step)
                done(room.managing.cancel(opened.code))
            room.store.write(step, until)

    slow = replace(room, store=Slow())
    slow.managing.cancel(opened.code)

    with pytest.raises(StaleError):
        room.store.write(kept[0], room.clock.monotonic() + 5)
    assert (room.seats.remaining, room.seats.confirmed) == (6, 0)
    check(room)


def test_freed_seats_are_let_go_only_where_nothing_moved(room: Room) -> None:
    first = book(room, 6)
    book(room, 5, 10, if_full="all-or-none")
    done(room.managing.reduce(first.code, [first.reservation.delegates[0].id]))
    before = room.seats
    assert before.freed == 5
    book(room, 1, 30, if_full="all-or-none")

    assert not room.register.release(before, room.clock.monotonic() + 5)
    assert room.register.release(room.seats, room.clock.monotonic() + 5)
    assert (room.seats.freed, room.seats.remaining) == (0, 5)
    check(room)


def test_nothing_is_booked_on_seats_that_went_meanwhile(room: Room) -> None:
    kept: list[Any] = []

    class Slow:
        """Lets somebody else book everything first."""

        def __getattr__(self, name: str) -> Any:
            return getattr(room.store, name)

        def write(self, step: Any, until: float) -> None:
            if not kept:
                kept.append(step)
                book(room, 6, 30)
            room.store.write(step, until)

    slow = replace(room, store=Slow())

    assert slow.booking.book(request(2)) == Full(0)
    with pytest.raises(SeatsMovedError):
        room.store.write(kept[0], room.clock.monotonic() + 5)
    check(room)
