"""An offer of a place as the family sees it: read by whoever has its link, and answered once.

Saying yes is what makes a debt, so what was agreed to is kept word for word: the sums, the terms, and when.
An offer that was answered, or whose day is over, goes on being shown and can no longer be answered.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from musicservice.domain.office.happening import happened
from musicservice.domain.office.reply import REPLY, Reply, entry
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
from musicservice.services.outcomes import Gone, Unsaved

OFFER = "offer"
Said: TypeAlias = Literal["accepted", "declined"]


@dataclass(frozen=True)
class Offered:
    """An offer. `said` is the family's answer, "" while there is none; `is_over` once its day is past."""

    terms: Mapping[str, Any]
    revision: int
    said: str
    is_over: bool


Found: TypeAlias = Offered | Gone | Unsaved


@dataclass(frozen=True)
class Offers:
    """The service."""

    lockers: Lockers
    replies: Replies
    seal: Seal
    clock: Clock

    def look(self, code: str) -> Found:
        """What the code opens."""
        found = told_behind(self.lockers, code, OFFER, self.clock.now())
        if not isinstance(found, Told):
            return found
        terms = found.facts
        over = day(self.clock.now()) > date.fromisoformat(terms["until"])
        return Offered(terms, found.revision, terms.get("said", ""), over)

    def answer(self, code: str, said: Said) -> Found:
        """Takes the answer: what stands there afterwards. Sending it again changes nothing."""
        offered = self.look(code)
        if not isinstance(offered, Offered) or offered.said or offered.is_over:
            return offered
        try:
            self._keep(code, offered, said)
        except StaleError:
            return self.look(code)
        except OutcomeUnknownError as unknown:
            found = self.look(code)
            return found if isinstance(found, Offered) and found.said else Unsaved(unknown)
        except UnavailableError as cause:
            return Unsaved(cause)
        return self.look(code)

    def _keep(self, code: str, offered: Offered, said: Said) -> None:
        until, now, terms = self.clock.monotonic() + PATIENCE, self.clock.now(), offered.terms
        name = f"REPLY#OFFER-{terms['child']:02}-{terms['revision']:04}"
        agreed = {"said": said, "at": now.isoformat(), "terms": dict(terms)}
        text = json.dumps(agreed, ensure_ascii=False).encode()
        sealed = self.seal.seal(text, {"record": terms["case"], "purpose": REPLY})
        if self.clock.monotonic() > until:
            raise UnavailableError("links", "OutOfTime")
        facts = {"child": str(terms["child"]), "revision": str(terms["revision"]), "area": terms["area"]}
        self.replies.keep(
            Reply(
                code=code,
                revision=offered.revision,
                after=json.dumps({**terms, "said": said}, ensure_ascii=False).encode(),
                remembered=LETTER_LASTS,
                case=terms["case"],
                name=name,
                sealed=sealed,
                at=now,
                audit=entry(terms["case"], name, said, now),
                happening=happened(f"offer-{said}", now, facts, terms["case"]),
            ),
            until,
        )
