"""Courses in the office: how they stand, who comes, the register on the day, and who came.

What helps people is opened for the register alone, after it is noted for every booking it shows.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from musicservice.domain.office.promise import HERE
from musicservice.domain.office.staff import Permission
from musicservice.domain.training import Course, Seats
from musicservice.domain.training.attendance import NotBegunError
from musicservice.forms.export import harmless
from musicservice.office_parts import Office
from musicservice.pages.office.filling import coming, seats_filled
from musicservice.pages.office.frame import Frame, page
from musicservice.pages.office.wording import keyed
from musicservice.ports import OutcomeUnknownError, UnavailableError
from musicservice.printing.register import register
from musicservice.roll_ports import Enrolled
from musicservice.services.attending import Outcome, Written
from musicservice.services.booking_words import lines, moment
from musicservice.services.listening import Heard
from musicservice.services.registering import TO_BE_NAMED
from musicservice.web.gate import admit
from musicservice.web.office.rule import Route, Visit, may
from musicservice.web.office.waiting import said
from musicservice.web.reply import Reply, file_reply
from musicservice.web.request import RefusedError, Request

SHOWN = 100
"""Courses on one page: as many as one read gives."""
STANDINGS: Mapping[str, str] = {
    "confirmed": "Booked",
    "waiting": "Waiting",
    "offered": "Offered",
    "cancelled": "Cancelled",
    "lapsed": "Not taken up",
    "declined": "Declined",
}
SHOWN_FACTS = frozenset({"When", "Where"})
"""What is told of a course beside its name and its seats."""
TOLD: Mapping[str, str] = {
    "changed": "{n} recorded anew",
    "certificates": "{n} certificates go out by email",
    "later": "{n} certificates go out once the course is over",
    "unnamed": "{n} came who are not named: nobody can write to them",
    "busy": "{n} bookings were being changed: try those again",
}


@dataclass(frozen=True)
class Row:
    """One course in the list."""

    course: Course
    when: str
    seats: Seats | None


@dataclass(frozen=True)
class Person:
    """One place on a course: whose, from where, how it stands, and whether they came ("" for not known)."""

    mark_name: str
    id: str
    name: str
    reference: str
    standing: str
    mark: str
    is_coming: bool
    keyed: str


@dataclass(frozen=True)
class Listed:
    """One party on the waiting list."""

    id: str
    reference: str
    booker: str
    says: str


@dataclass(frozen=True)
class CoursesPages:
    """The pages."""

    parts: Callable[[], Office]

    def show(self, _request: Request, visit: Visit) -> Reply:
        """Every course of the site, the next first, with its seats in one read."""
        parts = self.parts()
        courses = sorted(parts.published.catalogue().courses, key=lambda one: one.starts)[:SHOWN]
        try:
            seats = parts.seats.several([one.slug for one in courses])
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        rows = tuple(Row(one, _when(one), seats.get(one.slug)) for one in courses)
        frame = Frame(parts.service, visit.staff, "/courses")
        filled = seats_filled(coming(courses, parts.clock.now()), seats)
        return Reply(200, page("courses", frame, rows=rows, filled=filled))

    def one(self, request: Request, visit: Visit) -> Reply:
        """One course: its bookings, and the boxes for who came."""
        return self._page(visit, self._course(request))

    def register(self, request: Request, visit: Visit) -> Reply:
        """The register to print, once it is noted that it is drawn up."""
        parts, course = self.parts(), self._course(request)
        admit(request, {}, parts.origin)
        try:
            people = parts.training.registering(course.slug, visit.staff.id)
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        today = parts.clock.now().astimezone(HERE).date()
        paper = register(course, people, parts.published.catalogue().site, today)
        return file_reply(f"register-{course.slug}.pdf", "application/pdf", paper)

    def attended(self, request: Request, visit: Visit) -> Reply:
        """Records who came: what was done is said on the page; 409 before the course begins."""
        parts, course = self.parts(), self._course(request)
        booked = self._booked(course)
        inputs = {one.mark_name: one for one in _people(booked) if one.is_coming}
        marks = admit(request, dict.fromkeys(inputs, False), parts.origin)
        written = [
            Written(number, one.reference, one.id, harmless(one.name), next(iter(marks.get(name, ())), ""))
            for number, (name, one) in enumerate(inputs.items(), 1)
        ]
        try:
            outcome = parts.training.attending(course, written, visit.staff.id)
        except NotBegunError:
            return self._page(visit, course, ("The course has not begun: nobody has come yet.",), 409)
        except (UnavailableError, OutcomeUnknownError) as cause:
            raise RefusedError(503, str(cause)) from cause
        return self._page(visit, course, tuple(_said(outcome)))

    def _page(self, visit: Visit, course: Course, notices: tuple[str, ...] = (), status: int = 200) -> Reply:
        parts, booked = self.parts(), self._booked(course)
        try:
            seats = parts.seats.several([course.slug]).get(course.slug)
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        people = tuple(_people(booked))
        body = page(
            "course",
            Frame(parts.service, visit.staff, "/courses"),
            course=course,
            facts=[one for one in lines(course, 0) if one.label in SHOWN_FACTS],
            keys=visit.staff.may(Permission.KEY_BOOKING) and course.booking(parts.clock.now()) == "open",
            seats=seats,
            people=people,
            coming=tuple(one for one in people if one.is_coming),
            listed=tuple(_listed(booked)),
            voices=self._voices(course),
            has_begun=parts.clock.now() >= course.starts,
            notices=notices,
            needs=visit.staff.may(Permission.NEEDS),
            export=visit.staff.may(Permission.EXPORT),
        )
        return Reply(status, body)

    def _voices(self, course: Course) -> tuple[int, Sequence[Heard]]:
        """How many said how it was, and what they chose; none before it begins, which saves a read."""
        parts = self.parts()
        if parts.clock.now() < course.starts:
            return 0, ()
        try:
            return parts.training.listening.counted(course.slug)
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause

    def _course(self, request: Request) -> Course:
        course = self.parts().published.course(request.params.get("slug", ""))
        if course is None:
            raise RefusedError(404, "no-course")
        return course

    def _booked(self, course: Course) -> Sequence[Enrolled]:
        try:
            return self.parts().training.registering.roll.enrolled(course.slug)
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause


def _when(course: Course) -> str:
    return moment(course.starts)


def _order(one: Enrolled) -> tuple[bool, int, str]:
    """Where a party stands: all who come have the same place in the list, so the first name decides."""
    names = (who.name.casefold() for who in one.line.delegates)
    return one.line.place.standing != "confirmed", one.line.place.seq, min(names, default="")


def _people(booked: Sequence[Enrolled]) -> Iterator[Person]:
    """Everybody booked, those who come first, by name, then those who wait, in the order of the list."""
    for one in sorted(booked, key=_order):
        line, standing = one.line, one.line.place.standing
        for who in line.delegates:
            yield Person(
                mark_name=f"mark.{line.reference}.{who.id}",
                id=who.id,
                name=who.name or TO_BE_NAMED,
                reference=line.reference,
                standing=STANDINGS.get(standing, standing),
                mark=one.attendance.marks.get(who.id, ""),
                is_coming=standing == "confirmed",
                keyed=keyed(line.keyed_by, line.channel),
            )


def _listed(booked: Sequence[Enrolled]) -> Iterator[Listed]:
    """The waiting list, in the order of joining."""
    waiting = [one.line for one in booked if one.line.place.is_listed]
    for line in sorted(waiting, key=lambda one: one.place.seq):
        yield Listed(line.place.id, line.reference, str(line.booker["name"]), said(line))


def _said(outcome: Outcome) -> Iterator[str]:
    counts = outcome.counts
    yield f"{counts['yes']} came, {counts['no']} did not."
    yield from (f"{words.format(n=counts[name])}." for name, words in TOLD.items() if counts[name])


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """For whoever works on courses; what helps people, for those who may know it."""
    pages, rule = CoursesPages(parts), may(Permission.COURSES)
    return (
        Route(("GET",), "/courses", rule, pages.show),
        Route(("GET",), "/course/{slug}", rule, pages.one),
        Route(("POST",), "/course/{slug}/register", may(Permission.NEEDS), pages.register),
        Route(("POST",), "/course/{slug}/attendance", rule, pages.attended),
    )
