"""Keeping a case from being deleted, and letting it go again, each with a reason."""

from collections.abc import Callable
from dataclasses import dataclass

from musicservice.domain.audit import following
from musicservice.domain.office.staff import Permission
from musicservice.forms.asking_out import HOLD
from musicservice.forms.form import Answers, Mistakes
from musicservice.forms.typed import Raw
from musicservice.office_parts import Office
from musicservice.pages.office.frame import Frame, page
from musicservice.ports import StaleError, UnavailableError
from musicservice.web.gate import admit
from musicservice.web.office.days import today
from musicservice.web.office.rule import Route, Visit, about_a_case
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request

PATIENCE = 8.0


@dataclass(frozen=True)
class Holding:
    """The page."""

    parts: Callable[[], Office]

    def show(self, _request: Request, visit: Visit) -> Reply:
        """How it stands."""
        return self._page(visit, {}, {}, 200)

    def change(self, request: Request, visit: Visit) -> Reply:
        """Puts it on hold, or lifts the hold that there is: 303; 422 without a reason; 409 if it moved."""
        parts, case = self.parts(), visit.the_case
        raw = admit(request, {**HOLD.inputs, "held": False}, parts.origin)
        seen = next(iter(raw.get("held", ())), "") == "yes"
        answers = HOLD.parse(raw, today(parts.clock))
        if not isinstance(answers, Answers):
            return self._page(visit, raw, answers, 422)
        if seen is not case.held:
            raise RefusedError(409, "moved")
        try:
            self._write(visit, answers.of("reason"), lift=seen)
        except StaleError as stale:
            raise RefusedError(409, "stale") from stale
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        return see_other(f"/case/{case.id}/hold")

    def _write(self, visit: Visit, reason: str, *, lift: bool) -> None:
        """With the reason in the case: on the trail stand codes alone."""
        parts, case, staff = self.parts(), visit.the_case, visit.staff
        now, until = parts.clock.now(), parts.clock.monotonic() + PATIENCE
        action = "let go" if lift else "held"
        entry = following(parts.trail.head(case.id), f"staff:{staff.id}", action, (), now)
        facts = {"by": staff.id, "name": staff.name, "reason": reason, "at": now.isoformat()}
        if lift:
            parts.rights.holds.lift(case.id, facts, entry, until)
        else:
            parts.rights.holds.hold(case.id, facts, entry, until)

    def _page(self, visit: Visit, raw: Raw, errors: Mistakes, status: int) -> Reply:
        parts, case = self.parts(), visit.the_case
        try:
            said = parts.rights.holds.held(case.id) if case.held else None
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        frame = Frame(parts.service, visit.staff)
        return Reply(status, page("hold", frame, case=case, said=said, form=HOLD, raw=raw, errors=errors))


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """For whoever may hold a case."""
    pages, rule = Holding(parts), about_a_case(Permission.HOLD)
    return (
        Route(("GET",), "/case/{case}/hold", rule, pages.show),
        Route(("POST",), "/case/{case}/hold", rule, pages.change),
    )
