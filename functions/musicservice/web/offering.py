"""The page behind the link of an offer: what is offered, what it costs, and two buttons."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from musicservice.catalogue import Site
from musicservice.pages.linked_pages import offer_page
from musicservice.services.offers import Offered, Offers, Said
from musicservice.services.outcomes import Unsaved
from musicservice.web import places, wording
from musicservice.web.gate import admit
from musicservice.web.keyring import code_asked
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request

ANSWERS: dict[str, Said] = {"yes": "accepted", "no": "declined"}


class OfferParts(Protocol):
    """What the page works with."""

    @property
    def origin(self) -> str:
        """The site's own, without a trailing slash."""

    @property
    def offers(self) -> Offers:
        """The service over offers."""

    def site(self) -> Site:
        """What every page's frame needs."""


@dataclass(frozen=True)
class OfferPages:
    """The pages. `parts` are asked for with each request."""

    parts: Callable[[], OfferParts]

    def show(self, request: Request) -> Reply:
        """The offer as it stands, for whoever has its link."""
        code = code_asked(request)
        found = self.parts().offers.look(code) if code else None
        match found:
            case Offered():
                return Reply(200, offer_page(self.parts().site(), found, places.offer(code)))
            case Unsaved(cause):
                raise RefusedError(503, str(cause)) from cause
        return self._gone()

    def answer(self, request: Request) -> Reply:
        """Takes yes or no: 303 to the offer as it stands then, 503 where nobody knows what became of it."""
        parts, code = self.parts(), code_asked(request)
        raw = admit(request, {"answer": False}, parts.origin)
        said = ANSWERS.get(next(iter(raw.get("answer", ())), ""))
        if said is None:
            raise RefusedError(400, "no-answer")
        found = parts.offers.answer(code, said) if code else None
        match found:
            case Offered():
                return see_other(places.offer(code))
            case Unsaved(cause):
                raise RefusedError(503, str(cause)) from cause
        return self._gone()

    def _gone(self) -> Reply:
        return Reply(404, wording.link_gone(self.parts().site()), remark="no-link")
