"""Finding a case. What is looked for comes in a form, since addresses are logged; that it is, is noted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from musicservice.domain.office.finding import Trace
from musicservice.domain.office.staff import Permission
from musicservice.forms.form import Answers, Mistakes
from musicservice.forms.office import FIND
from musicservice.forms.typed import Raw
from musicservice.office_parts import Office
from musicservice.pages.office.frame import Frame, page
from musicservice.pages.office.wording import KINDS
from musicservice.ports import StaleError, UnavailableError
from musicservice.roll_ports import Spotted
from musicservice.services.office.finding import Finding
from musicservice.web.gate import admit
from musicservice.web.office.days import today
from musicservice.web.office.rule import Route, Visit, may
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request


@dataclass(frozen=True)
class Finder:
    """The page."""

    parts: Callable[[], Office]

    def show(self, _request: Request, visit: Visit) -> Reply:
        """The box to type into."""
        return Reply(200, self._page(visit, {}, {}, None))

    def find(self, request: Request, visit: Visit) -> Reply:
        """What is found: 303 to what a reference names, 200 with a list, 422 for nothing typed."""
        parts = self.parts()
        raw = admit(request, FIND.inputs, parts.origin)
        answers = FIND.parse(raw, today(parts.clock))
        if not isinstance(answers, Answers):
            return Reply(422, self._page(visit, raw, answers, None))
        try:
            return self._found(visit, raw, answers.of("words"))
        except (UnavailableError, StaleError) as cause:
            raise RefusedError(503, str(cause)) from cause

    def _found(self, visit: Visit, raw: Raw, words: str) -> Reply:
        """What is theirs to see of it, once it is noted that they looked."""
        parts, staff = self.parts(), visit.staff
        found = Finding(parts.cases, lambda: parts.published.catalogue().schools)(words, staff)
        courses = parts.training.finding if staff.may(Permission.COURSES) else None
        booking = courses.referred(words) if courses and not found.case else None
        booked = courses.named(words) if courses and not found.case and not booking else ()
        way = "reference" if booking else "booker" if booked and not found.cases else found.way
        seen = 1 if found.case or booking else len(found.cases) + len(booked)
        parts.signing_in.note(staff, "searched", (f"by={way}", f"found={seen}"))
        if found.case:
            return see_other(f"/case/{found.case}")
        if booking:
            return see_other(f"/course/{booking.course}#{booking.reference}")
        return Reply(200, self._page(visit, raw, {}, found.cases, booked))

    def _page(
        self,
        visit: Visit,
        raw: Raw,
        errors: Mistakes,
        found: tuple[Trace, ...] | None,
        booked: Sequence[Spotted] = (),
    ) -> str:
        frame, catalogue = (
            Frame(self.parts().service, visit.staff, "/find"),
            self.parts().published.catalogue(),
        )
        titles = {course.slug: course.title for course in catalogue.courses}
        facts = {"found": found, "kinds": KINDS, "booked": booked, "titles": titles}
        return page("find", frame, form=FIND, raw=raw, errors=errors, **facts)


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """For whoever may find."""
    pages, rule = Finder(parts), may(Permission.FIND)
    return (Route(("GET",), "/find", rule, pages.show), Route(("POST",), "/find", rule, pages.find))
