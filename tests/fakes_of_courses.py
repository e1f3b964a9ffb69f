"""Hand-written stand-in for the seats of courses, held by the contract suite to what the real one does."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from musicservice.domain.training import Seats
from musicservice.ports import UnavailableError

COUNTS = ("capacity", "remaining", "held", "freed")


@dataclass
class MemorySeats:
    """Seats in memory. `down` refuses everything; `meanwhile` is done once, between a look and a change."""

    kept: dict[str, Seats] = field(default_factory=dict)
    listed: set[str] = field(default_factory=set)
    down: set[str] = field(default_factory=set)
    meanwhile: dict[str, list[Seats]] = field(default_factory=dict)

    def known(self) -> list[str]:
        return sorted(self.listed)

    def enlist(self, course: str) -> None:
        self.listed.add(course)

    def look(self, course: str) -> Seats | None:
        if course in self.down:
            raise UnavailableError("database", "Down")
        return self.kept.get(course)

    def several(self, courses: Sequence[str]) -> dict[str, Seats]:
        found = {course: self.look(course) for course in courses}
        return {course: seats for course, seats in found.items() if seats}

    def open(self, seats: Seats) -> bool:
        self._happen(seats.course)
        if seats.course in self.kept:
            return False
        self.kept[seats.course] = seats
        return True

    def change(self, seen: Seats, wanted: Seats) -> bool:
        self._happen(seen.course)
        now = self.kept[seen.course]
        counts = {name: getattr(now, name) + getattr(wanted, name) - getattr(seen, name) for name in COUNTS}
        terms = ("capacity", "closes_at", "state")
        if any(getattr(now, name) != getattr(seen, name) for name in terms) or min(counts.values()) < 0:
            return False
        if (now.wait_seq > 0) != (seen.wait_seq > 0):
            return False
        self.kept[seen.course] = replace(
            now, **counts, closes_at=wanted.closes_at, state=wanted.state, version=now.version + 1
        )
        return True

    def _happen(self, course: str) -> None:
        if self.meanwhile.get(course):
            self.kept[course] = self.meanwhile[course].pop(0)
