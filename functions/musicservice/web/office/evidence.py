"""What a family showed as proof: a list, and one file at a time to fetch. None is shown on a page of ours."""

from collections.abc import Callable
from dataclasses import dataclass

from musicservice.domain.office.staff import Permission
from musicservice.office_parts import Office
from musicservice.pages.office.frame import Frame, page
from musicservice.ports import StaleError, UnavailableError
from musicservice.services.office.showing import Showing
from musicservice.web.gate import admit
from musicservice.web.office.rule import Route, Visit, about_a_case
from musicservice.web.reply import Reply
from musicservice.web.request import RefusedError, Request


@dataclass(frozen=True)
class EvidencePages:
    """The pages."""

    parts: Callable[[], Office]

    def show(self, _request: Request, visit: Visit) -> Reply:
        """The list, which says of each what it is and who looked at it."""
        return self._listed(visit)

    def lend(self, request: Request, visit: Visit) -> Reply:
        """The list with a link that gives one file for a minute, once it is noted; 404 for one not in it."""
        admit(request, {}, self.parts().origin)
        number = request.params.get("number", "")
        if number not in {str(place) for place, _ in enumerate(visit.the_case.uploads, 1)}:
            raise RefusedError(404, "no-proof")
        return self._listed(visit, int(number))

    def _listed(self, visit: Visit, wanted: int = 0) -> Reply:
        parts, case, address = self.parts(), visit.the_case, ""
        showing = Showing(parts.uploads, parts.lending, parts.trail, parts.clock)
        try:
            files = tuple(showing.shown(case))
            if wanted:
                address = showing.lend(case, visit.staff, files[wanted - 1])
        except (UnavailableError, StaleError) as cause:
            raise RefusedError(503, str(cause)) from cause
        frame = Frame(parts.service, visit.staff)
        return Reply(200, page("evidence", frame, case=case, files=files, lent=wanted, address=address))


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """For those who may know why a family asks for help with fees."""
    pages, rule = EvidencePages(parts), about_a_case(Permission.MONEY)
    return (
        Route(("GET",), "/case/{case}/evidence", rule, pages.show),
        Route(("POST",), "/case/{case}/evidence/{number}", rule, pages.lend),
    )
