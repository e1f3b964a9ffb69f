"""What is kept when a form is accepted: all of it at once, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
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
class Spent:
    """The draft that a submission was made of, as it was seen: it goes when the submission comes."""

    code: str
    revision: int


@dataclass(frozen=True)
class Placed:
    """A text that is put under a new code together with a submission, in the table of its `kind`."""

    kind: str
    code: str
    text: bytes
    lasts: timedelta


@dataclass(frozen=True)
class Submission:
    """One accepted form. `sealed` holds the special answers, which this function cannot read back.

    `uploads` are the ids of files that were handed in with it. `works` is what the office has to decide,
    `traces` what it can be found by, `happenings` what is counted. It came over a `channel`: the web, or the
    telephone or paper, and then a member of staff keyed it in.
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
    channel: Channel = "web"
    keyed_by: str = ""
