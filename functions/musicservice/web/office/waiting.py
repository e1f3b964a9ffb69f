"""The waiting list of a course by hand: one page for each party, to offer it places or to take it off."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from musicservice.booking_ports import Registered
from musicservice.domain.office.staff import Permission
from musicservice.domain.training import Course
from musicservice.domain.training.waiting import offer_to
from musicservice.office_parts import Office
from musicservice.pages.office.frame import Frame, page
from musicservice.ports import OutcomeUnknownError, SealBrokenError, UnavailableError
from musicservice.services.booking_words import moment
from musicservice.services.office.waiting import Done
from musicservice.web.gate import admit
from musicservice.web.office.rule import Route, Visit, may
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request

DO: Mapping[str, bool] = {"do": False}
WHY: Mapping[Done, str] = {
    "no-seats": "No free seat fits them now, or booking is closed. Nothing was done.",
    "moved": "The list was changed meanwhile. Look at it as it stands now, and try again.",
    "gone": "They are not on the waiting list any more. Nothing was done.",
}


@dataclass(frozen=True)
class WaitingPages:
    """The pages."""

    parts: Callable[[], Office]

    def show(self, request: Request, visit: Visit) -> Reply:
        """Who waits, and what can be done."""
        return self._page(visit, self._course(request), request.params["booking"])

    def act(self, request: Request, visit: Visit) -> Reply:
        """Offers or takes off: 303 to the course, 409 with the party as it stands where that cannot be."""
        parts, course, name = self.parts(), self._course(request), request.params["booking"]
        asked = next(iter(admit(request, DO, parts.origin).get("do", ())), "")
        waiting = parts.training.waiting
        act = {"offer": waiting.offer, "remove": waiting.remove}.get(asked)
        if act is None:
            raise RefusedError(400, "no-such-button")
        try:
            done = act(course, name, visit.staff)
        except (UnavailableError, OutcomeUnknownError, SealBrokenError) as cause:
            raise RefusedError(503, str(cause)) from cause
        if done in WHY:
            return self._page(visit, course, name, WHY[done], 409)
        return see_other(f"/course/{course.slug}")

    def _page(self, visit: Visit, course: Course, name: str, notice: str = "", status: int = 200) -> Reply:
        parts, waiting = self.parts(), self.parts().training.waiting
        try:
            line, seats = waiting.register.line(course.slug, name), waiting.bookings.seats(course.slug)
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        if line is None or seats is None:
            raise RefusedError(404, "no-booking")
        found = offer_to(seats, line.place.party, parts.clock.now())
        body = page(
            "waiting",
            Frame(parts.service, visit.staff, "/courses"),
            course=course,
            line=line,
            says=said(line),
            size=found.size if found else 0,
            until=moment(found.until) if found else "",
            free=seats.offerable,
            notice=notice,
        )
        return Reply(status, body)

    def _course(self, request: Request) -> Course:
        course = self.parts().published.course(request.params.get("slug", ""))
        if course is None:
            raise RefusedError(404, "no-course")
        return course


def said(line: Registered) -> str:
    """How a party on the list stands."""
    place = line.place
    if place.standing == "offered":
        until = f" until {moment(place.until)}" if place.until else ""
        return f"{place.offered} on offer{until}"
    together = "only all together" if place.rule == "all-or-none" else "as many as fit"
    return f"{place.size} waiting, {together}"


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """For whoever works on courses."""
    pages, rule, path = WaitingPages(parts), may(Permission.COURSES), "/course/{slug}/waiting/{booking}"
    return (Route(("GET",), path, rule, pages.show), Route(("POST",), path, rule, pages.act))
