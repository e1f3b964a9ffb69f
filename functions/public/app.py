# ruff: noqa: INP001 - Chalice ships app.py as a lone module
"""The public function: takes forms, hands out receipts. It may add and may not list, search or open.

Chalice keeps the table of routes and deploys them. Finding the view is done here, because Chalice's
own way logs exceptions with the values in them, answers errors in JSON, and keeps the request in a
place that two threads share.
"""

import re
from collections.abc import Callable
from typing import Any

from chalice.app import Chalice

from musicservice import bootstrap
from musicservice.catalogue import Site
from musicservice.domain.reference import spoken
from musicservice.pages.render import FormStatus, form_page, problem_page, received_page
from musicservice.ports import UnavailableError
from musicservice.services.enrol import Mistaken, Unsaved
from musicservice.web import door, pricing
from musicservice.web.gate import admit
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request

STAGE = "/forms"
FORM_PAGE = "/enrol/form/"
RECEIPT = re.compile(r"[A-Za-z0-9_-]{43}")


class PublicForms(Chalice):
    """Chalice's table of routes behind our own door."""

    def __call__(self, event: Any, context: Any) -> dict[str, Any]:  # noqa: ARG002 - Lambda's signature
        """The answer to one event of API Gateway: always a page or a redirection."""
        return door.serve(event, self._view, _site)

    def _view(self, request: Request) -> Callable[[Request], Reply]:
        methods = self.routes.get(request.route)
        if methods is None:
            raise RefusedError(404, "no-route")
        if request.method not in methods:
            raise RefusedError(405, "method", allow=", ".join(sorted(methods)))
        view: Callable[[Request], Reply] = methods[request.method].view_function
        return view


def _site() -> Site:
    return bootstrap.public().published.catalogue().site


app = PublicForms(app_name="durham-music-public", debug=False, configure_logs=False, env={})
app.api.binary_types = ["*/*"]  # else the gateway replaces broken UTF-8, and we would keep what nobody typed


@app.route("/enrolment", methods=["GET", "HEAD"])
def open_enrolment(_request: Request) -> Reply:
    """Whoever comes here without a form is sent to it."""
    return see_other(FORM_PAGE)


@app.route("/enrolment", methods=["POST"], content_types=["application/x-www-form-urlencoded"])
def enrol(request: Request) -> Reply:
    """Takes an enrolment: 303 to its receipt, 422 with its mistakes, 503 when it could not be kept."""
    public = bootstrap.public()
    form = public.published.form("enrolment")
    raw = admit(request, form.inputs, public.origin)
    match public.enrol(form, raw):
        case Mistaken(mistakes):
            return Reply(422, form_page(_site(), form, raw, mistakes, "mistakes", ""))
        case Unsaved(cause) as unsaved:
            status: FormStatus = "unsaved" if unsaved.known else "unknown"
            return Reply(503, form_page(_site(), form, raw, {}, status, ""), remark=str(cause))
        case receipt:
            return see_other(f"{STAGE}/enrolment/received/{receipt.fingerprint}")


@app.route("/enrolment/received/{receipt}", methods=["GET", "HEAD"])
def received(request: Request) -> Reply:
    """Shows a receipt to whoever has its address, which cannot be guessed."""
    fingerprint = request.params.get("receipt", "")
    if not RECEIPT.fullmatch(fingerprint):
        raise RefusedError(404, "no-receipt")
    public = bootstrap.public()
    try:
        receipt = public.submissions.receipt(fingerprint, public.enrol.clock.now())
    except UnavailableError as cause:
        return Reply(503, problem_page(_site(), 503), remark=str(cause))
    if receipt is None:
        raise RefusedError(404, "no-receipt")
    return Reply(200, received_page(_site(), receipt.reference, spoken(receipt.reference), receipt.lines))


@app.route("/price", methods=["GET", "HEAD"])
def price(request: Request) -> Reply:
    """Says what one child's music would cost: 200 with the quote, 422 with the mistakes in the question."""
    return pricing.reply(request, bootstrap.public().published.catalogue())


if bootstrap.configured():
    bootstrap.public()
