# ruff: noqa: INP001 - Chalice ships app.py as a lone module
"""The office: signed-in staff decide, answer, and account for it. Nobody else gets past the door.

Every page but those of signing in comes from the table of routes, each with a rule; see web/office/routes.py.
"""

from collections.abc import Callable
from typing import Any

from chalice.app import Chalice

from musicservice import bootstrap, settings, starting
from musicservice.web import door as way_in
from musicservice.web import reports
from musicservice.web.office.door import Door
from musicservice.web.office.routes import routes
from musicservice.web.office.signing import Signing
from musicservice.web.reply import REPORTS, Reply
from musicservice.web.request import RefusedError, Request

View = Callable[[Request], Reply]


class Office(Chalice):
    """Chalice's table of routes behind our own door."""

    def __call__(self, event: Any, context: Any) -> dict[str, Any]:
        """The answer to one event of API Gateway: always a page or a redirection."""
        return way_in.serve(event, self._view, door.problem, context)

    def _view(self, request: Request) -> View:
        methods = self.routes.get(request.route)
        if methods is None:
            raise RefusedError(404, "no-route")
        if request.method not in methods:
            raise RefusedError(405, "method", allow=", ".join(sorted(methods)))
        view: View = methods[request.method].view_function
        return view


app = Office(app_name="durham-music-office", debug=False, configure_logs=False, env={})
app.api.binary_types = ["*/*"]  # else the gateway replaces broken UTF-8, and we would keep what nobody typed
FORMS = ["application/x-www-form-urlencoded"]
EDGE_ONLY = {"api_key_required": True}
"""The gateway lets in what CloudFront sends, which alone knows the key."""


def serve(method: str, path: str, view: View) -> None:
    """One route of Chalice's. What takes a look also answers HEAD."""
    if method == "POST":
        app.route(path, methods=["POST"], content_types=FORMS, **EDGE_ONLY)(view)
    else:
        app.route(path, methods=["GET", "HEAD"], **EDGE_ONLY)(view)


door = Door(bootstrap.staff)
signing = Signing(door)
serve("GET", "/sign-in", signing.sign_in)
serve("GET", "/signed-in", signing.signed_in)
serve("POST", "/sign-out", signing.sign_out)
serve("GET", "/signed-out", signing.left)
app.route(REPORTS, methods=["POST"], content_types=list(reports.TYPES), **EDGE_ONLY)(reports.reported)
for route in routes(bootstrap.staff):
    for method in route.methods:
        serve(method, route.path, door.guarded(route))

if settings.configured():
    bootstrap.staff()
starting.ready()
