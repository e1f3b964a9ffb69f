"""What staff and the worker's rounds do with courses. The public function never loads any of it."""

from dataclasses import dataclass

from musicservice.adapters.clock import SystemClock
from musicservice.adapters.dynamodb import (
    DynamoBookings,
    DynamoNotices,
    DynamoRegister,
    DynamoRoll,
    DynamoSeats,
    DynamoVoices,
)
from musicservice.adapters.dynamodb.booking_finder import DynamoBookingFinder
from musicservice.adapters.dynamodb.letterbox import DynamoLetterbox
from musicservice.adapters.published import Published
from musicservice.forms.booking import BOOKING
from musicservice.ports import Opener, Seal
from musicservice.services.attending import Attending
from musicservice.services.courses import FollowFiles
from musicservice.services.listening import Listening
from musicservice.services.minding import Minding
from musicservice.services.office.finding_bookings import FindingBookings
from musicservice.services.office.waiting import WaitingList
from musicservice.services.overview import Overview
from musicservice.services.promoting import Promoting
from musicservice.services.registering import Registering
from musicservice.services.reminding import Reminding
from musicservice.services.telling import Telling
from musicservice.training_parts import Tables

__all__ = ["FollowFiles", "Minding", "Office", "Promoting", "Reminding"]
__all__ += ["following", "minding", "office", "promoting", "reminding"]


def promoting(tables: Tables, published: Published, opener: Opener, seal: Seal) -> Promoting:
    """The worker's round over the waiting lists."""
    return Promoting(
        bookings=DynamoBookings(*tables),
        register=DynamoRegister(*tables),
        courses=lambda: published.catalogue().courses,
        opener=opener,
        seal=seal,
        clock=SystemClock(),
    )


def reminding(tables: Tables, published: Published, opener: Opener, seal: Seal) -> Reminding:
    """The worker's round over the registers."""
    return Reminding(
        register=DynamoRegister(*tables),
        courses=lambda: published.catalogue().courses,
        opener=opener,
        seal=seal,
        clock=SystemClock(),
    )


@dataclass(frozen=True)
class Office:
    """What staff do with courses: see how they stand, draw up registers, record who came, hear how it was."""

    registering: Registering
    attending: Attending
    listening: Listening
    overview: Overview
    telling: Telling
    waiting: WaitingList
    finding: FindingBookings


def office(tables: Tables, published: Published, opener: Opener, seal: Seal) -> Office:
    """For staff, who may open what helps people."""
    roll, clock = DynamoRoll(*tables), SystemClock()
    return Office(
        Registering(roll, opener, clock, lambda slug: published.journey(BOOKING, slug)),
        Attending(roll, seal, clock),
        Listening(DynamoVoices(*tables), opener),
        Overview(DynamoSeats(tables[0], tables[2]), roll, lambda: published.catalogue().courses, clock),
        Telling(roll, DynamoLetterbox(tables[1], tables[2]), seal, clock),
        WaitingList(DynamoBookings(*tables), DynamoRegister(*tables), opener, seal, clock),
        FindingBookings(DynamoBookingFinder(tables[0], tables[2])),
    )


def minding(tables: Tables, published: Published, seal: Seal) -> Minding:
    """The worker's round over what staff must decide."""
    return Minding(
        store=DynamoSeats(tables[0], tables[2]),
        register=DynamoRegister(*tables),
        notices=DynamoNotices(*tables),
        courses=lambda: published.catalogue().courses,
        office=lambda: published.catalogue().site.training_email,
        seal=seal,
        clock=SystemClock(),
    )


def following(tables: Tables, published: Published) -> FollowFiles:
    """The worker's round over the courses, whose seats follow their files."""
    store = DynamoSeats(tables[0], tables[2])
    return FollowFiles(store, lambda: published.catalogue().courses, SystemClock())
