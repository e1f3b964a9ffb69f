"""What is kept when a form is accepted: all of it at once, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, TypeAlias

from musicservice.domain.audit import Entry
from musicservice.domain.office.finding import Trace
from musicservice.domain.office.happening import Happening
from musicservice.domain.office.work import Work
from musicservice.domain.outbox import Message
from musicservice.domain.receipt import Receipt

Kept: TypeAlias = Mapping[str, Any]
"""Names and answers as a store can hold them: text, lists of text, and mappings of these."""

Channel: TypeAlias = Literal["web", "phone", "paper"]

ANSWERS = "answers"
"""The purpose under which a case's special answers are sealed."""


@dataclass(frozen=True)
class Arrival:
    """How a form came: over the web from whoever filled it in; or keyed in by a member of staff.

    `actor` is who the trail says did it, `keyed_by` that person's name, "" for nobody. `came_at` is when it
    had come, where that was before it was keyed in.
    """

    channel: Channel = "web"
    actor: str = "public"
    keyed_by: str = ""
    came_at: datetime | None = None


WEB = Arrival()


@dataclass(frozen=True)
class Spent:
    """The draft that a submission was made of, as it was seen: it goes when the submission comes."""

    code: str
    revision: int


@dataclass(frozen=True)
class Placed:
    """A text of a `kind` that is put under a code together with a submission: a new one, or its draft's."""

    kind: str
    code: str
    text: bytes
    lasts: timedelta


@dataclass(frozen=True)
class Submission:
    """One accepted form. `sealed` holds the special answers, which this function cannot read back.

    `uploads` are the ids of files that were handed in with it. `works` is what the office has to decide,
    `traces` what it can be found by, `happenings` what is counted. How it came says its `arrival`.
    """

    case: str
    receipt: Receipt
    form: str
    form_version: int
    answers: Kept
    sealed: bytes
    warnings: tuple[str, ...]
    audit: Entry
    messages: tuple[Message, ...]
    spent: Spent | None = None
    placed: tuple[Placed, ...] = ()
    uploads: tuple[str, ...] = ()
    works: tuple[Work, ...] = ()
    traces: tuple[Trace, ...] = ()
    happenings: tuple[Happening, ...] = ()
    arrival: Arrival = WEB

    @property
    def came_at(self) -> datetime:
        """When it came: what we promise counts from then."""
        return self.arrival.came_at or self.receipt.received_at
