"""What becomes of a letter after it left us: told by the mail service, late, twice, and in any order.

It decides what a report means for a letter that we know. A letter that came back stays so whatever is heard
later: a mail server may take a letter first and send it back afterwards. It does not know who reads reports.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, Self, TypeAlias

from musicservice.domain.outbox import COURSES

State: TypeAlias = Literal["pending", "sent", "delivered", "failed", "called off"]
Heard: TypeAlias = Literal["delivered", "bounced", "held up", "refused", "complaint"]
"""What the mail service can say. `held up` may pass, or is nothing but an answering machine."""

COMPLAINT = "complaint"


@dataclass(frozen=True)
class Report:
    """One thing that the mail service says about the letter with this id. `reason` is a code of ours."""

    letter: str
    heard: Heard
    at: datetime
    reason: str = ""


@dataclass(frozen=True)
class Fate:
    """How a letter stands. Of each time, None says that this did not happen, or not yet.

    `about` is the case or booking it belongs to, "" for neither. `desks` say whose work it is to see to it:
    a kind and an area ("enrolment#durham"), or courses ("courses#choirs"). `due` is when it was to go out at
    first. `waits` says that it did not arrive and nobody has seen to that yet. `reason` is a code. `heard`
    counts what was written here after it was sent.
    """

    id: str
    state: State
    about: str = ""
    desks: frozenset[str] = frozenset()
    due: datetime | None = None
    sent: datetime | None = None
    delivered: datetime | None = None
    failed: datetime | None = None
    bounced: datetime | None = None
    complained: datetime | None = None
    settled: datetime | None = None
    reason: str = ""
    waits: bool = False
    heard: int = 0

    def after(self, report: Report) -> Self:
        """How it stands once that is heard; the same where it is heard again, or tells nothing new."""
        match report.heard:
            case "delivered":
                return self._delivered(report)
            case "complaint":
                return self._complained(report)
            case "held up":
                is_known = self.delivered or self.failed or self.complained
                return self if is_known else self._lost(report)
            case _:
                return self if self.bounced else replace(self._lost(report), bounced=report.at)

    def _delivered(self, report: Report) -> Self:
        if self.delivered:
            return self
        told = replace(self, delivered=report.at)
        if self.bounced:
            return told
        reason = self.reason if self.complained else ""
        return replace(told, state="delivered", failed=None, reason=reason, waits=self._is_unwanted)

    def _complained(self, report: Report) -> Self:
        """It arrived, since somebody complains; but they may not read what comes next."""
        if self.complained:
            return self
        told = replace(self, complained=report.at, waits=self.settled is None)
        return told if self.bounced else replace(told, state="delivered", failed=None, reason=COMPLAINT)

    def _lost(self, report: Report) -> Self:
        waits = self.settled is None
        return replace(self, state="failed", failed=report.at, reason=report.reason, waits=waits)

    @property
    def is_of_case(self) -> bool:
        """Whether it belongs to a case, and so to whoever works on that."""
        return bool(self.desks) and not self.is_of_courses

    @property
    def is_of_courses(self) -> bool:
        """Whether it is about a course, or about courses as such."""
        return any(desk.partition("#")[0] == COURSES for desk in self.desks)

    @property
    def course(self) -> str:
        """The course that the booking it belongs to is of; "" where it belongs to none."""
        return next((desk.partition("#")[2] for desk in self.desks if self.is_of_courses), "")

    @property
    def _is_unwanted(self) -> bool:
        return self.complained is not None and self.settled is None
