"""What keeping what people say of a course needs of the world, as a small protocol."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol


@dataclass(frozen=True)
class Voice:
    """What one person said of a course: no name, no time, no place in any order. `id` is drawn at random."""

    course: str
    id: str
    answers: Mapping[str, Any]
    sealed: bytes


@dataclass(frozen=True)
class Spending:
    """The link that was used, as it was seen, and how long it still says that it was."""

    code: str
    revision: int
    at: datetime
    remembered: timedelta


class Voices(Protocol):
    """Keeps what people say of courses."""

    def keep(self, voice: Voice, spending: Spending, until: float) -> None:
        """Keep it, and have its link open nothing more; or nothing of it.

        Begins no attempt after `until` on the monotonic clock. Raises StaleError where the link was used
        meanwhile, OutcomeUnknownError or UnavailableError.
        """

    def of(self, course: str) -> Sequence[Voice]:
        """All that was said of a course, in no order. Raises UnavailableError."""
