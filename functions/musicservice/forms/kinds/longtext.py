"""Free text over several lines, where a list will not do."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from musicservice.forms.kinds.field import Field, Mistake, octets
from musicservice.forms.typed import Raw, first, is_blank, tidy


@dataclass(frozen=True, kw_only=True)
class LongText(Field[str]):
    """A paragraph or two of at most `limit` characters; a line break counts as one."""

    template: ClassVar[str] = "longtext"
    limit: int
    rows: int = 5

    @property
    def longest(self) -> int:
        """As the longest text."""
        return octets(self.limit)

    def parse(self, raw: Raw, today: date) -> str | Mistake | None:  # noqa: ARG002 - same for every kind
        """The text with its line breaks as LF, where browsers send CR LF."""
        typed = tidy(first(raw, self.name).replace("\r\n", "\n").replace("\r", "\n"))
        if is_blank(typed):
            return self.unanswered()
        if len(typed) > self.limit:
            excess = len(typed) - self.limit
            return self.mistake(f"Shorten your answer to “{self.label}”: it is {excess} characters too long")
        return typed

    def store(self, value: str) -> str:
        """The text itself."""
        return value

    def load(self, stored: Any) -> str:
        """The text itself."""
        return str(stored)

    def show(self, value: str) -> str:
        """The text itself."""
        return value
