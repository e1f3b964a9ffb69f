"""Agreement to the terms, held to the version that was read."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from musicservice.forms.kinds.field import Field, Mistake
from musicservice.forms.typed import Raw, first


@dataclass(frozen=True, kw_only=True)
class Terms(Field[str]):
    """One box to tick. Its value is the version of the terms, so what is kept says which were read."""

    template: ClassVar[str] = "terms"
    version: str
    url: str

    def parse(self, raw: Raw, today: date) -> str | Mistake | None:  # noqa: ARG002 - same for every kind
        """The version agreed to, which must be the one in force."""
        ticked = first(raw, self.name)
        if not ticked:
            return self.unanswered()
        if ticked != self.version:
            return self.mistake("Our terms have changed since you opened this page: read them and tick again")
        return ticked

    def store(self, value: str) -> str:
        """The version agreed to."""
        return value

    def show(self, value: str) -> str:
        """The version agreed to."""
        return f"Version {value}"
