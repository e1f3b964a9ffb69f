"""Makes the messages that wait in the outbox, and reads them again.

Whoever may read the outbox learns that something waits, and until when. What kind of message it is, for
which request, where it goes and what it tells are sealed together, filled up to one length: a question to
a school would tell which reason for help a family gave.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from musicservice.domain.outbox import COURSES, ENGLISH, RECIPIENT, Message
from musicservice.domain.receipt import Line
from musicservice.messages.facts import Attended, Dates, Facts
from musicservice.messages.kinds import COURSE_KINDS, KINDS
from musicservice.ports import Context, Opener, Seal

EVEN = 4096
"""Octets to whose multiples what is sealed is filled up: more than any of our messages but the longest."""


@dataclass(frozen=True)
class Posted:
    """A message as it was posted. `case` is "" where it is about no case."""

    kind: str
    case: str
    to: str
    facts: Facts
    language: str


def posted(  # noqa: PLR0913 - a message's whole content
    kind: str,
    to: str,
    facts: Facts,
    seal: Seal,
    due: datetime,
    *,
    case: str = "",
    language: str = ENGLISH,
    name: str = "",
    course: str = "",
) -> Message:
    """A message of one kind to one address, to be sent once it is `due`. Its `name` is drawn if not given.

    `course` is the one that a booking is of.

    Raises UnavailableError, LackingError where the kind needs more facts, KeyError for a kind nobody defined.
    """
    KINDS[kind].check(facts)
    name = name or secrets.token_hex(16)
    private = {
        "kind": kind,
        "case": case,
        "to": to,
        "reference": facts.reference,
        "lines": [[line.label, line.shown] for line in facts.lines],
        "token": facts.token,
        "day": facts.day.isoformat() if facts.day else "",
        "language": language,
        "calendar": _noted(facts.calendar),
        "certificate": vars(facts.certificate) if facts.certificate else None,
    }
    text = json.dumps(private, ensure_ascii=False).encode()
    even = text.ljust(-(-len(text) // EVEN) * EVEN)
    desk = f"{COURSES}#{course}" if course else COURSES
    desks = frozenset({desk} if kind in COURSE_KINDS else ())
    return Message(name, seal.seal(even, _context(name)), due, about=case, desks=desks, kind=kind)


def opened(message: Message, opener: Opener) -> Posted:
    """What was posted. Raises SealBrokenError and UnavailableError."""
    private: dict[str, Any] = json.loads(opener.open(message.sealed, _context(message.id)))
    facts = Facts(
        reference=private["reference"],
        lines=tuple(Line(label, shown) for label, shown in private["lines"]),
        token=private["token"],
        day=date.fromisoformat(private["day"]) if private["day"] else None,
        calendar=_dates(private.get("calendar")),
        certificate=Attended(**said) if (said := private.get("certificate")) else None,
    )
    return Posted(private["kind"], private["case"], private["to"], facts, private["language"])


def _noted(dates: Dates | None) -> dict[str, Any] | None:
    return {**vars(dates), "at": dates.at.isoformat()} if dates else None


def _dates(noted: dict[str, Any] | None) -> Dates | None:
    """Absent from messages that were posted before they had any."""
    return Dates(**{**noted, "at": datetime.fromisoformat(noted["at"])}) if noted else None


def _context(name: str) -> Context:
    return {"record": name, "purpose": RECIPIENT}
