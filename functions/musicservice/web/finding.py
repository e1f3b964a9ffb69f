"""The finders at the door: what is asked stands in the address, so an answer can be kept and passed on.

Answers depend on the address, on what is published and, for training, on the day; caches may hold them. No
cookie is set, no origin asked for, and what was asked is never written down.
"""

from collections.abc import Callable
from dataclasses import dataclass

from musicservice.catalogue import Catalogue
from musicservice.forms.finding import ENSEMBLES, TRAINING
from musicservice.pages.finding import find_page
from musicservice.services.finding import Found, courses_found, ensembles_found
from musicservice.services.managing import Managing
from musicservice.web.gate import asked
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import Request

KEPT = {"Cache-Control": "public, max-age=600"}
"""Ten minutes: how long a fact may still be shown after the site has been built with a new one."""


@dataclass(frozen=True)
class FindPages:
    """The pages. `catalogue` and `managing` are asked for with each request."""

    catalogue: Callable[[], Catalogue]
    managing: Callable[[], Managing]

    def ensembles(self, request: Request) -> Reply:
        """The ensembles that fit what is asked, or the nearest: 422 for a choice that is none.

        Whoever asks nothing is sent to the page with all. Raises RefusedError.
        """
        catalogue = self.catalogue()
        raw = asked(request, ensembles_found({}, catalogue).form.inputs)
        return _reply(catalogue, ensembles_found(raw, catalogue)) if raw else see_other(ENSEMBLES)

    def training(self, request: Request) -> Reply:
        """The courses to come that fit what is asked: 422 for a choice that is none. Otherwise as above."""
        catalogue, at = self.catalogue(), self.managing().booking.clock.now()
        raw = asked(request, courses_found({}, catalogue, at).form.inputs)
        return _reply(catalogue, courses_found(raw, catalogue, at)) if raw else see_other(TRAINING)


def _reply(catalogue: Catalogue, found: Found) -> Reply:
    page = find_page(catalogue, found, "")
    return Reply(422, page) if found.errors else Reply(200, page, KEPT)
