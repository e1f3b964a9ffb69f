"""What became of letters, as it is kept: for whoever shows it, and for whoever hears of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from musicservice.domain.audit import Entry
from musicservice.domain.fate import Fate


@dataclass(frozen=True)
class Undelivered:
    """Some of the letters that did not arrive, and where to go on; `after` is "" at the end."""

    fates: tuple[Fate, ...]
    after: str


@dataclass(frozen=True)
class Whose:
    """What a letter was about: a reference, who sent the form, and its kind; "" if unknown.

    `phone` is told of who booked a place on a course, since bookings have no page that would say it.
    """

    reference: str = ""
    name: str = ""
    kind: str = ""
    phone: str = ""


class Fates(Protocol):
    """What became of letters. Every method raises UnavailableError."""

    def of(self, letters: Sequence[str]) -> Mapping[str, Fate]:
        """How these stand, by id; those that are not kept any more are missing. One read for each hundred."""

    def undelivered(self, limit: int, after: str = "") -> Undelivered:
        """What did not arrive and waits for somebody, the longest waiting first, in one read."""

    def whose(self, fates: Collection[Fate]) -> Mapping[str, Whose]:
        """What letters were about, by id. One read for each fifty."""

    def settle(self, fate: Fate, entry: Entry, until: float) -> None:
        """It waits for nobody any more, with its entry on a trail: both, or neither.

        For a letter that belongs to no case. Begins no attempt after `until` on the monotonic clock. Raises
        StaleError where it waited no more or the trail went on meanwhile, and OutcomeUnknownError.
        """


class Reports(Protocol):
    """Where is written what the mail service says. Every method raises UnavailableError."""

    def look(self, letter: str) -> Fate | None:
        """How it stands now; None where it is not kept (any more)."""

    def write(self, seen: Fate, after: Fate) -> bool:
        """Write it; whether it still stood as it was seen."""


class CallingOff(Protocol):
    """Takes letters back that wait to go out."""

    def call_off(self, letter: str, now: datetime) -> None:
        """It is not sent any more, if nobody has tried to yet. Raises UnavailableError."""
