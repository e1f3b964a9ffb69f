"""The steps of one form: opens the page asked for, takes what was typed, sends on to what comes next.

It knows requests, services and pages; which questions there are, and how drafts are kept, it does not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from musicservice.catalogue import Site
from musicservice.forms.form import Form, Mistakes
from musicservice.forms.journey import Journey, Step
from musicservice.forms.reading import Reading, Station
from musicservice.forms.typed import Raw
from musicservice.pages.journey_pages import Status, StepSheet, step_page
from musicservice.services.drafting import Drafting
from musicservice.services.outcomes import Gone, Mistaken, NotAsked, Opened, Sent, Unsaved
from musicservice.services.submitting import Submitting
from musicservice.web import places, wording
from musicservice.web.gate import admit
from musicservice.web.keyring import code_in, keeping
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request


class Parts(Protocol):
    """What the pages work with."""

    @property
    def origin(self) -> str:
        """The site's own, without a trailing slash."""

    @property
    def drafting(self) -> Drafting:
        """The service that keeps drafts."""

    @property
    def submitting(self) -> Submitting:
        """The service that sends them."""

    def site(self) -> Site:
        """What every page's frame needs."""

    def journey(self, name: str, applicant: str = "") -> Journey:
        """A form in the wording for an applicant."""


@dataclass(frozen=True)
class Desk:
    """The steps of the form `name`. `parts` are asked for with each request.

    `below` is the address that its pages lie below, "" for that of every form of its name.
    """

    name: str
    parts: Callable[[], Parts]
    below: str = ""

    @property
    def place(self) -> str:
        """The form, as its addresses name it."""
        return self.below or self.name

    @property
    def cookie(self) -> str:
        """The cookie that holds the code of its draft."""
        return self.below.strip("/").replace("/", "-") or self.name

    @property
    def save(self) -> str:
        """Where somebody stops and comes back later; "" where that is not offered."""
        return "" if self.below else places.page(self.name, "save")

    def home(self, _request: Request) -> Reply:
        """Whoever comes without a page is sent to the first."""
        return see_other(self.parts().journey(self.name).begins)

    def begin(self, request: Request) -> Reply:
        """Takes the first page. Where this browser holds an unfinished form, it asks which is meant."""
        parts = self.parts()
        first = parts.journey(self.name).first
        raw = admit(request, first.page.inputs, parts.origin)
        until, found = parts.drafting.until(), self.opened(request)
        if isinstance(found, Unsaved):  # beginning anew would have the browser forget the form that is there
            return self._told(found, first.page, None, raw)
        if isinstance(found, Opened) and _is_more_than_begun(found.reading):
            begins = parts.journey(self.name).begins
            return Reply(200, wording.unfinished(parts.site(), self.place, begins))
        if isinstance(found, Opened):
            kept = parts.drafting.answer(self.name, found.code, first.name, None, raw)
            return self._told(kept, first.page, None, raw)
        begun = parts.drafting.begin(self.name, raw, until)
        if isinstance(begun, Opened):
            there = next_place(self.place, begun.reading)
            return Reply(303, headers={"Location": there, **keeping(self.cookie, parts.origin, begun.code)})
        return self._told(begun, first.page, None, raw)

    def show(self, request: Request) -> Reply:
        """One page, with what was typed on it before."""
        found = self.opened(request)
        if not isinstance(found, Opened):
            return self.otherwise(found)
        name, member = asked_for(request)
        station = found.reading.at(name, member)
        if station is None or not isinstance(station.stop, Step) or not found.reading.may_open(station):
            return self.not_asked(found, member)
        sheet = self._sheet(found.reading, station.stop.page, member, station.raw, "fresh")
        return Reply(200, step_page(self.parts().site(), sheet))

    def answer(self, request: Request) -> Reply:
        """Takes one page: 303 to what comes next, 422 with its mistakes, 503 when it could not be kept."""
        parts = self.parts()
        name, member = asked_for(request)
        step = next((one for one in parts.journey(self.name).steps if one.name == name), None)
        if step is None or (member is not None) is not step.each:
            raise RefusedError(404, "no-step")
        raw = admit(request, step.page.inputs, parts.origin)
        code = code_in(request, self.cookie, parts.origin)
        found = parts.drafting.answer(self.name, code, name, member, raw) if code else Gone()
        return self._told(found, step.page, member, raw)

    def opened(self, request: Request) -> Opened | Sent | Gone | Unsaved:
        """What the browser's code opens."""
        parts = self.parts()
        code = code_in(request, self.cookie, parts.origin)
        return parts.drafting.open(self.name, code) if code else Gone()

    def not_asked(self, found: Opened, member: str | None) -> Reply:
        """The answer to a page that is not asked: gently on to what is, or that the child was taken out."""
        if member is not None and found.reading.draft.member(member) is None:
            there = next_place(self.place, found.reading)
            return Reply(
                404, wording.taken_out(self.parts().site(), found.reading, there), remark="no-member"
            )
        return see_other(next_place(self.place, found.reading))

    def otherwise(self, found: Sent | Gone | Unsaved) -> Reply:
        """The answer where no draft could be opened."""
        match found:
            case Sent(receipt):
                return see_other(places.received(self.place, receipt.fingerprint))
            case Gone():
                begins = self.parts().journey(self.name).begins
                return Reply(404, wording.gone(self.parts().site(), begins), remark="no-draft")
            case Unsaved(cause):
                raise RefusedError(503, str(cause)) from cause

    def notice(self, reading: Reading, station: Station) -> str:
        """Something to know before answering; "" for nothing."""
        return wording.notice(reading, station)

    def _told(
        self,
        found: Opened | Mistaken | NotAsked | Sent | Gone | Unsaved,
        page: Form,
        member: str | None,
        raw: Raw,
    ) -> Reply:
        site = self.parts().site()
        match found:
            case Opened():
                return see_other(next_place(self.place, found.reading))
            case NotAsked(opened):
                return self.not_asked(opened, member)
            case Mistaken(mistakes, station, opened):
                asked = station.stop.page if isinstance(station.stop, Step) else page
                sheet = self._sheet(
                    opened.reading if opened else None, asked, member, raw, "mistakes", mistakes
                )
                return Reply(422, step_page(site, sheet))
            case Unsaved(cause):
                status: Status = "unsaved" if found.known else "unknown"
                return Reply(
                    503, step_page(site, self._sheet(None, page, member, raw, status)), remark=str(cause)
                )
            case Sent() | Gone():
                return self.otherwise(found)

    def _sheet(  # noqa: PLR0913, PLR0917 - a page's whole context
        self,
        reading: Reading | None,
        page: Form,
        member: str | None,
        raw: Raw,
        status: Status,
        errors: Mistakes | None = None,
    ) -> StepSheet:
        station = reading.at(page.name, member) if reading else None
        return StepSheet(
            page=page,
            action=(not reading and page.action) or places.page(self.place, page.name, member),
            raw=raw,
            errors=errors or {},
            status=status,
            caption=wording.caption(reading, member) if reading else "",
            which=wording.which(reading, member) if reading else "",
            back=back_from(self.place, reading, page.name, member) if reading else "",
            save=self.save if reading else "",
            notice=self.notice(reading, station) if reading and station else "",
        )


def asked_for(request: Request) -> tuple[str, str | None]:
    """The name of the page in the address, and the member's id where it has one."""
    return request.params.get("step", ""), request.params.get("member")


def next_place(form: str, reading: Reading) -> str:
    """The first page still open, or the one that shows all answers."""
    return places.of(form, reading.open) if reading.open else places.check(form)


def back_from(form: str, reading: Reading, stop: str, member: str | None) -> str:
    """Where the link back leads: to the answers for who came from there, else to the page before."""
    station = reading.at(stop, member)
    if station is None or reading.open is None:
        return places.check(form)
    before = reading.before(station)
    return places.of(form, before) if before else reading.journey.begins


def _is_more_than_begun(reading: Reading) -> bool:
    draft = reading.draft
    return len(draft.pages) > 1 or any(member.pages for member in draft.members)
