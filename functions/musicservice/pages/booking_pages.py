"""The pages of courses and of bookings, as text. Each sheet names all that its template may read."""

from collections.abc import Sequence
from dataclasses import dataclass

from musicservice.catalogue import Site
from musicservice.domain.receipt import Line
from musicservice.pages.environment import environment


@dataclass(frozen=True, kw_only=True)
class CourseSheet:
    """Whether there is a place. `book` is where to book, in these `words`; "" where nobody can now."""

    title: str
    url: str
    is_sample: bool
    notice: str
    lines: Sequence[Line]
    book: str
    words: str


@dataclass(frozen=True)
class Person:
    """One of those who come; an address is "" where it leads nowhere now."""

    name: str
    change: str
    leave: str


@dataclass(frozen=True, kw_only=True)
class BookingSheet:
    """A booking as it stands: what `title` says of it, and `says`, a paragraph each.

    `notice` is what has changed about the course. Each address is "" where it leads nowhere now.
    """

    title: str
    says: Sequence[str]
    reference: str
    spoken: str
    notice: str
    lines: Sequence[Line]
    people: Sequence[Person]
    accept: str
    decline: str
    calendar: str
    cancel: str
    again: str


def course_page(site: Site, sheet: CourseSheet) -> str:
    """Whether there is a place on a course."""
    return environment().get_template("course_places.html").render(site=site, sheet=sheet, here="")


def booking_page(site: Site, sheet: BookingSheet) -> str:
    """A booking, and what can be done with it."""
    return environment().get_template("booking.html").render(site=site, sheet=sheet, here="")
