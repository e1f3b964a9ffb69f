"""The page behind the link of a brief: closed until somebody presses a button, since programs follow links.

It is printed on one sheet. Some weeks later it also asks whether what it says was in place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from musicservice.catalogue import Site
from musicservice.forms.briefing import IN_PLACE
from musicservice.forms.typed import Raw, first
from musicservice.pages.brief_page import BriefSheet, brief_page, closed_page
from musicservice.services.briefs import Briefed, Briefs, Wrong
from musicservice.services.outcomes import Gone, Unsaved
from musicservice.web import places, wording
from musicservice.web.gate import admit
from musicservice.web.keyring import code_asked
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request

DO, OPEN = "do", "open"
INPUTS = {**IN_PLACE.inputs, DO: False}


class BriefParts(Protocol):
    """What the pages work with."""

    @property
    def origin(self) -> str:
        """The site's own, without a trailing slash."""

    @property
    def briefs(self) -> Briefs:
        """The service over what teachers are told."""

    def site(self) -> Site:
        """What every page's frame needs."""


@dataclass(frozen=True)
class BriefPages:
    """The pages. `parts` are asked for with each request."""

    parts: Callable[[], BriefParts]

    def show(self, request: Request) -> Reply:
        """A button that opens it; nothing of it is said yet."""
        code = code_asked(request)
        found = self.parts().briefs.look(code) if code else Gone()
        if isinstance(found, Briefed):
            return Reply(200, closed_page(self.parts().site(), found, places.brief(code)))
        return self._otherwise(found)

    def act(self, request: Request) -> Reply:
        """Opens it, or takes the answer: 303 to the thanks, 422 with mistakes, 503 where it was not kept."""
        parts, code = self.parts(), code_asked(request)
        raw = admit(request, INPUTS, parts.origin)
        if not code:
            return self._otherwise(Gone())
        if first(raw, DO) == OPEN:
            found = parts.briefs.open(code)
            return self._shown(code, found) if isinstance(found, Briefed) else self._otherwise(found)
        return self._answered(code, raw)

    def _answered(self, code: str, raw: Raw) -> Reply:
        match self.parts().briefs.answer(code, raw):
            case Wrong(brief, mistakes):
                sheet = BriefSheet(brief, places.brief(code), raw, mistakes, "mistakes")
                return Reply(422, brief_page(self.parts().site(), sheet))
            case Briefed():
                return see_other(places.brief(code))
            case Unsaved(cause) as unsaved:
                status = "unsaved" if unsaved.known else "unknown"
                sheet = BriefSheet(None, places.brief(code), raw, {}, status)
                return Reply(503, brief_page(self.parts().site(), sheet), remark=str(cause))
            case other:
                return self._otherwise(other)

    def _shown(self, code: str, brief: Briefed) -> Reply:
        return Reply(200, brief_page(self.parts().site(), BriefSheet(brief, places.brief(code))))

    def _otherwise(self, found: Gone | Unsaved) -> Reply:
        if isinstance(found, Unsaved):
            raise RefusedError(503, str(found.cause)) from found.cause
        return Reply(404, wording.link_gone(self.parts().site()), remark="no-link")
