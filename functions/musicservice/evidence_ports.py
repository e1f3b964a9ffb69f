"""What the services need of the world to take a proof, look at it and forget it, as small protocols.

The public function has `Invitations` and the first half of `UploadStates`; it has no port to what
is in a file. Every method raises UnavailableError.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol, TypeAlias

from musicservice.domain.proof import Proof
from musicservice.domain.uploads import Checker, Upload

Verdict: TypeAlias = Literal["none-yet", "nothing-found", "threat", "failed"]


@dataclass(frozen=True)
class Invitation:
    """What a form must send, with the file as its last field, for the file to be taken. Good for minutes."""

    fields: Mapping[str, str]


@dataclass(frozen=True)
class Arrival:
    """A file that lies in quarantine. `id` is what follows the prefix in its name, whoever chose that.

    `etag` and `at` change when it is sent again.
    """

    id: str
    size: int
    etag: str
    at: datetime


Cause: TypeAlias = Literal["over", "withdrawn", "handed-in"]


@dataclass(frozen=True)
class Due:
    """An upload to see to: its time is over, its owner took it out, or it was handed in at `at`."""

    id: str
    cause: Cause
    at: datetime


class Invitations(Protocol):
    """Lets one file come into quarantine under a name that we choose."""

    def invite(self, upload: str, back: str) -> Invitation:
        """An invitation for this id; whoever follows it is sent on to the address `back`."""


class Quarantine(Protocol):
    """Where files lie that nobody has judged."""

    def arrivals(self) -> Sequence[Arrival]:
        """What lies there, the longest waiting first; not all of it where there is very much."""

    def read(self, arrival: Arrival) -> bytes | None:
        """The content; None if it is gone, or was sent again since it was seen."""

    def delete(self, upload: str) -> None:
        """Throw it away. There may be none."""


class Scanner(Protocol):
    """Says whether a file holds malware."""

    @property
    def checker(self) -> Checker:
        """Who gives the verdicts."""

    def verdict(self, arrival: Arrival) -> Verdict:
        """What is known by now."""


class Evidence(Protocol):
    """Where proofs lie that were found clean."""

    def keep(self, upload: str, proof: Proof) -> None:
        """Put it there, marked as clean."""

    def delete(self, upload: str) -> None:
        """Throw it away. There may be none."""


class Lending(Protocol):
    """Lets one proof be fetched by whoever has the address that it gives. It reads none itself."""

    def lend(self, upload: str, name: str, lasts: timedelta) -> str:
        """An address that gives the file for so long: as octets to keep under this name, never to show."""


class UploadStates(Protocol):
    """What is known of each upload, found by its id alone."""

    def open(self, upload: str, now: datetime) -> None:
        """Begin one: it is invited."""

    def get(self, upload: str) -> Upload | None:
        """The upload, or None where there is none of this id."""

    def withdraw(self, upload: str, now: datetime) -> None:
        """Note that its owner does not want it kept. Doing it again is fine."""

    def hand_in(self, upload: str, now: datetime) -> None:
        """Note that it belongs to an application from now on. Doing it again is fine."""

    def settle(self, upload: Upload) -> bool:
        """Write down what was found; False, and nothing is written, if it is not open any more."""

    def due(self, now: datetime, limit: int) -> Sequence[Due]:
        """What to see to now, the longest waiting first. The same upload may be there for several causes."""

    def keep_until(self, upload: str, until: datetime) -> None:
        """Let its time be over then, and see to its handing in no more. Does nothing for one that is gone."""

    def erase(self, upload: str) -> None:
        """Forget it."""
