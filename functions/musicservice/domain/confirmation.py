"""What a school is asked about a pupil, and what is kept of its answer: yes or no, who says so, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from musicservice.domain.audit import Entry

YES, NO, NOT_OURS = "yes", "no", "not-our-pupil"
PROOF = "confirmation"
"""The purpose under which an answer is sealed: it cannot be passed off as the family's own."""


@dataclass(frozen=True)
class Question:
    """One pupil, and what is asked about them by ground. `number` tells the children of a case apart."""

    case: str
    number: int
    name: str
    born: date
    year_group: str
    questions: Mapping[str, str]
    until: date


@dataclass(frozen=True)
class Confirmed:
    """The answer, as it is kept. `sealed` holds what was said and by whom; `code` opens nothing any more."""

    code: str
    revision: int
    question: Question
    sealed: bytes
    at: datetime
    audit: Entry
    remembered: timedelta
