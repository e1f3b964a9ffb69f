"""What must still hold of a course's seats at the moment when a step is written down.

A step was decided on counts that others change meanwhile. It is safe on other counts as well, as long as
these few conditions hold, so that a thousand people at once need not wait for one another. It knows no
storage.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from musicservice.domain.training.place import Move, While
from musicservice.domain.training.seats import Seats

COUNTS = ("remaining", "confirmed", "held", "freed", "wait_seq", "version")
"""What a step may change."""
NEVER_BELOW_NOTHING = ("remaining", "confirmed", "held", "freed")


@dataclass(frozen=True)
class Guard:
    """The changes of a step, by count, and its conditions.

    `least` is how much there must be of each count that falls. `waited` says, where seats come back, whether
    anybody ever waited, since that decides to whom they come back. At `at` the course must be as `only_while`
    says.
    """

    changes: Mapping[str, int]
    least: Mapping[str, int]
    at: datetime
    only_while: While = "whatever"
    waited: bool | None = None

    def holds(self, seats: Seats) -> bool:
        """Whether the step may be written on these counts."""
        return (
            all(getattr(seats, name) >= number for name, number in self.least.items())
            and (self.waited is None or (seats.wait_seq > 0) == self.waited)
            and (self.only_while == "whatever" or seats.is_open(self.at))
        )


def guard(move: Move, at: datetime) -> Guard | None:
    """The guard of a step, or None for one that moves no seat."""
    if move.counted is None or move.seats is None:
        return None
    before, after = move.counted, move.seats
    changes = {name: getattr(after, name) - getattr(before, name) for name in COUNTS}
    least = {name: -changes[name] for name in NEVER_BELOW_NOTHING if changes[name] < 0}
    comes_back = changes["freed"] > 0 or changes["remaining"] > 0
    return Guard(
        changes={name: number for name, number in changes.items() if number},
        least=least,
        at=at,
        only_while=move.only_while,
        waited=before.wait_seq > 0 if comes_back else None,
    )
