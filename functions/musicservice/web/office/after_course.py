"""After a course: what people said of it, and a certificate anew."""

from collections.abc import Callable
from dataclasses import dataclass

from musicservice.domain.office.staff import Permission
from musicservice.domain.training import Course
from musicservice.domain.training.reservation import Delegate
from musicservice.forms.certificate import CERTIFICATE
from musicservice.forms.form import Answers, Mistakes
from musicservice.forms.typed import Raw
from musicservice.office_parts import Office
from musicservice.pages.office.frame import Frame, page
from musicservice.ports import StaleError, UnavailableError
from musicservice.printing.certificate import certificate
from musicservice.roll_ports import Enrolled
from musicservice.web.gate import admit
from musicservice.web.office.days import today
from musicservice.web.office.rule import Route, Visit, may
from musicservice.web.reply import Reply, file_reply
from musicservice.web.request import RefusedError, Request


@dataclass(frozen=True)
class AfterCourse:
    """The pages."""

    parts: Callable[[], Office]

    def said(self, request: Request, visit: Visit) -> Reply:
        """What people said, their own words once enough have answered."""
        parts, course = self.parts(), self._course(request)
        try:
            number, heard = parts.training.listening(course.slug)
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        frame = Frame(parts.service, visit.staff, "/courses")
        return Reply(200, page("feedback", frame, course=course, number=number, heard=heard))

    def certificate(self, request: Request, visit: Visit) -> Reply:
        """Which name should stand on it?"""
        course = self._course(request)
        one, who = self._there(course, request)
        return self._page(visit, course, one, who, {"name": (who.name,)}, {})

    def printed(self, request: Request, visit: Visit) -> Reply:
        """The certificate, once it is noted; 422 without a name. What is booked stays as it is."""
        parts, course = self.parts(), self._course(request)
        raw = admit(request, CERTIFICATE.inputs, parts.origin)
        one, who = self._there(course, request)
        day = today(parts.clock)
        answers = CERTIFICATE.parse(raw, day)
        if not isinstance(answers, Answers):
            return self._page(visit, course, one, who, raw, answers)
        try:
            parts.signing_in.note(
                visit.staff, "printed a certificate", (f"course={course.slug}", one.line.reference)
            )
        except (UnavailableError, StaleError) as cause:
            raise RefusedError(503, str(cause)) from cause
        site = parts.published.catalogue().site
        paper = certificate(course, answers.of("name"), one.line.reference, site, day)
        return file_reply(f"certificate-{course.slug}.pdf", "application/pdf", paper)

    def _page(  # noqa: PLR0913, PLR0917 - a page's whole context
        self, visit: Visit, course: Course, one: Enrolled, who: Delegate, raw: Raw, errors: Mistakes
    ) -> Reply:
        body = page(
            "certificate",
            Frame(self.parts().service, visit.staff, "/courses"),
            course=course,
            reference=one.line.reference,
            action=f"/course/{course.slug}/certificate/{who.id}",
            form=CERTIFICATE,
            raw=raw,
            errors=errors,
        )
        return Reply(422 if errors else 200, body)

    def _there(self, course: Course, request: Request) -> tuple[Enrolled, Delegate]:
        """The place of somebody who came, and its booking."""
        try:
            booked = self.parts().training.registering.roll.enrolled(course.slug)
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        place = request.params.get("place", "")
        for one in booked:
            for who in one.line.delegates:
                if who.id == place and one.attendance.marks.get(place) == "yes":
                    return one, who
        raise RefusedError(404, "nobody-came")

    def _course(self, request: Request) -> Course:
        course = self.parts().published.course(request.params.get("slug", ""))
        if course is None:
            raise RefusedError(404, "no-course")
        return course


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """For whoever works on courses."""
    pages, rule = AfterCourse(parts), may(Permission.COURSES)
    return (
        Route(("GET",), "/course/{slug}/feedback", rule, pages.said),
        Route(("GET",), "/course/{slug}/certificate/{place}", rule, pages.certificate),
        Route(("POST",), "/course/{slug}/certificate/{place}", rule, pages.printed),
    )
