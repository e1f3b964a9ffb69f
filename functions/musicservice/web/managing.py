"""A booking, for whoever has its link: what it is, taking somebody out of it, and giving it up.

What would be lost is said first, with what it costs, and done only once a button says so. What is done
twice, or from a page that has grown old, is told as it is.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from musicservice.catalogue import Catalogue, Site
from musicservice.domain.code import NotACodeError, parse
from musicservice.forms.booking import BOOKING
from musicservice.pages.booking_pages import booking_page
from musicservice.pages.journey_pages import AskSheet, Press, Problem, ask_page
from musicservice.services.booking_request import Opened, Refused
from musicservice.services.managing import Done, Managing, Outcome
from musicservice.services.outcomes import Gone, Unsaved
from musicservice.web import booking_sheet, places, refusals, wording
from musicservice.web.booking_places import MANAGE, told_now
from musicservice.web.gate import admit
from musicservice.web.keyring import code_in, forgetting, keeping
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request

DO = {"do": False}


class BookingParts(Protocol):
    """What the pages work with."""

    @property
    def origin(self) -> str:
        """The site's own, without a trailing slash."""

    def site(self) -> Site:
        """What every page's frame needs."""


@dataclass(frozen=True)
class BookingDesk:
    """The pages. `parts`, `managing` and `catalogue` are asked for with each request."""

    parts: Callable[[], BookingParts]
    managing: Callable[[], Managing]
    catalogue: Callable[[], Catalogue]

    def by_link(self, request: Request) -> Reply:
        """The link in a letter: a button that opens the booking, or the one answer where it opens none."""
        code = _parsed(request.params.get("code", ""))
        found = self.managing().open(code) if code else Gone()
        if not isinstance(found, Opened):
            return self.otherwise(found)
        return Reply(200, wording.open_booking(self.parts().site(), code, places.booking()))

    def received(self, request: Request) -> Reply:
        """Where a form leads that was sent: to the booking made of it, which its code opens."""
        code = code_in(request, BOOKING, self.parts().origin)
        found = self.managing().open(code) if code else Gone()
        return self._at(found) if isinstance(found, Opened) else self.otherwise(found)

    def show(self, request: Request) -> Reply:
        """The booking as it stands."""
        found = self.opened(request)
        if not isinstance(found, Opened):
            return self.otherwise(found)
        sheet = booking_sheet.sheet(found, self.managing().booking.clock.now(), self.holidays)
        return Reply(200, booking_page(self.parts().site(), sheet))

    def act(self, request: Request) -> Reply:
        """Opens a booking by its code, or has this device forget the one it holds."""
        parts = self.parts()
        raw = admit(request, {"code": False, **DO}, parts.origin)
        if raw.get("do") == ("forget",):
            return Reply(200, wording.booking_forgotten(parts.site()), forgetting(MANAGE, parts.origin))
        code = _parsed(next(iter(raw.get("code", ())), ""))
        found = self.managing().open(code) if code else Gone()
        return self._at(found) if isinstance(found, Opened) else self.otherwise(found)

    def leaving(self, request: Request) -> Reply:
        """Whether to take somebody out, and what that costs. The last one goes with the whole booking."""
        found = self.opened(request)
        if not isinstance(found, Opened):
            return self.otherwise(found)
        person = found.reservation.delegate(request.params.get("member", ""))
        if person is None:
            return see_other(places.booking())
        if len(found.reservation.delegates) == 1:
            return see_other(places.booking("cancel"))
        name = booking_sheet.name_of(found.reservation, person)
        return self._asked(
            f"Take {name} out?",
            (
                f"Their place goes back. {self._cost(found, 1)}",
                "Could a colleague come instead? That costs nothing.",
            ),
            Press(f"Yes, take {name} out", places.booking("leave", person.id), "do", "leave"),
            Press("Name somebody else", places.booking(person=person.id), quiet=True),
        )

    def leave(self, request: Request) -> Reply:
        """Takes somebody out. One who is out already stays out."""
        self._pressed(request, "leave")
        found = self.opened(request)
        if not isinstance(found, Opened):
            return self.otherwise(found)
        gone = request.params.get("member", "")
        staying = [one.id for one in found.reservation.delegates if one.id != gone]
        if not staying:
            return see_other(places.booking("cancel"))
        return self.done(self.managing().reduce(found.code, staying))

    def cancelling(self, request: Request) -> Reply:
        """Whether to give everything up, and what that costs."""
        found = self.opened(request)
        if not isinstance(found, Opened):
            return self.otherwise(found)
        if not found.place.is_live:
            return see_other(places.booking())
        return self._asked(
            "Cancel the whole booking?",
            (f"All places go back, and nobody comes. {self._cost(found, found.place.size)}",),
            Press("Yes, cancel it", places.booking("cancel"), "do", "cancel"),
        )

    def cancel(self, request: Request) -> Reply:
        """Gives everything up."""
        self._pressed(request, "cancel")
        return self.changed(request, lambda opened: self.managing().cancel(opened.code))

    def declining(self, request: Request) -> Reply:
        """Whether to turn an offer down."""
        found = self.opened(request)
        if not isinstance(found, Opened):
            return self.otherwise(found)
        if found.place.standing != "offered":
            return see_other(places.booking())
        return self._asked(
            "Say no to these places?",
            ("They go to the next in line, and you leave the waiting list. You can join it again.",),
            Press("Yes, I say no", places.booking("decline"), "do", "decline"),
        )

    def decline(self, request: Request) -> Reply:
        """Turns an offer down."""
        self._pressed(request, "decline")
        return self.changed(request, lambda opened: self.managing().decline(opened.code))

    def calendar(self, request: Request) -> Reply:
        """The booking as a calendar file; one that was given up takes its days out of the calendar."""
        found = self.opened(request)
        if not isinstance(found, Opened):
            return self.otherwise(found)
        if found.course is None or found.place.standing not in {"confirmed", "cancelled"}:
            return see_other(places.booking())
        from musicservice.calendar import Place, invite  # noqa: PLC0415 - it takes long to load, and is rarely asked for

        people, now = found.reservation, self.managing().booking.clock.now()
        place = Place(people.reference, now, given_up=not people.place.is_live)
        site = replace(self.parts().site(), url=self.parts().origin)
        name = f'attachment; filename="{people.reference}.ics"'
        headers = {"Content-Type": "text/calendar; charset=utf-8", "Content-Disposition": name}
        return Reply(200, invite(found.course, site, place).decode(), headers)

    @property
    def holidays(self) -> Collection[date]:
        """The days that are no working days, beside weekends."""
        return self.catalogue().term_time.closed

    def opened(self, request: Request) -> Opened | Gone | Unsaved:
        """The booking that this browser holds the code of."""
        code = code_in(request, MANAGE, self.parts().origin)
        return self.managing().open(code) if code else Gone()

    def changed(self, request: Request, change: Callable[[Opened], Outcome]) -> Reply:
        """Carries out a change of the booking that this browser holds."""
        found = self.opened(request)
        return self.done(change(found)) if isinstance(found, Opened) else self.otherwise(found)

    def done(self, outcome: Outcome) -> Reply:
        """Back to the booking, or why not."""
        match outcome:
            case Done():
                return see_other(places.booking())
            case Refused(why):
                return self.refused(refusals.problem(why, kept=refusals.UNCHANGED), type(why).__name__)
            case other:
                return self.otherwise(other)

    def refused(self, why: Problem, remark: str) -> Reply:
        """A rule said no."""
        press = Press("Back to the booking", places.booking())
        sheet = AskSheet(title=why.title, says=why.says, presses=(press,))
        return Reply(409, ask_page(self.parts().site(), sheet), remark=remark)

    def otherwise(self, found: Gone | Unsaved) -> Reply:
        """The answer where there is no booking to see."""
        if isinstance(found, Unsaved):
            raise RefusedError(503, str(found.cause)) from found.cause
        return Reply(404, wording.link_gone(self.parts().site()), remark="no-booking")

    def _at(self, found: Opened) -> Reply:
        """On to a booking, whose code this browser holds from now on."""
        kept = keeping(MANAGE, self.parts().origin, found.code)
        return Reply(303, headers={"Location": places.booking(), **kept})

    def _asked(self, title: str, says: tuple[str, ...], *presses: Press) -> Reply:
        keep = Press("No, keep it as it is", places.booking(), quiet=True)
        sheet = AskSheet(title=title, says=says, presses=(*presses, keep), back=places.booking())
        return Reply(200, ask_page(self.parts().site(), sheet))

    def _cost(self, found: Opened, people: int) -> str:
        return told_now(found.cost(people, self.managing().booking.clock.now(), self.holidays))

    def _pressed(self, request: Request, button: str) -> None:
        if admit(request, DO, self.parts().origin).get("do") != (button,):
            raise RefusedError(400, "no-such-button")


def _parsed(typed: str) -> str:
    """The code; empty for what cannot be one."""
    try:
        return parse(typed)
    except NotACodeError:
        return ""
