"""What holds for a file that a family shows as proof: how big, how many, what becomes of it and when it goes.

A proof is shown, judged by a person and deleted: what is kept for good is the decision, never the paper.
It does not know what the bytes of a file mean (`domain.proof` does) nor where files lie.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, TypeAlias

LARGEST = 10 * 1024 * 1024
"""Octets. A photo of a letter has three to six million."""
MOST_FILES = 5
INVITED_FOR = timedelta(minutes=10)
"""How long a page may be open before its button no longer works: long enough for 10 MB over a slow phone
is not needed, because what counts is when the sending begins."""
UNSENT_KEPT = timedelta(days=28)
"""As long as the draft that the file belongs to."""
APPEAL = timedelta(days=28)
"""How long after a decision a family can ask for another look. The service has published no period, so this
one is a sample until it does."""
LONGEST_KEPT = timedelta(days=400)
"""When a file goes although nobody told of a decision: a school year and its holidays."""
SCAN_PATIENCE = timedelta(days=1)
"""How long we wait for a scanner before we say that a file cannot be checked."""

ID = re.compile(r"[A-Za-z0-9_-]{32}")
"""192 random bits: whoever has one may see how its check went, and nothing more."""

Kind: TypeAlias = Literal["pdf", "jpeg", "png", "heic"]
Stage: TypeAlias = Literal["invited", "received", "clean", "refused"]
Reason: TypeAlias = Literal[
    "empty",
    "too-large",
    "not-taken",
    "two-in-one",
    "damaged",
    "protected",
    "active",
    "swollen",
    "threat",
    "unscanned",
]
"""Why a file cannot be used. `active` carries scripts or other files, `swollen` unpacks to far more."""
Checker: TypeAlias = Literal["guardduty", "structure"]
"""Who found nothing wrong: a scanner for malware, or our own look at the structure alone."""

OPEN: frozenset[Stage] = frozenset({"invited", "received"})
"""Stages in which a file has not been judged. Whatever arrives after that is thrown away unseen."""


class UnfitError(Exception):
    """A file cannot be used. It says which of our reasons, and nothing of what is in the file."""

    def __init__(self, reason: Reason) -> None:
        """`reason` is one of the words above: safe to log and to show."""
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(frozen=True)
class Upload:
    """One file, or the place that is kept for one. `size` is in octets, as it was sent.

    `size` is known from the moment it was seen, `kind` and `checked_by` when it is clean, `reason` when it
    is refused.
    """

    id: str
    stage: Stage = "invited"
    kind: Kind | Literal[""] = ""
    size: int = 0
    reason: Reason | Literal[""] = ""
    checked_by: Checker | Literal[""] = ""
