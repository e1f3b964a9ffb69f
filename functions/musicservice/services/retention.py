"""Throws proofs away when their time is over: never sent in, taken out again, or decided and past appeal."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from musicservice.domain.uploads import APPEAL, LONGEST_KEPT
from musicservice.evidence_ports import Due, Evidence, Quarantine, UploadStates
from musicservice.ports import Clock, UnavailableError

BATCH = 50
BUDGET = 25.0
"""Seconds after which no further upload is begun, inside the worker's 60."""


@dataclass(frozen=True)
class Purge:
    """One round of throwing away, and what the office tells of decisions."""

    quarantine: Quarantine
    evidence: Evidence
    states: UploadStates
    clock: Clock

    def __call__(self) -> Mapping[str, int]:
        """How many uploads were forgotten, kept on, or left for the next round.

        Raises UnavailableError when it cannot be asked what to see to.
        """
        until = self.clock.monotonic() + BUDGET
        counts: Counter[str] = Counter()
        for due in self.states.due(self.clock.now(), BATCH):
            if self.clock.monotonic() > until:
                break
            counts[self._one(due)] += 1
        return counts

    def decided(self, uploads: Sequence[str], at: datetime) -> None:
        """A decision was made on the application with these uploads: they go after the time for an appeal.

        Raises UnavailableError. Telling a later decision, such as one on an appeal, begins that time anew.
        """
        for upload in uploads:
            self.states.keep_until(upload, at + APPEAL)

    def forget(self, uploads: Sequence[str]) -> None:
        """Throw these away now, as their owner may ask. Raises UnavailableError."""
        for upload in uploads:
            self._forget(upload)

    def _one(self, due: Due) -> str:
        try:
            if due.cause == "handed-in":
                self.states.keep_until(due.id, due.at + LONGEST_KEPT)
                return "kept_on"
            self._forget(due.id)
        except UnavailableError:
            return "unavailable"
        return "forgotten"

    def _forget(self, upload: str) -> None:
        self.quarantine.delete(upload)
        self.evidence.delete(upload)
        self.states.erase(upload)
