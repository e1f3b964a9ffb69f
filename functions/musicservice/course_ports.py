"""What keeping the seats of courses needs of the world, as small protocols."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from musicservice.domain.outbox import Message
from musicservice.domain.training import Seats


class SeatStore(Protocol):
    """Keeps the seats of courses beside the bookings that move them. Every method raises UnavailableError."""

    def known(self) -> Sequence[str]:
        """The slugs of all courses that were ever enlisted."""

    def enlist(self, course: str) -> None:
        """Remember a course for good, whatever becomes of its file."""

    def look(self, course: str) -> Seats | None:
        """The seats as they are now; None where the course never had any."""

    def several(self, courses: Sequence[str]) -> Mapping[str, Seats]:
        """The seats of at most a hundred courses, by slug, in one read; none of those that never had any."""

    def open(self, seats: Seats) -> bool:
        """Keep the seats of a course that had none; False where it has them by now."""

    def change(self, seen: Seats, wanted: Seats) -> bool:
        """Make of a course's seats what makes `wanted` of `seen`, whatever was booked meanwhile.

        False, and nothing is done, where somebody else changed the same, or the seats that go are gone.
        """


class Notices(Protocol):
    """Notes what staff were told of a course. Every method raises UnavailableError."""

    def was_told(self, course: str, what: str) -> bool:
        """Whether they were told of it."""

    def notify(self, course: str, what: str, message: Message, until: float) -> bool:
        """Post a letter and note what it tells; False where that was told meanwhile.

        Begins no attempt after `until` on the monotonic clock. Raises OutcomeUnknownError too.
        """
