"""Takes bookings of courses, and opens them again by their code.

It promises that no seat is sold twice, that nothing is acknowledged before it is kept, and that a booking is
made once however often it is sent: whatever is asked under a code that has a booking gives that booking. A
party that does not fit joins the waiting list, where it asked for that. It does not know how a booking is
typed, nor how it is kept.
"""

import random
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from musicservice.booking_ports import Bookings, PersonBookedError, SeatsMovedError
from musicservice.domain.training import Course, NotEnoughSeatsError
from musicservice.domain.training.asking import CourseGoneError, welcome
from musicservice.domain.training.place import Move, booked, joined
from musicservice.domain.training.reservation import Delegate, checked
from musicservice.ports import (
    AlreadyReceivedError,
    Clock,
    Fingerprint,
    Lockers,
    OutcomeUnknownError,
    ReferenceTakenError,
    Seal,
    SealBrokenError,
    StaleError,
    UnavailableError,
)
from musicservice.services.booking_entry import Entering
from musicservice.services.booking_request import (
    REFUSALS,
    BookingRequest,
    Differs,
    Found,
    Full,
    Opened,
    Outcome,
    Refused,
    Wanted,
    told,
)
from musicservice.services.booking_words import digested, filed
from musicservice.services.drafting import PATIENCE
from musicservice.services.outcomes import Gone, Unsaved

FIRST_PAUSE, LONGEST_PAUSE = 0.02, 0.5
"""Seconds between two tries while many ask for the same seats at once."""
LOOKS = 5
"""How often a booking is read that somebody is changing."""


@dataclass(frozen=True)
class Booking:
    """The service. `course` gives the course of a slug; in `links` lies what codes open."""

    bookings: Bookings
    links: Lockers
    clock: Clock
    course: Callable[[str], Course | None]
    seal: Seal
    fingerprint: Fingerprint
    receipt_name: Callable[[str], str]
    choose: Callable[[Sequence[str]], str] = secrets.choice
    pause: Callable[[float], None] = time.sleep
    chance: Callable[[float, float], float] = random.uniform

    def book(self, request: BookingRequest) -> Outcome:
        """What became of a booking. Sending it again changes nothing and gives the same.

        Nobody looks first whether it was sent before: in a rush nearly all are new, and where one is not, the
        transaction says so, or whatever else hinders it does.
        """
        until = self.clock.monotonic() + PATIENCE
        try:
            return self._new(request, until)
        except NotEnoughSeatsError as full:
            return self._unless_booked(request, Full(full.remaining))
        except REFUSALS as why:
            return self._unless_booked(request, Refused(why))
        except OutcomeUnknownError as unknown:  # looked up already
            return Unsaved(unknown)
        except UnavailableError as cause:
            return self._unless_booked(request, Unsaved(cause))

    def open(self, code: str) -> Found:
        """The booking under a code, as it stands now."""
        try:
            for tried in range(LOOKS):
                found = self._found(code)
                if found is None:
                    return Gone()
                if found.is_whole:
                    return found
                self.rest(tried)
        except SealBrokenError:
            return Gone()
        except UnavailableError as cause:
            return Unsaved(cause)
        return Unsaved(UnavailableError("bookings", "Busy"))

    def person(self, course: str, code: str, wanted: Wanted, name: str) -> Delegate:
        """A delegate with the id `name`, guarded where they are named. Raises UnavailableError."""
        one = Delegate(name, wanted.name.strip(), wanted.email.strip(), wanted.role.strip())
        who = self.fingerprint.of(f"{course}\n{one.address}".encode()) if one.is_named else ""
        return replace(one, who=who, mark=digested({"code": code, "needs": dict(wanted.needs or {})}))

    def rest(self, tried: int) -> None:
        """Let others go first, longer each time."""
        self.pause(self.chance(0, min(FIRST_PAUSE * 2**tried, LONGEST_PAUSE)))

    def still_time(self, until: float) -> None:
        """Raises UnavailableError when it is too late to begin another step."""
        if self.clock.monotonic() > until:
            raise UnavailableError("bookings", "OutOfTime")

    def _found(self, code: str) -> Opened | None:
        """The people under a code, and then where their booking stands: it may move between the two."""
        kept = self.links.look(code, self.clock.now())
        found = filed(kept) if kept else None
        place = self.bookings.place(*found.place) if found else None
        if found is None or place is None:
            return None
        course = self.course(place.course)
        return Opened(code, found.reservation(place), course, found.digest, found.revision)

    def _new(self, request: BookingRequest, until: float) -> Outcome:
        now = self.clock.now()
        course = welcome(self.course(request.course), request.kind, request.seen, now)
        ids = sorted(secrets.token_hex(4) for _ in request.delegates)  # the register has them in this order
        named = [Delegate(n, one.name, one.email) for n, one in zip(ids, request.delegates, strict=True)]
        checked(named, course, now)
        name = secrets.token_hex(16)
        move = self._move(request, name, 0, now)  # a full course costs no key and no transaction
        people: list[Delegate] = []
        for one, wanted in zip(named, request.delegates, strict=True):
            self.still_time(until)
            people.append(self.person(course.slug, request.code, wanted, one.id))
        entering = Entering(
            request=request,
            course=course,
            name=name,
            people=tuple(people),
            now=now,
            seal=self.seal,
            receipt_name=self.receipt_name(request.code),
            choose=self.choose,
            still_time=lambda: self.still_time(until),
        )
        return self._kept(entering, move, until)

    def _move(self, request: BookingRequest, name: str, seq: int, now: datetime) -> Move:
        """How they come in, by the seats there are now: `seq` is their number if they must wait.

        Raises as `book` refuses.
        """
        seats, size = self.bookings.seats(request.course), len(request.delegates)
        if seats is None:
            raise CourseGoneError
        rule = request.if_full
        is_hopeless = rule == "all-or-none" and size > seats.capacity
        if rule != "tell" and size > seats.remaining and not is_hopeless:
            return joined(seats, name, size, rule, seq, now)
        return booked(seats, name, size, now)

    def _kept(self, entering: Entering, move: Move, until: float) -> Outcome:
        """Kept as `move` says, or by the seats there are when those have moved meanwhile."""
        tried = seq = 0
        while True:
            self.still_time(until)
            if move.place.is_listed and not seq:
                seq = self.bookings.draw(entering.course.slug)
            else:
                step = entering.step(move)
                try:
                    self.bookings.write(step, until)
                except SeatsMovedError:
                    self.rest(tried)
                    tried += 1
                except ReferenceTakenError:
                    entering.rename()
                except PersonBookedError as booked_already:
                    raise entering.here(booked_already.who) from booked_already
                except (AlreadyReceivedError, StaleError) as before:
                    return self._elsewhere(entering.request, before)
                except OutcomeUnknownError as unknown:
                    return self._looked_up(entering.request, unknown)
                else:
                    return told(entering.opened(step))
            move = self._move(entering.request, entering.name, seq, entering.now)

    def _elsewhere(self, request: BookingRequest, before: Exception) -> Outcome:
        """What another window made of it meanwhile. A booking that cannot be read is not denied."""
        match self.open(request.code):
            case Opened() as opened:
                return self._again(opened, request)
            case Unsaved(cause) if isinstance(before, AlreadyReceivedError):
                raise OutcomeUnknownError(cause.service, cause.code) from cause
            case Unsaved() as unsaved:
                return unsaved
            case _:
                return Differs()

    def _looked_up(self, request: BookingRequest, unknown: OutcomeUnknownError) -> Outcome:
        """What is really there, before anything is said. Finding none settles nothing."""
        match self.open(request.code):
            case Opened() as opened:
                return self._again(opened, request)
            case _:
                raise unknown

    def _unless_booked(self, request: BookingRequest, otherwise: Full | Refused | Unsaved) -> Outcome:
        """`otherwise`, unless it was booked before: nobody is told that they fill the course, nor that
        what is kept is not.
        """
        match self.open(request.code):
            case Opened() as opened:
                return self._again(opened, request)
            case Unsaved() as unsaved:
                return unsaved
            case _:
                return otherwise

    def _again(self, opened: Opened, request: BookingRequest) -> Outcome:
        return told(opened) if opened.digest == request.digest else Differs(opened)
