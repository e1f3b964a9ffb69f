"""Messages that must go out: kept with the record they belong to, sent afterwards, tried for a day.

Sending can fail and be tried again without end being in sight, so the pace slows; after the last
try a message is given up where staff see it, never silently. A mail service cannot be asked whether
it has a message, so one whose fate is unknown is tried once more and then given up: nobody gets a
letter more than twice.

What is sealed is forgotten as soon as a message is sent, and with the whole message half a year
after it was given up: long enough for staff to write by other means.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)
MAX_ATTEMPTS = 30
MAX_UNKNOWN = 2
"""How many tries may have sent the letter without our knowing."""
FAILED_KEPT = timedelta(days=180)
LEASE = timedelta(minutes=2)
"""How long one sweep may hold a message: longer than a worker can run."""
RECIPIENT = "recipient"
"""The purpose under which a message is sealed."""
ENGLISH = "en-GB"
"""The language of a message for which no other was chosen (a BCP 47 tag)."""

COURSES = "courses"
"""The desk of all that is about courses ("courses#choirs" where it is about one); those of cases are a kind
and an area ("enrolment#durham").
"""


@dataclass(frozen=True)
class Message:
    """One e-mail to send. `sealed` is all of it; `attempts` counts the tries begun.

    `unknown` counts those of them of which nobody knows whether they sent it. A try counts as such
    from its beginning, so that one whose worker dies does too. `about` is the case or booking it belongs to:
    random characters, which lead nobody anywhere who may not read that. `desks` say whose work it is to see
    to it should it not arrive, as a Fate has them. Of what `kind` it is knows only whoever has just made it:
    the outbox does not tell.
    """

    id: str
    sealed: bytes
    due: datetime
    attempts: int = 0
    unknown: int = 0
    about: str = ""
    desks: frozenset[str] = frozenset()
    kind: str = field(default="", compare=False)

    @property
    def begun(self) -> "Message":
        """With one more try."""
        return replace(self, attempts=self.attempts + 1, unknown=self.unknown + 1)

    @property
    def unsent(self) -> "Message":
        """Once it is certain that the try just begun has sent nothing."""
        return replace(self, unknown=self.unknown - 1)


@dataclass(frozen=True)
class Unreadable:
    """A row that waits and is no message: its two keys, and the kind of fault found in it."""

    keys: tuple[str, str]
    fault: str


def next_try(attempts: int, now: datetime) -> datetime | None:
    """When to try again after `attempts` tries came to nothing; None when it is time to give up."""
    if attempts >= MAX_ATTEMPTS:
        return None
    doublings = min(max(attempts - 1, 0), 6)
    return now + min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)
