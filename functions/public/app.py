# ruff: noqa: INP001 - Chalice ships app.py as a lone module
"""The public function: takes forms, hands out receipts. It may add and may not list, search or open.

Chalice keeps the table of routes and deploys them. Finding the view is done here, because Chalice's
own way logs exceptions with the values in them, answers errors in JSON, and keeps the request in a
place that two threads share.
"""

from collections.abc import Callable
from typing import Any

from chalice.app import Chalice

from musicservice import bootstrap
from musicservice.catalogue import Site
from musicservice.forms import JOURNEYS
from musicservice.web import door, pricing
from musicservice.web.attaching import Attaching
from musicservice.web.checking import Checking
from musicservice.web.desk import Desk
from musicservice.web.gathering import Gathering
from musicservice.web.linking import Linking
from musicservice.web.receiving import Receiving
from musicservice.web.reply import Reply
from musicservice.web.request import RefusedError, Request
from musicservice.web.resuming import Resuming
from musicservice.web.saving import Saving

View = Callable[[Request], Reply]
LOOK = ["GET", "HEAD"]


class PublicForms(Chalice):
    """Chalice's table of routes behind our own door."""

    def __call__(self, event: Any, context: Any) -> dict[str, Any]:  # noqa: ARG002 - Lambda's signature
        """The answer to one event of API Gateway: always a page or a redirection."""
        return door.serve(event, self._view, _site)

    def _view(self, request: Request) -> View:
        methods = self.routes.get(request.route)
        if methods is None:
            raise RefusedError(404, "no-route")
        if request.method not in methods:
            raise RefusedError(405, "method", allow=", ".join(sorted(methods)))
        view: View = methods[request.method].view_function
        return view


def _site() -> Site:
    return bootstrap.public().site()


app = PublicForms(app_name="durham-music-public", debug=False, configure_logs=False, env={})
app.api.binary_types = ["*/*"]  # else the gateway replaces broken UTF-8, and we would keep what nobody typed


def look(path: str, view: View) -> None:
    """Serve a page."""
    app.route(path, methods=LOOK)(view)


def take(path: str, view: View) -> None:
    """Take a form."""
    app.route(path, methods=["POST"], content_types=["application/x-www-form-urlencoded"])(view)


def routes(name: str) -> None:
    """The pages of the form `name`. What stands in braces in a path is never an answer."""
    desk = Desk(name, bootstrap.public)
    gathering, checking, saving = Gathering(desk), Checking(desk), Saving(desk)
    attaching = Attaching(desk, bootstrap.proof_desk)
    look(f"/{name}", desk.home)
    take(f"/{name}", desk.begin)
    look(f"/{name}/children", gathering.members)
    take(f"/{name}/children", gathering.change_members)
    look(f"/{name}/remove/{{member}}", gathering.removal)
    take(f"/{name}/remove/{{member}}", gathering.remove)
    look(f"/{name}/check", checking.check)
    take(f"/{name}/check", checking.send)
    look(f"/{name}/uploads", attaching.show)
    take(f"/{name}/uploads", attaching.act)
    look(f"/{name}/save", saving.show)
    take(f"/{name}/save", saving.act)
    take(f"/{name}/new", saving.anew)
    look(f"/{name}/received/{{receipt}}", Receiving(desk, linking).received)
    look(f"/{name}/{{step}}", desk.show)
    take(f"/{name}/{{step}}", desk.answer)
    look(f"/{name}/{{step}}/{{member}}", desk.show)
    take(f"/{name}/{{step}}/{{member}}", desk.answer)


linking = Linking(bootstrap.public)
for form in JOURNEYS:
    look(f"/{form}/letter", linking.own_letter(form))
    routes(form)

look("/letter/{code}", linking.letter)
look("/confirm/{code}", linking.question)
take("/confirm/{code}", linking.answer)
look("/renewal/{code}", linking.renewal)

resuming = Resuming(tuple(JOURNEYS), bootstrap.public)
look("/return", resuming.home)
take("/return", resuming.by_code)
look("/return/{code}", resuming.by_link)


def price(request: Request) -> Reply:
    """Says what one child's music would cost: 200 with the quote, 422 with the mistakes in the question."""
    return pricing.reply(request, bootstrap.public().published.catalogue())


look("/price", price)


if bootstrap.configured():
    bootstrap.public()
