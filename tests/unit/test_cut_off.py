"""A cut-off that moves earlier: offers end with it, and who has one is told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from musicservice.domain.training import BookingClosedError
from musicservice.services.booking_request import Opened
from tests.training import COURSE, Room, check, memory_room
from tests.unit.test_booking import booked
from tests.unit.test_managing import found, keep, why
from tests.unit.test_promoting import standing, wait


@pytest.fixture
def room() -> Room:
    return memory_room()


@pytest.fixture
def full(room: Room) -> Opened:
    """Six people on six seats."""
    return booked(room, 6)


def test_a_cut_off_that_moves_earlier_takes_the_offers_with_it_and_says_so(room: Room, full: Opened) -> None:
    party = wait(room, 2, 10)
    keep(room, full, 4)
    room.promote()
    sooner = replace(COURSE, closes=room.clock.at + timedelta(hours=3))
    room.courses[COURSE.slug] = sooner
    room.put_seats(room.seats.on_terms_of(sooner))

    assert room.promote() == {"hastened": 1}
    assert room.promote() == {}
    assert found(room, party).place.until == sooner.closes
    letter = room.letters[-1]
    assert (letter.kind, letter.facts.lines[-1].shown) == (
        "booking-offer-sooner",
        "Thursday 26 November 2026, midday",
    )
    room.clock.at = sooner.closes
    assert room.promote() == {"lapsed": 1, "released": 1}
    check(room)


def test_a_cut_off_that_is_past_already_ends_the_offers_at_once(room: Room, full: Opened) -> None:
    party = wait(room, 2, 10)
    keep(room, full, 4)
    room.promote()
    closed = replace(COURSE, closes=room.clock.at - timedelta(hours=1))
    room.courses[COURSE.slug] = closed
    room.put_seats(room.seats.on_terms_of(closed))

    assert isinstance(why(room.managing.accept(party.code)), BookingClosedError)
    assert room.promote() == {"lapsed": 1, "released": 1}
    assert standing(room, party) == ["lapsed"]
    check(room)
