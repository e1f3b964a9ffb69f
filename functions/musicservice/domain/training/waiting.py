"""The waiting list of one course: who is offered which seats, in which order, and until when.

Parties are asked in the order of joining. One that does not fit by its own rule keeps its place and is passed
over for now, so that no seat lies empty while a later one fits. An offer holds its seats until it is answered
or runs out; a party whose offer was declined or ran out is not asked again unless it joins again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, Self, TypeAlias

from musicservice.domain.training.refusals import OfferOverError
from musicservice.domain.training.seats import Seats

Rule: TypeAlias = Literal["all-or-none", "as-many-as-possible"]
Status: TypeAlias = Literal["waiting", "offered", "accepted", "declined", "lapsed", "left"]
"""`left` is a party that went before it was offered anything. Every word after `offered` is for good."""

OFFER_LASTS = timedelta(hours=48)


@dataclass(frozen=True)
class Offer:
    """`size` seats for the party with this id, until an instant that is never past the cut-off."""

    party: str
    size: int
    until: datetime


@dataclass(frozen=True)
class Party:
    """People who want to come together. `seq` is their place; `offered` and `until` are set by an offer."""

    id: str
    size: int
    rule: Rule
    seq: int
    status: Status = "waiting"
    offered: int = 0
    until: datetime | None = None

    def fitting(self, seats: int) -> int:
        """How many of so many seats they would take: 0 where their rule says none."""
        if self.rule == "all-or-none":
            return self.size if self.size <= seats else 0
        return min(self.size, seats)

    def given(self, offer: Offer) -> Self:
        """With an offer. Raises OfferOverError unless they wait."""
        if self.status != "waiting":
            raise OfferOverError(self.status)
        return replace(self, status="offered", offered=offer.size, until=offer.until)

    def accepting(self, at: datetime) -> Self:
        """Having taken the offer up `at` an instant. Raises OfferOverError."""
        return self._answering("accepted", at)

    def declining(self, at: datetime) -> Self:
        """Having said no. Raises OfferOverError."""
        return self._answering("declined", at)

    def lapsing(self) -> Self:
        """Once their offer has run out. Raises OfferOverError."""
        if self.status != "offered":
            raise OfferOverError(self.status)
        return replace(self, status="lapsed")

    def leaving(self) -> Self:
        """Off the list. Raises OfferOverError unless they wait: an offer is declined instead."""
        if self.status != "waiting":
            raise OfferOverError(self.status)
        return replace(self, status="left")

    def has_run_out(self, at: datetime, closes_at: datetime | None = None) -> bool:
        """Whether an offer of theirs was not answered in time, or by a cut-off that has moved since."""
        ends = [end for end in (self.until, closes_at) if end is not None]
        return self.status == "offered" and any(at >= end for end in ends)

    def _answering(self, answer: Status, at: datetime) -> Self:
        if self.status != "offered":
            raise OfferOverError(self.status)
        if self.has_run_out(at):
            raise OfferOverError("lapsed")
        return replace(self, status=answer)


def offers(seats: Seats, parties: Iterable[Party], at: datetime) -> tuple[Offer, ...]:
    """What to offer `at` an instant, in the order in which to offer it; nothing from the cut-off on."""
    return tuple(_offers(seats, parties, at)) if seats.is_open(at) else ()


def offer_to(seats: Seats, party: Party, at: datetime) -> Offer | None:
    """What to offer one party, whoever stands before it; None where nothing fits it, or booking is closed."""
    size = party.fitting(seats.offerable) if party.status == "waiting" and seats.is_open(at) else 0
    return Offer(party.id, size, min(at + OFFER_LASTS, seats.closes_at)) if size else None


def lapsed(seats: Seats, parties: Iterable[Party], at: datetime) -> tuple[Party, ...]:
    """Those whose offers have run out."""
    return tuple(party for party in parties if party.has_run_out(at, seats.closes_at))


def pressed(seats: Seats, parties: Iterable[Party], at: datetime) -> tuple[Party, ...]:
    """Those whose open offers say a later time than that at which booking now closes."""
    return tuple(
        party
        for party in parties
        if party.status == "offered" and party.until and at < seats.closes_at < party.until
    )


def _offers(seats: Seats, parties: Iterable[Party], at: datetime) -> Iterator[Offer]:
    left = seats.offerable
    until = min(at + OFFER_LASTS, seats.closes_at)
    for party in sorted(parties, key=lambda party: party.seq):
        size = party.fitting(left) if party.status == "waiting" else 0
        if size:
            yield Offer(party.id, size, until)
            left -= size
