"""What is kept when a form is accepted: all of it at once, or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from musicservice.domain.audit import Entry
from musicservice.domain.outbox import Message

Kept: TypeAlias = Mapping[str, str | Sequence[str] | None]

REMEMBERED = timedelta(days=90)
"""How long the same answers give the same receipt.

Longer than any page stays open or any bookmark of a receipt is wanted, and shorter than two terms:
a family that withdraws and asks for the same thing again later in the year makes a new request.
"""

ANSWERS = "answers"
"""The purpose under which a case's special answers are sealed."""


@dataclass(frozen=True)
class Receipt:
    """What the sender gets. `fingerprint` cannot be guessed; `reference` can be read out."""

    fingerprint: str
    reference: str
    received_at: datetime


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
