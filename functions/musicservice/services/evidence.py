"""The family's side of a proof: places to put one in, what became of each, and taking one out.

A draft holds the ids of its uploads. The last one is always the place that is open for the next file; those
before it were sent. So a reload costs nothing, and a file that came although its sender's browser never
heard so is found by looking. This service cannot read a file.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from musicservice.domain.uploads import MOST_FILES, Checker, Upload
from musicservice.evidence_ports import Invitation, Invitations, UploadStates
from musicservice.ports import Clock

Ids: TypeAlias = tuple[str, ...]


def new_id() -> str:
    """192 random bits as 32 characters."""
    return secrets.token_urlsafe(24)


@dataclass(frozen=True)
class Shown:
    """What was sent so far, in order, and the ids that the draft must hold from now on."""

    sent: tuple[Upload, ...]
    ids: Ids

    @property
    def open(self) -> str:
        """The id of the place for the next file."""
        return self.ids[-1]

    @property
    def full(self) -> bool:
        """Whether as many were sent as we take."""
        return len(self.sent) >= MOST_FILES


@dataclass(frozen=True)
class ProofDesk:
    """The service. `checker` says who will look at the files. Every method raises UnavailableError."""

    invitations: Invitations
    states: UploadStates
    clock: Clock
    checker: Checker
    fresh: Callable[[], str] = new_id

    def show(self, ids: Sequence[str], closed: int = 0) -> Shown:
        """What became of the draft's uploads.

        `closed` is the number of the place, counted from 1, that the browser says was just filled; saying it
        twice changes nothing. Ids that nobody knows any more are left out.
        """
        known = [one for one in map(self.states.get, ids) if one is not None]
        if known and known[-1].stage == "invited" and known[-1].id == ids[-1] and closed != len(known):
            return Shown(tuple(known[:-1]), tuple(one.id for one in known))
        opened = self.fresh()
        self.states.open(opened, self.clock.now())
        return Shown(tuple(known), (*(one.id for one in known), opened))

    def invite(self, shown: Shown, back: str) -> Invitation | None:
        """The way in for one more file, or None where there are as many as we take.

        `back` is the address on our own site to which the browser is sent afterwards.
        """
        return None if shown.full else self.invitations.invite(shown.open, back)

    def take_out(self, ids: Sequence[str], upload: str) -> Ids:
        """The ids without this one, which is thrown away; the same ids if it is none that was sent."""
        if upload not in ids[:-1]:
            return tuple(ids)
        self.states.withdraw(upload, self.clock.now())
        return tuple(one for one in ids if one != upload)

    def hand_in(self, ids: Sequence[str]) -> Ids:
        """Keeps the draft's files beyond the draft; gives the ids that belong to the application.

        To be called before the application is kept, and safe to call again: a file kept a while too long
        is put right by time, one thrown away too soon by nothing.
        """
        sent = tuple(one.id for one in self.show(ids).sent if one.stage != "refused")
        for upload in sent:
            self.states.hand_in(upload, self.clock.now())
        return sent
