"""Asking a family for one thing more, about a place or help with fees: two steps, as for each decision."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from musicservice.domain.dates import in_words
from musicservice.domain.office.staff import CASES
from musicservice.domain.office.work import NotNextError
from musicservice.forms.asking import asking
from musicservice.forms.form import Answers, Mistakes
from musicservice.forms.typed import Raw
from musicservice.office_parts import Office
from musicservice.ports import StaleError, UnavailableError
from musicservice.services.office.asking import Asking
from musicservice.services.office.matter import Answer, Matter
from musicservice.web.office.days import today
from musicservice.web.office.deciding_desk import MEANWHILE, NO, YES, Desk, Sheet, is_stale, unsafe
from musicservice.web.office.rule import Route, Visit, about_a_case
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request

TWO_WEEKS = timedelta(days=14)


@dataclass(frozen=True)
class AskingPages:
    """The pages."""

    desk: Desk

    def show(self, request: Request, visit: Visit) -> Reply:
        """An empty question, to be answered in two weeks."""
        until = today(self.desk.parts().clock) + TWO_WEEKS
        days = {"until-day": until.day, "until-month": until.month, "until-year": until.year}
        return self._form(self._matter(request, visit), {name: (str(n),) for name, n in days.items()}, {})

    def ask(self, request: Request, visit: Visit) -> Reply:
        """Takes the question: shows the letter, and sends it once somebody is sure."""
        matter, day = self._matter(request, visit), today(self.desk.parts().clock)
        form = asking(day)
        raw, sure, seen = self.desk.typed(request, form)
        answers = form.parse(raw, day)
        if not isinstance(answers, Answers):
            return self._form(matter, raw, answers, status=422)
        if sure == NO:
            return self._form(matter, raw, {})
        if is_stale(matter, seen):
            return self._form(matter, raw, {}, status=409)
        if sure != YES:
            return self._preview(matter, raw, answers)
        try:
            Asking(self.desk.casework()).ask(matter, answers.of("words"), answers.of("until"))
        except (StaleError, NotNextError):
            return self._form(matter, raw, {}, status=409)
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        return see_other(f"/case/{matter.case.id}")

    def _matter(self, request: Request, visit: Visit) -> Matter:
        kind = request.params.get("kind", "")
        if kind not in CASES or not visit.staff.may(CASES[kind]):
            raise RefusedError(404, "no-work")
        return self.desk.matter(request, visit, kind)

    def _preview(self, matter: Matter, raw: Raw, answers: Answers) -> Reply:
        says = (answers.of("words"), f"Please answer by the end of {in_words(answers.of('until'))}.")
        letter, sheet = (
            Answer("One thing more", says),
            Sheet(
                _address(matter),
                "Send it" if matter.address else "Note it, to ask by telephone",
                hidden=raw,
                sure=True,
            ),
        )
        title = f"Ask for one thing more: {matter.work.name}"
        return self.desk.page(matter, title, notices=unsafe(matter), forms=(sheet,), letter=letter)

    def _form(self, matter: Matter, raw: Raw, errors: Mistakes, status: int = 200) -> Reply:
        form = asking(today(self.desk.parts().clock))
        sheet = Sheet(_address(matter), form.submit, form, raw)
        notices = (MEANWHILE,) if status == 409 else ()  # noqa: PLR2004 - HTTP's
        title = f"{form.title}: {matter.work.name}"
        return self.desk.page(matter, title, status=status, errors=errors, notices=notices, forms=(sheet,))


def _address(matter: Matter) -> str:
    return f"/case/{matter.case.id}/ask/{matter.work.kind}/{matter.work.number + 1}"


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """For whoever works on something; which of it, the page itself says."""
    pages, rule = AskingPages(Desk(parts)), about_a_case(*CASES.values())
    path = "/case/{case}/ask/{kind}/{child}"
    return (Route(("GET",), path, rule, pages.show), Route(("POST",), path, rule, pages.ask))
