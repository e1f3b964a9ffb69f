"""Sends a teacher a brief, takes it back, and settles it. Both sides are asked later: was it in place?

What was told is kept with the case, sealed as notes are: what lies behind the link opens under its code
alone, which nobody here keeps. Letters that ask later wait in the outbox from the beginning, so no round has
to know a code; taking a brief back takes them back, too.
"""

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from musicservice.domain import code
from musicservice.domain.office.briefing import Brief
from musicservice.domain.office.handover import Handover, Letters, noon
from musicservice.domain.outbox import Message
from musicservice.domain.submission import Placed
from musicservice.messages.facts import Facts
from musicservice.office_ports import Paper
from musicservice.services.briefs import BRIEF, FAMILY, TEACHER
from musicservice.services.drafting import end_of
from musicservice.services.office.briefing import AGREED, TOLD, Briefing, Reading
from musicservice.services.office.casework import Deed, actor
from musicservice.services.office.matter import Matter
from musicservice.services.posting import posted


@dataclass(frozen=True)
class HandingOver:
    """The service.

    Every method raises StaleError where it stands otherwise by now, and UnavailableError; all but `send`
    NotPossibleError.
    """

    briefing: Briefing
    choose: Callable[[Sequence[str]], str] = secrets.choice

    def send(self, matter: Matter, reading: Reading, brief: Brief, to: str) -> None:
        """Send it to a teacher. A link that went out before opens nothing more."""
        told, now = self.briefing.told(matter, reading, brief), self.briefing.casework.clock.now()
        before, until = self.briefing.handover(matter, reading), date.fromisoformat(told["until"])
        token, own = code.draw(self.choose), code.draw(self.choose)
        first, *checks = self._messages(matter, told, to, (token, own))
        links = ((TEACHER, token), (FAMILY, own))[: len(checks)]
        letters = Letters(
            tuple(self.briefing.place_of(token) for _, token in links),
            tuple((one.id, one.due) for one in checks),
        )
        after = before.sent(self.briefing.today, letters)
        placed = tuple(_placed(told, who, token, until, now) for who, token in links)
        paper = self._paper(matter, TOLD, "The teacher was told", {"text": in_words(told), "to": to})
        extra = {"messages": (first, *checks), "placed": placed, "papers": (paper,)}
        self._do(matter, "sent a brief", before, after, extra, taken_back=True)

    def withdraw(self, matter: Matter, before: Handover) -> None:
        """Have the link open nothing more."""
        self._do(matter, "withdrew a brief", before, before.withdrawn(), {}, taken_back=True)

    def settle(self, matter: Matter, before: Handover) -> None:
        """Nothing more is to be done about it."""
        self._do(matter, "settled a brief", before, before.settled(), {})

    def agree(self, matter: Matter, before: Handover, words: str) -> None:
        """Note that the family said that the teacher may know."""
        paper = self._paper(matter, AGREED, "The family agreed that the teacher knows", {"text": words})
        self._do(matter, "noted that the family agrees", before, before.agreed(), {"papers": (paper,)})

    def _messages(
        self, matter: Matter, told: Mapping[str, Any], to: str, tokens: tuple[str, str]
    ) -> tuple[Message, ...]:
        """The letter to the teacher, and those that ask later: the teacher; the family if that is safe."""
        casework, until = self.briefing.casework, date.fromisoformat(told["until"])
        facts, asked = Facts(token=tokens[0], day=until), noon(date.fromisoformat(told["ask_on"]))
        now, case = casework.clock.now(), matter.case.id
        desks = frozenset({matter.work.desk})
        first, later = (
            replace(posted(kind, to, facts, casework.seal, due, case=case), desks=desks)
            for kind, due in ((BRIEF, now), ("brief-check", asked))
        )
        family = matter.message("brief-check-family", tokens[1], casework.seal, asked, until)
        return (first, later, *((family,) if family else ()))

    def _do(  # noqa: PLR0913 - a whole write
        self,
        matter: Matter,
        action: str,
        before: Handover,
        after: Handover,
        extra: Mapping[str, Any],
        *,
        taken_back: bool = False,
    ) -> None:
        """Write it; with what went out before `taken_back`."""
        casework, seen = self.briefing.casework, matter.case.handover(matter.work.number)
        now, out = casework.clock.now(), before.letters if taken_back else Letters()
        deed = Deed(
            action,
            (f"child={matter.work.number + 1}", f"issue={after.issue}"),
            handovers=((seen, after),),
            closed=out.places,
            recalled=tuple(name for name, due in out.waiting if due > now),
            **extra,
        )
        casework.do(matter.case, actor(matter.staff), deed)

    def _paper(self, matter: Matter, sort: str, title: str, said: Mapping[str, Any]) -> Paper:
        facts = {**matter.by(title), "child": str(matter.work.number)}
        return self.briefing.casework.paper(matter.case, sort, facts, said)


def in_words(told: Mapping[str, Any]) -> str:
    """What was told, as lines of text."""
    lines = [f"{label}: {shown}" for label, shown in told["place"]]
    for need in told["needs"]:
        lines.append(need["title"])
        lines += [f"- {line}" for line in need["helps"]]
        lines += [f"- Ask: {line}" for line in need["asks"]]
    lines += [f"{title}: {text}" for title, text in told["words"]]
    return "\n".join(lines)


def _placed(told: Mapping[str, Any], who: str, token: str, until: date, now: datetime) -> Placed:
    text = json.dumps({**told, "who": who}, ensure_ascii=False).encode()
    return Placed("links", token, text, end_of(until) - now)
