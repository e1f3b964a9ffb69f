"""What a teacher is told of a pupil, as whoever has the link sees it; and, later, whether it was in place.

That a teacher opens it is noted before it is shown, once for each day. The family has a link of its own to
the same words. What is answered is kept sealed with the case, once for each link.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from musicservice.domain.office.happening import happened
from musicservice.domain.office.reply import REPLY, Reply, entry
from musicservice.forms.briefing import IN_PLACE
from musicservice.forms.form import Answers, Mistakes
from musicservice.forms.typed import Raw
from musicservice.ports import (
    Clock,
    Lockers,
    OutcomeUnknownError,
    Replies,
    Seal,
    StaleError,
    UnavailableError,
)
from musicservice.services.behind import Told, told_behind
from musicservice.services.composing import evened
from musicservice.services.drafting import PATIENCE, day, end_of
from musicservice.services.outcomes import Gone, Unsaved

BRIEF = "brief"
TEACHER, FAMILY = "teacher", "family"
TRIES = 3
"""How often something is done again that met something else done with the same link."""
EVEN = 2560
"""Octets to which an answer is filled up: its length would tell what was said."""


@dataclass(frozen=True)
class Briefed:
    """A brief. `is_asked` where it is to be said whether it was in place, and was not yet."""

    told: Mapping[str, Any]
    revision: int
    is_asked: bool

    @property
    def is_answered(self) -> bool:
        """Whether that was said."""
        return bool(self.told.get("answered"))

    @property
    def who(self) -> str:
        """Whose link it is: TEACHER or FAMILY."""
        return str(self.told["who"])


@dataclass(frozen=True)
class Wrong:
    """There is something to put right in the answer."""

    brief: Briefed
    mistakes: Mistakes


Found: TypeAlias = Briefed | Gone | Unsaved


@dataclass(frozen=True)
class Briefs:
    """The service."""

    lockers: Lockers
    replies: Replies
    seal: Seal
    clock: Clock

    def look(self, code: str) -> Found:
        """What the code opens."""
        found = told_behind(self.lockers, code, BRIEF, self.clock.now())
        if not isinstance(found, Told):
            return found
        told = found.facts
        today = day(self.clock.now())
        is_asked = today >= date.fromisoformat(told["ask_on"]) and not told.get("answered")
        return Briefed(told, found.revision, is_asked)

    def open(self, code: str) -> Found:
        """What is told, once it is noted that a teacher reads it today."""
        for _ in range(TRIES):
            found, today = self.look(code), day(self.clock.now()).isoformat()
            if not isinstance(found, Briefed) or found.who != TEACHER or today in found.told["opened"]:
                return found
            if noted := self._noted(code, found, today):
                return noted
        return Unsaved(UnavailableError("links", "Busy"))

    def _noted(self, code: str, found: Briefed, today: str) -> Briefed | Unsaved | None:
        """Notes that it is read: as it is then; None where something else was done meanwhile."""
        after = {**found.told, "opened": [*found.told["opened"], today]}
        try:
            self._keep(code, found, after, f"OPENED-{today}", "opened", b"", "brief-opened")
        except StaleError:
            return None
        except UnavailableError as cause:
            return Unsaved(cause)
        return Briefed(after, found.revision + 1, found.is_asked)

    def answer(self, code: str, raw: Raw) -> Found | Wrong:
        """Takes the answer, once. Sending it again changes nothing."""
        for _ in range(TRIES):
            found = self.look(code)
            if not isinstance(found, Briefed) or not found.is_asked:
                return found
            typed = IN_PLACE.parse(raw, day(self.clock.now()))
            if not isinstance(typed, Answers):
                return Wrong(found, typed)
            if said := self._said(code, found, typed):
                return said
        return Unsaved(UnavailableError("links", "Busy"))

    def _said(self, code: str, found: Briefed, typed: Answers) -> Briefed | Unsaved | None:
        """Keeps the answer: as it is then; None where something else was done meanwhile."""
        try:
            self._say(code, found, typed)
        except StaleError:
            return None
        except OutcomeUnknownError as unknown:
            after = self.look(code)
            return after if isinstance(after, Briefed) and after.is_answered else Unsaved(unknown)
        except UnavailableError as cause:
            return Unsaved(cause)
        return Briefed({**found.told, "answered": True}, found.revision + 1, is_asked=False)

    def _say(self, code: str, found: Briefed, typed: Answers) -> None:
        said = {
            "who": found.who,
            "said": typed.of("in_place"),
            "lacking": typed.of("lacking") or "",
            "at": self.clock.now().isoformat(),
        }
        text = evened(json.dumps(said, ensure_ascii=False).encode(), EVEN)
        after = {**found.told, "answered": True}
        name = f"INPLACE#{_number(found.told)}-{found.who}"
        self._keep(code, found, after, name, "answered", text, f"brief-in-place-{said['said']}")

    def _keep(  # noqa: PLR0913, PLR0917 - a whole write
        self,
        code: str,
        found: Briefed,
        after: Mapping[str, Any],
        name: str,
        action: str,
        text: bytes,
        what: str,
    ) -> None:
        until, now, told = self.clock.monotonic() + PATIENCE, self.clock.now(), found.told
        sealed = self.seal.seal(text, {"record": told["case"], "purpose": REPLY}) if text else b""
        if self.clock.monotonic() > until:
            raise UnavailableError("links", "OutOfTime")
        named = name if "#" in name else f"BRIEF-{_number(told)}-{name}"
        facts = {
            "child": str(told["child"]),
            "issue": str(told["issue"]),
            "area": told["area"],
            "who": found.who,
        }
        self.replies.keep(
            Reply(
                code=code,
                revision=found.revision,
                after=json.dumps(after, ensure_ascii=False).encode(),
                remembered=_left(told, now),
                case=told["case"],
                name=named,
                sealed=sealed,
                at=now,
                audit=entry(told["case"], named, action, now, found.who),
                happening=happened(what, now, facts, told["case"]),
            ),
            until,
        )


def _number(told: Mapping[str, Any]) -> str:
    return f"{told['child']:02}-{told['issue']:04}"


def _left(told: Mapping[str, Any], now: datetime) -> timedelta:
    """How long it can be read still: nothing that is done with it makes that longer."""
    return end_of(date.fromisoformat(told["until"])) - now
