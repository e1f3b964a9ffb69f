"""Looks at what lies in quarantine: what is clean is kept, all else is thrown away, and each is told why.

Nothing is kept without a word from the scanner and a look at its structure; no word means not yet, and
after a day no. Each file is settled before it leaves quarantine, so that doing a round again, or half of one,
changes nothing: whatever still lies there and is settled is only thrown away.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from musicservice.domain.proof import judge
from musicservice.domain.uploads import ID, LARGEST, OPEN, SCAN_PATIENCE, Reason, UnfitError, Upload
from musicservice.evidence_ports import Arrival, Evidence, Quarantine, Scanner, UploadStates
from musicservice.ports import Clock, UnavailableError

BUDGET = 20.0
"""Seconds after which no further file is begun, inside the worker's 60."""


@dataclass(frozen=True)
class Inspect:
    """One round of looking."""

    quarantine: Quarantine
    evidence: Evidence
    states: UploadStates
    scanner: Scanner
    clock: Clock

    def __call__(self) -> Mapping[str, int]:
        """How many files were clean, refused, not theirs to send, waiting or left for the next round.

        Raises UnavailableError when the quarantine cannot be listed.
        """
        until = self.clock.monotonic() + BUDGET
        counts: Counter[str] = Counter()
        for arrival in self.quarantine.arrivals():
            if self.clock.monotonic() > until:
                break
            counts[self._one(arrival)] += 1
        return counts

    def _one(self, arrival: Arrival) -> str:
        try:
            return self._looked_at(arrival)
        except UnavailableError:
            return "unavailable"
        except UnfitError as unfit:
            return self._tried_to_refuse(arrival, unfit.reason)
        except Exception:  # noqa: BLE001 - a file that breaks our own look at it is no proof, and stops nobody
            return self._tried_to_refuse(arrival, "damaged")

    def _looked_at(self, arrival: Arrival) -> str:
        """Raises UnfitError for a file that cannot be used."""
        upload = self.states.get(arrival.id) if ID.fullmatch(arrival.id) else None
        if upload is None or upload.stage not in OPEN:
            self.quarantine.delete(arrival.id)
            return "not_invited"
        if arrival.size > LARGEST:
            raise UnfitError("too-large")
        if not self._scanned(arrival, self.clock.now()):
            if upload.stage == "invited":
                self.states.settle(Upload(upload.id, "received", size=arrival.size))
            return "waiting"
        content = self.quarantine.read(arrival)
        return "changed" if content is None else self._kept(arrival, content)

    def _scanned(self, arrival: Arrival, now: datetime) -> bool:
        """Whether the scanner found nothing. Raises UnfitError where it found something or never will."""
        match self.scanner.verdict(arrival):
            case "nothing-found":
                return True
            case "threat":
                raise UnfitError("threat")
            case "none-yet" if now - arrival.at < SCAN_PATIENCE:
                return False
        raise UnfitError("unscanned")

    def _kept(self, arrival: Arrival, content: bytes) -> str:
        proof = judge(content)
        self.evidence.keep(arrival.id, proof)
        clean = Upload(arrival.id, "clean", proof.kind, arrival.size, checked_by=self.scanner.checker)
        if not self.states.settle(clean) and not self._is_clean(arrival.id):
            self.evidence.delete(arrival.id)
        self.quarantine.delete(arrival.id)
        return "clean"

    def _is_clean(self, upload: str) -> bool:
        """Whether another round, at the same moment, came to the same end."""
        settled = self.states.get(upload)
        return settled is not None and settled.stage == "clean"

    def _tried_to_refuse(self, arrival: Arrival, reason: Reason) -> str:
        try:
            self.states.settle(Upload(arrival.id, "refused", size=arrival.size, reason=reason))
            self.quarantine.delete(arrival.id)
        except UnavailableError:
            return "unavailable"
        return "refused"
