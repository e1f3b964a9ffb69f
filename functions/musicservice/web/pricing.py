"""The calculator at the door: a question in an address becomes a page that anybody may keep and pass on.

The answer depends on the address and on what is published, so caches may hold it: mistakes are not worth
holding. It sets no cookie, asks for no origin, and what was asked is never written down.
"""

from collections.abc import Callable
from dataclasses import dataclass

from musicservice.catalogue import Catalogue
from musicservice.domain.asking import Told
from musicservice.forms.price import PAGE, price
from musicservice.pages.pricing import price_page
from musicservice.services.price import told
from musicservice.web.gate import asked
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import Request

KEPT = {"Cache-Control": "public, max-age=600"}
"""Ten minutes: how long a price may still be shown after the site has been built with a new one."""


@dataclass(frozen=True)
class PricePage:
    """The page. `catalogue` is asked for with each request."""

    catalogue: Callable[[], Catalogue]

    def price(self, request: Request) -> Reply:
        """What one child's music would cost: 200 with the quote, 422 with the mistakes in the question.

        Whoever asks nothing is sent to the form. Raises RefusedError.
        """
        catalogue = self.catalogue()
        form = price(catalogue.figures)
        raw = asked(request, form.inputs)
        if not raw:
            return see_other(PAGE)
        found = told(form, raw, catalogue.figures)
        if isinstance(found, Told):
            return Reply(200, price_page(catalogue.site, catalogue.figures, form, raw, {}, found, ""), KEPT)
        return Reply(422, price_page(catalogue.site, catalogue.figures, form, raw, found, None, ""))
