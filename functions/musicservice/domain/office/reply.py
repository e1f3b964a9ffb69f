"""What somebody outside answers by a link, once: kept beside their case, and followed up by the worker.

Whoever takes it may add and not change, so it has a trail of its own and leaves a note of what is to be done.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from musicservice.domain.audit import BEGINNING, Entry
from musicservice.domain.office.happening import Happening

REPLY = "reply"
"""The purpose under which it is sealed."""


@dataclass(frozen=True)
class Reply:
    """An answer, as it is kept. `code` opened the question at that `revision`; now it shows `after`.

    Where nothing was said, nothing is `sealed`: that somebody read something is noted, and no answer kept.
    """

    code: str
    revision: int
    after: bytes
    remembered: timedelta
    case: str
    name: str
    sealed: bytes
    at: datetime
    audit: Entry
    happening: Happening


def entry(case: str, name: str, action: str, at: datetime, actor: str = "family") -> Entry:
    """The entry for what somebody outside did: of a trail of its own, which nobody has to read first."""
    return Entry(f"{case}-{name}", 1, actor, action, ("reply",), at, BEGINNING)
