"""Something that happened and is counted afterwards: one small note, written with what it tells of.

Counting at once would have everybody wait for the same numbers. A note names nobody, and is folded into the
numbers once.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

BYTES = 16
WAITING, ASIDE = "HAPPENED", "ASIDE"
"""Where notes lie that wait, and those that nobody could read."""


@dataclass(frozen=True)
class Happening:
    """`what` happened `at` an instant. `facts` are codes and numbers as text, such as {"area": "durham"}.

    `about` is the case or booking, so that what follows from it can be found; "" for none.
    """

    what: str
    at: datetime
    facts: Mapping[str, str] = field(default_factory=dict)
    about: str = ""
    id: str = ""


def happened(
    what: str,
    at: datetime,
    facts: Mapping[str, str] | None = None,
    about: str = "",
    name: Callable[[int], str] = secrets.token_hex,
) -> Happening:
    """A new one, with a name of its own."""
    return Happening(what, at, facts or {}, about, name(BYTES))


def keys_of(happening: Happening) -> tuple[str, str]:
    """The two keys that a note is kept under: those that wait lie together, the oldest first."""
    return WAITING, f"{happening.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}#{happening.id}"
