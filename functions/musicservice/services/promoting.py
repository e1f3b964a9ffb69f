"""The worker's round over the waiting lists: lets offers lapse, makes new ones, and frees what nobody wants.

Every step is one write on what was seen, with its letter. So two rounds at once, a round that dies between
two steps, and one that is carried out again all come to the same: the next one goes on from what is there.
Where one booking cannot be moved, the others are.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from musicservice.booking_ports import Bookings, Register, Registered, SeatsMovedError, Step
from musicservice.domain.audit import Entry
from musicservice.domain.training import Course, Offer, SeatRefusedError, Seats, lapsed, offers, pressed
from musicservice.domain.training.place import Move, Place, hastened, offered, run_out
from musicservice.messages.facts import Facts
from musicservice.ports import Clock, Opener, Seal, StaleError, UnavailableError
from musicservice.services.booking_words import lines, reach
from musicservice.services.posting import posted

BUDGET = 12.0
"""Seconds after which no further step is begun, so that the slowest ends inside the worker's 60."""
PATIENCE = 3.0
"""Seconds for one step."""
MOVED = (StaleError, SeatsMovedError, SeatRefusedError)
"""Somebody else was faster: the next round looks again."""


@dataclass(frozen=True)
class Promoting:
    """One round. `courses` gives those that the site has."""

    bookings: Bookings
    register: Register
    courses: Callable[[], Sequence[Course]]
    opener: Opener
    seal: Seal
    clock: Clock

    def __call__(self) -> Mapping[str, int]:
        """How many offers were made, hastened or lapsed, how many courses freed seats, and what was left.

        Raises UnavailableError where not even the seats can be read.
        """
        until = self.clock.monotonic() + BUDGET
        counts: Counter[str] = Counter()
        for course in self.courses():
            if self.clock.monotonic() <= until:
                self._course(course, until, counts)
        return counts

    def _course(self, course: Course, until: float, counts: Counter[str]) -> None:
        seats = self.bookings.seats(course.slug)
        if seats is None or not seats.wait_seq:
            return
        now = self.clock.now()
        listed = {place.id: place for place in self.register.listed(course.slug)}
        parties = [place.party for place in listed.values()]
        for party in lapsed(seats, parties, now):
            counts[self._lapse(course, listed[party.id], now)] += 1
        for party in pressed(seats, parties, now):
            counts[self._hasten(course, listed[party.id], now)] += 1
        seats = self.bookings.seats(course.slug) or seats
        waiting = self.register.listed(course.slug)
        places = {place.id: place for place in waiting}
        made = True
        for offer in offers(seats, [place.party for place in waiting], now):
            if self.clock.monotonic() > until:
                return
            counts[outcome := self._offer(course, places[offer.party], offer, now)] += 1
            made = made and outcome == "offered"
        if made:
            self._release(course, counts)

    def _lapse(self, course: Course, place: Place, now: datetime) -> str:
        def move(seats: Seats) -> Move:
            return run_out(seats, place, now)

        return self._stepped(course, place, move, "lapsed", "booking-lapsed", now)

    def _hasten(self, course: Course, place: Place, now: datetime) -> str:
        def move(seats: Seats) -> Move:
            return hastened(place, seats.closes_at)

        return self._stepped(course, place, move, "hastened", "booking-offer-sooner", now)

    def _offer(self, course: Course, place: Place, offer: Offer, now: datetime) -> str:
        def move(seats: Seats) -> Move:
            return offered(seats, place, offer, now)

        return self._stepped(course, place, move, "offered", "booking-offer", now)

    def _release(self, course: Course, counts: Counter[str]) -> None:
        """What came back and fits nobody who waits is for anybody, unless something moved meanwhile."""
        seats = self.bookings.seats(course.slug)
        if seats is None or not seats.freed:
            return
        parties = [place.party for place in self.register.listed(course.slug)]
        if offers(seats, parties, self.clock.now()):
            return
        if self.register.release(seats, self.clock.monotonic() + PATIENCE):
            counts["released"] += 1

    def _stepped(  # noqa: PLR0913, PLR0917 - a whole step
        self,
        course: Course,
        place: Place,
        decide: Callable[[Seats], Move],
        action: str,
        kind: str,
        now: datetime,
    ) -> str:
        """`action` once it is kept, or why not."""
        try:
            seats = self.bookings.seats(course.slug)
            line = self.register.line(course.slug, place.id)
            if seats is None or line is None:
                return "gone"
            writing = Writing("worker", self.opener, self.seal)
            step = writing.step(course, line, decide(seats), action, kind, now)
            self.bookings.write(step, self.clock.monotonic() + PATIENCE)
        except MOVED:
            return "elsewhere"
        except UnavailableError:
            return "postponed"
        return action


@dataclass(frozen=True)
class Writing:
    """Makes a step of somebody else's: of the worker's, or of a member of staff's. `actor` says whose."""

    actor: str
    opener: Opener
    seal: Seal

    def step(  # noqa: PLR0913, PLR0917 - a whole step
        self, course: Course, line: Registered, move: Move, action: str, kind: str, now: datetime
    ) -> Step:
        """The step with its entry on the trail and a letter of `kind`. Raises UnavailableError."""
        place = move.place
        entry = Entry(place.id, place.revision, self.actor, action, (), now, line.place.trail)
        move = replace(move, place=replace(place, trail=entry.digest))
        to, token = reach(line.contact, self.opener, place.id)
        told = lines(course, place.offered or place.size, place.until)
        facts = Facts(line.reference, told, token)
        letter = posted(
            kind, to, facts, self.seal, now, case=place.id, language=line.language, course=course.slug
        )
        leaving = () if place.is_live else line.guarded
        return Step(move, now, entry, (letter,), leaving=leaving)
