"""What a booking is told in: the public lines of its letters, the text under its code, where letters go."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from musicservice.booking_ports import CONTACT, Locked
from musicservice.domain.dates import clock, in_words
from musicservice.domain.receipt import Line
from musicservice.domain.training import Course, Session
from musicservice.domain.training.place import Place
from musicservice.domain.training.reservation import Reservation, as_record, from_record
from musicservice.ports import Context, Kept, Opener, Seal

BOOKING = "booking"
"""The kind of what lies under a booking's code."""
HERE = ZoneInfo("Europe/London")
LINK_LASTS = timedelta(days=180)
"""How long after a course its bookings' links still open: certificates are asked for in the next term."""


@dataclass(frozen=True)
class Filed:
    """What lies under a booking's code, as it was found there. `digest` tells what was sent."""

    record: Mapping[str, Any]
    digest: str
    revision: int

    @property
    def place(self) -> tuple[str, str]:
        """The course and the id by which it is looked up where the booking stands."""
        return self.record["course"], self.record["id"]

    def reservation(self, place: Place) -> Reservation:
        """The booking with its people."""
        return from_record(self.record, place)


def filed(kept: Kept) -> Filed | None:
    """What was kept, if it is a booking."""
    record = json.loads(kept.text)
    if record.pop("kind", "") != BOOKING:
        return None
    return Filed(record, record.pop("digest"), kept.revision)


def locked(  # noqa: PLR0913, PLR0917 - a whole text
    code: str, people: Reservation, digest: str, seen: int, course: Course | None, now: datetime
) -> Locked:
    """The text to keep under a booking's code, for as long as its link is wanted."""
    text = json.dumps({"kind": BOOKING, "digest": digest, **as_record(people)}, ensure_ascii=False)
    ends = course.ends if course else now
    return Locked(code, text.encode(), seen, max(ends - now, timedelta()) + LINK_LASTS)


def digested(record: Mapping[str, Any]) -> str:
    """What tells two sendings apart, of the same content never two."""
    return hashlib.sha256(json.dumps(record, sort_keys=True, default=str).encode()).hexdigest()


def lines(course: Course | None, size: int, until: datetime | None = None) -> tuple[Line, ...]:
    """What is public of a booking: the course, when and where, and how many places; and by when to answer."""
    if course is None:
        return (Line("Places", str(size)),)
    whole = [
        Line("Course", course.title),
        Line("When", "\n".join(map(_meeting, course.sessions))),
        Line("Where", "\n".join(dict.fromkeys(session.place for session in course.sessions))),
        Line("Places", str(size)),
    ]
    return (*whole, *([Line("Answer by", moment(until))] if until else []))


def moment(at: datetime) -> str:
    """An instant as "Thursday 3 December 2026, 10.15am"."""
    here = at.astimezone(HERE)
    return f"{in_words(here.date())}, {clock(here.time())}"


def contact(email: str, code: str, seal: Seal, booking: str) -> bytes:
    """Where a booking's letters go and what their link opens, for the worker alone to read."""
    return seal.seal(json.dumps({"to": email, "token": code}).encode(), _context(booking))


def reach(sealed: bytes, opener: Opener, booking: str) -> tuple[str, str]:
    """The address and the code. Raises SealBrokenError and UnavailableError."""
    private = json.loads(opener.open(sealed, _context(booking)))
    return private["to"], private["token"]


def _context(booking: str) -> Context:
    return {"record": booking, "purpose": CONTACT}


def _meeting(session: Session) -> str:
    starts, ends = session.starts.astimezone(HERE), session.ends.astimezone(HERE)
    return f"{in_words(starts.date())}, {clock(starts.time())} to {clock(ends.time())}"
