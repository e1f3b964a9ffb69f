# ruff: noqa: INP001 - Chalice ships app.py as a lone module
"""The public function: takes forms, hands out receipts. It may add and may not list, search or open.

Chalice keeps the table of routes and deploys them. Finding the view is done here, because Chalice's
own way logs exceptions with the values in them, answers errors in JSON, and keeps the request in a
place that two threads share.
"""

from collections.abc import Callable
from typing import Any

from chalice.app import Chalice

from musicservice import bootstrap, settings, starting
from musicservice.catalogue import Catalogue
from musicservice.forms import BOOKING, JOURNEYS, LISTS
from musicservice.pages.render import problem_page
from musicservice.web import door, reports
from musicservice.web.attaching import Attaching
from musicservice.web.checking import Checking
from musicservice.web.crowding import Crowding
from musicservice.web.desk import Desk
from musicservice.web.gate import FORM_TYPE
from musicservice.web.gathering import Gathering
from musicservice.web.late import Late
from musicservice.web.linking import Linking
from musicservice.web.receiving import Receiving
from musicservice.web.reply import Reply
from musicservice.web.request import RefusedError, Request
from musicservice.web.requesting import Requesting
from musicservice.web.saving import Saving

View = Callable[[Request], Reply]
LOOK = ["GET", "HEAD"]
EDGE_ONLY = {"api_key_required": True}
"""The gateway lets in what CloudFront sends, which alone knows the key: nobody goes round its firewall."""


class PublicForms(Chalice):
    """Chalice's table of routes behind our own door."""

    def __call__(self, event: Any, context: Any) -> dict[str, Any]:
        """The answer to one event of API Gateway: always a page or a redirection."""
        return door.serve(event, self._view, _problem, context)

    def _view(self, request: Request) -> View:
        methods = self.routes.get(request.route)
        if methods is None:
            raise RefusedError(404, "no-route")
        if request.method not in methods:
            raise RefusedError(405, "method", allow=", ".join(sorted(methods)))
        crowding.admit(request)
        view: View = methods[request.method].view_function
        return view


def _problem(status: int, incident: str) -> str:
    return problem_page(bootstrap.public().site(), status, incident)


crowding = Crowding(settings.pace(), behind_edge=settings.behind_edge())
app = PublicForms(app_name="durham-music-public", debug=False, configure_logs=False, env={})
app.api.binary_types = ["*/*"]  # else the gateway replaces broken UTF-8, and we would keep what nobody typed


def look(path: str, view: View) -> None:
    """Serve a page."""
    app.route(path, methods=LOOK, **EDGE_ONLY)(view)


def take(path: str, view: View) -> None:
    """Take a form."""
    app.route(path, methods=["POST"], content_types=[FORM_TYPE], **EDGE_ONLY)(view)


def routes(desk: Desk, checking: Checking | Late, received: View) -> None:
    """The pages of one form. What stands in braces in a path is never an answer."""
    name = desk.name
    gathering, saving = Gathering(desk), Saving(desk)
    look(f"/{name}", desk.home)
    take(f"/{name}", desk.begin)
    look(f"/{name}/{LISTS[name]}", gathering.members)
    take(f"/{name}/{LISTS[name]}", gathering.change_members)
    look(f"/{name}/remove/{{member}}", gathering.removal)
    take(f"/{name}/remove/{{member}}", gathering.remove)
    look(f"/{name}/check", checking.check)
    take(f"/{name}/check", checking.send)
    look(f"/{name}/save", saving.show)
    take(f"/{name}/save", saving.act)
    take(f"/{name}/new", saving.anew)
    look(f"/{name}/received/{{receipt}}", received)
    look(f"/{name}/{{step}}", desk.show)
    take(f"/{name}/{{step}}", desk.answer)
    look(f"/{name}/{{step}}/{{member}}", desk.show)
    take(f"/{name}/{{step}}/{{member}}", desk.answer)


def catalogue() -> Catalogue:
    """What the site tells the forms."""
    return bootstrap.public().published.catalogue()


def household_routes(name: str) -> None:
    """The pages of a household's form, and of what comes of it."""
    desk = Desk(name, bootstrap.public)
    attaching = Attaching(desk, bootstrap.proof_desk)
    look(f"/{name}/letter", linking.own_letter(name))
    look(f"/{name}/uploads", attaching.show)
    take(f"/{name}/uploads", attaching.act)
    routes(desk, Checking(desk, Requesting(desk)), Receiving(desk, linking).received)


def booking_routes() -> None:
    """The pages of courses, of the form that books places, and of what was booked."""
    desk = Desk(BOOKING, bootstrap.public)
    parts = bootstrap.managing, catalogue
    booking = Late("managing", "BookingDesk", bootstrap.public, *parts)
    replacing = Late("replacing", "replacing", bootstrap.public, *parts)
    look("/booking/course/{slug}", Late("course_places", "CoursePlaces", *parts).show)
    look("/booking/manage", booking.show)
    take("/booking/manage", booking.act)
    look("/booking/manage/{member}", replacing.person)
    take("/booking/manage/{member}", replacing.replace)
    look("/booking/leave/{member}", booking.leaving)
    take("/booking/leave/{member}", booking.leave)
    look("/booking/cancel", booking.cancelling)
    take("/booking/cancel", booking.cancel)
    look("/booking/offer", replacing.offer)
    take("/booking/offer", replacing.accept)
    look("/booking/decline", booking.declining)
    take("/booking/decline", booking.decline)
    look("/booking/calendar", booking.calendar)
    look("/manage/{code}", booking.by_link)
    routes(desk, Late("booking_places", "checking", desk, *parts), booking.received)


linking = Linking(bootstrap.public)
for form in JOURNEYS.keys() - {BOOKING}:
    household_routes(form)
booking_routes()

look("/letter/{code}", linking.letter)
look("/confirm/{code}", linking.question)
take("/confirm/{code}", linking.answer)
look("/renewal/{code}", linking.renewal)

offers = Late("offering", "OfferPages", bootstrap.public)
look("/offer/{code}", offers.show)
take("/offer/{code}", offers.answer)

answers = Late("answering", "AnswerPages", bootstrap.public)
look("/answer/{code}", answers.show)
take("/answer/{code}", answers.answer)

briefs = Late("briefing", "BriefPages", bootstrap.public)
look("/brief/{code}", briefs.show)
take("/brief/{code}", briefs.act)

feedback = Late("feedback", "FeedbackPage", bootstrap.public, bootstrap.feedback, catalogue)
look("/feedback/{code}", feedback.show)
take("/feedback/{code}", feedback.take)

resuming = Late("resuming", "Resuming", tuple(JOURNEYS), bootstrap.public, bootstrap.managing)
look("/return", resuming.home)
take("/return", resuming.by_code)
look("/return/{code}", resuming.by_link)


look("/price", Late("pricing", "PricePage", catalogue).price)
finding = Late("finding", "FindPages", catalogue, bootstrap.managing)
look("/ensembles", finding.ensembles)
look("/training", finding.training)
app.route("/reports", methods=["POST"], content_types=list(reports.TYPES), **EDGE_ONLY)(reports.reported)


if settings.configured():
    bootstrap.public()
starting.ready()
