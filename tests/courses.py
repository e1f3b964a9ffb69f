"""An invented course, and others like it held at times on the clock in England."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from musicservice.domain.training import LONDON, Cancellation, Course, Price, Session

OPENS = datetime(2027, 1, 11, 9, tzinfo=UTC)
CLOSES = datetime(2027, 2, 25, 12, tzinfo=UTC)


def session(local: str, hours: int = 3, place: str = "Durham") -> Session:
    """A session that starts at `local`, such as "2027-03-03 13:00", and lasts so long."""
    starts = datetime.fromisoformat(local).replace(tzinfo=LONDON).astimezone(UTC)
    return Session(starts, starts + timedelta(hours=hours), place)


COURSE = Course(
    slug="choirs",
    title="Choirs",
    summary="Start one.",
    sessions=(session("2027-03-03 13:00"),),
    seats=24,
    minimum=8,
    opens=OPENS,
    closes=CLOSES,
    prices=(
        Price("la-school", "half-day", 6000, vat="whether VAT is added is to be confirmed"),
        Price("academy", "half-day", 6000),
        Price("childminder", "small", 1501),
        Price("dms-staff", "free", 0),
    ),
    cancellation=Cancellation(days_face_to_face=5, days_online=1, percent_later=50),
    access="Step-free room.",
    updated=date(2026, 11, 26),
)


def held(*local: str, hours: int = 3, **changes: object) -> Course:
    """The course, held at these times instead."""
    sessions = tuple(session(one, hours) for one in local)
    return replace(COURSE, sessions=sessions, **changes)  # type: ignore[arg-type]


BOOKING_ANSWERS = {
    "course": "choirs",
    "setting": "la-school",
    "setting_school": "Example Primary School",
    "setting_school-choice": "urn:900001",
    "setting_school-drawn-for": "Example Primary School",
    "setting_name": "Małgorzata’s Nursery",
    "council": "durham",
    "booker_name": "Łucja Example",
    "booker_email": "office@school.example",
    "booker_email-checked": "office@school.example",
    "booker_phone": "0191 496 0124",
    "booker_role": "Büro",
    "route": "journal",
    "cost_code": "X-1234",
    "order_number": "PO 77/ß",
    "finance_email": "finance@school.example",
    "finance_email-checked": "finance@school.example",
    "if_full": "tell",
    "hopes": "Every voice counts — شكرا",
    "booking_terms": "2026-11-26",
}
"""What one invented school says of itself that books it, by input name."""
