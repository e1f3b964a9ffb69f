"""An offer to a party that waits: taken up whole or in part, turned down, or answered too late."""

from dataclasses import replace

import pytest

from musicservice.domain.training import CourseCancelledError, OfferOverError
from musicservice.domain.training.place import NotPossibleError
from musicservice.services.booking_request import Booked, Opened
from musicservice.services.managing import Done
from tests.training import Room, check, memory_room, request
from tests.unit.test_booking import booked, kinds
from tests.unit.test_managing import found, keep, why


@pytest.fixture
def room() -> Room:
    return memory_room()


@pytest.fixture
def offered(room: Room) -> Opened:
    """A party of three that takes what there is, and is offered two."""
    first = booked(room, 6)
    party = booked(room, 3, 10, if_full="as-many-as-possible")
    keep(room, first, 4)
    room.promote()
    return found(room, party)


def test_an_offer_is_answered_before_anything_else_is_changed(room: Room, offered: Opened) -> None:
    assert isinstance(why(keep(room, offered, 1)), NotPossibleError)


def test_an_offer_of_fewer_is_taken_up_by_those_who_go(room: Room, offered: Opened) -> None:
    going = [one.id for one in offered.reservation.delegates[1:]]

    done = room.managing.accept(offered.code, going)

    assert isinstance(done, Done)
    assert (done.opened.place.standing, done.opened.place.size) == ("confirmed", 2)
    assert [one.id for one in done.opened.reservation.delegates] == going
    assert kinds(room)[-1] == "booking-confirmed"
    assert room.managing.accept(offered.code, going) == done
    booked(room, 1, 10, if_full="all-or-none")
    check(room)


def test_one_of_two_offered_seats_goes_back_where_one_goes(room: Room, offered: Opened) -> None:
    room.managing.accept(offered.code, [offered.reservation.delegates[0].id])

    assert (room.seats.confirmed, room.seats.held, room.seats.freed) == (5, 1, 1)
    check(room)


def test_more_than_was_offered_is_not_taken_up(room: Room, offered: Opened) -> None:
    assert isinstance(why(room.managing.accept(offered.code)), NotPossibleError)
    check(room)


def test_a_declined_offer_is_not_made_again(room: Room, offered: Opened) -> None:
    done = room.managing.decline(offered.code)

    assert isinstance(done, Done)
    assert done.opened.place.standing == "declined"
    assert room.managing.decline(offered.code) == done
    assert room.promote() == {"released": 1}
    assert room.seats.remaining == 2
    assert isinstance(why(room.managing.accept(offered.code, [])), OfferOverError)
    assert isinstance(room.booking.book(request(1, 10)), Booked)
    check(room)


def test_an_offer_is_not_taken_up_once_its_time_is_over(room: Room, offered: Opened) -> None:
    assert offered.place.until
    room.clock.at = offered.place.until

    going = [one.id for one in offered.reservation.delegates[:2]]
    assert isinstance(why(room.managing.accept(offered.code, going)), OfferOverError)
    assert isinstance(why(room.managing.decline(offered.code)), OfferOverError)


def test_an_offer_of_a_cancelled_course_is_not_taken_up(room: Room, offered: Opened) -> None:
    room.put_seats(replace(room.seats, state="cancelled"))

    going = [one.id for one in offered.reservation.delegates[:2]]
    assert isinstance(why(room.managing.accept(offered.code, going)), CourseCancelledError)
