"""Booking a course: who fits, who waits, what is refused with which facts, and the same sent again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from musicservice.domain.training import (
    BookingClosedError,
    CourseCancelledError,
    NotForThemError,
    Seats,
    Session,
)
from musicservice.domain.training.asking import (
    CourseGoneError,
    CourseMovedError,
    NotYetOpenError,
    PersonHereError,
)
from musicservice.domain.training.reservation import (
    NamesDueError,
    PartySizeError,
    SamePersonError,
    stamp,
)
from musicservice.services.booking_request import (
    Booked,
    Full,
    Opened,
    Refused,
    Waiting,
    Wanted,
)
from tests.training import COURSE, NOW, Room, check, memory_room, people, request


@pytest.fixture
def room() -> Room:
    return memory_room()


def refused(room: Room, **changes: Any) -> Any:
    number = changes.pop("number", 1)
    outcome = room.booking.book(request(number, **changes))
    assert isinstance(outcome, Refused), outcome
    return outcome.why


def booked(room: Room, number: int = 1, start: int = 0, **changes: Any) -> Opened:
    outcome = room.booking.book(request(number, start, **changes))
    assert isinstance(outcome, Booked | Waiting), outcome
    return outcome.opened


def kinds(room: Room) -> list[str]:
    return [message.kind for message in room.letters]


def test_a_party_that_fits_is_booked_and_told(room: Room) -> None:
    opened = booked(room, 6)

    assert opened.place.standing == "confirmed"
    assert kinds(room) == ["booking-confirmed"]
    [letter] = room.letters
    assert letter.facts.reference == opened.reservation.reference
    assert [line.label for line in letter.facts.lines] == ["Course", "When", "Where", "Places"]
    check(room)


def test_a_letter_says_when_in_local_time(room: Room) -> None:
    booked(room)

    [letter] = room.letters
    assert letter.facts.lines[1].shown == "Wednesday 3 March 2027, 1pm to 4pm"


def test_a_party_that_does_not_fit_is_told_how_many_would(room: Room) -> None:
    booked(room, 4)

    assert room.booking.book(request(3, 10)) == Full(2)
    assert kinds(room) == ["booking-confirmed"]


@pytest.mark.parametrize("rule", ["all-or-none", "as-many-as-possible"])
def test_a_party_that_would_wait_joins_the_list_by_its_rule(room: Room, rule: str) -> None:
    booked(room, 4)

    opened = booked(room, 3, 10, if_full=rule)

    assert (opened.place.standing, opened.place.rule, opened.place.seq) == ("waiting", rule, 1)
    assert kinds(room) == ["booking-confirmed", "booking-waiting"]
    assert room.seats.remaining == 2
    check(room)


def test_a_party_that_could_never_fit_is_not_left_to_wait(room: Room) -> None:
    assert room.booking.book(request(7, if_full="all-or-none")) == Full(6)
    assert isinstance(room.booking.book(request(7, if_full="as-many-as-possible")), Waiting)


@pytest.mark.parametrize("number", [0, 11])
def test_a_party_has_one_to_ten_people(room: Room, number: int) -> None:
    why = refused(room, number=number)

    assert isinstance(why, PartySizeError)
    assert (why.asked, why.most) == (number, 10)


def test_the_same_address_twice_is_told_by_position(room: Room) -> None:
    twice = (*people(2), Wanted("Somebody Else", " D0@School.Example "))

    why = refused(room, delegates=twice)

    assert isinstance(why, SamePersonError)
    assert why.positions == (0, 2)


def test_somebody_who_is_booked_or_waits_already_is_told_by_position(room: Room) -> None:
    booked(room, 6)
    booked(room, 1, 10, if_full="all-or-none")

    why = refused(room, delegates=(*people(1, 20), *people(1, 10)), if_full="all-or-none")

    assert isinstance(why, PersonHereError)
    assert why.positions == (1,)
    assert len(why.delegates) == 1


def test_places_may_be_to_be_named_until_five_days_before(room: Room) -> None:
    room.clock.at = COURSE.names_by - timedelta(seconds=1)
    booked(room, delegates=(Wanted(), Wanted()))
    room.clock.at = COURSE.names_by

    why = refused(room, delegates=(*people(1), Wanted()))

    assert isinstance(why, NamesDueError)
    assert (why.positions, why.since) == ((1,), COURSE.names_by)


CASES: dict[str, tuple[Callable[[Room], None], type[Exception]]] = {
    "vanished": (lambda room: room.courses.clear(), CourseGoneError),
    "has no seats yet": (lambda room: room.store.counts.clear(), CourseGoneError),
    "is cancelled": (
        lambda room: room.courses.update({COURSE.slug: replace(COURSE, state="cancelled")}),
        CourseCancelledError,
    ),
    "has closed": (lambda room: setattr(room.clock, "at", COURSE.closes), BookingClosedError),
    "is not open yet": (
        lambda room: setattr(room.clock, "at", COURSE.opens - timedelta(seconds=1)),
        NotYetOpenError,
    ),
    "is for others": (
        lambda room: room.courses.update({COURSE.slug: replace(COURSE, prices=())}),
        NotForThemError,
    ),
    "was closed by its seats": (
        lambda room: room.put_seats(replace(Seats.opening(COURSE), closes_at=NOW)),
        BookingClosedError,
    ),
    "was cancelled by its seats": (
        lambda room: room.put_seats(replace(Seats.opening(COURSE), state="cancelled")),
        CourseCancelledError,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_course_is_not_booked_that(room: Room, case: str) -> None:
    happens, error = CASES[case]
    asked = request()
    happens(room)

    outcome = room.booking.book(asked)

    assert isinstance(outcome, Refused)
    assert isinstance(outcome.why, error)
    assert kinds(room) == []


def test_a_course_that_moved_while_the_form_was_open_is_not_booked_unseen(room: Room) -> None:
    asked = request(seen=stamp(COURSE))
    later = tuple(
        Session(one.starts + timedelta(days=1), one.ends + timedelta(days=1), one.place)
        for one in COURSE.sessions
    )
    room.courses[COURSE.slug] = replace(COURSE, sessions=later)

    outcome = room.booking.book(asked)

    assert isinstance(outcome, Refused)
    assert isinstance(outcome.why, CourseMovedError)
    room.courses[COURSE.slug] = COURSE
    assert isinstance(room.booking.book(asked), Booked)


def test_words_about_a_course_may_change_while_the_form_is_open(room: Room) -> None:
    asked = request(seen=stamp(COURSE))
    room.courses[COURSE.slug] = replace(COURSE, title="Another title", seats=20)

    assert isinstance(room.booking.book(asked), Booked)
