"""One box to tick, to say yes to one thing."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from musicservice.forms.kinds.field import Field, Mistake, octets
from musicservice.forms.typed import Raw, first

YES = "yes"


@dataclass(frozen=True, kw_only=True)
class Agree(Field[str]):
    """Ticked or not; never ticked for anybody."""

    template: ClassVar[str] = "agree"
    can_be_left_out: ClassVar[bool] = False

    @property
    def longest(self) -> int:
        """As YES."""
        return octets(len(YES))

    def parse(self, raw: Raw, today: date) -> str | Mistake | None:  # noqa: ARG002 - same for every kind
        """YES where it is ticked."""
        ticked = first(raw, self.name)
        if not ticked:
            return self.unanswered()
        return YES if ticked == YES else self.mistake(self.missing or "Tick the box again")

    def store(self, value: str) -> str:
        """YES."""
        return value

    def load(self, stored: Any) -> str:
        """YES."""
        return str(stored)

    def show(self, value: str) -> str:  # noqa: ARG002 - there is one value
        """That it is so."""
        return "Yes"
