"""When lessons can be given: the terms of a school year, and how many weekly lessons are left in one.

It decides which days are school days. What a term costs, and whether it is charged, is none of its business.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

SATURDAY = 5
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


@dataclass(frozen=True)
class Term:
    """One term; all four days belong to what they begin or end."""

    name: str
    starts: date
    ends: date
    half_term_starts: date
    half_term_ends: date

    @classmethod
    def from_record(cls, record: Mapping[str, str]) -> Self:
        """A term from its JSON object, days in ISO 8601."""
        days = {name: date.fromisoformat(day) for name, day in record.items() if name != "name"}
        return cls(name=record["name"], **days)


@dataclass(frozen=True)
class TermTime:
    """One school year such as "2026-27", its terms in order, and the days when every school is closed."""

    year: str
    terms: tuple[Term, ...]
    closed: tuple[date, ...] = ()
    sample: bool = False

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """The terms of a year from their JSON object."""
        return cls(
            year=record["year"],
            terms=tuple(Term.from_record(term) for term in record["terms"]),
            closed=tuple(date.fromisoformat(day) for day in record["closed"]),
            sample=record["sample"],
        )

    @property
    def first(self) -> date:
        """The first day of the year's first term."""
        return self.terms[0].starts

    @property
    def last(self) -> date:
        """The last day of the year's last term."""
        return self.terms[-1].ends

    def is_school_day(self, day: date) -> bool:
        """Whether lessons are given on `day`."""
        return day.weekday() < SATURDAY and day not in self.closed and any(_holds(t, day) for t in self.terms)

    def first_lesson(self, start: date) -> date | None:
        """The first school day on or after `start`; none where the year has no more."""
        days = (start + n * DAY for n in range((self.last - start).days + 1))
        return next((day for day in days if self.is_school_day(day)), None)

    def lessons(self, term: Term, first: date) -> int:
        """How many lessons `term` still has: one a week, on the weekday of `first` and beginning with it."""
        return sum(self.is_school_day(day) for day in _weekly(first, term.ends))


def _holds(term: Term, day: date) -> bool:
    is_half_term = term.half_term_starts <= day <= term.half_term_ends
    return term.starts <= day <= term.ends and not is_half_term


def _weekly(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += WEEK
