"""Changes a booking for whoever has its code: other names, fewer people, out of it, yes or no to an offer.

Each is written on what was seen, and tried again on what another window left, so that a seat comes back once
however often it is asked. What is asked again once it is done is done. It does not know who asks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from musicservice.booking_ports import Coming, PersonBookedError, SeatsMovedError, Step
from musicservice.domain.audit import Entry
from musicservice.domain.training import NotThoseSeatsError, Seats
from musicservice.domain.training.asking import CourseGoneError, PersonHereError, still_to_come
from musicservice.domain.training.place import (
    Move,
    NotPossibleError,
    accepted,
    cancelled,
    declined,
    reduced,
    renamed,
)
from musicservice.domain.training.reservation import Reservation, checked
from musicservice.messages.facts import Dates, Facts
from musicservice.ports import OutcomeUnknownError, StaleError, UnavailableError
from musicservice.services.booking import Booking
from musicservice.services.booking_entry import needed
from musicservice.services.booking_request import REFUSALS, Opened, Refused, Wanted
from musicservice.services.booking_words import lines, locked
from musicservice.services.drafting import PATIENCE
from musicservice.services.outcomes import Gone, Unsaved
from musicservice.services.posting import posted

MOVED = (StaleError, SeatsMovedError, NotThoseSeatsError)
"""Another window was faster. Seats that a booking has and the counts have not were given back meanwhile."""


@dataclass(frozen=True)
class Done:
    """It is so, now or since before."""

    opened: Opened


Outcome: TypeAlias = Done | Refused | Gone | Unsaved


@dataclass(frozen=True)
class Plan:
    """What a change comes to: the step, the people afterwards, and what is told in which kind of letter."""

    move: Move
    people: Reservation
    kind: str
    action: str
    changed: tuple[Coming, ...] = ()
    gone: tuple[str, ...] = ()


Decide: TypeAlias = Callable[[Opened, datetime], Plan | None]
"""Makes a plan of a booking as it was seen, or none where it is so already. Raises what a rule refuses."""


@dataclass(frozen=True)
class Managing:
    """The service, over the one that opens bookings."""

    booking: Booking

    def open(self, code: str) -> Opened | Gone | Unsaved:
        """The booking under a code."""
        return self.booking.open(code)

    def change(self, code: str, delegate: str, wanted: Wanted) -> Outcome:
        """Let `wanted` come in the place of the delegate with this id. Nobody pays for that."""

        def decide(opened: Opened, now: datetime) -> Plan | None:
            there = opened.reservation.delegate(delegate)
            if there is None:
                raise NotPossibleError(opened.place.standing)
            one = self.booking.person(opened.place.course, code, wanted, delegate)
            after = opened.reservation.with_delegate(one)
            if opened.course:
                checked(after.delegates, opened.course, now)
            if one == there:
                return None
            coming = Coming(one, needed(wanted.needs, self.booking.seal, opened.place.id))
            return Plan(renamed(opened.place), after, "booking-changed", "renamed", changed=(coming,))

        return self._step(code, decide)

    def reduce(self, code: str, staying: Sequence[str]) -> Outcome:
        """Let those delegates alone come whose ids these are."""

        def decide(opened: Opened, _now: datetime) -> Plan | None:
            after = opened.reservation.only(staying)
            if len(after.delegates) == opened.place.size:
                return None
            move = reduced(self._seats(opened), opened.place, len(after.delegates))
            return Plan(move, after, "booking-changed", "reduced", gone=_gone(opened, after))

        return self._step(code, decide)

    def cancel(self, code: str) -> Outcome:
        """Give everything up that the booking has."""

        def decide(opened: Opened, _now: datetime) -> Plan | None:
            if opened.place.standing == "cancelled":
                return None
            move = cancelled(self._seats(opened), opened.place)
            return Plan(move, opened.reservation, "booking-cancelled", "cancelled")

        return self._step(code, decide)

    def accept(self, code: str, going: Sequence[str] = ()) -> Outcome:
        """Take an offer up for the delegates with these ids; for all of them where none is named."""

        def decide(opened: Opened, now: datetime) -> Plan | None:
            if opened.place.standing == "confirmed":
                return None
            after = opened.reservation.only(going) if going else opened.reservation
            move = accepted(self._seats(opened), opened.place, len(after.delegates), now)
            return Plan(move, after, "booking-confirmed", "accepted", gone=_gone(opened, after))

        return self._step(code, decide)

    def decline(self, code: str) -> Outcome:
        """Turn an offer down. It is not made again unless they join the list again."""

        def decide(opened: Opened, now: datetime) -> Plan | None:
            if opened.place.standing == "declined":
                return None
            move = declined(self._seats(opened), opened.place, now)
            return Plan(move, opened.reservation, "booking-cancelled", "declined")

        return self._step(code, decide)

    def _seats(self, opened: Opened) -> Seats:
        seats = self.booking.bookings.seats(opened.place.course)
        if seats is None:
            raise CourseGoneError
        return seats

    def _step(self, code: str, decide: Decide) -> Outcome:
        until, tried = self.booking.clock.monotonic() + PATIENCE, 0
        try:
            while True:
                try:
                    return self._tried(code, decide, until)
                except MOVED:
                    self.booking.rest(tried)
                    tried += 1
                self.booking.still_time(until)
        except REFUSALS as why:
            return Refused(why)
        except UnavailableError as cause:
            return Unsaved(cause)

    def _tried(self, code: str, decide: Decide, until: float) -> Outcome:
        opened = self.booking.open(code)
        if not isinstance(opened, Opened):
            return opened
        now = self.booking.clock.now()
        still_to_come(opened.course, now)
        plan = decide(opened, now)
        if plan is None:
            return Done(opened)
        self.booking.still_time(until)
        return self._written(opened, self._made(opened, plan, now), plan, until)

    def _made(self, opened: Opened, plan: Plan, now: datetime) -> Step:
        seen, place = opened.place, plan.move.place
        entry = Entry(place.id, place.revision, "public", plan.action, ("delegates",), now, seen.trail)
        move = replace(plan.move, place=replace(place, trail=entry.digest))
        people = replace(plan.people, place=move.place)
        before = set(opened.reservation.guarded)
        after = set(people.guarded) if place.is_live else set[str]()
        told = lines(opened.course, place.size)
        facts = Facts(people.reference, told, opened.code, calendar=_dates(opened, plan, now))
        to, seal, language = people.booker.email, self.booking.seal, people.language
        return Step(
            move=move,
            at=now,
            audit=entry,
            messages=(
                posted(
                    plan.kind, to, facts, seal, now, case=place.id, language=language, course=place.course
                ),
            ),
            arriving=tuple(sorted(after - before)),
            leaving=tuple(sorted(before - after)),
            locked=locked(opened.code, people, opened.digest, opened.revision, opened.course, now),
            changed=plan.changed,
            gone=plan.gone,
        )

    def _written(self, opened: Opened, step: Step, plan: Plan, until: float) -> Outcome:
        people = replace(plan.people, place=step.move.place)
        after = replace(opened, reservation=people, revision=opened.revision + 1)
        try:
            self.booking.bookings.write(step, until)
        except PersonBookedError as there:
            found = [(n, one) for n, one in enumerate(people.delegates) if one.who in there.who]
            positions, names = tuple(n for n, _ in found), tuple(one.id for _, one in found)
            raise PersonHereError(positions, names) from there
        except OutcomeUnknownError as unknown:
            if self.booking.open(opened.code) != after:
                raise unknown from None
        return Done(after)


def _dates(opened: Opened, plan: Plan, now: datetime) -> Dates | None:
    """What a calendar is to do because of a change: nothing, where the place stands as before."""
    before, after = opened.place.standing, plan.move.place.standing
    if before == after or "confirmed" not in {before, after}:
        return None
    return Dates(opened.place.course, now, given_up=after != "confirmed")


def _gone(opened: Opened, after: Reservation) -> tuple[str, ...]:
    """The ids of those who do not come any more."""
    staying = {one.id for one in after.delegates}
    return tuple(one.id for one in opened.reservation.delegates if one.id not in staying)
