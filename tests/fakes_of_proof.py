"""Hand-written stand-ins for the ports of proofs, held by the contract suites to what the real ones do."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from musicservice.domain.proof import Proof
from musicservice.domain.uploads import OPEN, UNSENT_KEPT, Checker, Upload
from musicservice.evidence_ports import Arrival, Due, Invitation, Verdict
from musicservice.ports import UnavailableError


@dataclass
class MemoryUploads:
    """States in memory; `due_at` holds when each state's time is over."""

    states: dict[str, Upload] = field(default_factory=dict)
    due_at: dict[str, datetime] = field(default_factory=dict)
    withdrawn: dict[str, datetime] = field(default_factory=dict)
    handed: dict[str, datetime] = field(default_factory=dict)

    def open(self, upload: str, now: datetime) -> None:
        self.states.setdefault(upload, Upload(upload))
        self.due_at.setdefault(upload, now + UNSENT_KEPT)

    def get(self, upload: str) -> Upload | None:
        return self.states.get(upload)

    def withdraw(self, upload: str, now: datetime) -> None:
        self.withdrawn.setdefault(upload, now)

    def hand_in(self, upload: str, now: datetime) -> None:
        self.handed.setdefault(upload, now)

    def settle(self, upload: Upload) -> bool:
        known = self.states.get(upload.id)
        if known is None or known.stage not in OPEN:
            return False
        self.states[upload.id] = upload
        return True

    def due(self, now: datetime, limit: int) -> Sequence[Due]:
        found = [Due(one, "over", at) for one, at in self.due_at.items()]
        found += [Due(one, "withdrawn", at) for one, at in self.withdrawn.items()]
        found += [Due(one, "handed-in", at) for one, at in self.handed.items()]
        return sorted((due for due in found if due.at <= now), key=lambda due: due.at)[:limit]

    def keep_until(self, upload: str, until: datetime) -> None:
        if upload in self.states:
            self.due_at[upload] = until
        self.handed.pop(upload, None)

    def erase(self, upload: str) -> None:
        for kept in (self.states, self.due_at, self.withdrawn, self.handed):
            kept.pop(upload, None)  # type: ignore[attr-defined]


@dataclass
class MemoryQuarantine:
    """Files in memory, each with when it came. `away` are those that cannot be reached."""

    files: dict[str, tuple[bytes, datetime]] = field(default_factory=dict)
    away: set[str] = field(default_factory=set)

    def put(self, upload: str, content: bytes, at: datetime) -> None:
        self.files[upload] = (content, at)

    def arrivals(self) -> Sequence[Arrival]:
        return sorted((self._seen(one) for one in self.files), key=lambda one: one.at)

    def read(self, arrival: Arrival) -> bytes | None:
        if arrival.id in self.away:
            raise UnavailableError("files", "Away")
        is_same = arrival.id in self.files and self._seen(arrival.id) == arrival
        return self.files[arrival.id][0] if is_same else None

    def delete(self, upload: str) -> None:
        if upload in self.away:
            raise UnavailableError("files", "Away")
        self.files.pop(upload, None)

    def _seen(self, upload: str) -> Arrival:
        content, at = self.files[upload]
        return Arrival(upload, len(content), hashlib.sha256(content).hexdigest(), at)


@dataclass
class MemoryEvidence:
    """Clean proofs in memory."""

    kept: dict[str, Proof] = field(default_factory=dict)

    def keep(self, upload: str, proof: Proof) -> None:
        self.kept[upload] = proof

    def delete(self, upload: str) -> None:
        self.kept.pop(upload, None)


@dataclass
class ToldScanner:
    """Says what it is told to say, of each file or of all."""

    verdicts: dict[str, Verdict] = field(default_factory=dict)
    otherwise: Verdict = "nothing-found"
    checker: Checker = "guardduty"

    def verdict(self, arrival: Arrival) -> Verdict:
        return self.verdicts.get(arrival.id, self.otherwise)


@dataclass
class NotedInvitations:
    """Invites anybody, and remembers whom."""

    given: list[tuple[str, str]] = field(default_factory=list)

    def invite(self, upload: str, back: str) -> Invitation:
        self.given.append((upload, back))
        fields: dict[str, Any] = {"key": f"arrivals/{upload}", "success_action_redirect": back}
        return Invitation(fields)
