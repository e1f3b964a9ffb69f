"""What lies behind a link in a message: a letter to read, or a question to a school, which is answered once.

Whoever has the code can read it; nobody else can, and a code that opens nothing is told so in one way,
whatever the reason. Reading uses nothing up, since programs follow links too.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

from musicservice.domain import audit
from musicservice.domain.confirmation import PROOF, Confirmed, Question
from musicservice.forms.confirmation import answer_name, confirmation
from musicservice.forms.form import Answers, Mistakes
from musicservice.forms.typed import Raw
from musicservice.ports import (
    Clock,
    Confirmations,
    Kept,
    Lockers,
    OutcomeUnknownError,
    Seal,
    StaleError,
    UnavailableError,
)
from musicservice.services import letters
from musicservice.services.behind import behind
from musicservice.services.composing import evened
from musicservice.services.drafting import PATIENCE, day
from musicservice.services.outcomes import Gone, Unsaved

EVEN = 1024
USED_KEPT = timedelta(days=28)
"""How long a used link says that it was used."""


@dataclass(frozen=True)
class Letter:
    """A letter, as it was written; `in_words` where staff wrote it, and not the rules."""

    facts: Mapping[str, Any]
    in_words: bool = False


@dataclass(frozen=True)
class Asked:
    """A question that waits for its answer."""

    question: Question
    revision: int


@dataclass(frozen=True)
class Answered:
    """The question was answered, now or before."""


@dataclass(frozen=True)
class Wrong:
    """There is something to put right in the answer."""

    question: Question
    mistakes: Mistakes


Behind: TypeAlias = Letter | Asked | Answered | Gone | Unsaved


@dataclass(frozen=True)
class Linked:
    """The service over what links open."""

    lockers: Lockers
    confirmations: Confirmations
    seal: Seal
    clock: Clock

    def look(self, code: str) -> Behind:
        """What the code opens."""
        kept = behind(self.lockers, code, self.clock.now())
        if not isinstance(kept, Kept):
            return kept
        return _read(kept)

    def answer(self, code: str, asked: Asked, raw: Raw) -> Behind | Wrong:
        """Takes a school's answer to what it was asked, once. Sending it again changes nothing."""
        answers = confirmation(asked.question.questions).parse(raw, day(self.clock.now()))
        if not isinstance(answers, Answers):
            return Wrong(asked.question, answers)
        try:
            self._keep(code, asked, answers)
        except StaleError:
            return self.look(code)
        except OutcomeUnknownError as unknown:
            found = self.look(code)
            return found if isinstance(found, Answered) else Unsaved(unknown)
        except UnavailableError as cause:
            return Unsaved(cause)
        return Answered()

    def _keep(self, code: str, asked: Asked, answers: Answers) -> None:
        until, now, question = self.clock.monotonic() + PATIENCE, self.clock.now(), asked.question
        said = {
            "answers": {ground: answers.of(answer_name(ground)) for ground in question.questions},
            "name": answers.of("answerer_name"),
            "role": answers.of("answerer_role"),
        }
        text = evened(json.dumps(said, ensure_ascii=False).encode(), EVEN)
        sealed = self.seal.seal(text, {"record": question.case, "purpose": PROOF})
        if self.clock.monotonic() > until:
            raise UnavailableError("links", "OutOfTime")
        entry = audit.answered(question.case, question.number, now)
        self.confirmations.keep(
            Confirmed(code, asked.revision, question, sealed, now, entry, USED_KEPT), until
        )


def _read(kept: Kept) -> Behind:
    facts: dict[str, Any] = json.loads(kept.text)
    match facts.pop("kind", ""):
        case letters.DECISION:
            return Letter(facts)
        case "letter":
            return Letter(facts, in_words=True)
        case letters.CONFIRMATION:
            return Asked(_question(facts), kept.revision)
        case _:
            return Answered()


def _question(facts: Mapping[str, Any]) -> Question:
    days = {name: date.fromisoformat(facts[name]) for name in ("born", "until")}
    return Question(**{**facts, **days})
