"""Booking places on a course: who books, who comes, how it is paid, on which terms.

Declarations and nothing else, a module to each subject. It is made for one course, whose prices, terms and
food decide what is asked; one that the site has no longer is still a form, so that nothing typed is lost.
"""

from musicservice.catalogue import Catalogue
from musicservice.domain.training.reservation import MOST
from musicservice.forms.booking.ending import ending
from musicservice.forms.booking.first import first
from musicservice.forms.booking.paying import paying
from musicservice.forms.booking.people import people
from musicservice.forms.booking.setting import setting
from musicservice.forms.journey import Gather, Journey

BOOKING = "booking"
PEOPLE = "people"


def booking(catalogue: Catalogue, slug: str = "") -> Journey:
    """Asking for places on the course at that address."""
    course = catalogue.course(slug)
    return Journey(
        name=BOOKING,
        version=1,
        title="Book places on a course",
        begins=f"{course.url}book/" if course else "/training/",
        submit="Book the places",
        member="person",
        most=MOST,
        stops=(
            first(f"/forms/{BOOKING}", course, catalogue.courses),
            *setting(catalogue.schools),
            *people(course, catalogue.courses),
            Gather(
                name=PEOPLE,
                title="The people who come",
                intro="Book for everybody from your school or setting at once.",
                add="Add another person",
                done="That is everybody",
            ),
            *paying(course, catalogue.schools),
            *ending(course, catalogue.terms.version),
        ),
    )
