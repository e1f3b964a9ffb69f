"""Courses for schools and staff: what can be booked by whom, the seats, and the waiting list.

The callers' names stand here. All of it is pure: instants, numbers and words come in, and a new state or a
refusal with its facts comes out.
"""

from musicservice.domain.training.course import (
    LONDON,
    Booking,
    Cancellation,
    Course,
    NotForThemError,
    Price,
    Session,
    State,
)
from musicservice.domain.training.minimum import is_short
from musicservice.domain.training.refusals import (
    BelowPromisedError,
    BookingClosedError,
    CourseCancelledError,
    NotEnoughSeatsError,
    NotThoseSeatsError,
    OfferOverError,
    SeatRefusedError,
)
from musicservice.domain.training.seats import Seats
from musicservice.domain.training.setting import KINDS, Council, Kind, Route, Setting, council_of, routes
from musicservice.domain.training.waiting import (
    OFFER_LASTS,
    Offer,
    Party,
    Rule,
    Status,
    lapsed,
    offers,
    pressed,
)

__all__ = [
    "KINDS",
    "LONDON",
    "OFFER_LASTS",
    "BelowPromisedError",
    "Booking",
    "BookingClosedError",
    "Cancellation",
    "Council",
    "Course",
    "CourseCancelledError",
    "Kind",
    "NotEnoughSeatsError",
    "NotForThemError",
    "NotThoseSeatsError",
    "Offer",
    "OfferOverError",
    "Party",
    "Price",
    "Route",
    "Rule",
    "SeatRefusedError",
    "Seats",
    "Session",
    "Setting",
    "State",
    "Status",
    "council_of",
    "is_short",
    "lapsed",
    "offers",
    "pressed",
    "routes",
]
