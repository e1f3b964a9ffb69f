"""What is said of a form once it is keyed in, and of proof that was shown on paper."""

from collections.abc import Mapping
from dataclasses import replace

from musicservice.domain.receipt import Receipt
from musicservice.domain.reference import spoken
from musicservice.domain.training.place import Standing
from musicservice.forms.journey import Attach
from musicservice.forms.reading import Reading, Station
from musicservice.office_parts import Office
from musicservice.office_ports import CaseFile
from musicservice.pages.journey_pages import AskSheet, Press, ask_page
from musicservice.pages.office.indoors import Indoors
from musicservice.pages.render import received_page
from musicservice.ports import UnavailableError
from musicservice.services.booking_request import Opened as Booked
from musicservice.services.outcomes import Mistaken, Opened, Unsaved
from musicservice.web import places
from musicservice.web.desk import Desk, back_from, next_place
from musicservice.web.gate import admit
from musicservice.web.keyring import code_in
from musicservice.web.receiving import RECEIPT
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request

MAILED = "Keyed in and kept. A receipt goes to the email address in the form."
ON_PAPER = "Keyed in and kept. No email goes out: print this page, and post it or hand it over."
PERHAPS = "Keyed in and kept. Where the form gives an email address that is safe, a receipt goes there."
NOT_COPIED = (
    "The family wants to show a photo or a file. It is not copied here.",
    "Look at what came with the form, write a note to the case once it is kept, and give the paper back.",
)
ON = "do"
BOOKED: Mapping[Standing, str] = {
    "confirmed": "The places are booked",
    "waiting": "They are on the waiting list",
    "offered": "There are places for them",
    "declined": "They have said no",
    "lapsed": "The time to answer is over",
    "cancelled": "The booking is cancelled",
}


def received(office: Office, desk: Desk, request: Request) -> Reply:
    """The receipt as the family gets it, to print, and above it what staff need to know."""
    receipt = _receipt(desk, request)
    case = _case(office, receipt)
    posted = {one.kind for one in case.posted} if case else set()
    says = PERHAPS if case is None else MAILED if "application-receipt" in posted else ON_PAPER
    links = [("Open the case", f"/case/{case.id}")] if case else []
    begins = desk.parts().journey(desk.name).begins
    site = _indoors(desk, (says,), (*links, ("Key in another", begins)))
    reference = receipt.reference
    return Reply(200, received_page(site, reference, spoken(reference), receipt.lines, ""))


def booked(office: Office, desk: Desk, request: Request) -> Reply:
    """How a booking stands that was keyed in, where this browser holds its code; that it is kept for any."""
    receipt = _receipt(desk, request)
    code = code_in(request, desk.cookie, office.origin)
    found = office.keying.managing().open(code) if code else None
    if isinstance(found, Unsaved):
        raise RefusedError(503, str(found.cause)) from found.cause
    is_it = isinstance(found, Booked) and found.reservation.reference == receipt.reference
    title, presses = "The booking is kept", [Press("Courses", "/courses", quiet=True)]
    says = [f"Its reference is {receipt.reference}, say {spoken(receipt.reference)}."]
    if is_it and isinstance(found, Booked):
        title = BOOKED[found.place.standing]
        presses = [Press("To the course", f"/course/{found.place.course}")]
    says.append("A letter with a link to change it goes to the email address of whoever books.")
    return Reply(200, ask_page(desk.parts().site(), AskSheet(title=title, says=says, presses=presses)))


def proofs(desk: Desk, request: Request) -> Reply:
    """What to do with proof that came with the form."""
    found = desk.opened(request)
    if not isinstance(found, Opened):
        return desk.otherwise(found)
    station = _files_of(found.reading)
    if station is None or not found.reading.may_open(station):
        return see_other(next_place(desk.place, found.reading))
    here = places.of(desk.place, station)
    sheet = AskSheet(
        title="Proof that came with the form",
        says=NOT_COPIED,
        presses=(Press("Go on", here, ON, "on"),),
        back=back_from(desk.place, found.reading, station.stop.name, None),
    )
    return Reply(200, ask_page(desk.parts().site(), sheet))


def proofs_done(desk: Desk, request: Request) -> Reply:
    """Goes on after that page."""
    parts = desk.parts()
    admit(request, {ON: False}, parts.origin)
    found = desk.opened(request)
    if not isinstance(found, Opened):
        return desk.otherwise(found)
    station = _files_of(found.reading)
    if station is None or not found.reading.may_open(station):
        return see_other(next_place(desk.place, found.reading))
    name = station.stop.name
    match parts.drafting.change(desk.name, found.code, lambda seen: seen.reading.draft.with_finished(name)):
        case Opened(_, reading):
            return see_other(next_place(desk.place, reading))
        case Unsaved(cause):
            raise RefusedError(503, str(cause)) from cause
        case Mistaken():
            raise RefusedError(400, "not-begun")
        case _:
            return see_other(places.check(desk.place))


def _receipt(desk: Desk, request: Request) -> Receipt:
    fingerprint, drafting = request.params.get("receipt", ""), desk.parts().drafting
    if not RECEIPT.fullmatch(fingerprint):
        raise RefusedError(404, "no-receipt")
    try:
        found = drafting.submissions.receipt(fingerprint, drafting.clock.now())
    except UnavailableError as cause:
        raise RefusedError(503, str(cause)) from cause
    if found is None:
        raise RefusedError(404, "no-receipt")
    return found


def _case(office: Office, receipt: Receipt) -> CaseFile | None:
    """The case of a receipt; none where the index does not know it yet."""
    try:
        name = office.cases.referred(receipt.reference)
        return office.cases.case(name) if name else None
    except UnavailableError as cause:
        raise RefusedError(503, str(cause)) from cause


def _indoors(desk: Desk, says: tuple[str, ...], links: tuple[tuple[str, str], ...]) -> Indoors:
    site = desk.parts().site()
    if not isinstance(site, Indoors):
        raise TypeError(type(site).__name__)
    return replace(site, says=says, links=links)


def _files_of(reading: Reading) -> Station | None:
    return next((station for station in reading.stations if isinstance(station.stop, Attach)), None)
