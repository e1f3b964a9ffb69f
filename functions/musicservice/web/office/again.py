"""Taking up again what was decided, by whoever works on it, with a reason."""

from collections.abc import Callable
from dataclasses import dataclass

from musicservice.domain.office.staff import CASES
from musicservice.domain.office.work import NotNextError
from musicservice.forms import deciding as forms
from musicservice.forms.form import Answers, Mistakes
from musicservice.forms.typed import Raw
from musicservice.office_parts import Office
from musicservice.ports import StaleError, UnavailableError
from musicservice.services.office.answering import Answering
from musicservice.services.office.matter import Matter
from musicservice.web.office.days import today
from musicservice.web.office.deciding_desk import MEANWHILE, Desk, Sheet, is_stale
from musicservice.web.office.rule import Route, Visit, about_a_case
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request


@dataclass(frozen=True)
class AgainPages:
    """Taking up again what was decided, whatever it was."""

    desk: Desk

    def again(self, request: Request, visit: Visit) -> Reply:
        """Takes the reason: 303 to the case, 422 without one, 409 where it stands otherwise by now."""
        kind = request.params.get("kind", "")
        if kind not in CASES or not visit.staff.may(CASES[kind]):
            raise RefusedError(404, "no-work")
        matter = self.desk.matter(request, visit, kind)
        raw, _, seen = self.desk.typed(request, forms.REASON)
        answers = forms.REASON.parse(raw, today(self.desk.parts().clock))
        if not isinstance(answers, Answers):
            return self._back(matter, kind, raw, answers, 422)
        if is_stale(matter, seen):
            return self._back(matter, kind, raw, {}, 409)
        try:
            Answering(self.desk.casework()).again(matter, answers.of("reason"))
        except (StaleError, NotNextError):
            return self._back(matter, kind, raw, {}, 409)
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        return see_other(f"/case/{matter.case.id}")

    def _back(self, matter: Matter, kind: str, raw: Raw, errors: Mistakes, status: int) -> Reply:
        address = f"/case/{matter.case.id}/again/{kind}/{matter.work.number + 1}"
        sheet = Sheet(address, "Take it up again", forms.REASON, raw)
        notices = () if errors else (MEANWHILE,)
        title = f"Decide again: {matter.work.name}"
        return self.desk.page(matter, title, status=status, errors=errors, notices=notices, forms=(sheet,))


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """For whoever works on something; which of it, the page itself says."""
    pages, rule = AgainPages(Desk(parts)), about_a_case(*CASES.values())
    return (Route(("POST",), "/case/{case}/again/{kind}/{child}", rule, pages.again),)
