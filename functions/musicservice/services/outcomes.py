"""What can become of opening a draft, or of changing it. Values only."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from musicservice.domain.receipt import Receipt
from musicservice.domain.submission import WEB, Arrival
from musicservice.forms.draft import Draft
from musicservice.forms.form import Mistakes
from musicservice.forms.reading import Reading, Station
from musicservice.ports import OutcomeUnknownError, UnavailableError


@dataclass(frozen=True)
class Opened:
    """A draft that is there: where it stands, and the revision that was seen."""

    code: str
    reading: Reading
    revision: int


@dataclass(frozen=True)
class Mistaken:
    """There is something to put right on one page. `opened` is none where the form has not begun."""

    mistakes: Mistakes
    station: Station
    opened: Opened | None = None


@dataclass(frozen=True)
class NotAsked:
    """The page is not asked of this household: not yet, no longer, or the child was taken out."""

    opened: Opened


@dataclass(frozen=True)
class Sent:
    """The draft was sent before, and this is its receipt."""

    receipt: Receipt


@dataclass(frozen=True)
class Gone:
    """Nothing is kept under that code."""


@dataclass(frozen=True)
class Unsaved:
    """It could not be looked up or kept; sending it again is safe. `opened` is what was seen before that."""

    cause: UnavailableError
    opened: Opened | None = None

    @property
    def known(self) -> bool:
        """Whether it is certain that this sending kept nothing."""
        return not isinstance(self.cause, OutcomeUnknownError)


Found: TypeAlias = Opened | Sent | Gone | Unsaved
Edit: TypeAlias = Callable[[Opened], Draft | Mistaken | NotAsked]
"""Makes of a draft another, or says why not."""
Arrived: TypeAlias = Callable[[Opened, datetime], tuple[Opened, Arrival]]
"""Of a draft sent at an instant: the form as whoever asks filled it in, and how it came."""


def by_web(opened: Opened, now: datetime) -> tuple[Opened, Arrival]:  # noqa: ARG001 - see Arrived
    """As everybody sends it who fills it in."""
    return opened, WEB
