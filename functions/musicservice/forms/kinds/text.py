"""One line of free text: a name, a school."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Literal

from musicservice.forms.kinds.field import Field, Mistake, octets
from musicservice.forms.typed import Raw, first, has_line_break, is_blank, tidy, turns_direction


@dataclass(frozen=True, kw_only=True)
class Line(Field[str]):
    """Whatever is typed on one line and kept as text. Its kinds differ in what they accept."""

    limit: int = 100

    @property
    def longest(self) -> int:
        """As the longest line."""
        return octets(self.limit)

    def line(self, raw: Raw) -> str | Mistake | None:
        """What was typed, trimmed and on one line; None when optional and left empty."""
        sent = first(raw, self.name)
        if has_line_break(sent):
            return self.mistake(f"{self.label} must be on one line")
        typed = tidy(sent)
        if is_blank(typed):
            return self.unanswered()
        if turns_direction(typed):
            return self.mistake(
                f"{self.label} holds invisible characters: type it again instead of pasting it"
            )
        if len(typed) > self.limit:
            return self.mistake(f"{self.label} must be {self.limit} characters or fewer")
        return typed.replace("\t", " ")

    def store(self, value: str) -> str:
        """The text itself."""
        return value

    def load(self, stored: Any) -> str:
        """The text itself."""
        return str(stored)

    def show(self, value: str) -> str:
        """The text itself."""
        return value


@dataclass(frozen=True, kw_only=True)
class Text(Line):
    """One line of any writing system, kept exactly as typed."""

    template: ClassVar[str] = "text"
    spellcheck: bool = True
    width: Literal["short", "medium", "full"] = "full"

    def parse(self, raw: Raw, today: date) -> str | Mistake | None:  # noqa: ARG002 - same for every kind
        """The line as typed."""
        return self.line(raw)
