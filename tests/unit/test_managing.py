"""Changing a booking by its code: who may do what from where it stands, what it costs, and once only."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from musicservice.domain.audit import BEGINNING
from musicservice.domain.training.asking import CourseBegunError, PersonHereError
from musicservice.domain.training.place import NotPossibleError
from musicservice.domain.training.reservation import NamesDueError, SamePersonError
from musicservice.services.booking_request import Opened, Refused, Wanted
from musicservice.services.managing import Done
from musicservice.services.outcomes import Gone, Unsaved
from tests.training import COURSE, Room, check, memory_room, people, request
from tests.unit.test_booking import booked, kinds
from tests.unit.test_booking_again import Lost


@pytest.fixture
def room() -> Room:
    return memory_room()


def found(room: Room, opened: Opened) -> Opened:
    there = room.managing.open(opened.code)
    assert isinstance(there, Opened)
    return there


def keep(room: Room, opened: Opened, number: int) -> object:
    return room.managing.reduce(opened.code, [one.id for one in opened.reservation.delegates[:number]])


def why(outcome: object) -> Exception:
    assert isinstance(outcome, Refused), outcome
    return outcome.why


def test_a_name_may_change_until_the_course_begins_and_costs_nothing(room: Room) -> None:
    opened = booked(room, 2)
    room.clock.at = COURSE.starts - timedelta(minutes=1)

    done = room.managing.change(opened.code, opened.reservation.delegates[1].id, people(1, 50)[0])

    assert isinstance(done, Done)
    assert [one.name for one in done.opened.reservation.delegates] == ["Delegate 0", "Delegate 50"]
    assert kinds(room) == ["booking-confirmed", "booking-changed"]
    room.clock.at = COURSE.starts
    again = room.managing.change(opened.code, opened.reservation.delegates[1].id, people(1, 51)[0])
    assert isinstance(why(again), CourseBegunError)
    check(room)


def test_the_same_change_again_is_done_already(room: Room) -> None:
    opened = booked(room, 1)
    name = opened.reservation.delegates[0].id
    other = Wanted("Somebody Else", "else@school.example")

    first = room.managing.change(opened.code, name, other)

    assert room.managing.change(opened.code, name, other) == first
    assert len(kinds(room)) == 2


def test_nobody_is_changed_into_somebody_who_comes_already(room: Room) -> None:
    opened, other = booked(room, 2), booked(room, 1, 9)
    name = opened.reservation.delegates[0].id

    within = why(room.managing.change(opened.code, name, people(1, 1)[0]))
    elsewhere = why(room.managing.change(opened.code, name, people(1, 9)[0]))

    assert isinstance(within, SamePersonError)
    assert isinstance(elsewhere, PersonHereError)
    assert (elsewhere.positions, elsewhere.delegates) == ((0,), (name,))
    assert found(room, opened) == opened
    assert found(room, other) == other


def test_a_name_is_not_taken_back_once_all_must_be_named(room: Room) -> None:
    opened = booked(room, 1)
    name = opened.reservation.delegates[0].id
    room.clock.at = COURSE.names_by

    assert isinstance(why(room.managing.change(opened.code, name, Wanted())), NamesDueError)


def test_a_delegate_whom_the_booking_has_not_is_not_changed(room: Room) -> None:
    opened = booked(room)

    assert isinstance(why(room.managing.change(opened.code, "00000000", people(1, 5)[0])), NotPossibleError)


def test_nobody_is_taken_out_down_to_nobody(room: Room) -> None:
    opened = booked(room, 2)

    assert isinstance(why(keep(room, opened, 0)), NotPossibleError)
    assert isinstance(keep(room, opened, 1), Done)
    assert isinstance(keep(room, opened, 1), Done)
    assert room.seats.confirmed == 1
    assert kinds(room) == ["booking-confirmed", "booking-changed"]


def test_a_party_that_waits_may_grow_smaller_and_keeps_its_place(room: Room) -> None:
    booked(room, 6)
    party = booked(room, 3, 10, if_full="all-or-none")

    keep(room, party, 2)

    assert (found(room, party).place.size, found(room, party).place.seq) == (2, 1)
    check(room)


@pytest.mark.parametrize("standing", ["confirmed", "waiting", "offered"])
def test_a_booking_is_cancelled_from_wherever_it_stands(room: Room, standing: str) -> None:
    first = booked(room, 6)
    party = booked(room, 2, 10, if_full="all-or-none")
    if standing == "offered":
        keep(room, first, 4)
        room.promote()
    which = first if standing == "confirmed" else party

    done = room.managing.cancel(which.code)

    assert isinstance(done, Done)
    assert done.opened.place.standing == "cancelled"
    assert room.managing.cancel(which.code) == done
    assert kinds(room)[-1] == "booking-cancelled"
    check(room)


def test_a_link_used_after_cancelling_changes_nothing(room: Room) -> None:
    opened = booked(room, 2)
    room.managing.cancel(opened.code)
    name = opened.reservation.delegates[0].id

    for outcome in (
        keep(room, opened, 1),
        room.managing.change(opened.code, name, people(1, 5)[0]),
        room.managing.accept(opened.code),
        room.managing.decline(opened.code),
    ):
        assert isinstance(outcome, Refused)
    assert (room.seats.confirmed, room.seats.remaining) == (0, 6)


def test_a_link_that_was_altered_opens_nothing(room: Room) -> None:
    assert room.managing.cancel("7K4Q2MXW9RTBHC3PV6NE") == Gone()


def test_leaving_costs_nothing_in_time_and_part_of_the_price_later(room: Room) -> None:
    opened = booked(room, 3)
    free = COURSE.free_until()

    assert opened.cost(3, free - timedelta(seconds=1), ()) == 0
    assert opened.cost(3, free, ()) == 3 * 3000
    assert opened.cost(1, free, (date(2027, 3, 2),)) == 3000


def test_waiting_costs_nothing_and_so_does_a_course_that_is_cancelled_or_gone(room: Room) -> None:
    opened = booked(room, 6)
    waiting = booked(room, 2, 10, if_full="all-or-none")
    late = COURSE.starts

    assert waiting.cost(2, late, ()) == 0
    assert replace(opened, course=replace(COURSE, state="cancelled")).cost(6, late, ()) == 0
    assert replace(opened, course=None).cost(6, late, ()) == 0


def test_a_booking_of_a_course_that_is_gone_from_the_site_can_still_be_cancelled(room: Room) -> None:
    opened = booked(room, 2)
    room.courses.clear()

    assert isinstance(room.managing.cancel(opened.code), Done)
    check(room)


def test_every_step_stands_in_the_trail_and_carries_on_from_the_last(room: Room) -> None:
    opened = booked(room, 3)
    keep(room, opened, 2)
    room.managing.cancel(opened.code)

    trail = room.store.trail
    assert [(one.number, one.action) for one in trail] == [(1, "booked"), (2, "reduced"), (3, "cancelled")]
    assert [one.previous for one in trail] == [BEGINNING, trail[0].digest, trail[1].digest]
    assert found(room, opened).place.trail == trail[-1].digest


@pytest.mark.parametrize("keeps", [True, False])
def test_a_lost_answer_to_a_change_is_looked_up(room: Room, keeps: bool) -> None:  # noqa: FBT001
    opened = booked(room, 2)

    outcome: Any = replace(room, store=Lost(room.store, keeps=keeps)).managing.cancel(opened.code)

    assert isinstance(outcome, Done if keeps else Unsaved)
    assert keeps or not outcome.known
    assert room.seats.confirmed == (0 if keeps else 2)


def test_a_link_lasts_beyond_the_course_and_not_for_ever(room: Room) -> None:
    opened = booked(room)

    room.clock.at = COURSE.ends + timedelta(days=179)
    assert isinstance(room.managing.open(opened.code), Opened)
    room.clock.at = COURSE.ends + timedelta(days=181)
    assert room.managing.open(opened.code) == Gone()
    assert isinstance(room.booking.book(request(if_full="all-or-none")), Refused)
