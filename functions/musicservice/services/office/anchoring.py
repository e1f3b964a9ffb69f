"""The worker's round that puts the ends of trails out of reach of whoever can write to the tables."""

from collections.abc import Mapping
from dataclasses import dataclass

from musicservice.domain.office.anchoring import written
from musicservice.ports import Clock
from musicservice.trail_ports import Anchors, Ends

BATCH = 500
BUDGET = 40.0
"""Seconds after which no further batch is begun, inside the worker's 60."""


@dataclass(frozen=True)
class Anchoring:
    """One round. What it was stopped in the midst of is anchored again, which harms nothing."""

    ends: Ends
    anchors: Anchors
    clock: Clock

    def __call__(self) -> Mapping[str, int]:
        """How many trails were anchored; those that moved meanwhile are left to the next round.

        Raises UnavailableError.
        """
        until = self.clock.monotonic() + BUDGET
        done = 0
        while self.clock.monotonic() < until and (heads := self.ends.fresh(BATCH)):
            self.anchors.keep(written(heads), self.clock.now())
            done += sum([self.ends.anchored(head) for head in heads])
            if len(heads) < BATCH:
                break
        return {"anchored": done} if done else {}
