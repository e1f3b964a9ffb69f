"""The waiting list of a course, by hand: offers somebody places out of turn, or takes them off the list.

The worker offers what comes free within a minute, in the order of joining. Staff go past that order where
they have a reason. What is asked twice is done once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from musicservice.booking_ports import Bookings, Register, SeatsMovedError, Step
from musicservice.domain.office.staff import Staff
from musicservice.domain.training import Course, SeatRefusedError, Seats
from musicservice.domain.training.place import Move, Place, cancelled, offered
from musicservice.domain.training.waiting import offer_to
from musicservice.ports import Clock, Opener, OutcomeUnknownError, Seal, StaleError
from musicservice.services.office.casework import actor
from musicservice.services.promoting import Writing

PATIENCE = 8.0
"""Seconds for one step."""
Done: TypeAlias = Literal["offered", "removed", "no-seats", "moved", "gone"]
"""`moved` is a list that somebody else changed meanwhile; `gone` a booking that is not on it."""


class NoSeatsError(Exception):
    """Nothing that is free fits them, or booking is closed."""


@dataclass(frozen=True)
class WaitingList:
    """The service."""

    bookings: Bookings
    register: Register
    opener: Opener
    seal: Seal
    clock: Clock

    def offer(self, course: Course, name: str, staff: Staff) -> Done:
        """Offer the booking called `name` what fits it of the seats that are free.

        Raises UnavailableError, OutcomeUnknownError and SealBrokenError.
        """

        def move(seats: Seats, place: Place, now: datetime) -> Move | None:
            if place.standing == "offered":
                return None
            found = offer_to(seats, place.party, now)
            if found is None:
                raise NoSeatsError
            return offered(seats, place, found, now)

        return self._done(course, name, staff, move, "offered", "booking-offer")

    def remove(self, course: Course, name: str, staff: Staff) -> Done:
        """Take a booking off the list, with what was on offer to it. Raises as `offer`."""

        def move(seats: Seats, place: Place, now: datetime) -> Move | None:  # noqa: ARG001 - as above
            return None if place.standing == "cancelled" else cancelled(seats, place)

        return self._done(course, name, staff, move, "removed", "booking-cancelled")

    def _done(  # noqa: PLR0913, PLR0917 - a whole step
        self,
        course: Course,
        name: str,
        staff: Staff,
        move: Callable[[Seats, Place, datetime], Move | None],
        action: Done,
        kind: str,
    ) -> Done:
        seats, line = self.bookings.seats(course.slug), self.register.line(course.slug, name)
        if seats is None or line is None or line.place.standing == "confirmed":
            return "gone"
        now, writing = self.clock.now(), Writing(actor(staff), self.opener, self.seal)
        try:
            if made := move(seats, line.place, now):
                self._written(writing.step(course, line, made, action, kind, now), course.slug)
        except NoSeatsError:
            return "no-seats"
        except (StaleError, SeatsMovedError, SeatRefusedError):
            return "moved"
        return action

    def _written(self, step: Step, course: str) -> None:
        """Written; or found to have been, where no answer came."""
        try:
            self.bookings.write(step, self.clock.monotonic() + PATIENCE)
        except OutcomeUnknownError:
            line = self.register.line(course, step.move.place.id)
            if line is None or line.place.trail != step.audit.digest:
                raise
