"""Notes of what happened, and the numbers they are folded into."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from musicservice.domain.office.happening import Happening
from musicservice.domain.outbox import Unreadable


@dataclass(frozen=True)
class Count:
    """How often one thing happened in one week in one area, and what else was added up with it."""

    week: str
    what: str
    area: str
    sums: Mapping[str, int] = field(default_factory=dict)


class Happenings(Protocol):
    """Notes that wait to be counted. Every method raises UnavailableError."""

    def due(self, limit: int) -> Sequence[Happening | Unreadable]:
        """The oldest notes that wait, and what waits among them unreadable."""

    def count(self, happening: Happening, count: Count, until: float) -> bool:
        """Add it up and take the note away, both or neither; False where somebody else has done so."""

    def set_aside(self, row: Unreadable, now: datetime) -> None:
        """Let it wait no longer: staff must see to it."""


class Numbers(Protocol):
    """The numbers."""

    def between(self, first: str, last: str) -> Sequence[Count]:
        """Every count from one week to another, both included, such as 2026-W48. Raises UnavailableError."""
