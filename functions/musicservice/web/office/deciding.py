"""Deciding on a place for one child: offer it, put the child on the list, or say that there is none.

Each way is two steps: what was typed, and the letter as the family will get it; only then is it done. What
somebody else decided meanwhile is shown, and nothing of what was typed is lost.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from musicservice.domain.charges import NotOfferedError, Order
from musicservice.domain.office.deciding import UndecidedHelpError
from musicservice.domain.office.staff import CASES
from musicservice.domain.office.work import NotNextError, Work
from musicservice.domain.receipt import Line
from musicservice.forms import deciding as forms
from musicservice.forms.form import Answers, Mistakes
from musicservice.forms.kinds.field import Mistake
from musicservice.forms.typed import Raw
from musicservice.office_parts import Office
from musicservice.pages.office import wording
from musicservice.ports import StaleError, UnavailableError
from musicservice.services.office.answering import Answering
from musicservice.services.office.matter import Answer, Matter
from musicservice.services.office.offering import Offering, Place
from musicservice.web.office.days import today
from musicservice.web.office.deciding_desk import MEANWHILE, NO, YES, Desk, Sheet, is_stale, unsafe
from musicservice.web.office.rule import Route, Visit, about_a_case
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request

PLACE = CASES["enrolment"]
TWO_WEEKS = timedelta(days=14)
REFUSED: Mapping[type[Exception], tuple[str, str]] = {
    UndecidedHelpError: (
        "full_price",
        "Help with fees is not decided. Decide that first, or say that the full price will do",
    ),
    NotOfferedError: (
        "lesson",
        "There is no price for this. Choose something else, or have a price published",
    ),
}
"""What a rule refuses, and at which question that is said."""


@dataclass(frozen=True)
class PlacePages:
    """The pages."""

    desk: Desk

    def choose(self, request: Request, visit: Visit) -> Reply:
        """The ways to decide, with what was asked for."""
        matter = self.desk.matter(request, visit, "enrolment")
        work, at = matter.work, f"/case/{matter.case.id}"
        child = work.number + 1
        ways: tuple[tuple[str, str], ...] = (
            ("Offer a place", f"{at}/offer/{child}"),
            ("Waiting list", f"{at}/place/waiting/{child}"),
            ("No place", f"{at}/place/refused/{child}"),
            ("Ask for one thing more", f"{at}/ask/enrolment/{child}"),
        )
        sheets: tuple[Sheet, ...] = ()
        if work.status in {"refused", "declined", "withdrawn"}:
            again = f"{at}/again/enrolment/{child}"
            ways, sheets = (), (Sheet(again, "Take it up again", forms.REASON, heading="Decide again"),)
        title = f"{work.name}: {wording.status(work).lower()}"
        return self.desk.page(matter, title, facts=self._facts(work), ways=ways, forms=sheets)

    def offer(self, request: Request, visit: Visit) -> Reply:
        """An empty offer, with what the family asked for filled in where it is clear."""
        matter = self.desk.matter(request, visit, "enrolment")
        day = today(self.desk.parts().clock)
        until = day + TWO_WEEKS
        raw = {
            "added": ("0",),
            "until-day": (str(until.day),),
            "until-month": (str(until.month),),
            "until-year": (str(until.year),),
        }
        return self._offer_form(matter, raw, {})

    def make_offer(self, request: Request, visit: Visit) -> Reply:
        """Takes an offer: shows it with its sums, and makes it once somebody is sure."""
        matter, parts = self.desk.matter(request, visit, "enrolment"), self.desk.parts()
        catalogue, day = parts.published.catalogue(), today(parts.clock)
        form = forms.offer(catalogue, day)
        raw, sure, seen = self.desk.typed(request, form)
        answers = form.parse(raw, day)
        if not isinstance(answers, Answers):
            return self._offer_form(matter, raw, answers, status=422)
        if sure == NO:
            return self._offer_form(matter, raw, {})
        if is_stale(matter, seen):
            return self._offer_form(matter, raw, {}, status=409, notices=(MEANWHILE,))
        try:
            return self._offered(matter, raw, _place(answers), sure=sure == YES)
        except tuple(REFUSED) as refused:
            name, message = REFUSED[type(refused)]
            return self._offer_form(matter, raw, {name: Mistake(message, name)}, status=422)
        except (StaleError, NotNextError):
            return self._offer_form(matter, raw, {}, status=409, notices=(MEANWHILE,))
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause

    def _offered(self, matter: Matter, raw: Raw, place: Place, *, sure: bool) -> Reply:
        """Makes it, or shows it first."""
        offering = Offering(self.desk.casework(), self.desk.parts().published.catalogue())
        if not sure:
            return self._preview(matter, raw, offering.terms(matter, place))
        offering.offer(matter, place)
        return see_other(f"/case/{matter.case.id}")

    def place(self, request: Request, visit: Visit) -> Reply:
        """The words for the waiting list, or for no place."""
        matter = self.desk.matter(request, visit, "enrolment")
        return self._place_form(matter, _answer(request), {}, {})

    def decide_place(self, request: Request, visit: Visit) -> Reply:
        """Takes the words: shows the letter, and does it once somebody is sure."""
        matter, answer = self.desk.matter(request, visit, "enrolment"), _answer(request)
        form = forms.place(answer)
        raw, sure, seen = self.desk.typed(request, form)
        answers = form.parse(raw, today(self.desk.parts().clock))
        if not isinstance(answers, Answers):
            return self._place_form(matter, answer, raw, answers, status=422)
        if sure == NO:
            return self._place_form(matter, answer, raw, {})
        if is_stale(matter, seen):
            return self._place_form(matter, answer, raw, {}, status=409, notices=(MEANWHILE,))
        letter = Answer(LETTERS[answer], (answers.of("words"),))
        if sure != YES:
            sheet = Sheet(_place_address(matter, answer), "Send it", hidden=raw, sure=True)
            return self.desk.page(matter, form.title, notices=unsafe(matter), forms=(sheet,), letter=letter)
        try:
            status: Any = answer
            Answering(self.desk.casework()).place(matter, status, answers.of("words"), letter)
        except (StaleError, NotNextError):
            return self._place_form(matter, answer, raw, {}, status=409, notices=(MEANWHILE,))
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        return see_other(f"/case/{matter.case.id}")

    def _preview(self, matter: Matter, raw: Raw, terms: Mapping[str, Any]) -> Reply:
        says = tuple(f"{label}: {shown}" for label, shown in terms["lines"])
        letter = Answer(f"A place for {matter.work.name}", (*says, *filter(None, (terms["words"],))))
        sheet = Sheet(_offer_address(matter), "Send the offer", hidden=raw, sure=True)
        return self.desk.page(
            matter, "See the offer", notices=unsafe(matter), forms=(sheet,), letter=letter, terms=terms
        )

    def _offer_form(
        self, matter: Matter, raw: Raw, errors: Mistakes, status: int = 200, notices: tuple[str, ...] = ()
    ) -> Reply:
        parts = self.desk.parts()
        form = forms.offer(parts.published.catalogue(), today(parts.clock))
        sheet = Sheet(_offer_address(matter), form.submit, form, raw)
        title = f"{form.title}: {matter.work.name}"
        facts = self._facts(matter.work)
        return self.desk.page(
            matter, title, status=status, errors=errors, facts=facts, forms=(sheet,), notices=notices
        )

    def _place_form(  # noqa: PLR0913, PLR0917 - a page's whole context
        self,
        matter: Matter,
        answer: str,
        raw: Raw,
        errors: Mistakes,
        status: int = 200,
        notices: tuple[str, ...] = (),
    ) -> Reply:
        form = forms.place(answer)
        sheet = Sheet(_place_address(matter, answer), form.submit, form, raw)
        title = f"{form.title}: {matter.work.name}"
        return self.desk.page(matter, title, status=status, errors=errors, forms=(sheet,), notices=notices)

    def _facts(self, work: Work) -> tuple[Line, ...]:
        schools = {one.urn: one.title for one in self.desk.parts().published.catalogue().schools}
        school = Line("School", schools.get(work.school, "None of the register"))
        return (Line("Asked for", "\n".join(work.wants)), school)


LETTERS = {"waiting": "You are on our waiting list", "refused": "We cannot offer a place now"}


def _answer(request: Request) -> str:
    answer = request.params.get("answer", "")
    if answer not in LETTERS:
        raise RefusedError(404, "no-answer")
    return answer


def _place(answers: Answers) -> Place:
    """What is offered, of the answers to the form."""
    lesson = answers.of("lesson")
    ensembles = answers.of("ensembles") or ()
    order = Order(
        starts=answers.of("starts"),
        lesson="" if lesson == forms.NONE else lesson,
        added=int(answers.of("added")) if lesson != forms.NONE else 0,
        hire=answers.of("hire") == forms.YES,
        ensembles=len(ensembles),
    )
    asked = ("lesson", "instrument", "hire", "ensembles", "where", "teacher", "starts")
    fields = [field for field in answers.form.fields if field.name in asked]
    lines = tuple((row.label, ", ".join(row.shown.splitlines())) for row in answers.rows(fields))
    return Place(
        lines=lines,
        order=order,
        until=answers.of("until"),
        words=answers.of("words") or "",
        at_full_price=bool(answers.of("full_price")),
    )


def _offer_address(matter: Matter) -> str:
    return f"/case/{matter.case.id}/offer/{matter.work.number + 1}"


def _place_address(matter: Matter, answer: str) -> str:
    return f"/case/{matter.case.id}/place/{answer}/{matter.work.number + 1}"


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """For whoever works on enrolments."""
    pages, rule = PlacePages(Desk(parts)), about_a_case(PLACE)
    return (
        Route(("GET",), "/case/{case}/decide/enrolment/{child}", rule, pages.choose),
        Route(("GET",), "/case/{case}/offer/{child}", rule, pages.offer),
        Route(("POST",), "/case/{case}/offer/{child}", rule, pages.make_offer),
        Route(("GET",), "/case/{case}/place/{answer}/{child}", rule, pages.place),
        Route(("POST",), "/case/{case}/place/{answer}/{child}", rule, pages.decide_place),
    )
