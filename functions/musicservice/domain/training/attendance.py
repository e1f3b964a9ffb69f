"""Who came to a course: what may be written in the register, and what follows from it.

It decides how a mark is read and when one may be made. It knows nobody who came, and no storage.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from musicservice.domain.audit import BEGINNING
from musicservice.domain.training.course import Course

Mark: TypeAlias = Literal["yes", "no"]
MARKS: Mapping[str, Mark] = {
    **dict.fromkeys(("yes", "y", "came", "present", "1", "✓", "✔", "☑"), "yes"),
    **dict.fromkeys(("no", "n", "absent", "0", "✗", "✘"), "no"),
}
"""What people write in a register. An "x" is none of it: to some it is a tick, to others a cross."""


class NotBegunError(Exception):
    """Nobody can have come to a course that `starts` only then."""

    def __init__(self, starts: datetime) -> None:
        """`starts` is an instant."""
        super().__init__(starts.isoformat())
        self.starts = starts


class NoMarkError(ValueError):
    """What was written is neither yes nor no, nor left blank."""


@dataclass(frozen=True)
class Attendance:
    """What is known of the people of one booking, by delegate.

    `certified` are those who were sent a certificate. `revision` counts the changes, from 0, and `trail` is
    the digest of the audit entry of the last.
    """

    marks: Mapping[str, Mark] = field(default_factory=dict)
    certified: frozenset[str] = frozenset()
    revision: int = 0
    trail: str = BEGINNING


def mark(written: str) -> Mark | None:
    """The mark that was written; None where the box was left blank. Raises NoMarkError."""
    said = written.strip().casefold()
    if not said:
        return None
    if said not in MARKS:
        raise NoMarkError
    return MARKS[said]


def must_have_begun(course: Course, at: datetime) -> None:
    """Raises NotBegunError before its first session."""
    if at < course.starts:
        raise NotBegunError(course.starts)


def hours(lasts: timedelta) -> str:
    """How long something takes: "3 hours", "1 hour 30 minutes"."""
    whole, minutes = divmod(int(lasts.total_seconds()) // 60, 60)
    parts = [f"{n} {word}{'s' if n > 1 else ''}" for n, word in ((whole, "hour"), (minutes, "minute")) if n]
    return " ".join(parts)
