"""The waiting list: who is asked, in which order, until when; and dying between two steps harms nobody."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from musicservice.ports import UnavailableError
from musicservice.services.booking_request import Booked, Opened
from musicservice.services.promoting import Promoting
from tests.training import COURSE, Room, check, memory_room, request
from tests.unit.test_booking import booked, kinds
from tests.unit.test_managing import found, keep

ALL, SOME = "all-or-none", "as-many-as-possible"


@pytest.fixture
def room() -> Room:
    return memory_room()


@pytest.fixture
def full(room: Room) -> Opened:
    """Six people on six seats."""
    return booked(room, 6)


def wait(room: Room, number: int, start: int, rule: str = ALL) -> Opened:
    return booked(room, number, start, if_full=rule)


def standing(room: Room, *parties: Opened) -> list[str]:
    return [found(room, party).place.standing for party in parties]


def test_nothing_is_done_where_nobody_waits(room: Room, full: Opened) -> None:
    keep(room, full, 3)

    assert room.promote() == {}
    assert room.seats.remaining == 3


def test_a_party_behind_one_that_does_not_fit_is_asked_and_the_other_keeps_its_place(
    room: Room, full: Opened
) -> None:
    """The one of the issue: "two, all or none" waits, and a single one behind it."""
    two, one = wait(room, 2, 10), wait(room, 1, 20)
    keep(room, full, 5)

    room.promote()

    assert standing(room, two, one) == ["waiting", "offered"]
    keep(room, full, 3)
    room.promote()
    assert standing(room, two, one) == ["offered", "offered"]
    check(room)


def test_whoever_joined_first_is_asked_first(room: Room, full: Opened) -> None:
    parties = [wait(room, 2, 10 * n) for n in range(1, 4)]
    keep(room, full, 2)

    room.promote()

    assert standing(room, *parties) == ["offered", "offered", "waiting"]
    check(room)


def test_a_party_that_takes_what_there_is_is_offered_that(room: Room, full: Opened) -> None:
    party = wait(room, 4, 10, SOME)
    keep(room, full, 3)

    room.promote()

    assert found(room, party).place.offered == 3
    assert (room.seats.held, room.seats.remaining) == (3, 0)


def test_seats_that_come_back_are_not_for_whoever_happens_by(room: Room, full: Opened) -> None:
    party = wait(room, 2, 10)
    keep(room, full, 4)

    early = room.booking.book(request(1, 30))
    room.promote()

    assert not isinstance(early, Booked)
    assert standing(room, party) == ["offered"]


def test_an_offer_says_until_when_and_holds_for_two_days(room: Room, full: Opened) -> None:
    party = wait(room, 2, 10)
    keep(room, full, 4)

    room.promote()

    assert found(room, party).place.until == room.clock.at + timedelta(hours=48)
    letter = room.letters[-1]
    assert (letter.kind, letter.facts.lines[-1].label) == ("booking-offer", "Answer by")
    assert letter.facts.lines[-1].shown == "Saturday 28 November 2026, 9am"


def test_no_offer_lasts_beyond_the_cut_off_and_none_is_made_after_it(room: Room, full: Opened) -> None:
    first, second = wait(room, 2, 10), wait(room, 2, 20)
    room.clock.at = COURSE.closes - timedelta(hours=1)
    keep(room, full, 4)
    room.promote()
    assert found(room, first).place.until == COURSE.closes

    room.clock.at = COURSE.closes
    assert room.promote() == {"lapsed": 1, "released": 1}
    assert standing(room, first, second) == ["lapsed", "waiting"]
    assert room.seats.remaining == 2
    check(room)


def test_what_lapsed_goes_to_the_next_in_the_same_round(room: Room, full: Opened) -> None:
    first, second = wait(room, 2, 10), wait(room, 2, 20)
    keep(room, full, 4)
    room.promote()
    room.clock.pass_by(timedelta(hours=48))

    room.promote()

    assert standing(room, first, second) == ["lapsed", "offered"]
    assert Counter(kinds(room))["booking-lapsed"] == 1
    assert wait(room, 2, 10).place.standing == "waiting"
    check(room)


def test_no_offer_is_made_of_a_cancelled_course(room: Room, full: Opened) -> None:
    party = wait(room, 2, 10)
    keep(room, full, 4)
    room.put_seats(replace(room.seats, state="cancelled"))

    assert room.promote() == {"released": 1}
    assert standing(room, party) == ["waiting"]


@pytest.mark.parametrize("times", range(1, 6))
def test_however_often_a_round_is_carried_out_each_is_asked_once(
    room: Room, full: Opened, times: int
) -> None:
    parties = [wait(room, 1, 10 * n) for n in range(1, 4)]
    keep(room, full, 4)

    for _ in range(times):
        room.promote()

    assert standing(room, *parties) == ["offered", "offered", "waiting"]
    assert Counter(kinds(room))["booking-offer"] == 2
    check(room)


class KilledError(BaseException):
    """Nothing after this is carried out, and nothing cleans up."""


class Dying:
    """A port that dies at its nth call, before or after doing it."""

    def __init__(self, port: Any, calls: list[str], at: int, *, after: bool) -> None:
        self.port, self.calls, self.at, self.after = port, calls, at, after

    def __getattr__(self, name: str) -> Any:
        def call(*given: Any) -> Any:
            self.calls.append(name)
            is_last = len(self.calls) == self.at
            if is_last and not self.after:
                raise KilledError
            answer = getattr(self.port, name)(*given)
            if is_last:
                raise KilledError
            return answer

        return call


def dying(room: Room, calls: list[str], at: int, *, after: bool) -> Promoting:
    made = room.promote
    return replace(
        made,
        bookings=Dying(made.bookings, calls, at, after=after),
        register=Dying(made.register, calls, at, after=after),
    )


def many_things_to_do() -> tuple[Room, list[Opened]]:
    room = memory_room()
    full = booked(room, 6)
    parties = [wait(room, 2, 10), wait(room, 1, 20), wait(room, 2, 30, SOME), wait(room, 5, 40)]
    keep(room, full, 4)
    room.promote()
    room.clock.pass_by(timedelta(hours=49))
    keep(room, full, 1)
    return room, parties


def after_a_round() -> list[str]:
    room, parties = many_things_to_do()
    room.promote()
    return standing(room, *parties)


@pytest.mark.parametrize("after", [False, True])
def test_a_round_that_dies_at_any_step_is_finished_by_the_next(after: bool) -> None:  # noqa: FBT001
    calls: list[str] = []
    whole, _ = many_things_to_do()
    dying(whole, calls, 0, after=after)()
    expected = after_a_round()

    for at in range(1, len(calls) + 1):
        room, parties = many_things_to_do()
        with pytest.raises(KilledError):
            dying(room, [], at, after=after)()
        check(room)
        room.promote()
        room.promote()
        check(room)
        assert standing(room, *parties) == expected
        letters = Counter(message.case for message in room.letters)
        assert letters == {line.place.id: line.place.revision for line in room.register.lines(COURSE.slug)}


def test_one_booking_that_cannot_be_moved_does_not_stop_the_others(room: Room, full: Opened) -> None:
    first, second = wait(room, 1, 10), wait(room, 1, 20)
    keep(room, full, 4)

    class Sick:
        def __getattr__(self, name: str) -> Any:
            return getattr(room.store, name)

        def write(self, step: Any, until: float) -> None:
            if step.move.place.id == first.place.id:
                raise UnavailableError("database", "Throttled")
            room.store.write(step, until)

    counts = replace(room.promote, bookings=Sick())()

    assert counts == {"postponed": 1, "offered": 1}
    assert standing(room, first, second) == ["waiting", "offered"]
    assert room.seats.freed == 1
