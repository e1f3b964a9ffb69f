"""That the terms were seen, held to the version that stood."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from musicservice.domain.dates import without_weekday
from musicservice.forms.kinds.field import Field, Mistake, octets
from musicservice.forms.typed import Raw, first


@dataclass(frozen=True, kw_only=True)
class Terms(Field[str]):
    """One box to tick. Its value is the version of the terms, so what is kept says which were seen.

    `version` is the day they began, in ISO 8601.
    """

    template: ClassVar[str] = "terms"
    version: str
    url: str

    @property
    def dated(self) -> str:
        """The version as people read it: 1 September 2026."""
        return _dated(self.version)

    @property
    def longest(self) -> int:
        """As the version."""
        return octets(len(self.version))

    def parse(self, raw: Raw, today: date) -> str | Mistake | None:  # noqa: ARG002 - same for every kind
        """The version seen, which must be the one in force."""
        ticked = first(raw, self.name)
        if not ticked:
            return self.unanswered()
        if ticked != self.version:
            return self.mistake("Our terms have changed since you opened this page: read them and tick again")
        return ticked

    def store(self, value: str) -> str:
        """The version seen."""
        return value

    def load(self, stored: Any) -> str:
        """The version seen."""
        return str(stored)

    def show(self, value: str) -> str:
        """The version seen, as a day."""
        return f"Version of {_dated(value)}"


def _dated(version: str) -> str:
    return without_weekday(date.fromisoformat(version))
