"""Seats and waiting lists, one rule at a time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from musicservice.domain.training import (
    BookingClosedError,
    NotEnoughSeatsError,
    NotThoseSeatsError,
    OfferOverError,
    Party,
    Seats,
    lapsed,
    offers,
    pressed,
)
from tests.courses import COURSE

START = datetime(2027, 3, 1, 9, tzinfo=UTC)
CUT_OFF = START + timedelta(days=9)


def seats(capacity: int = 10, **counts: int) -> Seats:
    return replace(Seats("choir", capacity, capacity - sum(counts.values()), CUT_OFF), **counts)


def test_a_party_of_two_all_or_none_keeps_its_place_while_one_seat_is_free() -> None:
    parties = (Party("two", 2, "all-or-none", 1), Party("one", 1, "all-or-none", 2))

    assert [(offer.party, offer.size) for offer in offers(seats(1), parties, START)] == [("one", 1)]
    assert [(offer.party, offer.size) for offer in offers(seats(2), parties, START)] == [("two", 2)]


def test_a_party_of_one_ahead_is_asked_before_the_two_behind_it() -> None:
    parties = (Party("two", 2, "all-or-none", 2), Party("one", 1, "all-or-none", 1))

    assert [offer.party for offer in offers(seats(2), parties, START)] == ["one"]
    assert [offer.party for offer in offers(seats(3), parties, START)] == ["one", "two"]


def test_as_many_as_possible_is_offered_what_there_is() -> None:
    parties = (Party("five", 5, "as-many-as-possible", 1),)

    assert [offer.size for offer in offers(seats(3), parties, START)] == [3]


def test_an_offer_ends_at_the_cut_off_where_that_comes_first() -> None:
    late = CUT_OFF - timedelta(hours=3)

    (offer,) = offers(seats(1), (Party("one", 1, "all-or-none", 1),), late)

    assert offer.until == CUT_OFF
    assert offers(seats(1), (Party("one", 1, "all-or-none", 1),), CUT_OFF) == ()


def test_a_seat_that_comes_back_is_kept_for_those_who_wait() -> None:
    full = seats(3, confirmed=3).joined(START)

    back = full.returned(1)

    assert (back.remaining, back.freed, back.offerable) == (0, 1, 1)
    with pytest.raises(NotEnoughSeatsError):
        back.taken(1, START)
    assert back.released().taken(1, START).confirmed == 3


def test_a_seat_that_comes_back_is_for_anybody_where_nobody_ever_waited() -> None:
    assert seats(3, confirmed=3).returned(1).taken(1, START).confirmed == 3


def test_nobody_gives_back_or_accepts_seats_that_nobody_has() -> None:
    with pytest.raises(NotThoseSeatsError):
        seats(3, confirmed=1).returned(2)
    with pytest.raises(NotThoseSeatsError):
        seats(3, held=1).accepted(2, START)
    with pytest.raises(NotThoseSeatsError):
        seats(3, held=1).lapsed(2)


def test_a_freed_seat_cannot_be_accepted_because_nobody_was_offered_it() -> None:
    back = seats(1, confirmed=1).joined(START).returned(1)

    with pytest.raises(NotThoseSeatsError):
        back.accepted(1, START)


@pytest.mark.parametrize("status", ["waiting", "accepted", "declined", "lapsed", "left"])
def test_only_an_offer_can_be_answered(status: str) -> None:
    party = Party("one", 1, "all-or-none", 1, status)

    for answer in (party.accepting, party.declining):
        with pytest.raises(OfferOverError, match=status):
            answer(START)


def test_a_party_that_left_is_offered_nothing() -> None:
    assert offers(seats(1), (Party("one", 1, "all-or-none", 1).leaving(),), START) == ()


def test_a_changed_cut_off_counts_at_once() -> None:
    with pytest.raises(BookingClosedError):
        seats(3).on_terms_of(replace(COURSE, closes=START)).taken(1, START)


def test_an_offer_is_not_taken_up_after_a_cut_off_that_was_moved_earlier() -> None:
    offered = seats(3).joined(START).offered(1, START)
    hour = timedelta(hours=1)
    moved = offered.on_terms_of(replace(COURSE, closes=START + hour))
    party = Party("one", 1, "all-or-none", 1, "offered", 1, START + 2 * hour)

    assert moved.accepted(1, START).confirmed == 1
    with pytest.raises(BookingClosedError):
        moved.accepted(1, START + hour)
    assert pressed(moved, [party], START) == (party,)
    assert pressed(offered, [party], START) == pressed(moved, [party], START + hour) == ()
    assert lapsed(moved, [party], START) == lapsed(offered, [party], START + hour) == ()
    assert lapsed(moved, [party], START + hour) == (party,)


def test_a_course_whose_file_is_gone_loses_nothing_and_opens_again_with_its_file() -> None:
    sold = seats(3, confirmed=1).joined(START).offered(1, START)

    gone = sold.gone(START)

    assert (gone.state, gone.confirmed, gone.held, gone.is_sound) == ("gone", 1, 1, True)
    for refused in (lambda: gone.taken(1, START), lambda: gone.accepted(1, START)):
        with pytest.raises(BookingClosedError):
            refused()
    assert gone.returned(1).confirmed == 0
    assert replace(gone.on_terms_of(replace(COURSE, closes=CUT_OFF)), version=sold.version) == sold


def test_every_change_has_a_version_of_its_own() -> None:
    one = seats(3)
    two = one.taken(1, START)

    assert [one.version, two.version, two.returned(1).version, two.resized(5).version] == [1, 2, 3, 3]
