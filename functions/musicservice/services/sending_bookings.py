"""Sends a finished form for a course: makes a booking of it, and tells what became of that.

What is sent is what was last seen on the page of answers, and the course as it was seen there. A form that
is refused stays as it is, so that nothing typed is lost. It counts no seats: the service for bookings does.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, TypeAlias

from musicservice.domain.training import Course
from musicservice.domain.training.reservation import Booker
from musicservice.forms.application import application
from musicservice.forms.draft import Member
from musicservice.forms.form import Answers
from musicservice.forms.reading import Reading
from musicservice.services import booking_request as asked
from musicservice.services.booking import Booking
from musicservice.services.drafting import COURSE, Drafting
from musicservice.services.outcomes import Arrived, Found, Opened, Unsaved, by_web
from musicservice.services.submitting import Differs

OWN_PLACE = frozenset({COURSE, "setting", "booker_name", "booker_email", "booker_phone", "booker_role"})
"""The answers that a booking holds outside of its answers."""
TOLD_APART = frozenset({"delegate_name", "delegate_email", "delegate_role", "delegate_later"})
"""The answers about a person that stand beside what they need."""


@dataclass(frozen=True)
class Full:
    """They do not fit, and did not ask to wait. `left` places can be booked, of `capacity` in all."""

    opened: Opened
    left: int


@dataclass(frozen=True)
class Refused:
    """A rule says no; `why` holds the facts. The form is still there."""

    opened: Opened
    why: asked.Refusal


@dataclass(frozen=True)
class Made:
    """There is a booking: confirmed, waiting, or by now over."""

    opened: asked.Opened


Outcome: TypeAlias = Found | Differs | Full | Refused | Made


@dataclass(frozen=True)
class SendingBookings:
    """The service, over the one that keeps drafts and the one that makes bookings.

    `arrived` gives the form as whoever books filled it in, and how it came.
    """

    drafting: Drafting
    booking: Booking
    course: Callable[[str], Course | None]
    arrived: Arrived = by_web

    def __call__(  # noqa: PLR0911 - one for each outcome
        self, name: str, code: str, revision: int, seen: str
    ) -> Outcome:
        """What became of sending revision `revision` of the draft under `code`; `seen` stamps the course."""
        opened = self.drafting.open(name, code)
        if not isinstance(opened, Opened):
            return opened
        if opened.revision != revision or opened.reading.open is not None:
            return Differs(opened)
        own, arrival = self.arrived(opened, self.drafting.clock.now())
        request = requested(own, self.course(own.reading.answer(COURSE)), seen)
        request = replace(request, arrival=arrival)
        match self.booking.book(request):
            case (
                asked.Booked(made)
                | asked.Waiting(made)
                | asked.Over(made)
                | asked.Differs(asked.Opened() as made)
            ):
                return Made(made)
            case asked.Full(left):
                return Full(opened, left)
            case asked.Refused(why):
                return Refused(opened, why)
            case Unsaved(cause):
                return Unsaved(cause, opened)
            case _:
                return self._changed(name, code)

    def _changed(self, name: str, code: str) -> Outcome:
        """The draft, which another window has changed or sent meanwhile."""
        found = self.drafting.open(name, code)
        return Differs(found) if isinstance(found, Opened) else found


def requested(opened: Opened, course: Course | None, seen: str) -> asked.BookingRequest:
    """What is asked for, of a draft in which nothing is open any more."""
    reading = opened.reading
    whole, of = application(reading), reading.answer
    answers = {
        name: kept
        for name, kept in whole.stored(sealed=False)["answers"].items()
        if name not in OWN_PLACE and kept is not None
    }
    return asked.BookingRequest(
        code=opened.code,
        revision=opened.revision,
        course=of(COURSE),
        kind=of("setting"),
        booker=Booker(
            of("booker_name"), of("booker_email"), of("booker_phone") or "", of("booker_role") or ""
        ),
        delegates=tuple(_wanted(reading, member) for member in reading.members),
        if_full=of("if_full"),
        seen=seen,
        answers={**answers, "cancellation": asdict(course.cancellation)} if course else answers,
        private=whole.stored(sealed=True)["answers"],
    )


def _wanted(reading: Reading, member: Member) -> asked.Wanted:
    return wanted(reading.of(member))


def wanted(pages: tuple[Answers, ...]) -> asked.Wanted:
    """Somebody who is to come, from the pages that were answered about them."""
    values: Mapping[str, Any] = {name: value for page in pages for name, value in page.values.items()}
    needs = {
        name: kept
        for page in pages
        for sealed in (True, False)
        for name, kept in page.stored(sealed=sealed).items()
        if name not in TOLD_APART and kept is not None
    }
    return asked.Wanted(
        name=values.get("delegate_name") or "",
        email=values.get("delegate_email") or "",
        role=values.get("delegate_role") or "",
        needs=needs,
    )
