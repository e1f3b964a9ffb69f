"""What a family told after it was decided: somebody looks at it, and says that they have."""

from collections.abc import Callable
from dataclasses import dataclass

from musicservice.domain.office.staff import CASES
from musicservice.domain.office.work import Nudge
from musicservice.office_parts import Office
from musicservice.ports import StaleError, UnavailableError
from musicservice.services.office.casework import Deed, actor
from musicservice.web.gate import admit
from musicservice.web.office.deciding_desk import Desk
from musicservice.web.office.rule import Route, Visit, about_a_case
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request


@dataclass(frozen=True)
class ReadingPages:
    """The tick."""

    desk: Desk

    def read(self, request: Request, visit: Visit) -> Reply:
        """Somebody has looked at it: 303 to the case, also the second time; 404 for nothing of theirs."""
        admit(request, {}, self.desk.parts().origin)
        case, staff, kind = visit.the_case, visit.staff, request.params.get("kind", "")
        number = request.params.get("child", "")
        work = case.work(kind, int(number) - 1) if number.isascii() and number.isdecimal() else None
        if work is None or not staff.tends({work.desk}):
            raise RefusedError(404, "no-work")
        nudges = tuple(Nudge(one, waits=False) for one in case.nudges if one.key == work.key)
        deed = Deed("read an answer", (work.kind, f"child={work.number + 1}"), nudges=nudges)
        try:
            if nudges:
                self.desk.casework().do(case, actor(staff), deed)
        except (UnavailableError, StaleError) as cause:
            raise RefusedError(503, str(cause) or "stale") from cause
        return see_other(f"/case/{case.id}")


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """For whoever works on something; which of it, the page itself says."""
    pages, rule = ReadingPages(Desk(parts)), about_a_case(*CASES.values())
    return (Route(("POST",), "/case/{case}/read/{kind}/{child}", rule, pages.read),)
