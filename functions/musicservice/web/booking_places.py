"""How the form for a course ends: with a booking, a place on the waiting list, or the reason why not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from musicservice.catalogue import Catalogue
from musicservice.domain.dates import in_words
from musicservice.domain.money import money
from musicservice.domain.receipt import Line
from musicservice.domain.training import Course, Kind, NotForThemError
from musicservice.domain.training.reservation import stamp
from musicservice.forms.booking import PEOPLE
from musicservice.forms.booking.ending import IF_FULL
from musicservice.forms.draft import Member
from musicservice.forms.reading import Reading
from musicservice.forms.typed import Raw, first
from musicservice.services.booking_words import lines
from musicservice.services.drafting import COURSE
from musicservice.services.managing import Managing
from musicservice.services.outcomes import Arrived, by_web
from musicservice.services.sending_bookings import Full, Made, Refused, SendingBookings
from musicservice.web import places, refusals, wording
from musicservice.web.checking import Checking, Costs, Declined, Outcome
from musicservice.web.desk import Desk
from musicservice.web.keyring import keeping
from musicservice.web.reply import Reply

MANAGE = "manage"
"""The cookie that holds the code of a booking: beside that of a form, so that none is forgotten for it."""


@dataclass(frozen=True)
class BookingPlaces:
    """The ending. `managing` and `catalogue` are asked for with each request."""

    desk: Desk
    managing: Callable[[], Managing]
    catalogue: Callable[[], Catalogue]
    inputs: Mapping[str, bool] = field(default_factory=lambda: {"seen": False})
    arrived: Arrived = by_web

    def costs(self, reading: Reading) -> Costs:
        """The course as it is now, what it costs, and until when one gets out for nothing."""
        catalogue = self.catalogue()
        course = catalogue.course(reading.answer(COURSE) or "")
        told = priced(course, reading.answer("setting"), len(reading.members), catalogue.term_time.closed)
        return Costs(
            promise="When you press the button, we book the places at once, or do what you asked us to do if "
            "there are not enough.",
            lines=told,
            seen=stamp(course) if course else "",
        )

    def warnings(self, reading: Reading, member: Member) -> Sequence[str]:  # noqa: ARG002 - see Ending
        """Nothing is unusual about a grown-up."""
        return ()

    def send(self, code: str, revision: int, raw: Raw) -> Outcome:
        """Books, or says why not."""
        booking = self.managing().booking
        sending = SendingBookings(self.desk.parts().drafting, booking, booking.course, self.arrived)
        match sending(self.desk.name, code, revision, first(raw, "seen")):
            case Made(made):
                return self.made(made.code)
            case Full(opened, left):
                size, form = len(opened.reading.members), self.desk.place
                seats = booking.bookings.seats(opened.reading.answer(COURSE))
                there = places.page(form, IF_FULL), places.page(form, PEOPLE)
                why = refusals.full(size, left, seats.capacity if seats else size, *there)
                return Declined(opened, why, "full")
            case Refused(opened, why):
                people = [self._named(opened.reading, member) for member in opened.reading.members]
                return Declined(opened, refusals.problem(why, people), type(why).__name__)
            case other:
                return other

    def made(self, code: str) -> Reply:
        """On to the booking, whose code this browser holds from now on."""
        kept = keeping(MANAGE, self.desk.parts().origin, code)
        return Reply(303, headers={"Location": places.booking(), **kept})

    def _named(self, reading: Reading, member: Member) -> tuple[str, str]:
        return wording.name_of(reading, member.id), places.page(self.desk.place, "person", member.id)


def checking(desk: Desk, managing: Callable[[], Managing], catalogue: Callable[[], Catalogue]) -> Checking:
    """The page before places are booked. What is given is asked for with each request."""
    return Checking(desk, BookingPlaces(desk, managing, catalogue))


def priced(course: Course | None, kind: Kind, people: int, holidays: Sequence[date]) -> tuple[Line, ...]:
    """The course and what it costs so many people of one kind of setting."""
    try:
        price = course.price(kind) if course else None
    except NotForThemError:
        price = None
    if course is None or price is None:
        return lines(course, people)
    sample = " (this price is a sample)" if price.sample else ""
    all_of_it = f", {money(price.pence * people)} in all" if people > 1 else ""
    cost = f"{money(price.pence)} for each person{all_of_it}{sample}" if price.pence else "Nothing to pay"
    return (
        *lines(course, people),
        Line("Price", cost),
        *([Line("VAT", price.vat[0].upper() + price.vat[1:])] if price.vat else []),
        Line("Giving places back", leaving(course, kind, holidays)),
    )


def leaving(course: Course, kind: Kind, holidays: Sequence[date]) -> str:
    """Until when a place is given back for nothing, and what it costs then."""
    later = course.cancellation.charged(course.price(kind).pence)
    if not later:
        return "It costs nothing until the course begins"
    free = in_words(course.last_free_day(holidays))
    return f"It costs nothing until the end of {free}. After that you pay {money(later)} for each place"


def told_now(cost: int) -> str:
    """What somebody still pays who gives places back now."""
    return f"You still pay {money(cost)}." if cost else "This costs you nothing."
