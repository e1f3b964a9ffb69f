"""What erasing, keeping and handing out what is kept of somebody needs of the world, as small protocols.

Every method raises UnavailableError.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from musicservice.domain.audit import Entry
from musicservice.domain.office.area import Area
from musicservice.domain.office.erasing import Belongings, Tombstone
from musicservice.domain.office.request import Request
from musicservice.domain.office.work import Kind, Work


@dataclass(frozen=True)
class DueCase:
    """A case that retention sees to on a day. `planned` says what goes then: "sealed", "case" and so on."""

    case: str
    reference: str
    due_on: date
    planned: tuple[str, ...]


class Remains(Protocol):
    """What is left of a case, all over the tables."""

    def belongings(self, case: str) -> Belongings | None:
        """All that belongs to it, in one read; None where nothing lies under its key."""

    def bury(self, stone: Tombstone, entry: Entry, until: float) -> None:
        """Put the tombstone and the entry of the trail, and have the case erased from now on; or nothing.

        Raises HeldError, NotThereError, StaleError where somebody wrote to the trail meanwhile, and
        OutcomeUnknownError.
        """

    def buried(self, case: str) -> Tombstone | None:
        """The tombstone of a case."""

    def unfinished(self, limit: int) -> Sequence[Tombstone]:
        """Tombstones of what is to go still, the longest waiting first, in one read."""

    def finished(self, stone: Tombstone) -> None:
        """Note that all of it is gone."""

    def stones(self) -> Iterator[Tombstone]:
        """Every tombstone, for who replays them: no page asks for this."""

    def scatter(self, everything: Belongings) -> None:
        """Take away what lies elsewhere because of a case. Doing it again is fine."""

    def end(self, everything: Belongings) -> None:
        """Take away the case itself, its first item last. Doing it again is fine."""


class Due(Protocol):
    """Which case retention sees to on which day."""

    def due(self, partition: str, until: date, limit: int) -> Sequence[DueCase]:
        """Those whose day has come by then, the earliest first."""

    def again(self, case: str, partition: str, on: date, planned: tuple[str, ...]) -> None:
        """See to it on that day. Does nothing where the case is gone."""

    def strip(self, case: str, what: str, names: Sequence[str], entry: Entry, until: float) -> None:
        """Empty these items of a case of what is "sealed", or the case of its list of "evidence".

        The trail says so. Raises HeldError, StaleError and OutcomeUnknownError.
        """

    def note(self, day: date, did: Mapping[str, int], until: float) -> None:
        """Add to what was deleted on a day."""

    def noted(self, first: date, last: date) -> Sequence[tuple[date, Mapping[str, int]]]:
        """What was deleted on these days, the earliest first."""


class Holds(Protocol):
    """Keeping a case from being deleted."""

    def hold(self, case: str, facts: Mapping[str, Any], entry: Entry, until: float) -> None:
        """Put it on hold. Raises StaleError where it is, or is being erased."""

    def lift(self, case: str, facts: Mapping[str, Any], entry: Entry, until: float) -> None:
        """Take the hold away, and keep what is said of that. Raises StaleError where there is none."""

    def held(self, case: str) -> Mapping[str, Any] | None:
        """What was said of the hold; None where there is none."""


class Files(Protocol):
    """Files that families sent."""

    def erase(self, upload: str) -> None:
        """Throw it away wherever it lies, with every version that was kept. There may be none."""


class Requests(Protocol):
    """Requests to take something out of the house, and to erase something, that a second person agrees to."""

    def put(self, request: Request, entry: Entry, until: float) -> None:
        """Keep a new one, with the trail's entry. Raises StaleError and OutcomeUnknownError."""

    def look(self, name: str) -> Request | None:
        """One by its id, in one read."""

    def latest(self, limit: int) -> Sequence[Request]:
        """Those asked for last, the latest first, in one read."""

    def become(self, seen: Request, request: Request, entry: Entry, until: float) -> None:
        """Keep it changed, with the trail's entry. Raises StaleError where either moved."""


@dataclass(frozen=True)
class OpenAnswers:
    """What lies open of a case: its form's name, and the answers as they are kept."""

    form: str
    answers: Mapping[str, Any]


class Bulk(Protocol):
    """Many cases at once, for tables."""

    def received(self, kind: Kind, area: Area, month: str, limit: int) -> Sequence[Work]:
        """What came in a month ("2026-03"), the earliest first, in one read."""

    def answers(self, cases: Sequence[str]) -> Mapping[str, OpenAnswers]:
        """The open answers of cases by case, a read for each hundred. Those that are gone are left out."""
