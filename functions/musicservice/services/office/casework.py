"""Writes to a case on behalf of staff: what they saw, what becomes of it, and the entry on the trail with it.

Somebody else may have written meanwhile: to the trail alone, and it is tried again; to what is being decided,
and then it is not done, because it was decided on something that no longer holds.
"""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from musicservice.domain.audit import following
from musicservice.domain.fate import Fate
from musicservice.domain.office.handover import Handover
from musicservice.domain.office.happening import Happening
from musicservice.domain.office.staff import Staff
from musicservice.domain.office.work import Nudge, Work
from musicservice.domain.outbox import Message
from musicservice.domain.submission import Placed
from musicservice.office_ports import CaseFile, Cases, Change, Paper
from musicservice.ports import Clock, Opener, Seal, SealBrokenError, StaleError
from musicservice.trail_ports import Trail

PATIENCE = 10.0
TRIES = 5
NOTES = "notes"
"""The purpose under which what staff write is sealed: a decision or a note may tell what a family told."""


@dataclass(frozen=True)
class Deed:
    """What somebody does to a case, under one name on the trail. `fields` are names and codes."""

    action: str
    fields: tuple[str, ...] = ()
    works: tuple[tuple[Work, Work], ...] = ()
    papers: tuple[Paper, ...] = ()
    messages: tuple[Message, ...] = ()
    placed: tuple[Placed, ...] = ()
    happenings: tuple[Happening, ...] = ()
    settled: tuple[Fate, ...] = ()
    handovers: tuple[tuple[Handover | None, Handover], ...] = ()
    closed: tuple[str, ...] = ()
    recalled: tuple[str, ...] = ()
    nudges: tuple[Nudge, ...] = ()


@dataclass(frozen=True)
class Casework:
    """The service."""

    cases: Cases
    trail: Trail
    seal: Seal
    opener: Opener
    clock: Clock
    named: Callable[[int], str] = secrets.token_hex

    def do(self, case: CaseFile, actor: str, deed: Deed) -> None:
        """Write it. Raises StaleError where a work was changed since it was seen, and UnavailableError."""
        until, now = self.clock.monotonic() + PATIENCE, self.clock.now()
        for _ in range(TRIES):
            entry = following(self.trail.head(case.id), actor, deed.action, deed.fields, now)
            change = Change(
                case.id,
                entry,
                now,
                deed.works,
                deed.papers,
                deed.messages,
                deed.placed,
                deed.happenings,
                deed.settled,
                deed.handovers,
                deed.closed,
                deed.recalled,
                deed.nudges,
            )
            try:
                self.cases.change(change, until)
            except StaleError:
                if self._moved(case.id, deed):
                    raise
                continue
            return
        raise StaleError

    def note(self, case: CaseFile, staff: Staff, text: str) -> None:
        """Keep a note. Raises StaleError and UnavailableError."""
        paper = self.paper(case, "NOTE", {"by": staff.id, "name": staff.name}, {"text": text})
        self.do(case, actor(staff), Deed("noted", papers=(paper,)))

    def paper(self, case: CaseFile, sort: str, facts: Mapping[str, Any], private: Mapping[str, Any]) -> Paper:
        """A new paper for a case, of which only `facts` lie open. Raises UnavailableError."""
        name = f"{sort}#{written(self.clock.now())}#{self.named(4)}"
        text = json.dumps(private, ensure_ascii=False).encode()
        return Paper(name, facts, self.seal.seal(text, {"record": case.id, "purpose": NOTES}))

    def read(self, case: CaseFile, paper: Paper) -> dict[str, Any]:
        """What staff sealed; nothing where it cannot be opened. Raises UnavailableError."""
        try:
            said: dict[str, Any] = json.loads(
                self.opener.open(paper.sealed, {"record": case.id, "purpose": NOTES})
            )
        except SealBrokenError:
            return {}
        return said

    def _moved(self, name: str, deed: Deed) -> bool:
        """Whether it is what was done that changed, and not the trail alone."""
        now = self.cases.case(name)
        if now is None or any(before not in now.works for before, _ in deed.works):
            return True
        return any(before != now.handover(after.number) for before, after in deed.handovers)


def actor(staff: Staff) -> str:
    """What a member of staff is called on the trail."""
    return f"staff:{staff.id}"


def written(at: datetime) -> str:
    """A time as text that sorts."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
