"""A day, typed as three numbers: the way of asking that everybody can answer."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from musicservice.domain.dates import age_on, in_words
from musicservice.forms.kinds.field import Field, Mistake
from musicservice.forms.typed import Raw, first, tidy

PARTS = ("day", "month", "year")


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
        """The day the three numbers name, if somebody of the right age was born on it."""
        typed = [tidy(first(raw, part)) for part in self.inputs]
        if not any(typed):
            return self.unanswered()
        if gaps := [part for part, text in zip(PARTS, typed, strict=True) if not text]:
            return self.mistake(f"{self.label} must include a {' and a '.join(gaps)}")
        born = _day(typed)
        if born is None:
            return self.mistake(f"{self.label} must be a real date, like 27 3 2015")
        return self._judged(born, today)

    def _judged(self, born: date, today: date) -> date | Mistake:
        if born > today:
            return self.mistake(f"{self.label} must be in the past")
        if not self.youngest <= age_on(today, born) <= self.oldest:
            return self.mistake(
                f"{self.label} must belong to somebody aged {self.youngest} to {self.oldest}: check the year"
            )
        return born

    def store(self, value: date) -> str:
        """The day in ISO 8601."""
        return value.isoformat()

    def show(self, value: date) -> str:
        """The day in words."""
        return in_words(value)


def _day(typed: list[str]) -> date | None:
    try:
        day, month, year = (int(text) for text in typed if text.isdecimal() and len(text) <= len("2015"))
        return date(year, month, day)
    except ValueError:
        return None
