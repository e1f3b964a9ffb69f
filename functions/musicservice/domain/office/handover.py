"""The way of one child's needs to the teacher: what is to be done, what was sent, was it in place.

It holds nothing that anybody said of the child. What was told lies sealed with the case, and behind a link.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, Self, TypeAlias

from musicservice.domain.office.area import Area
from musicservice.domain.office.briefing import Consent
from musicservice.domain.office.promise import HERE
from musicservice.domain.office.work import Work

State: TypeAlias = Literal["ask", "due", "sent", "opened", "in-place", "trouble", "settled"]
Said: TypeAlias = Literal["yes", "partly", "no"]
SAYINGS: tuple[Said, ...] = ("yes", "partly", "no")
"""What can be answered to "Was it in place?"."""
WAITING: frozenset[State] = frozenset({"ask", "due", "sent", "trouble"})
"""Where somebody in the office has to do something, or see that it is read before the first lesson."""
LASTS = timedelta(days=120)
"""How long after the first day a brief can be read: a term, and some more."""
ASKED_AFTER = timedelta(days=28)
"""How long after the first day it is asked whether it was in place."""
NOON = time(12)
CARRIED = ("brief", "starts")
"""What an offer says of a brief, for as long as it may still be accepted."""


class NotPossibleError(Exception):
    """It cannot be done as it stands now."""


@dataclass(frozen=True)
class Letters:
    """What went out with a brief: places of its links, ids of messages that wait, and when they are due."""

    places: tuple[str, ...] = ()
    waiting: tuple[tuple[str, datetime], ...] = ()


@dataclass(frozen=True)
class Handover:
    """How it stands for one child. `number` is the child's place in the case, from 0.

    `starts` is the first lesson, `day` the day that it is ordered by, `issue` how many briefs were sent.
    `opened` are days on which the teacher opened the one that holds, `until` the last on which it can be.
    """

    case: str
    number: int
    reference: str
    area: Area
    name: str
    starts: date
    day: date
    state: State
    issue: int = 0
    revision: int = 1
    opened: tuple[str, ...] = ()
    until: date | None = None
    letters: Letters = Letters()

    @property
    def is_waiting(self) -> bool:
        """Whether it is in the queue."""
        return self.state in WAITING

    @property
    def is_out(self) -> bool:
        """Whether there is a link that opens a brief."""
        return bool(self.letters.places)

    def sent(self, today: date, letters: Letters) -> Self:
        """As it is once a brief went out, in place of any before."""
        until, _ = days(self.starts, today)
        changes: dict[str, Any] = {"state": "sent", "issue": self.issue + 1, "until": until}
        return self._with(**changes, opened=(), letters=letters, day=self.starts)

    def withdrawn(self) -> Self:
        """As it is once its link opens nothing any more: another is due. Raises NotPossibleError."""
        if not self.is_out:
            raise NotPossibleError
        return self._with(state="due", opened=(), letters=Letters(), until=None)

    def agreed(self) -> Self:
        """As it is once the family said that the teacher may know. Raises NotPossibleError."""
        if self.state != "ask":
            raise NotPossibleError
        return self._with(state="due")

    def settled(self) -> Self:
        """As it is once somebody saw to it, and nothing is left to do. Raises NotPossibleError."""
        if not self.is_waiting:
            raise NotPossibleError
        return self._with(state="settled")

    def seen(self, issue: int, day: date) -> Self:
        """As it is once the teacher opened that brief. The same where it is another by now."""
        if issue != self.issue or not self.is_out or day.isoformat() in self.opened:
            return self
        state: State = "opened" if self.state == "sent" else self.state
        return self._with(state=state, opened=(*self.opened, day.isoformat()))

    def answered(self, issue: int, said: Said, day: date) -> Self:
        """As it is once somebody said whether it was in place. A no is not undone by another's yes."""
        if issue != self.issue or self.state in {"ask", "due"}:
            return self
        if said != "yes":
            return self if self.state == "trouble" else self._with(state="trouble", day=day)
        return self if self.state in {"trouble", "in-place"} else self._with(state="in-place")

    def _with(self, **changes: Any) -> Self:
        return replace(self, revision=self.revision + 1, **changes)


def days(starts: date, today: date) -> tuple[date, date]:
    """The last day of a brief that is sent today, and the day on which it is asked about."""
    first = max(starts, today)
    return first + LASTS, first + ASKED_AFTER


def noon(day: date) -> datetime:
    """Midday in Durham: when it is asked about."""
    return datetime.combine(day, NOON, HERE)


def begun(work: Work, starts: date, said: Consent, before: Handover | None = None) -> Handover:
    """The handover of a child whose place is sure. One there was `before` goes on, with nothing sent."""
    states: Mapping[Consent, State] = {"yes": "due", "ask": "ask", "nothing": "settled"}
    state = states[said]
    made = Handover(work.case, work.number, work.reference, work.area, work.name, starts, starts, state)
    if before is None:
        return made
    return replace(made, issue=before.issue, revision=before.revision + 1, letters=before.letters)


def offered(starts: date, said: Consent) -> dict[str, str]:
    """What an offer says of a brief: that there is something to tell, and by when."""
    return {} if said == "nothing" else {"brief": said, "starts": starts.isoformat()}


def carried(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What of that goes on with whatever becomes of the offer."""
    return {name: facts[name] for name in CARRIED if name in facts}


def accepted(work: Work, before: Handover | None) -> Handover | None:
    """The handover that a place begins once it is accepted; None where there is nothing to hand over."""
    said, starts = work.facts.get("brief"), str(work.facts.get("starts", ""))
    if said not in {"yes", "ask"} or not starts:
        return None
    return begun(work, date.fromisoformat(starts), "yes" if said == "yes" else "ask", before)
