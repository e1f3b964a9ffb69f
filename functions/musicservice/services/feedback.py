"""Takes what somebody says of a course who has a link for it: once, and without knowing who it is.

The link says which course, and nothing of a person or a booking. Nothing that is kept says when it came; so
there is no trail of it either. It knows no words of the questions.
"""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias

from musicservice.domain.submission import ANSWERS
from musicservice.feedback_ports import Spending, Voice, Voices
from musicservice.forms import feedback as form
from musicservice.forms.form import Answers, Mistakes
from musicservice.forms.typed import Raw
from musicservice.ports import (
    Clock,
    Lockers,
    OutcomeUnknownError,
    Seal,
    SealBrokenError,
    StaleError,
    UnavailableError,
)
from musicservice.services.composing import evened
from musicservice.services.drafting import PATIENCE, day
from musicservice.services.outcomes import Gone, Unsaved

FEEDBACK = "feedback"
"""The kind of what lies under the code."""
TOLD = "told"
OPEN_FOR = timedelta(days=28)
ROOM = 8192
"""Octets of room for what is written, so that its length tells nothing: more than both answers can take."""


@dataclass(frozen=True)
class Asked:
    """The questions wait for an answer about the course with this slug."""

    course: str
    revision: int


@dataclass(frozen=True)
class Told:
    """They were answered, now or before."""


@dataclass(frozen=True)
class Wrong:
    """There is something to put right."""

    mistakes: Mistakes


Behind: TypeAlias = Asked | Told | Gone | Unsaved


@dataclass(frozen=True)
class Feedback:
    """The service."""

    links: Lockers
    voices: Voices
    seal: Seal
    clock: Clock
    named: Callable[[int], str] = secrets.token_hex

    def look(self, code: str) -> Behind:
        """What the code opens. Reading uses nothing up."""
        try:
            kept = self.links.look(code, self.clock.now())
        except UnavailableError as cause:
            return Unsaved(cause)
        except SealBrokenError:
            return Gone()
        facts = json.loads(kept.text) if kept else {}
        if kept and facts.get("kind") == FEEDBACK:
            return Asked(facts["course"], kept.revision)
        return Told() if facts.get("kind") == TOLD else Gone()

    def tell(self, code: str, asked: Asked, raw: Raw) -> Behind | Wrong:
        """Take the answers. Sending them again changes nothing."""
        answers = form.FEEDBACK.parse(raw, day(self.clock.now()))
        if not isinstance(answers, Answers):
            return Wrong(answers)
        try:
            self._keep(code, asked, answers)
        except StaleError:
            return self.look(code)
        except OutcomeUnknownError as unknown:
            found = self.look(code)
            return found if isinstance(found, Told) else Unsaved(unknown)
        except UnavailableError as cause:
            return Unsaved(cause)
        return Told()

    def _keep(self, code: str, asked: Asked, answers: Answers) -> None:
        until, now, name = self.clock.monotonic() + PATIENCE, self.clock.now(), self.named(16)
        text = json.dumps(answers.stored(sealed=True), ensure_ascii=False).encode()
        sealed = self.seal.seal(evened(text, ROOM), {"record": name, "purpose": ANSWERS})
        if self.clock.monotonic() > until:
            raise UnavailableError("feedback", "OutOfTime")
        voice = Voice(asked.course, name, answers.stored(sealed=False), sealed)
        self.voices.keep(voice, Spending(code, asked.revision, now, OPEN_FOR), until)
