"""Asks a family for one thing more; the answer comes by a link, and brings it back to the queue."""

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from musicservice.domain import code
from musicservice.domain.office.work import TELEPHONE
from musicservice.domain.submission import Placed
from musicservice.services.answers import ASK
from musicservice.services.drafting import end_of
from musicservice.services.office.casework import Casework, Deed, actor
from musicservice.services.office.matter import Matter

BY_PHONE = "To be asked by telephone"
AFTERWARDS = timedelta(days=60)
"""How long after its day a question can still be answered: a late answer is better than none."""


@dataclass(frozen=True)
class Asking:
    """The service."""

    casework: Casework
    choose: Callable[[Sequence[str]], str] = secrets.choice

    def ask(self, matter: Matter, words: str, until: date) -> None:
        """Ask, by a letter with a link where that is safe; else it is noted for a call, and no link is made.

        Raises StaleError, NotNextError and UnavailableError.
        """
        now, token, work = self.casework.clock.now(), code.draw(self.choose), matter.work
        how = {} if matter.address else {"how": TELEPHONE}
        facts = {"until": until.isoformat(), **how}
        after = work.becomes("asked", now, by=matter.staff.id, facts=facts)
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
        message = matter.message("more-needed", token, self.casework.seal, now)
        title, action = ("Asked the family", "asked") if message else (BY_PHONE, BY_PHONE.lower())
        paper = self.casework.paper(matter.case, "QUESTION", matter.by(title), {"text": words})
        deed = Deed(
            action,
            matter.fields,
            works=((work, after),),
            papers=(paper,),
            messages=(message,) if message else (),
            placed=(Placed("links", token, text, end_of(until) + AFTERWARDS - now),) if message else (),
        )
        self.casework.do(matter.case, actor(matter.staff), deed)
