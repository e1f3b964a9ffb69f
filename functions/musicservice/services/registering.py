"""Draws up the register of a course: a line for everybody booked, with what helps them and what they eat.

That is private, so the trail says that it is read, by whom and of which booking, before anything is opened.
What cannot be opened is said in its line, so that somebody asks. It knows neither paper nor tables.
"""

import json
import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from musicservice.domain.audit import BEGINNING, Entry
from musicservice.domain.submission import ANSWERS
from musicservice.domain.training.reservation import Delegate
from musicservice.forms.access import NOTHING
from musicservice.forms.journey import Journey
from musicservice.forms.record import row
from musicservice.ports import Clock, Opener, SealBrokenError, UnavailableError
from musicservice.roll_ports import Enrolled, Roll
from musicservice.services import booking_record

PATIENCE = 10.0
"""Seconds for noting that the register is read."""
READ = ("access_needs", "access_detail", "diet")
"""The private answers that whoever runs the course must know."""
TO_BE_NAMED = "To be named"
LOCKED = "We could not open what was said: please ask"


@dataclass(frozen=True)
class Line:
    """One place. `id` tells it from all others of the course, whoever sits on it by then."""

    reference: str
    id: str
    name: str
    setting: str
    role: str
    helps: str
    food: str
    mark: str

    @property
    def order(self) -> tuple[bool, str, str]:
        """By name, and those to be named last."""
        return self.name == TO_BE_NAMED, self.name.casefold(), self.id


@dataclass(frozen=True)
class Registering:
    """The service. `journey` gives the form for a course, whose questions know how an answer is shown."""

    roll: Roll
    opener: Opener
    clock: Clock
    journey: Callable[[str], Journey]
    named: Callable[[int], str] = secrets.token_hex
    stopwatch: Callable[[], float] = time.monotonic

    def __call__(self, course: str, reader: str) -> tuple[Line, ...]:
        """The register, for the member of staff called `reader`. Raises UnavailableError."""
        booked = [one for one in self.roll.enrolled(course) if one.line.place.standing == "confirmed"]
        self._noted(booked, reader)
        lines = [line for one in booked for line in self._lines(one, self.journey(course))]
        return tuple(sorted(lines, key=lambda line: line.order))

    def _noted(self, booked: Sequence[Enrolled], reader: str) -> None:
        now = self.clock.now()
        entries = [self._entry(one, reader, now) for one in booked]
        self.roll.note(entries, self.stopwatch() + PATIENCE)

    def _entry(self, one: Enrolled, reader: str, now: datetime) -> Entry:
        """A trail of its own for each reading: the booking's own goes on from what its people do."""
        case = f"{one.line.place.id}-READ-{self.named(4)}"
        return Entry(case, 1, f"staff:{reader}", "read", READ, now, BEGINNING)

    def _lines(self, one: Enrolled, journey: Journey) -> Iterator[Line]:
        fields = {field.name: field for field in journey.fields}
        own = booking_record.record(one).answers
        shown = {name: row(fields[name], kept).shown for name, kept in own.items() if kept and name in fields}
        where = booking_record.setting(one, shown)
        for who in one.line.delegates:
            needs = self._opened(one, one.needs[who.id])
            said = (
                {name: row(fields[name], needs[name]).shown if needs.get(name) else "" for name in READ}
                if needs is not None
                else dict.fromkeys(READ, LOCKED)
            )
            yield _line(one, who, where, said)

    def _opened(self, one: Enrolled, sealed: bytes) -> dict[str, Any] | None:
        """What was sealed; None where it cannot be opened."""
        context = {"record": one.line.place.id, "purpose": ANSWERS}
        try:
            opened: dict[str, Any] = json.loads(self.opener.open(sealed, context))
        except (SealBrokenError, UnavailableError):
            return None
        return opened


def _line(one: Enrolled, who: Delegate, where: str, said: Mapping[str, str]) -> Line:
    chosen = [one for one in said["access_needs"].splitlines() if one != NOTHING.label]
    detail = said["access_detail"] if said["access_detail"] not in chosen else ""
    return Line(
        reference=one.line.reference,
        id=who.id,
        name=who.name or TO_BE_NAMED,
        setting=where,
        role=who.role,
        helps="; ".join(filter(None, (*chosen, " ".join(detail.split())))),
        food=said["diet"],
        mark=one.attendance.marks.get(who.id, ""),
    )
