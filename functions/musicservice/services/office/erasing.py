"""Erases a case with all that belongs to it, in steps that can break off anywhere and be done again.

Staff only bury it: a tombstone, and a place among what is due. The worker takes away what there is, since
the office's own function may delete nothing. The case's own item goes last: what is left leads to the rest.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from musicservice.domain.audit import following
from musicservice.domain.office.erasing import (
    Belongings,
    NotThereError,
    Tombstone,
    Why,
    remaining,
    tombstone,
)
from musicservice.ports import Clock, StaleError
from musicservice.rights_ports import Files, Remains
from musicservice.trail_ports import Trail

TRIES = 5
PATIENCE = 5.0
"""Seconds for writing one tombstone."""
ROUNDS = 3
"""How often a case is looked at again for what came under it while it went."""


@dataclass(frozen=True)
class Burying:
    """For the office: nothing is deleted here."""

    remains: Remains
    trail: Trail
    clock: Clock

    def __call__(self, case: str, by: str, why: Why, second: str = "") -> Tombstone:
        """Have a case erased. `by` and `second` are ids of staff.

        Raises HeldError, NotThereError where it is gone or on its way, StaleError where others keep writing,
        OutcomeUnknownError and UnavailableError.
        """
        found = self.remains.belongings(case)
        if found is None:
            raise NotThereError
        fields = _told(found, why, second)
        for _ in range(TRIES):
            stone = tombstone(found, self.clock.now())
            entry = following(self.trail.head(case), by, "erased", fields, stone.at)
            try:
                self.remains.bury(stone, entry, self.clock.monotonic() + PATIENCE)
            except StaleError:
                continue
            return stone
        raise StaleError


class Forgetting(Protocol):
    """What is known of uploads, as far as it is forgotten."""

    def erase(self, upload: str) -> None:
        """Forget it. Raises UnavailableError."""


@dataclass(frozen=True)
class Erasing:
    """For the worker, and for whoever brings a backup back."""

    remains: Remains
    files: Files
    uploads: Forgetting

    def __call__(self, stone: Tombstone) -> Belongings:
        """Take away everything of a case with a tombstone; gives what there was. Raises UnavailableError."""
        first = everything = remaining(stone, self.remains.belongings(stone.case))
        for _ in range(ROUNDS):
            self._away(everything)
            found = self.remains.belongings(stone.case)
            if found is None:
                break
            everything = remaining(stone, found)
        self.remains.finished(stone)
        return first

    def replay(self) -> Mapping[str, int]:
        """Erase again all that was ever erased: how many cases, and of how many something had come back."""
        counts: Counter[str] = Counter()
        for stone in self.remains.stones():
            counts["tombstones"] += 1
            counts["came_back"] += bool(self(stone).own)
        return counts

    def _away(self, everything: Belongings) -> None:
        for upload in everything.uploads:
            self.files.erase(upload)
            self.uploads.erase(upload)
        self.remains.scatter(everything)
        self.remains.end(everything)


def _told(found: Belongings, why: Why, second: str) -> tuple[str, ...]:
    counted = (f"{name}={number}" for name, number in found.counts.items())
    return (f"why={why}", *counted, *((f"second={second}",) if second else ()))
