"""What is kept when a form is accepted: all of it at once, or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from musicservice.domain.audit import Entry
from musicservice.domain.outbox import Message
from musicservice.domain.receipt import Receipt

Kept: TypeAlias = Mapping[str, str | Sequence[str] | None]

ANSWERS = "answers"
"""The purpose under which a case's special answers are sealed."""


@dataclass(frozen=True)
class Submission:
    """One accepted form. `sealed` holds the special answers, which this function cannot read back."""

    case: str
    receipt: Receipt
    form: str
    form_version: int
    answers: Kept
    sealed: bytes
    warnings: tuple[str, ...]
    audit: Entry
    message: Message | None
