"""A request that a second person agrees to: a large table, or an erasure with money owed. It lasts a week.

It knows what is asked for as a few words and numbers, and nothing of anybody who is in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Self

from musicservice.domain.office.second import must_be_another, needs_a_second

LASTS = timedelta(days=7)
SHORTEST, LONGEST = 10, 300
"""Characters of a reason."""


class NotAgreedError(Exception):
    """It cannot be done: nobody agreed yet, it was done already, or its time is over. `state` says which."""

    def __init__(self, state: str) -> None:
        """`state` is a word of ours."""
        super().__init__(state)
        self.state = state


@dataclass(frozen=True)
class Request:
    """What somebody asks for. `facts` say what in codes, such as {"kind": "enrolment"}; `why` is for people.

    `sort` is "table" or "erasure"; `title` says what it is. `asker` and `agreed_by` are ids of staff.
    `needs_two` is False for what one person may do.
    """

    id: str
    sort: str
    title: str
    asker: str
    asker_name: str
    why: str
    asked_at: datetime
    rows: int = 0
    fields: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    agreed_by: str = ""
    agreed_name: str = ""
    done_at: datetime | None = None
    needs_two: bool = True
    revision: int = 1

    @property
    def ends(self) -> datetime:
        """When it is forgotten."""
        return self.asked_at + LASTS

    @property
    def alone(self) -> bool:
        """Whether one person may do it."""
        return not self.needs_two or (self.sort == "table" and not needs_a_second(self.rows))

    def state(self, now: datetime) -> str:
        """How it stands: over, done, agreed or waiting."""
        if self.done_at:
            return "done"
        if now >= self.ends:
            return "over"
        return "agreed" if self.alone or self.agreed_by else "waiting"

    def agreed(self, by: str, name: str, now: datetime) -> Self:
        """As it is once somebody agreed. Raises SamePersonError, NotAgreedError where it is too late."""
        must_be_another(self.asker, by)
        if self.state(now) != "waiting":
            raise NotAgreedError(self.state(now))
        return replace(self, agreed_by=by, agreed_name=name, revision=self.revision + 1)

    def done(self, by: str, now: datetime) -> Self:
        """As it is once it was done, which whoever asked may do once. Raises NotAgreedError."""
        if by != self.asker:
            raise NotAgreedError("another")
        if (state := self.state(now)) != "agreed":
            raise NotAgreedError(state)
        return replace(self, done_at=now, revision=self.revision + 1)
