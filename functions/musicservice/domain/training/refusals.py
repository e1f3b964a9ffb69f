"""What the rules of seats and waiting lists refuse, each with its facts: numbers and instants, no people."""

from datetime import datetime


class SeatRefusedError(Exception):
    """A change of a course's seats that its rules do not allow."""


class NotEnoughSeatsError(SeatRefusedError):
    """More seats are asked for than there are. `remaining` is how many there were."""

    def __init__(self, asked: int, remaining: int) -> None:
        """Two numbers of seats."""
        super().__init__(f"{asked} seats of {remaining}")
        self.asked, self.remaining = asked, remaining


class BookingClosedError(SeatRefusedError):
    """The cut-off has passed: nobody books any more, and no seat is offered."""

    def __init__(self, closed_at: datetime) -> None:
        """`closed_at` is the cut-off."""
        super().__init__(closed_at.isoformat())
        self.closed_at = closed_at


class CourseCancelledError(SeatRefusedError):
    """The course does not take place."""


class BelowPromisedError(SeatRefusedError):
    """Fewer seats are wanted than are booked or on offer."""

    def __init__(self, promised: int, wanted: int) -> None:
        """Two numbers of seats: those confirmed or offered, and those there should be."""
        super().__init__(f"{wanted} seats wanted, {promised} promised")
        self.promised, self.wanted = promised, wanted


class NotThoseSeatsError(SeatRefusedError):
    """Seats are given back or accepted that nobody has. `held` is how many there were of that sort."""

    def __init__(self, asked: int, held: int) -> None:
        """Two numbers of seats."""
        super().__init__(f"{asked} seats of {held}")
        self.asked, self.held = asked, held


class OfferOverError(SeatRefusedError):
    """There is no offer to answer: it is answered, has lapsed, or was never made. `status` says which."""

    def __init__(self, status: str) -> None:
        """`status` is the party's."""
        super().__init__(status)
        self.status = status
