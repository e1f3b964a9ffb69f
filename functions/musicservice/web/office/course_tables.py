"""Tables of one course: every booking with its people, or what finance needs. Long ones need a second person.

Asked for with a reason, they are agreed to and fetched as every table is, under /exports.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from musicservice.domain.office.request import Request as Asked
from musicservice.domain.office.second import needs_a_second
from musicservice.domain.office.staff import Permission, Staff
from musicservice.domain.training import Course
from musicservice.forms.asking_out import COURSE_TABLE
from musicservice.forms.form import Answers, Mistakes
from musicservice.forms.typed import Raw
from musicservice.office_parts import Office
from musicservice.pages.office.frame import Frame, page
from musicservice.ports import StaleError, UnavailableError
from musicservice.roll_ports import Enrolled
from musicservice.services import booking_table, course_bills
from musicservice.services.office.exports import NoReasonError
from musicservice.services.office.tables import TooManyError
from musicservice.web.gate import admit
from musicservice.web.office.days import today
from musicservice.web.office.rule import Route, Visit, may
from musicservice.web.reply import Reply, file_reply, see_other
from musicservice.web.request import RefusedError, Request

KIND = "course"
TITLES: Mapping[str, str] = {"bookings": "Bookings", "bills": "Order numbers and journals"}
COUNTS: Mapping[str, Callable[[Sequence[Enrolled]], int]] = {
    "bookings": booking_table.people,
    "bills": lambda booked: len(course_bills.billed(booked)),
}


@dataclass(frozen=True)
class CourseTables:
    """The pages."""

    parts: Callable[[], Office]

    def fetch(self, request: Request, visit: Visit) -> Reply:
        """The table, noted; on to asking for it where it is longer than one person may take out."""
        parts, course, table = self.parts(), self._course(request), self._table(request)
        admit(request, {}, parts.origin)
        booked = enrolled(parts, course)
        rows = COUNTS[table](booked)
        if needs_a_second(rows):
            return see_other(f"/course/{course.slug}/table/{table}")
        try:
            fields = (f"course={course.slug}", f"rows={rows}")
            parts.signing_in.note(visit.staff, "exported", fields)
        except (UnavailableError, StaleError) as cause:
            raise RefusedError(503, str(cause)) from cause
        return sheet(course, table, drawn(parts, course, table, booked))

    def show(self, request: Request, visit: Visit) -> Reply:
        """Why it is needed?"""
        return self._page(visit, self._course(request), self._table(request), {}, {})

    def ask(self, request: Request, visit: Visit) -> Reply:
        """Keeps the request: 303 to it, 422 without a reason."""
        parts, course, table = self.parts(), self._course(request), self._table(request)
        raw = admit(request, COURSE_TABLE.inputs, parts.origin)
        answers = COURSE_TABLE.parse(raw, today(parts.clock))
        if not isinstance(answers, Answers):
            return self._page(visit, course, table, raw, answers)
        facts = {"kind": KIND, "course": course.slug, "table": table}
        rows, title = COUNTS[table](enrolled(parts, course)), f"{TITLES[table]}: {course.title}"
        try:
            made = parts.rights.approvals.ask(
                visit.staff,
                title,
                answers.of("why"),
                rows=rows,
                fields=(f"course={course.slug}",),
                facts=facts,
            )
        except NoReasonError:
            [field] = COURSE_TABLE.fields
            return self._page(visit, course, table, raw, {"why": field.mistake(field.missing)})
        except (UnavailableError, StaleError) as cause:
            raise RefusedError(503, str(cause)) from cause
        return see_other(f"/exports/{made.id}")

    def _page(self, visit: Visit, course: Course, table: str, raw: Raw, errors: Mistakes) -> Reply:
        parts = self.parts()
        body = page(
            "course_table",
            Frame(parts.service, visit.staff, "/courses"),
            course=course,
            title=TITLES[table],
            action=f"/course/{course.slug}/table/{table}",
            rows=COUNTS[table](enrolled(parts, course)),
            form=COURSE_TABLE,
            raw=raw,
            errors=errors,
        )
        return Reply(422 if errors else 200, body)

    def _course(self, request: Request) -> Course:
        course = self.parts().published.course(request.params.get("slug", ""))
        if course is None:
            raise RefusedError(404, "no-course")
        return course

    def _table(self, request: Request) -> str:
        table = request.params.get("table", "")
        if table not in TITLES:
            raise RefusedError(404, "no-table")
        return table


def content(parts: Office, asked: Asked, staff: Staff) -> Reply:
    """The table that was agreed to, of which the request says how many rows it may have at most.

    Raises TooManyError where there are more by now, RefusedError where it is not theirs or not there.
    """
    course, table = parts.published.course(asked.facts["course"]), asked.facts["table"]
    if course is None or not staff.may(Permission.COURSES):
        raise RefusedError(404, "no-course")
    booked = enrolled(parts, course)
    if COUNTS[table](booked) > asked.rows:
        raise TooManyError
    return sheet(course, table, drawn(parts, course, table, booked))


def enrolled(parts: Office, course: Course) -> Sequence[Enrolled]:
    """Every booking of a course."""
    try:
        return parts.training.registering.roll.enrolled(course.slug)
    except UnavailableError as cause:
        raise RefusedError(503, str(cause)) from cause


def drawn(parts: Office, course: Course, table: str, booked: Sequence[Enrolled]) -> bytes:
    """The table as a file."""
    journey = parts.training.registering.journey(course.slug)
    if table == "bills":
        return course_bills.table(course, journey, booked)
    return booking_table.table(journey, booked)


def sheet(course: Course, table: str, made: bytes) -> Reply:
    """A table to save."""
    return file_reply(f"{table}-{course.slug}.csv", "text/csv; charset=utf-8", made)


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """For whoever may export."""
    pages, rule = CourseTables(parts), may(Permission.EXPORT)
    return (
        Route(("POST",), "/course/{slug}/fetch/{table}", rule, pages.fetch),
        Route(("GET",), "/course/{slug}/table/{table}", rule, pages.show),
        Route(("POST",), "/course/{slug}/table/{table}", rule, pages.ask),
    )
