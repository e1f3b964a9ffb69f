"""Seats and waiting list together, through thousands of random histories: what must always hold, holds."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from musicservice.domain.training import (
    OFFER_LASTS,
    BelowPromisedError,
    BookingClosedError,
    CourseCancelledError,
    NotEnoughSeatsError,
    NotThoseSeatsError,
    OfferOverError,
    Party,
    Seats,
    lapsed,
    offers,
)

START = datetime(2027, 3, 1, 9, tzinfo=UTC)
CUT_OFF = START + timedelta(days=9)
NUMBERS = st.integers(1, 10)


def seats(capacity: int = 10, **counts: int) -> Seats:
    return replace(Seats("choir", capacity, capacity - sum(counts.values()), CUT_OFF), **counts)


@dataclass
class Ledger:
    """What a plain list of people would say: the judge of the counts."""

    booked: list[int] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)


class Histories(RuleBasedStateMachine):
    """Anything in any order: book, leave, join, answer, let time pass, resize, cancel."""

    @initialize(capacity=st.integers(1, 12))
    def open(self, capacity: int) -> None:
        self.now = START
        self.seats = seats(capacity)
        self.parties: dict[str, Party] = {}
        self.ledger = Ledger()

    @rule(number=NUMBERS)
    def book(self, number: int) -> None:
        refused = (
            CourseCancelledError
            if self.seats.state == "cancelled"
            else BookingClosedError
            if self.now >= CUT_OFF
            else NotEnoughSeatsError
            if number > self.seats.remaining
            else None
        )
        if refused:
            with pytest.raises(refused):
                self.seats.taken(number, self.now)
            return
        self.seats = self.seats.taken(number, self.now)
        self.ledger.booked.append(number)

    @precondition(lambda self: self.ledger.booked)
    @rule(which=st.integers(0, 99))
    def leave(self, which: int) -> None:
        number = self.ledger.booked.pop(which % len(self.ledger.booked))
        self.seats = self.seats.returned(number)

    @rule(size=NUMBERS, kind=st.sampled_from(["all-or-none", "as-many-as-possible"]))
    def join(self, size: int, kind: str) -> None:
        if not self.seats.is_open(self.now):
            with pytest.raises((BookingClosedError, CourseCancelledError)):
                self.seats.joined(self.now)
            return
        self.seats = self.seats.joined(self.now)
        number = self.seats.wait_seq
        self.parties[f"p{number}"] = Party(f"p{number}", size, kind, number)

    @rule()
    def promote(self) -> None:
        made = offers(self.seats, self.parties.values(), self.now)
        if not self.seats.is_open(self.now):
            assert made == ()
        before = {name: party for name, party in self.parties.items() if party.status == "waiting"}
        order = [self.parties[offer.party].seq for offer in made]
        assert order == sorted(order), "in the order of joining"
        for offer in made:
            party = self.parties[offer.party]
            assert offer.party not in self.ledger.asked, "nobody is asked twice"
            assert offer.until <= min(CUT_OFF, self.now + OFFER_LASTS)
            assert offer.size == party.size or (
                party.rule == "as-many-as-possible" and 0 < offer.size < party.size
            )
            self.ledger.asked.add(offer.party)
            self.seats = self.seats.offered(offer.size, self.now)
            self.parties[offer.party] = party.given(offer)
        if self.seats.is_open(self.now):
            idle = [p for p in self.parties.values() if p.status == "waiting"]
            assert not any(p.fitting(self.seats.offerable) for p in idle), (
                "no seat lies empty that one could use"
            )
            assert {offer.party for offer in made} <= before.keys()
        self.seats = self.seats.released()
        assert self.seats.freed == 0

    @precondition(lambda self: self.offered())
    @rule(which=st.integers(0, 99), take=st.booleans())
    def answer(self, which: int, take: bool) -> None:  # noqa: FBT001 - a rule draws its arguments by name
        party = self.offered()[which % len(self.offered())]
        if party.has_run_out(self.now):
            with pytest.raises(OfferOverError):
                party.accepting(self.now)
            return
        if not take:
            self.parties[party.id] = party.declining(self.now)
            self.seats = self.seats.lapsed(party.offered)
        elif self.seats.state == "cancelled":
            with pytest.raises(CourseCancelledError):
                self.seats.accepted(party.offered)
        else:
            self.parties[party.id] = party.accepting(self.now)
            self.seats = self.seats.accepted(party.offered)
            self.ledger.booked.append(party.offered)

    @rule(hours=st.sampled_from([1, 47, 48, 100]))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        for party in lapsed(self.parties.values(), self.now):
            self.parties[party.id] = party.lapsing()
            self.seats = self.seats.lapsed(party.offered)

    @rule(capacity=st.integers(0, 15))
    def resize(self, capacity: int) -> None:
        promised = sum(self.ledger.booked) + sum(party.offered for party in self.offered())
        if capacity < promised:
            with pytest.raises(BelowPromisedError, match=f"{capacity} seats wanted, {promised} promised"):
                self.seats.resized(capacity)
            return
        self.seats = self.seats.resized(capacity)
        assert self.seats.capacity == capacity

    @precondition(lambda self: self.now > START + timedelta(days=4))
    @rule()
    def cancel(self) -> None:
        self.seats = self.seats.closed()

    @invariant()
    def every_seat_is_somewhere_once(self) -> None:
        assert self.seats.is_sound

    @invariant()
    def the_counts_say_what_the_list_says(self) -> None:
        assert self.seats.confirmed == sum(self.ledger.booked)
        assert self.seats.offered_now == sum(party.offered for party in self.offered())

    def offered(self) -> list[Party]:
        return [party for party in self.parties.values() if party.status == "offered"]


TestHistories = Histories.TestCase


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
        seats(3, held=1).accepted(2)
    with pytest.raises(NotThoseSeatsError):
        seats(3, held=1).lapsed(2)


def test_a_freed_seat_cannot_be_accepted_because_nobody_was_offered_it() -> None:
    back = seats(1, confirmed=1).joined(START).returned(1)

    with pytest.raises(NotThoseSeatsError):
        back.accepted(1)


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
        seats(3).closing(START).taken(1, START)


def test_every_change_has_a_version_of_its_own() -> None:
    one = seats(3)
    two = one.taken(1, START)

    assert [one.version, two.version, two.returned(1).version, two.resized(5).version] == [1, 2, 3, 3]
