"""Who is signed in, for a manager, who can end all that belongs to somebody."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from musicservice.domain.office.staff import Permission, Session, Staff
from musicservice.office_parts import Office
from musicservice.pages.office.frame import Frame, page
from musicservice.ports import StaleError, UnavailableError
from musicservice.web.gate import admit
from musicservice.web.office.rule import Route, Visit, may
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request

SHOWN = 100


@dataclass(frozen=True)
class Present:
    """Somebody who is here: since when, when they last did something, and in how many browsers."""

    staff: Staff
    since: datetime
    seen: datetime
    browsers: int


@dataclass(frozen=True)
class Staffing:
    """The page."""

    parts: Callable[[], Office]

    def show(self, _request: Request, visit: Visit) -> Reply:
        """Who is here."""
        try:
            present = together(self.parts().signing_in.present(SHOWN))
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        frame = Frame(self.parts().service, visit.staff, "/staff")
        return Reply(200, page("staff", frame, present=present))

    def sign_out(self, request: Request, visit: Visit) -> Reply:
        """Ends everything of somebody's who is here: 303 to the page, also where they have just left."""
        parts = self.parts()
        asked = admit(request, {"staff": False}, parts.origin)
        try:
            known = {one.staff.id for one in parts.signing_in.present(SHOWN)}
            for who in known.intersection(asked.get("staff", ())):
                parts.signing_in.out_everywhere(visit.staff, who)
        except (UnavailableError, StaleError) as cause:
            raise RefusedError(503, str(cause)) from cause
        return see_other("/staff")


def together(sessions: Iterable[Session]) -> list[Present]:
    """Sessions by whose they are, in their order."""
    theirs: dict[str, list[Session]] = {}
    for one in sessions:
        theirs.setdefault(one.staff.id, []).append(one)
    return [
        Present(some[0].staff, min(one.begun for one in some), max(one.seen for one in some), len(some))
        for some in theirs.values()
    ]


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """Both are for managers."""
    pages = Staffing(parts)
    return (
        Route(("GET",), "/staff", may(Permission.STAFF), pages.show),
        Route(("POST",), "/staff/sign-out", may(Permission.STAFF), pages.sign_out),
    )
