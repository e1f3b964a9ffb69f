"""One thing more that the office asked a family for: read and answered once, by whoever has its link.

Once it is answered the link shows nothing of the question any more. An answer after its day is taken, too.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from musicservice.domain.office.happening import happened
from musicservice.domain.office.reply import REPLY, Reply, entry
from musicservice.forms.asking import ANSWER
from musicservice.forms.form import Answers as Typed
from musicservice.forms.form import Mistakes
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
from musicservice.services.composing import LETTER_LASTS
from musicservice.services.drafting import PATIENCE, day
from musicservice.services.linked import Answered
from musicservice.services.outcomes import Gone, Unsaved

ASK = "ask"


@dataclass(frozen=True)
class Wanted:
    """A question that waits for its answer."""

    question: Mapping[str, Any]
    revision: int


@dataclass(frozen=True)
class Mended:
    """There is something to put right in the answer."""

    mistakes: Mistakes


Found: TypeAlias = Wanted | Answered | Gone | Unsaved


@dataclass(frozen=True)
class Answers:
    """The service."""

    lockers: Lockers
    replies: Replies
    seal: Seal
    clock: Clock

    def look(self, code: str) -> Found:
        """What the code opens."""
        found = told_behind(self.lockers, code, ASK, self.clock.now())
        if not isinstance(found, Told):
            return found
        question = found.facts
        return Answered() if "said" in question else Wanted(question, found.revision)

    def answer(self, code: str, wanted: Wanted, raw: Raw) -> Found | Mended:
        """Takes the answer, once. Sending it again changes nothing."""
        typed = ANSWER.parse(raw, day(self.clock.now()))
        if not isinstance(typed, Typed):
            return Mended(typed)
        try:
            self._keep(code, wanted, typed.of("answer"))
        except StaleError:
            return self.look(code)
        except OutcomeUnknownError as unknown:
            found = self.look(code)
            return found if isinstance(found, Answered) else Unsaved(unknown)
        except UnavailableError as cause:
            return Unsaved(cause)
        return Answered()

    def _keep(self, code: str, wanted: Wanted, text: str) -> None:
        until, now, asked = self.clock.monotonic() + PATIENCE, self.clock.now(), wanted.question
        name = f"REPLY#ASK-{asked['of']}-{asked['child']:02}-{asked['revision']:04}"
        said = json.dumps({"text": text, "at": now.isoformat()}, ensure_ascii=False).encode()
        sealed = self.seal.seal(said, {"record": asked["case"], "purpose": REPLY})
        if self.clock.monotonic() > until:
            raise UnavailableError("links", "OutOfTime")
        facts = {"child": str(asked["child"]), "of": asked["of"], "area": asked["area"]}
        self.replies.keep(
            Reply(
                code=code,
                revision=wanted.revision,
                after=json.dumps({"kind": ASK, "said": "yes"}).encode(),
                remembered=LETTER_LASTS,
                case=asked["case"],
                name=name,
                sealed=sealed,
                at=now,
                audit=entry(asked["case"], name, "answered", now),
                happening=happened("question-answered", now, facts, asked["case"]),
            ),
            until,
        )
