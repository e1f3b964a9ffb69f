"""What a sender gets back: a reference, and what was asked for. It says nothing of anybody."""

from dataclasses import dataclass
from datetime import datetime, timedelta

REMEMBERED = timedelta(days=90)
"""How long the same answers give the same receipt.

Longer than any page stays open or any bookmark of a receipt is wanted, and shorter than two terms:
a family that withdraws and asks for the same thing again later in the year makes a new request.
"""


@dataclass(frozen=True)
class Line:
    """One public answer; where it is a list, `shown` has one thing on each line."""

    label: str
    shown: str


@dataclass(frozen=True)
class Receipt:
    """What the sender of a `form` gets. `fingerprint` cannot be guessed; `reference` can be read out."""

    fingerprint: str
    reference: str
    received_at: datetime
    lines: tuple[Line, ...]
    form: str = ""
