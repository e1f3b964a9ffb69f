"""A day, typed in three parts: the way of asking that everybody can answer."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from musicservice.domain.dates import MONTHS, age_on, in_words
from musicservice.forms.kinds.field import Field, Mistake
from musicservice.forms.typed import Raw, first, tidy

PARTS = ("day", "month", "year")
YEAR_DIGITS = 4
SHORTEST_MONTH = len("Jan")


@dataclass(frozen=True, kw_only=True)
class BirthDate(Field[date]):
    """Somebody's date of birth. `youngest` and `oldest` are ages in whole years, both included."""

    template: ClassVar[str] = "date"
    youngest: int
    oldest: int

    @property
    def inputs(self) -> tuple[str, ...]:
        """Day, month and year, in the order they are read out."""
        return tuple(f"{self.name}-{part}" for part in PARTS)

    def parse(self, raw: Raw, today: date) -> date | Mistake | None:
        """The day the parts name, if somebody of the right age was born on it. A month may be a word."""
        typed = [tidy(first(raw, part)) for part in self.inputs]
        if not any(typed):
            return self.unanswered()
        if gaps := [part for part, text in zip(PARTS, typed, strict=True) if not text]:
            return self.mistake(f"{self.label} must include a {' and a '.join(gaps)}")
        if not _is_year(typed[2]):
            return self._mistaken_year("Year must have 4 numbers")
        born = _day(*typed)
        if born is None:
            return self.mistake(f"{self.label} must be a real date, like 27 3 2015")
        return self._judged(born, today)

    def _judged(self, born: date, today: date) -> date | Mistake:
        if born > today:
            return self.mistake(f"{self.label} must be in the past")
        if not self.youngest <= age_on(today, born) <= self.oldest:
            return self._mistaken_year(
                f"Check the year: we take people aged {self.youngest} to {self.oldest}"
            )
        return born

    def _mistaken_year(self, message: str) -> Mistake:
        return Mistake(message, self.inputs[2])

    def store(self, value: date) -> str:
        """The day in ISO 8601."""
        return value.isoformat()

    def load(self, stored: Any) -> date:
        """The day. Raises ValueError for what is none."""
        return date.fromisoformat(stored)

    def show(self, value: date) -> str:
        """The day in words."""
        return in_words(value)


def _is_year(typed: str) -> bool:
    return typed.isdecimal() and len(typed) == YEAR_DIGITS


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), _month(month), _number(day))
    except ValueError:
        return None


def _month(typed: str) -> int:
    """1 to 12 for a number, a name or a short name in any case. Raises ValueError."""
    word = typed.casefold().rstrip(".")
    named = [n for n, name in enumerate(MONTHS, 1) if name.casefold().startswith(word)]
    return named[0] if named and len(word) >= SHORTEST_MONTH else _number(typed)


def _number(typed: str) -> int:
    """Digits of any script and nothing else; int() alone would take a sign or an underscore."""
    if not typed.isdecimal() or len(typed) > YEAR_DIGITS:
        raise ValueError
    return int(typed)
