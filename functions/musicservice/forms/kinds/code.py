"""A code that opens a saved form, as it was written down or read out."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from musicservice.domain.code import LENGTH, NotACodeError, parse
from musicservice.forms.kinds.field import Mistake
from musicservice.forms.kinds.text import Line
from musicservice.forms.typed import Raw

SLIP = (
    f"Check the code: it has {LENGTH} letters and numbers, and one of them is missing or not right. "
    "It never has I, O, U, 0 or 1"
)


@dataclass(frozen=True, kw_only=True)
class Code(Line):
    """One code, in any case and with any spaces or hyphens. A slip is told before anything is looked up."""

    template: ClassVar[str] = "code"

    def parse(self, raw: Raw, today: date) -> str | Mistake | None:  # noqa: ARG002 - same for every kind
        """The code without hyphens."""
        typed = self.line(raw)
        if not isinstance(typed, str):
            return typed
        try:
            return parse(typed)
        except NotACodeError:
            return self.mistake(SLIP)
