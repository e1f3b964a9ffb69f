"""Who is signed in, for a manager, who can end all that belongs to somebody."""

from collections.abc import Callable
from dataclasses import dataclass

from musicservice.domain.office.staff import Permission
from musicservice.office_parts import Office
from musicservice.pages.office.frame import Frame, page
from musicservice.ports import StaleError, UnavailableError
from musicservice.web.gate import admit
from musicservice.web.office.rule import Route, Visit, may
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request

SHOWN = 100


@dataclass(frozen=True)
class Staffing:
    """The page."""

    parts: Callable[[], Office]

    def show(self, _request: Request, visit: Visit) -> Reply:
        """Who was here in the last hours."""
        try:
            present = self.parts().sessions.present(SHOWN)
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        frame = Frame(self.parts().service, visit.staff, "/staff")
        return Reply(200, page("staff", frame, present=present))

    def sign_out(self, request: Request, visit: Visit) -> Reply:
        """Ends everything of somebody's."""
        parts = self.parts()
        asked = admit(request, {"staff": False}, parts.origin)
        try:
            known = {one.id for one, _ in parts.sessions.present(SHOWN)}
            who = next(iter(asked.get("staff", ())), "")
            if who not in known:
                raise RefusedError(404, "nobody")
            parts.signing_in.out_everywhere(visit.staff, who)
        except (UnavailableError, StaleError) as cause:
            raise RefusedError(503, str(cause)) from cause
        return see_other("/staff")


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """Both are for managers."""
    pages = Staffing(parts)
    return (
        Route(("GET",), "/staff", may(Permission.STAFF), pages.show),
        Route(("POST",), "/staff/sign-out", may(Permission.STAFF), pages.sign_out),
    )
