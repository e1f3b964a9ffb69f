"""What the page of a booking says, from where the booking stands."""

from collections.abc import Collection, Iterator
from datetime import date, datetime

from musicservice.domain.reference import spoken
from musicservice.domain.training import Course
from musicservice.domain.training.place import Standing
from musicservice.domain.training.reservation import Delegate, Reservation, stamp
from musicservice.forms.application import ORDINALS
from musicservice.pages.booking_pages import BookingSheet, Person
from musicservice.services.booking_request import Opened
from musicservice.services.booking_words import moment
from musicservice.web import places
from musicservice.web.booking_places import priced

TITLES: dict[Standing, str] = {
    "confirmed": "Your places are booked",
    "waiting": "You are on the waiting list",
    "offered": "There are places for you",
    "declined": "You have said no",
    "lapsed": "The time to answer is over",
    "cancelled": "This booking is cancelled",
}
WRITTEN = "We are sending an email with a link that opens this page."
WITH_DATES = "We are sending an email with a link that opens this page, and a file for your calendar."
CHANGED = "This course is not held as it was when you booked. Below you see how it is now."


def sheet(found: Opened, now: datetime, holidays: Collection[date]) -> BookingSheet:
    """The page of a booking as it is seen `now`."""
    people, place, course = found.reservation, found.place, found.course
    is_over = course is not None and now >= course.starts
    may_change = place.is_live and not is_over
    is_offered = place.standing == "offered" and may_change
    has_calendar = course is not None and place.standing in {"confirmed", "cancelled"}
    is_closed = place.is_live or course is None or course.booking(now) != "open"
    return BookingSheet(
        title=TITLES[place.standing],
        says=list(says(found, is_over=is_over)),
        reference=people.reference,
        spoken=spoken(people.reference),
        notice=_notice(found),
        lines=priced(course, people.kind, place.size, tuple(holidays)),
        people=[_person(people, one, may_change=may_change) for one in people.delegates],
        accept=places.booking("offer") if is_offered else "",
        decline=places.booking("decline") if is_offered else "",
        calendar=places.booking("calendar") if has_calendar else "",
        cancel=places.booking("cancel") if may_change else "",
        again="" if is_closed or course is None else f"{course.url}book/",
    )


def name_of(people: Reservation, one: Delegate) -> str:
    """What to call somebody who comes: their name, or which one it is."""
    place = [other.id for other in people.delegates].index(one.id)
    return one.name or f"{ORDINALS[place].capitalize()} person, to be named"


def _person(people: Reservation, one: Delegate, *, may_change: bool) -> Person:
    may_leave = may_change and people.place.standing != "offered"
    return Person(
        name_of(people, one),
        places.booking(person=one.id) if may_change else "",
        places.booking("leave", one.id) if may_leave else "",
    )


def says(found: Opened, *, is_over: bool) -> Iterator[str]:
    """What is said of where it stands, a paragraph each."""
    place, course = found.place, found.course
    match place.standing:
        case "confirmed":
            yield WRITTEN if is_over else WITH_DATES
            if course and not is_over and not all(one.is_named for one in found.reservation.delegates):
                yield f"Name everybody by {moment(course.names_by)}."
        case "waiting":
            rule = (
                "all of you together"
                if place.rule == "all-or-none"
                else "as many of you as there are places for"
            )
            yield f"You have no places yet, and nothing to pay. We offer places to {rule}."
            yield (
                "We ask those who wait in the order in which they joined. A group that does not fit keeps "
                "its place in the line while we ask the next."
            )
            yield WRITTEN
        case "offered":
            until = f" until {moment(_ends(place.until, course))}" if place.until else ""
            number = "one place" if place.offered == 1 else f"{place.offered} places"
            yield f"We keep {number} for you{until}. After that they go to the next in line."
        case "cancelled" | "declined":
            yield "You have no places any more."
        case "lapsed":
            yield "The places have gone to others. You have nothing to pay."


def _ends(until: datetime, course: Course | None) -> datetime:
    """When an offer ends: booking may close sooner by now than when it was made."""
    return min(until, course.closes) if course else until


def _notice(found: Opened) -> str:
    course = found.course
    if course is None:
        return "We do not show this course any more. Call us if you did not expect that."
    if course.state == "cancelled":
        return f"The course is cancelled, and you pay nothing for it. {course.reason}"
    return f"{CHANGED} {course.reason}".strip() if stamp(course) != found.reservation.told else ""
