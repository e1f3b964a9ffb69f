"""What is decided about, by whom, and how the family can be told."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from musicservice.domain.office.promise import HERE
from musicservice.domain.office.staff import Staff
from musicservice.domain.office.work import Work
from musicservice.domain.outbox import ENGLISH, Message
from musicservice.domain.submission import Placed
from musicservice.messages.facts import Facts
from musicservice.office_ports import CaseFile
from musicservice.ports import Seal
from musicservice.services.composing import LETTER_LASTS, MAY_BE_MAILED
from musicservice.services.office.opening import Private
from musicservice.services.posting import posted

LETTER = "letter"


@dataclass(frozen=True)
class Answer:
    """A letter to a family: its title, and its paragraphs."""

    title: str
    says: tuple[str, ...]


@dataclass(frozen=True)
class Matter:
    """One thing to decide, as it was seen, and who does. `private` is for the rules to read."""

    case: CaseFile
    work: Work
    staff: Staff
    private: Private | None

    @property
    def address(self) -> str:
        """Where the family may be written to; empty where that is not known to be safe."""
        safe = (self.private.answers if self.private else {}).get("safe_ways")
        return str(self._answers.get("email") or "") if safe in MAY_BE_MAILED else ""

    @property
    def fields(self) -> tuple[str, ...]:
        """What the trail says it was about."""
        return (self.work.kind, f"child={self.work.number + 1}")

    def message(
        self, kind: str, token: str, seal: Seal, now: datetime, until: date | None = None
    ) -> Message | None:
        """A message with a link, if it is safe to write. Raises UnavailableError."""
        if not self.address:
            return None
        facts = Facts(reference=self.case.reference, token=token, day=until)
        language = self._answers.get("language") or ENGLISH
        message = posted(kind, self.address, facts, seal, now, case=self.case.id, language=language)
        return replace(message, desks=frozenset({self.work.desk}))

    def letter(self, answer: Answer, token: str, now: datetime) -> Placed:
        """The letter behind the link."""
        text = {
            "kind": LETTER,
            "reference": self.case.reference,
            "name": self.work.name,
            "title": answer.title,
            "says": answer.says,
            "day": now.astimezone(HERE).date().isoformat(),
        }
        return Placed("links", token, json.dumps(text, ensure_ascii=False).encode(), LETTER_LASTS)

    def counted(self, now: datetime) -> dict[str, str]:
        """What is counted of a decision: the area, and how many days it took."""
        return {"area": self.work.area, "days": str((now - self.work.received_at).days)}

    def by(self, title: str) -> dict[str, str]:
        """What lies open of a decision: what it is called, and whose it is."""
        return {"by": self.staff.id, "name": self.staff.name, "title": title, "kind": self.work.kind}

    @property
    def _answers(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.case.answers.get("answers", {})
        return found
