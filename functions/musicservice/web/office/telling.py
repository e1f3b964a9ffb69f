"""Writing to everybody booked on a course: the words, the letter to look at, and then it goes out."""

from collections.abc import Callable
from dataclasses import dataclass

from musicservice.domain.office.staff import Permission
from musicservice.domain.training import Course
from musicservice.forms.form import Answers, Mistakes
from musicservice.forms.telling import TELLING
from musicservice.forms.typed import Raw
from musicservice.office_parts import Office
from musicservice.pages.office.frame import Frame, page
from musicservice.ports import OutcomeUnknownError, StaleError, UnavailableError
from musicservice.services.telling import Told
from musicservice.web.gate import admit
from musicservice.web.office.days import today
from musicservice.web.office.rule import Route, Visit, may
from musicservice.web.reply import Reply
from musicservice.web.request import RefusedError, Request

SURE = "sure"


@dataclass(frozen=True)
class TellingPages:
    """The pages."""

    parts: Callable[[], Office]

    def show(self, request: Request, visit: Visit) -> Reply:
        """An empty letter."""
        return self._page(visit, self._course(request), {})

    def tell(self, request: Request, visit: Visit) -> Reply:
        """Takes the words: shows the letter, and sends it once somebody is sure."""
        parts, course = self.parts(), self._course(request)
        sent = admit(request, {**TELLING.inputs, SURE: False}, parts.origin)
        raw = {name: values for name, values in sent.items() if name != SURE}
        answers = TELLING.parse(raw, today(parts.clock))
        if not isinstance(answers, Answers):
            return self._page(visit, course, raw, errors=answers, status=422)
        sure = next(iter(sent.get(SURE, ())), "")
        if sure == "no":
            return self._page(visit, course, raw)
        if sure != "yes":
            return self._page(visit, course, raw, letter=answers.of("words"))
        told = self._sent(visit, course, answers.of("words"))
        return self._done(visit, course, told)

    def _sent(self, visit: Visit, course: Course, words: str) -> Told:
        """It is noted before anything goes out."""
        parts = self.parts()
        try:
            parts.signing_in.note(visit.staff, "messaged", (f"course={course.slug}",))
            return parts.training.telling(course.slug, course.title, words)
        except (UnavailableError, OutcomeUnknownError, StaleError) as cause:
            raise RefusedError(503, str(cause)) from cause

    def _done(self, visit: Visit, course: Course, told: Told) -> Reply:
        frame = Frame(self.parts().service, visit.staff, "/courses")
        return Reply(200, page("told", frame, course=course, told=told))

    def _page(  # noqa: PLR0913 - what stands on it
        self,
        visit: Visit,
        course: Course,
        raw: Raw,
        *,
        errors: Mistakes | None = None,
        letter: str = "",
        status: int = 200,
    ) -> Reply:
        parts = self.parts()
        try:
            readers = len(parts.training.telling.readers(course.slug))
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        facts = {"raw": raw, "errors": errors or {}, "letter": letter, "readers": readers}
        frame = Frame(parts.service, visit.staff, "/courses")
        return Reply(status, page("tell", frame, course=course, form=TELLING, **facts))

    def _course(self, request: Request) -> Course:
        course = self.parts().published.course(request.params.get("slug", ""))
        if course is None:
            raise RefusedError(404, "no-course")
        return course


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """For whoever works on courses."""
    pages, rule, path = TellingPages(parts), may(Permission.COURSES), "/course/{slug}/message"
    return (Route(("GET",), path, rule, pages.show), Route(("POST",), path, rule, pages.tell))
