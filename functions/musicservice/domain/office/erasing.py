"""What belongs to a case wherever it lies, and the tombstone that says that it was erased.

A tombstone names nobody: ids that were drawn at random, and places that lead back to no code. It is what a
restored copy is held against, so that whatever comes back with a backup goes again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

Why: TypeAlias = Literal["asked", "parent", "mistaken", "twice", "retention"]
WHY: Mapping[Why, str] = {
    "asked": "The person asked for it",
    "parent": "A parent or carer asked for it",
    "mistaken": "It was sent to us by mistake",
    "twice": "It was sent twice",
}
"""What staff can give as a reason: codes, because the trail holds nothing that anybody typed."""
OWED = frozenset({"offered", "accepted", "granted"})
"""Money may be owed, or an offer stands."""


class HeldError(Exception):
    """Nothing of it may be deleted while it is on hold."""


class NotThereError(Exception):
    """There is no such case, or it is being erased already."""


@dataclass(frozen=True)
class Belongings:
    """All that is kept because of a case. `own` are the names of the items under its own key.

    `traces` are shelf and place, `lockers` table and place, `messages` and `uploads` ids, `receipt` the name
    of what its sender sees.
    """

    case: str
    reference: str = ""
    receipt: str = ""
    own: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    uploads: tuple[str, ...] = ()
    lockers: tuple[tuple[str, str], ...] = ()
    traces: tuple[tuple[str, str], ...] = ()
    held: bool = False

    @property
    def counts(self) -> Mapping[str, int]:
        """How much there is of what."""
        names = ("own", "messages", "uploads", "lockers", "traces")
        return {name: len(getattr(self, name)) for name in names}


@dataclass(frozen=True)
class Tombstone:
    """That a case was erased. What else lay elsewhere is named, since one table may be restored alone."""

    case: str
    at: datetime
    receipt: str = ""
    messages: tuple[str, ...] = ()
    uploads: tuple[str, ...] = ()
    lockers: tuple[tuple[str, str], ...] = ()


def tombstone(found: Belongings, at: datetime) -> Tombstone:
    """The tombstone of what was found. Raises HeldError."""
    if found.held:
        raise HeldError
    return Tombstone(found.case, at, found.receipt, found.messages, found.uploads, found.lockers)


def remaining(stone: Tombstone, found: Belongings | None) -> Belongings:
    """All that is to go: what the tombstone names, and what lies under the case by now."""
    there = found or Belongings(stone.case)
    return Belongings(
        case=stone.case,
        reference=there.reference,
        receipt=stone.receipt or there.receipt,
        own=there.own,
        messages=tuple(dict.fromkeys((*stone.messages, *there.messages))),
        uploads=tuple(dict.fromkeys((*stone.uploads, *there.uploads))),
        lockers=tuple(dict.fromkeys((*stone.lockers, *there.lockers))),
        traces=there.traces,
    )


def needs_two(statuses: frozenset[str], *, appealed: bool) -> bool:
    """Whether a second person has to agree: money may be owed, or it is being contested."""
    return appealed or not OWED.isdisjoint(statuses)
