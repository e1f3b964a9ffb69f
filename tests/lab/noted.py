"""What the worker and the files of courses write, as operations of a history."""

from collections.abc import Callable
from typing import Any

from musicservice.adapters.dynamodb import DynamoSeats
from musicservice.booking_ports import SeatsMovedError
from musicservice.domain.training import BelowPromisedError, SeatRefusedError
from musicservice.ports import OutcomeUnknownError, StaleError, UnavailableError
from tests.lab.bench import Bench
from tests.lab.model import UNKNOWN, Asked, Outcome

NO_EFFECT: Outcome = ("no effect",)
"""It is certain that nothing was written, and nothing was said that has to be right."""
Note = Callable[[Asked, Callable[[], Outcome]], None]


class Noted:
    """A port of the worker's whose writes are operations of the history."""

    def __init__(self, note: Note, bench: Bench, port: Any) -> None:
        self._note, self._bench, self._port = note, bench, port

    def __getattr__(self, name: str) -> Any:
        return getattr(self._port, name)

    def write(self, step: Any, until: float) -> None:
        place = step.move.place
        code = self._bench.promoting().register.line(place.course, place.id).booker["name"]
        asked = ("offer", code, place.offered) if place.standing == "offered" else ("lapse", code)
        self._written(asked, lambda: self._port.write(step, until))

    def release(self, seats: Any, until: float) -> bool:
        return bool(self._written(("release",), lambda: self._port.release(seats, until)))

    def _written(self, asked: Asked, write: Callable[[], Any]) -> Any:
        """Done as asked; what was refused had no effect. What it raises is raised again, once it is noted."""
        said: list[Any] = []

        def act() -> Outcome:
            try:
                said.append(write())
            except OutcomeUnknownError as unknown:
                said.append(unknown)
                return UNKNOWN
            except (StaleError, SeatsMovedError, SeatRefusedError, UnavailableError) as refused:
                said.append(refused)
                return NO_EFFECT
            return NO_EFFECT if said[0] is False else ("done",)

        self._note(asked, act)
        if isinstance(said[0], Exception):
            raise said[0]
        return said[0]


def resized(bench: Bench, capacity: int) -> Outcome:
    """As the file of a course would have it."""
    store = DynamoSeats(bench.line, bench.prefix)
    try:
        seen = store.look(bench.course.slug)
    except UnavailableError:
        return NO_EFFECT
    try:
        wanted = seen.resized(capacity) if seen else seen
        return ("done",) if seen and wanted and store.change(seen, wanted) else NO_EFFECT
    except BelowPromisedError:
        return ("refused",)
    except UnavailableError:
        return UNKNOWN
