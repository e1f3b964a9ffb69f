"""How a booking is sent over HTTP in the rush, and what is read from the answer: both ends of the wire.

This is the one place that changes when the rush goes through the page: `sent` then makes the form's POST, and
`read` looks at the page that comes back.
"""

import json
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any

from musicservice.domain.training.reservation import Booker
from musicservice.services.booking_request import (
    Booked,
    BookingRequest,
    Full,
    Outcome,
    Refused,
    Waiting,
    Wanted,
)
from musicservice.services.outcomes import Unsaved

KINDS = {Booked: "confirmed", Waiting: "waiting", Full: "full", Refused: "refused", Unsaved: "unsaved"}


@dataclass(frozen=True)
class Somebody:
    """One who wants seats: under which code, for which addresses ("": to be named), and whether to wait."""

    code: str
    course: str
    people: tuple[str, ...]
    if_full: str


@dataclass(frozen=True)
class Answer:
    """What one was told. `reference` is empty where nothing is theirs."""

    status: int
    kind: str
    reference: str


def sent(line: HTTPConnection, asked: Somebody) -> Answer:
    """Send it and read the answer."""
    line.request("POST", "/", json.dumps(vars(asked)).encode())
    return read(line)


def read(line: HTTPConnection) -> Answer:
    answer = line.getresponse()
    said = json.loads(answer.read() or b"{}")
    return Answer(answer.status, said.get("kind", ""), said.get("reference", ""))


def request(asked: dict[str, Any]) -> BookingRequest:
    """What the service is asked."""
    return BookingRequest(
        code=asked["code"],
        revision=0,
        course=asked["course"],
        kind="academy",
        booker=Booker("Example Office", "office@school.example"),
        delegates=tuple(Wanted("Example Person", one) if one else Wanted() for one in asked["people"]),
        if_full=asked["if_full"],
    )


def answered(outcome: Outcome) -> tuple[int, dict[str, str]]:
    """A status, and what is said with it."""
    kind = KINDS.get(type(outcome), "other")
    status = 503 if kind == "unsaved" else 200
    opened = getattr(outcome, "opened", None)
    return status, {"kind": kind, "reference": opened.reservation.reference if opened else ""}
