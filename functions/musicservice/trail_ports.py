"""Where it is kept who did what."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from musicservice.domain.audit import Entry, Head


class Trail(Protocol):
    """A trail for each case and each member of staff. Every method raises UnavailableError."""

    def head(self, chain: str) -> Head:
        """Where a trail ends by now."""

    def append(  # noqa: PLR0913, PLR0917 - an entry's whole content
        self, chain: str, actor: str, action: str, fields: tuple[str, ...], at: datetime, until: float
    ) -> None:
        """Add one entry. Raises StaleError and OutcomeUnknownError."""

    def entries(self, chain: str, limit: int, before: int = 0) -> Sequence[Entry]:
        """The latest entries of a trail, the latest first; those `before` a number where one is given."""


class Ends(Protocol):
    """Where trails end, and whether that was put out of reach. Every method raises UnavailableError."""

    def fresh(self, limit: int) -> Sequence[Head]:
        """Up to so many ends that no anchor holds yet, the longest waiting first."""

    def anchored(self, head: Head) -> bool:
        """Note that this end is out of reach. False where the trail has moved on, and waits again."""


class Anchors(Protocol):
    """Where nothing can be changed or thrown away. Every method raises UnavailableError."""

    def keep(self, content: bytes, at: datetime) -> None:
        """Put something there for good."""

    def all(self) -> Iterable[bytes]:
        """Everything that was ever put there."""
