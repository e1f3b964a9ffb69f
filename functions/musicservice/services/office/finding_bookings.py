"""Finds bookings of every course: by reference, or by the family name of whoever made them."""

from collections.abc import Sequence
from dataclasses import dataclass

from musicservice.domain.office.finding import words_of
from musicservice.domain.reference import NotAReferenceError, parse
from musicservice.roll_ports import BookingFinder, Spotted

WORDS = 2
"""Words that are each taken for a family name: what is typed is a given name and a family name, if both."""
LOOKED_AT, SHOWN = 100, 30


@dataclass(frozen=True)
class FindingBookings:
    """The service. At most WORDS reads."""

    store: BookingFinder

    def referred(self, words: str) -> Spotted | None:
        """The one that a reference names. Raises UnavailableError."""
        try:
            return self.store.referred(parse(words))
        except NotAReferenceError:
            return None

    def named(self, words: str) -> Sequence[Spotted]:
        """Those whose booker's name has words that begin as all of these do. Raises UnavailableError."""
        asked = words_of(words)
        found = {
            one.id: one
            for word in sorted(asked, key=len, reverse=True)[:WORDS]
            for one in self.store.named(word, LOOKED_AT)
            if _fits(one.booker, asked)
        }
        return tuple(sorted(found.values(), key=lambda one: (one.booker.casefold(), one.id)))[:SHOWN]


def _fits(name: str, asked: Sequence[str]) -> bool:
    words = words_of(name)
    return all(any(word.startswith(one) for word in words) for one in asked)
