"""Messages that must go out: kept with the record they belong to, sent afterwards, tried for a day.

Sending can fail and be tried again without end being in sight, so the pace slows; after the last
try a message is given up where staff see it, never silently.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from musicservice.domain.receipt import Line

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)
MAX_ATTEMPTS = 30
LEASE = timedelta(minutes=2)
"""How long one sweep may hold a message: longer than a worker can run."""
RECIPIENT = "recipient"
"""The purpose under which a message's address is sealed."""


@dataclass(frozen=True)
class Message:
    """One e-mail to send. `recipient` is the sealed address; `attempts` counts the tries begun."""

    id: str
    kind: str
    case: str
    reference: str
    lines: tuple[Line, ...]
    recipient: bytes
    due: datetime
    attempts: int = 0


def next_try(attempts: int, now: datetime) -> datetime | None:
    """When to try again after `attempts` tries came to nothing; None when it is time to give up."""
    if attempts >= MAX_ATTEMPTS:
        return None
    doublings = min(max(attempts - 1, 0), 6)
    return now + min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)
