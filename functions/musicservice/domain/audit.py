"""The trail of what happened to a case: each entry carries the hash of the one before.

Changing, dropping or reordering an entry breaks every hash after it. Entries hold names of
fields and never an answer.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

BEGINNING = "0" * 64
"""What stands for the entry before the first."""


@dataclass(frozen=True)
class Entry:
    """One thing that happened: who did what to which fields, and when. `number` counts from 1."""

    case: str
    number: int
    actor: str
    action: str
    fields: tuple[str, ...]
    at: datetime
    previous: str

    @property
    def digest(self) -> str:
        """SHA-256 over the whole entry, the previous digest included, as 64 hexadecimal digits."""
        content = {**vars(self), "at": self.at.isoformat()}
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Head:
    """Where a trail ends: the number of its last entry, and that entry's digest; 0 where it has none."""

    chain: str
    number: int = 0
    digest: str = BEGINNING


def following(head: Head, actor: str, action: str, fields: tuple[str, ...], at: datetime) -> Entry:
    """The next entry of a trail. `fields` are names and codes, and never an answer."""
    return Entry(head.chain, head.number + 1, actor, action, fields, at, head.digest)


def answered(case: str, number: int, at: datetime) -> Entry:
    """The entry for a school's answer about the child with this number: a trail of its own.

    Whoever keeps it may not read the case's own trail, so it cannot carry on from the last entry there.
    """
    return Entry(f"{case}-PROOF-{number:02}", 1, "school", "answered", ("proof",), at, BEGINNING)


def received(
    case: str, fields: tuple[str, ...], at: datetime, actor: str = "public", channel: str = "web"
) -> Entry:
    """The entry every case begins with; it says who keyed it in, and from what, where somebody did."""
    if channel == "web":
        return Entry(case, 1, actor, "received", fields, at, BEGINNING)
    return Entry(case, 1, actor, "keyed in", (f"channel={channel}", *fields), at, BEGINNING)
