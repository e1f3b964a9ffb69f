"""The finders at the door: what is asked stands in the address, so an answer can be kept and passed on.

Answers depend on the address, on what is published and, for training, on the day; caches may hold them. No
cookie is set, no origin asked for, and what was asked is never written down.
"""

from datetime import datetime

from musicservice.catalogue import Catalogue
from musicservice.forms.finding import ENSEMBLES, TRAINING
from musicservice.pages.finding import find_page
from musicservice.services.finding import Found, courses_found, ensembles_found
from musicservice.web.gate import asked
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import Request

KEPT = {"Cache-Control": "public, max-age=600"}
"""Ten minutes: how long a fact may still be shown after the site has been built with a new one."""


def ensembles(request: Request, catalogue: Catalogue) -> Reply:
    """The ensembles that fit; whoever asks nothing is sent to the page with all. Raises RefusedError."""
    found = ensembles_found({}, catalogue)
    raw = asked(request, found.form.inputs)
    return _reply(catalogue, ensembles_found(raw, catalogue)) if raw else see_other(ENSEMBLES)


def training(request: Request, catalogue: Catalogue, at: datetime) -> Reply:
    """The courses to come that fit; who asks nothing is sent to the page with all. Raises RefusedError."""
    found = courses_found({}, catalogue, at)
    raw = asked(request, found.form.inputs)
    return _reply(catalogue, courses_found(raw, catalogue, at)) if raw else see_other(TRAINING)


def _reply(catalogue: Catalogue, found: Found) -> Reply:
    page = find_page(catalogue, found, "")
    return Reply(422, page) if found.errors else Reply(200, page, KEPT)
