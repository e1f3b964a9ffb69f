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
    OfferOverError,
    Party,
    Seats,
    lapsed,
    offers,
)
from tests.courses import COURSE

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
                self.seats.accepted(party.offered, self.now)
        else:
            self.parties[party.id] = party.accepting(self.now)
            self.seats = self.seats.accepted(party.offered, self.now)
            self.ledger.booked.append(party.offered)

    @rule(hours=st.sampled_from([1, 47, 48, 100]))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        for party in lapsed(self.seats, self.parties.values(), self.now):
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
        self.seats = self.seats.on_terms_of(replace(COURSE, closes=CUT_OFF, state="cancelled"))

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
