"""Every form of the service, by name. A form is made from the catalogue, which holds its choices."""

from collections.abc import Callable, Mapping

from musicservice.catalogue import Catalogue
from musicservice.forms.booking import BOOKING, PEOPLE, booking
from musicservice.forms.feedback import FEEDBACK
from musicservice.forms.form import Form
from musicservice.forms.household import CHILDREN, ENROLMENT, REMISSION, enrolment, remission
from musicservice.forms.journey import Journey

__all__ = ["ALONE", "BOOKING", "JOURNEYS", "LISTS", "booking"]

JOURNEYS: Mapping[str, Callable[[Catalogue, str], Journey]] = {
    ENROLMENT: enrolment,
    REMISSION: remission,
    BOOKING: booking,
}
"""Each is worded for whoever fills it in, or made for the course that is booked."""
ALONE: tuple[Form, ...] = (FEEDBACK,)
"""Forms of one page, which a link in a letter leads to."""
LISTS: Mapping[str, str] = {ENROLMENT: CHILDREN, REMISSION: CHILDREN, BOOKING: PEOPLE}
"""The list of members of each, as its address names it."""
