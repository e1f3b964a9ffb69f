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
        Price("la-school", "half-day", 6000),
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
