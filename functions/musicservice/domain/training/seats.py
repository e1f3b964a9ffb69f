"""The seats of one course, counted: each is confirmed, held, or remains. Nothing else is possible.

It decides which change of the counts is allowed, so that at all times `confirmed + held + remaining` is the
capacity and none is negative. Seats that come back once somebody has waited are held too (`freed`), until
those who wait have been asked: whoever happens by in that minute does not get in front of them. It knows
nobody who sits on them, and no storage.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, Self

from musicservice.domain.training.course import Course, State
from musicservice.domain.training.refusals import (
    BelowPromisedError,
    BookingClosedError,
    CourseCancelledError,
    NotEnoughSeatsError,
    NotThoseSeatsError,
)


@dataclass(frozen=True)
class Seats:
    """The counts of one course. Each change gives a new one, its `version` one higher.

    `held` seats are on offer to parties that waited, or `freed`: they came back, and are for those who wait
    first. `wait_seq` counts the parties that ever joined the waiting list; the last one has it as its number.
    Nothing is booked or offered from `closes_at` on, or once `state` is "cancelled"; it is "gone" where the
    course's file is.
    """

    course: str
    capacity: int
    remaining: int
    closes_at: datetime
    confirmed: int = 0
    held: int = 0
    freed: int = 0
    wait_seq: int = 0
    state: State | Literal["gone"] = "on"
    version: int = 1

    @classmethod
    def opening(cls, course: Course) -> Self:
        """The seats of a course that nobody has booked."""
        return cls(course.slug, course.seats, course.seats, course.closes, state=course.state)

    @property
    def offered_now(self) -> int:
        """How many are on offer to parties."""
        return self.held - self.freed

    @property
    def promised(self) -> int:
        """How many people count on: confirmed or on offer."""
        return self.confirmed + self.offered_now

    @property
    def offerable(self) -> int:
        """How many can be offered to those who wait."""
        return self.remaining + self.freed

    @property
    def is_sound(self) -> bool:
        """The invariant. A store whose seats are not sound has lost or sold a seat."""
        counts = (self.confirmed, self.held, self.remaining, self.freed, self.offered_now, self.wait_seq)
        return self.confirmed + self.held + self.remaining == self.capacity and min(counts) >= 0

    def is_open(self, at: datetime) -> bool:
        """Whether seats may be booked or offered `at` an instant."""
        return self.state != "cancelled" and at < self.closes_at

    def taken(self, number: int, at: datetime) -> Self:
        """Booked directly. Raises CourseCancelledError, BookingClosedError, NotEnoughSeatsError."""
        self._must_be_open(at)
        if number > self.remaining:
            raise NotEnoughSeatsError(number, self.remaining)
        return self._next(confirmed=self.confirmed + number, remaining=self.remaining - number)

    def returned(self, number: int) -> Self:
        """Given back by those who had booked; at any time. Raises NotThoseSeatsError."""
        if number > self.confirmed:
            raise NotThoseSeatsError(number, self.confirmed)
        return self._with_back(number, confirmed=self.confirmed - number)

    def joined(self, at: datetime) -> Self:
        """With one more party on the waiting list. Raises CourseCancelledError, BookingClosedError."""
        self._must_be_open(at)
        return self._next(wait_seq=self.wait_seq + 1)

    def offered(self, number: int, at: datetime) -> Self:
        """Offered to a party, freed seats first. Raises as `taken` does."""
        self._must_be_open(at)
        if number > self.offerable:
            raise NotEnoughSeatsError(number, self.offerable)
        freed = min(number, self.freed)
        fresh = number - freed
        return self._next(held=self.held + fresh, freed=self.freed - freed, remaining=self.remaining - fresh)

    def accepted(self, number: int, at: datetime) -> Self:
        """An offer taken up, before it lapsed and before a cut-off that may have moved since it was made.

        Raises CourseCancelledError, BookingClosedError, NotThoseSeatsError.
        """
        self._must_be_open(at)
        self._must_be_offered(number)
        return self._next(confirmed=self.confirmed + number, held=self.held - number)

    def lapsed(self, number: int) -> Self:
        """An offer declined or run out. Raises NotThoseSeatsError."""
        self._must_be_offered(number)
        return self._with_back(number, held=self.held - number)

    def released(self) -> Self:
        """Once those who wait have been asked: freed seats that nobody wanted are for anybody."""
        return self._next(held=self.held - self.freed, freed=0, remaining=self.remaining + self.freed)

    def resized(self, capacity: int) -> Self:
        """With another number of seats. Raises BelowPromisedError; new seats are for those who wait first."""
        if capacity < self.promised:
            raise BelowPromisedError(self.promised, capacity)
        more = capacity - self.capacity
        if more >= 0:
            return self._with_back(more, capacity=capacity)
        fresh = min(-more, self.remaining)
        freed = -more - fresh
        counts = {"held": self.held - freed, "freed": self.freed - freed, "remaining": self.remaining - fresh}
        return self._next(capacity=capacity, **counts)

    def gone(self, at: datetime) -> Self:
        """Once the course's file is gone: nothing more is booked, and nothing that was is lost."""
        return self._next(closes_at=min(self.closes_at, at), state="gone")

    def on_terms_of(self, course: Course) -> Self:
        """With the cut-off and the state that the course has now; the number of seats stays."""
        if (self.closes_at, self.state) == (course.closes, course.state):
            return self
        return self._next(closes_at=course.closes, state=course.state)

    def _with_back(self, number: int, **counts: int) -> Self:
        """With `counts` set, and `number` seats for those who wait, or for anybody where nobody ever did."""
        if not self.wait_seq:
            return self._next(remaining=self.remaining + number, **counts)
        held = counts.pop("held", self.held)
        return self._next(held=held + number, freed=self.freed + number, **counts)

    def _must_be_open(self, at: datetime) -> None:
        if self.state == "cancelled":
            raise CourseCancelledError
        if at >= self.closes_at:
            raise BookingClosedError(self.closes_at)

    def _must_be_offered(self, number: int) -> None:
        if number > self.offered_now:
            raise NotThoseSeatsError(number, self.offered_now)

    def _next(self, **counts: object) -> Self:
        return replace(self, version=self.version + 1, **counts)  # type: ignore[arg-type]
