"""Offers a place with its exact price: nothing is owed before the family has said yes to it."""

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from musicservice.catalogue import Catalogue
from musicservice.domain import code
from musicservice.domain.charges import Order, Quote, quote
from musicservice.domain.office import handover
from musicservice.domain.office.briefing import consent
from musicservice.domain.office.deciding import Award, help_with
from musicservice.domain.office.happening import happened
from musicservice.domain.office.reminding import remind_at
from musicservice.domain.outbox import Message
from musicservice.domain.submission import Placed
from musicservice.services.drafting import end_of
from musicservice.services.office.answering import Answering
from musicservice.services.office.casework import Casework, Deed, actor
from musicservice.services.office.matter import Matter

OFFER, REMINDER = "offer", "offer-reminder"
AFTERWARDS = timedelta(days=60)
"""How long after its last day an offer can still be looked at, to see what became of it."""


@dataclass(frozen=True)
class Place:
    """What is offered to one child. `lines` is it in words; `order` what is charged, before any help."""

    lines: tuple[tuple[str, str], ...]
    order: Order
    until: date
    words: str = ""
    at_full_price: bool = False


@dataclass(frozen=True)
class Offering:
    """The service."""

    casework: Casework
    catalogue: Catalogue
    choose: Callable[[Sequence[str]], str] = secrets.choice

    def terms(self, matter: Matter, place: Place) -> dict[str, Any]:
        """All that the family is offered, with the sums, as it is kept behind the link.

        Raises UndecidedHelpError, NotOfferedError, UnavailableError.
        """
        award = self._award(matter, place)
        bill = self._bill(place.order, award)
        full = self._bill(place.order, None)
        return {
            "kind": OFFER,
            "case": matter.case.id,
            "child": matter.work.number,
            "area": matter.work.area,
            "reference": matter.case.reference,
            "name": matter.work.name,
            "starts": place.order.starts.isoformat(),
            "lines": [list(line) for line in place.lines],
            "words": place.words,
            "bill": _lines(bill),
            "a_term": bill.a_term,
            "full": full.a_term,
            "payments": _payments(bill),
            "terms": self.catalogue.terms.version,
            "terms_url": self.catalogue.terms.url,
            "until": place.until.isoformat(),
        }

    def offer(self, matter: Matter, place: Place) -> str:
        """Offer it: gives the code that opens it. Raises what `terms` raises, StaleError and NotNextError."""
        terms, now, token = self.terms(matter, place), self.casework.clock.now(), code.draw(self.choose)
        until = place.until.isoformat()
        message, reminder = self._messages(matter, place, token, now)
        facts = {"until": until, **self._to_hand_over(matter, place)}
        facts |= {"reminder": reminder.id} if reminder else {}
        after = matter.work.becomes("offered", now, by=matter.staff.id, facts=facts)
        text = json.dumps({**terms, "revision": after.revision}, ensure_ascii=False).encode()
        shown = "\n".join(f"{label}: {said}" for label, said in place.lines)
        paper = self.casework.paper(
            matter.case, "DECISION", matter.by("Place offered"), {"text": shown, "terms": terms}
        )
        deed = Deed(
            "offered",
            matter.fields,
            works=((matter.work, after),),
            papers=(paper,),
            messages=tuple(one for one in (message, reminder) if one),
            placed=(Placed("links", token, text, end_of(place.until) + AFTERWARDS - now),),
            happenings=(happened("enrolment-offered", now, matter.counted(now), matter.case.id),),
        )
        self.casework.do(matter.case, actor(matter.staff), deed)
        return token

    def _to_hand_over(self, matter: Matter, place: Place) -> dict[str, str]:
        """Whether the family said something that a teacher should know, for when the place is accepted."""
        members, child = matter.private.members if matter.private else (), matter.work.number
        return handover.offered(place.order.starts, consent(members[child])) if child < len(members) else {}

    def _messages(
        self, matter: Matter, place: Place, token: str, now: datetime
    ) -> tuple[Message | None, Message | None]:
        """The offer, and a reminder that waits for its day; it is called off once the offer is answered."""
        seal, later = self.casework.seal, remind_at(now, place.until)
        offer = matter.message(OFFER, token, seal, now, place.until)
        return offer, matter.message(REMINDER, token, seal, later, place.until) if later else None

    def _award(self, matter: Matter, place: Place) -> Award | None:
        granted = help_with(matter.case.works, matter.work.number, at_full_price=place.at_full_price)
        if granted is None:
            return None
        of_help = Matter(matter.case, granted, matter.staff, matter.private)
        said = Answering(self.casework).proposal(of_help)
        return Award.from_record(said["award"]) if said else None

    def _bill(self, order: Order, award: Award | None) -> Quote:
        helped = Order(
            order.starts,
            order.lesson,
            order.added,
            order.hire,
            order.ensembles,
            award.helps() if award else (),
        )
        return quote([helped], self.catalogue.tariff, self.catalogue.term_time)


def _lines(bill: Quote) -> list[dict[str, Any]]:
    return [
        {
            "label": line.charge.label,
            "number": line.number,
            "full": line.full + line.added,
            "off": line.off,
            "left": line.left,
        }
        for line in bill.lines
    ]


def _payments(bill: Quote) -> list[dict[str, Any]]:
    """What is to be paid for each term, and by which day."""
    return [
        {"term": invoice.term.name, "due": payment.due.isoformat(), "pence": payment.pence}
        for invoice in bill.invoices
        for payment in invoice.payments
    ]
