"""Does the same for many, some side by side, no faster than a pace, and begins none after a time.

It does not know what is done. It is for work that waits for others most of the time.
"""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeVar

from musicservice.ports import Clock

Each = TypeVar("Each")


@dataclass
class Pacing:
    """`pace` is the seconds from one beginning to the next; `until` is on the monotonic clock."""

    clock: Clock
    pace: float
    until: float
    hands: int
    pause: Callable[[float], None] = time.sleep
    _next: float = 0.0
    _lock: Lock = field(default_factory=Lock)

    @property
    def is_over(self) -> bool:
        """Whether nothing is begun any more."""
        return self.clock.monotonic() > self.until

    def each(self, do: Callable[[Each], str], many: Iterable[Each]) -> list[str]:
        """What came of those that were begun."""
        if self.hands == 1:
            return [outcome for one in many if (outcome := self._one(do, one))]
        with ThreadPoolExecutor(self.hands) as pool:
            return [outcome for outcome in pool.map(lambda one: self._one(do, one), many) if outcome]

    def _one(self, do: Callable[[Each], str], one: Each) -> str:
        if not self.is_over:
            self._wait()
        return "" if self.is_over else do(one)

    def _wait(self) -> None:
        """Wait for its turn: each takes the next that is free."""
        with self._lock:
            now = self.clock.monotonic()
            turn = max(now, self._next)
            self._next = turn + self.pace
        self.pause(turn - now)
