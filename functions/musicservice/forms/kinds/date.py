"""A day, typed in three parts: the way of asking that everybody can answer."""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from musicservice.domain.dates import MONTHS, age_on, in_words, without_weekday
from musicservice.forms.kinds.field import Field, Mistake, octets
from musicservice.forms.typed import Raw, first, tidy

PARTS = ("day", "month", "year")
YEAR_DIGITS = 4
SHORTEST_MONTH = len("Jan")


@dataclass(frozen=True, kw_only=True)
class Day(Field[date]):
    """A day. Each kind of day judges for itself which days will do."""

    template: ClassVar[str] = "date"
    example: ClassVar[str]
    """A day as one may type it."""

    @property
    def inputs(self) -> tuple[str, ...]:
        """Day, month and year, in the order they are read out."""
        return tuple(f"{self.name}-{part}" for part in PARTS)

    def parse(self, raw: Raw, today: date) -> date | Mistake | None:
        """The day the parts name, if it will do. A month may be a word."""
        typed = [tidy(first(raw, part)) for part in self.inputs]
        if not any(typed):
            return self.unanswered()
        if gaps := [part for part, text in zip(PARTS, typed, strict=True) if not text]:
            return self.mistake(f"{self.label} must include a {' and a '.join(gaps)}")
        if not _is_year(typed[2]):
            return self._mistaken_year("Year must have 4 numbers")
        day = _day(*typed)
        if day is None:
            return self.mistake(f"{self.label} must be a real date, like {self.example}")
        return self.judged(day, today)

    @abstractmethod
    def judged(self, day: date, today: date) -> date | Mistake:
        """`day` itself, or why it will not do."""

    def _mistaken_year(self, message: str) -> Mistake:
        return Mistake(message, self.inputs[2])

    @property
    def longest(self) -> int:
        """As ten digits and hyphens."""
        return octets(len("2026-03-14"))

    def store(self, value: date) -> str:
        """The day in ISO 8601."""
        return value.isoformat()

    def load(self, stored: Any) -> date:
        """The day. Raises ValueError for what is none."""
        return date.fromisoformat(stored)

    def show(self, value: date) -> str:
        """The day in words."""
        return in_words(value)


@dataclass(frozen=True, kw_only=True)
class BirthDate(Day):
    """Somebody's date of birth. `youngest` and `oldest` are ages in whole years, both included."""

    example: ClassVar[str] = "27 3 2015"
    youngest: int
    oldest: int

    def judged(self, day: date, today: date) -> date | Mistake:
        """A day on which somebody of the right age was born."""
        if day > today:
            return self.mistake(f"{self.label} must be in the past")
        if not self.youngest <= age_on(today, day) <= self.oldest:
            return self._mistaken_year(
                f"Check the year: we take people aged {self.youngest} to {self.oldest}"
            )
        return day


@dataclass(frozen=True, kw_only=True)
class DayBetween(Day):
    """A day from `earliest` to `latest`, both included."""

    example: ClassVar[str] = "2 9 2026"
    earliest: date
    latest: date

    def judged(self, day: date, today: date) -> date | Mistake:  # noqa: ARG002 - same for every kind
        """The day, if it lies between the two."""
        if self.earliest <= day <= self.latest:
            return day
        span = f"{without_weekday(self.earliest)} to {without_weekday(self.latest)}"
        return self.mistake(f"Enter a day from {span}")


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
