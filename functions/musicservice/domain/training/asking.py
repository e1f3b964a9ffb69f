"""Whether a course can be booked by those who ask, before any seat is counted.

It decides on the course alone: whether it is still the one that was asked for, is open, and is for them.
"""

from datetime import datetime

from musicservice.domain.training.course import Course
from musicservice.domain.training.refusals import BookingClosedError, CourseCancelledError, SeatRefusedError
from musicservice.domain.training.reservation import stamp
from musicservice.domain.training.setting import Kind


class CourseGoneError(SeatRefusedError):
    """There is no such course, or none any more."""


class CourseMovedError(SeatRefusedError):
    """The course is not held when and where the page said that was sent."""


class NotYetOpenError(SeatRefusedError):
    """Booking has not begun. `opens_at` says when it does."""

    def __init__(self, opens_at: datetime) -> None:
        """`opens_at` is an instant."""
        super().__init__(opens_at.isoformat())
        self.opens_at = opens_at


class CourseBegunError(SeatRefusedError):
    """The course has begun: nothing of a booking is changed from here."""


class PersonHereError(SeatRefusedError):
    """People are on this course already, or wait for it. `delegates` are the ids of those who are asked for.

    `positions` are the same, counted from 0 in the order asked.
    """

    def __init__(self, positions: tuple[int, ...], delegates: tuple[str, ...] = ()) -> None:
        """Says which, and not who."""
        super().__init__(str(positions))
        self.positions, self.delegates = positions, delegates


def welcome(course: Course | None, kind: Kind, seen: str, at: datetime) -> Course:
    """The course, if a setting of `kind` may book it `at` an instant.

    `seen` is its stamp on the page that was sent, or "" where the page has none. Raises CourseGoneError,
    CourseCancelledError, NotYetOpenError, BookingClosedError, CourseMovedError or NotForThemError.
    """
    if course is None:
        raise CourseGoneError
    match course.booking(at):
        case "cancelled":
            raise CourseCancelledError
        case "not-yet":
            raise NotYetOpenError(course.opens)
        case "closed":
            raise BookingClosedError(course.closes)
    if seen and seen != stamp(course):
        raise CourseMovedError
    course.price(kind)
    return course


def still_to_come(course: Course | None, at: datetime) -> None:
    """Raises CourseBegunError once it has begun."""
    if course is not None and at >= course.starts:
        raise CourseBegunError
