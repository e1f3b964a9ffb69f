"""What keeping bookings means, over memory and over the real engine, through the services that use it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

from musicservice.domain.training import Seats
from musicservice.domain.training.asking import PersonHereError
from musicservice.services.booking_request import Booked, Full, Opened, Refused, Waiting
from musicservice.services.managing import Done
from tests.training import COURSE, NOW, Room, check, people, request


def book(room: Room, number: int = 1, start: int = 0, **changes: Any) -> Opened:
    made = room.booking.book(request(number, start, **changes))
    assert isinstance(made, Booked | Waiting), made
    return made.opened


def found(room: Room, opened: Opened) -> Opened:
    there = room.booking.open(opened.code)
    assert isinstance(there, Opened)
    return there


def done(outcome: object) -> Opened:
    assert isinstance(outcome, Done), outcome
    return outcome.opened


def test_what_was_booked_is_found_under_its_code(room: Room) -> None:
    opened = book(room, 3)

    assert found(room, opened) == opened
    assert room.seats == replace(Seats.opening(COURSE), remaining=3, confirmed=3, version=2)
    check(room)


def test_a_booking_is_in_the_register_with_its_people(room: Room) -> None:
    opened = book(room, 2)

    [line] = room.register.lines(COURSE.slug)
    assert line == room.register.line(COURSE.slug, opened.place.id)
    assert (line.place, line.reference) == (opened.place, opened.reservation.reference)
    assert {one.name for one in line.delegates} == {"Delegate 0", "Delegate 1"}
    assert (line.reminded, line.booked_at) == (0, NOW)


def test_the_last_seat_goes_to_one_of_many_who_ask_at_once(room: Room) -> None:
    wanted = [request(1, 100 + n) for n in range(12)]

    with ThreadPoolExecutor(12) as pool:
        outcomes = list(pool.map(room.booking.book, wanted))

    assert sum(isinstance(one, Booked) for one in outcomes) == COURSE.seats
    assert sum(one == Full(0) for one in outcomes) == 12 - COURSE.seats
    check(room)


def test_the_waiting_list_keeps_the_order_of_joining(room: Room) -> None:
    book(room, 6)
    parties = [book(room, 1, 10 + n, if_full="all-or-none") for n in range(3)]

    assert [place.id for place in room.register.listed(COURSE.slug)] == [one.place.id for one in parties]
    assert [one.place.seq for one in parties] == [1, 2, 3]
    check(room)


def test_those_who_join_at_once_have_numbers_of_their_own(room: Room) -> None:
    book(room, 6)

    with ThreadPoolExecutor(6) as pool:
        made = list(pool.map(lambda n: book(room, 1, 10 + n, if_full="all-or-none"), range(6)))

    assert sorted(one.place.seq for one in made) == [1, 2, 3, 4, 5, 6]
    check(room)


def test_nobody_is_booked_twice_and_it_says_which(room: Room) -> None:
    book(room, 1, 1)

    refused = room.booking.book(request(3))

    assert isinstance(refused, Refused)
    assert isinstance(refused.why, PersonHereError)
    assert refused.why.positions == (1,)
    assert room.seats.confirmed == 1
    check(room)


def test_whoever_cancelled_may_be_booked_again(room: Room) -> None:
    first = book(room, 2)
    done(room.managing.cancel(first.code))

    second = book(room, 2)

    assert found(room, first).place.standing == "cancelled"
    assert second.place.standing == "confirmed"
    check(room)


def test_seats_come_back_once_however_often_one_cancels(room: Room) -> None:
    opened = book(room, 4)

    with ThreadPoolExecutor(5) as pool:
        outcomes = list(pool.map(lambda _: room.managing.cancel(opened.code), range(5)))

    assert [type(one) for one in outcomes] == [Done] * 5
    assert (room.seats.remaining, room.seats.confirmed) == (6, 0)
    check(room)


def test_another_person_takes_the_place_of_one_and_frees_them(room: Room) -> None:
    opened = book(room, 2)
    first = opened.reservation.delegates[0]
    [other] = people(1, 50)

    changed = done(room.managing.change(opened.code, first.id, other))

    assert found(room, opened) == changed
    assert changed.reservation.delegates[0].name == "Delegate 50"
    assert {one.name for one in room.register.lines(COURSE.slug)[0].delegates} == {
        "Delegate 1",
        "Delegate 50",
    }
    book(room, 1, 0)
    check(room)


def test_some_go_and_their_seats_come_back(room: Room) -> None:
    opened = book(room, 3)
    staying = [one.id for one in opened.reservation.delegates[1:]]

    changed = done(room.managing.reduce(opened.code, staying))

    assert changed.place.size == 2
    assert room.seats.remaining == 4
    assert len(room.register.lines(COURSE.slug)[0].delegates) == 2
    book(room, 1, 0)
    check(room)


def test_an_offer_holds_seats_and_is_taken_up_once(room: Room) -> None:
    first = book(room, 6)
    party = book(room, 2, 10, if_full="all-or-none")
    done(room.managing.cancel(first.code))
    assert room.promote() == {"offered": 1, "released": 1}
    assert (room.seats.held, room.seats.remaining) == (2, 4)

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(lambda _: room.managing.accept(party.code), range(4)))

    assert [type(one) for one in outcomes] == [Done] * 4
    assert (room.seats.held, room.seats.confirmed) == (0, 2)
    assert room.register.listed(COURSE.slug) == []
    check(room)


def test_an_offer_that_runs_out_goes_back_and_is_not_made_again(room: Room) -> None:
    first = book(room, 6)
    party = book(room, 2, 10, if_full="all-or-none")
    done(room.managing.cancel(first.code))
    room.promote()
    room.clock.pass_by(timedelta(hours=49))

    assert room.promote() == {"lapsed": 1, "released": 1}
    assert found(room, party).place.standing == "lapsed"
    assert room.seats.remaining == 6
    assert room.promote() == {}
    book(room, 2, 10)
    check(room)


def test_a_course_without_seats_has_none(room: Room) -> None:
    assert room.store.seats("no-such-course") is None
    assert room.store.place(COURSE.slug, "nobody") is None
    assert room.register.line(COURSE.slug, "nobody") is None
