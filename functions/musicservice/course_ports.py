"""What keeping the seats of courses needs of the world, as a small protocol."""

from typing import Protocol

from musicservice.domain.training import Seats


class SeatStore(Protocol):
    """Keeps the seats of courses beside the bookings that move them. Every method raises UnavailableError."""

    def look(self, course: str) -> Seats | None:
        """The seats as they are now; None where the course never had any."""

    def open(self, seats: Seats) -> bool:
        """Keep the seats of a course that had none; False where it has them by now."""

    def change(self, seen: Seats, wanted: Seats) -> bool:
        """Make of a course's seats what makes `wanted` of `seen`, whatever was booked meanwhile.

        False, and nothing is done, where somebody else changed the same, or the seats that go are gone.
        """
