"""Asks a family for one thing more; the answer comes by a link, and brings it back to the queue."""

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from musicservice.domain import code
from musicservice.domain.submission import Placed
from musicservice.services.answers import ASK
from musicservice.services.drafting import end_of
from musicservice.services.office.casework import Casework, Deed, actor
from musicservice.services.office.matter import Matter

AFTERWARDS = timedelta(days=60)
"""How long after its day a question can still be answered: a late answer is better than none."""


@dataclass(frozen=True)
class Asking:
    """The service."""

    casework: Casework
    choose: Callable[[Sequence[str]], str] = secrets.choice

    def ask(self, matter: Matter, words: str, until: date) -> None:
        """Ask. Raises StaleError, NotNextError and UnavailableError."""
        now, token, work = self.casework.clock.now(), code.draw(self.choose), matter.work
        after = work.becomes("asked", now, by=matter.staff.id, facts={"until": until.isoformat()})
        question = {
            "kind": ASK,
            "case": matter.case.id,
            "of": work.kind,
            "child": work.number,
            "revision": after.revision,
            "area": work.area,
            "reference": matter.case.reference,
            "name": work.name,
            "words": words,
            "until": until.isoformat(),
        }
        text = json.dumps(question, ensure_ascii=False).encode()
        paper = self.casework.paper(matter.case, "QUESTION", matter.by("Asked the family"), {"text": words})
        message = matter.message("more-needed", token, self.casework.seal, now)
        deed = Deed(
            "asked",
            matter.fields,
            works=((work, after),),
            papers=(paper,),
            messages=(message,) if message else (),
            placed=(Placed("links", token, text, end_of(until) + AFTERWARDS - now),),
        )
        self.casework.do(matter.case, actor(matter.staff), deed)
