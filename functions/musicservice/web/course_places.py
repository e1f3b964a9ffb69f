"""Whether there is a place on a course: counted as the page is opened, and readable without script."""

from collections.abc import Callable
from dataclasses import dataclass

from musicservice.catalogue import Catalogue
from musicservice.domain.receipt import Line
from musicservice.domain.training import Course, Seats
from musicservice.pages.booking_pages import CourseSheet, course_page
from musicservice.ports import UnavailableError
from musicservice.services.booking_words import lines, moment
from musicservice.services.managing import Managing
from musicservice.web import wording
from musicservice.web.reply import Reply
from musicservice.web.request import RefusedError, Request


@dataclass(frozen=True)
class CoursePlaces:
    """The page of each course. `managing` and `catalogue` are asked for with each request."""

    managing: Callable[[], Managing]
    catalogue: Callable[[], Catalogue]

    def show(self, request: Request) -> Reply:
        """How many places there are now, and the way to book."""
        catalogue, booking = self.catalogue(), self.managing().booking
        course = catalogue.course(request.params.get("slug", ""))
        if course is None:
            return Reply(404, wording.no_course(catalogue.site), remark="no-course")
        try:
            seats = booking.bookings.seats(course.slug)
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        state = course.booking(booking.clock.now())
        sheet = CourseSheet(
            title=course.title,
            url=course.url,
            is_sample=course.sample,
            notice=course.reason if course.state != "on" else "",
            lines=(
                Line("Places", _places(course, seats)),
                *lines(course, 0)[1:3],
                Line("Booking", _booking(course, state)),
            ),
            book=f"{course.url}book/" if state == "open" else "",
            words="Book places" if seats is None or seats.remaining else "Join the waiting list",
        )
        return Reply(200, course_page(catalogue.site, sheet))


def _places(course: Course, seats: Seats | None) -> str:
    if seats is None:
        return f"{course.seats} in all"
    if seats.remaining:
        return f"{seats.remaining} left of {seats.capacity}"
    return "All are taken or on offer. You can join the waiting list, and we write to you if there is a place"


def _booking(course: Course, state: str) -> str:
    match state:
        case "open":
            return f"Open until {moment(course.closes)}"
        case "not-yet":
            return f"Opens on {moment(course.opens)}"
        case "cancelled":
            return "The course is cancelled"
    return "Closed"
