"""Which terms are charged, in which month the invoice goes out, and when it is to be paid.

Sums are whole pence. It does not know what a term's bill is made of.
Source: the published answers about starting part-way through a term and about how to pay.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from musicservice.domain.instalments import MONTHS_A_YEAR, Payment, month_of, plan
from musicservice.domain.tariff import Rules
from musicservice.domain.termtime import Term, TermTime

Standing: TypeAlias = Literal["whole", "begun", "too-few", "second-half"]
"""How a term stands to a start: all of it; begun in it and charged; begun in it too late to be charged."""

CHARGED: frozenset[Standing] = frozenset({"whole", "begun"})


@dataclass(frozen=True)
class Begun:
    """From which day on a child takes part, and what a whole term costs whose charge falls on some day."""

    child: int
    starts: date
    owed: Callable[[date], int]


@dataclass(frozen=True)
class Part:
    """A child's part of an invoice. `lessons` is how many a term begun part-way still has, one a week."""

    child: int
    standing: Standing
    lessons: int
    pence: int


@dataclass(frozen=True)
class Invoice:
    """What is to be paid for one term by those whose invoice goes out in the same month.

    `pence` is the sum of its parts, and of its payments.
    """

    term: Term
    parts: tuple[Part, ...]
    pence: int
    payments: tuple[Payment, ...]


@dataclass(frozen=True)
class Year:
    """A school year and the rules it is charged by."""

    time: TermTime
    rules: Rules

    def invoices(self, begun: Iterable[Begun], instalments: int) -> Iterator[Invoice]:
        """Every term that any of them is there for, in order; an uncharged one has an invoice of nothing."""
        firsts = [(one, self.time.first_lesson(one.starts)) for one in begun]
        for term in self.time.terms:
            here = [(one, first) for one, first in firsts if first is not None and first <= term.ends]
            for month in sorted({self.month(term, first) for _, first in here}):
                parts = [self._part(one, term, f) for one, f in here if self.month(term, f) == month]
                pence = sum(part.pence for part in parts)
                payments = plan(pence, instalments, month, self.rules.due_before)
                yield Invoice(term, tuple(parts), pence, payments)

    def month(self, term: Term, first: date) -> int:
        """When the invoice goes out: in the term's own month, or where somebody begins later, in theirs."""
        starts = month_of(term.starts)
        year = range(starts, starts + MONTHS_A_YEAR)
        own = next(month for month in year if month % MONTHS_A_YEAR + 1 in self.rules.invoice_months)
        return max(own, month_of(first))

    def standing(self, term: Term, first: date) -> tuple[Standing, int]:
        """How `term` stands to a first lesson, and how many lessons it still has, 0 where it is whole."""
        opens = self.time.first_lesson(term.starts)
        if opens is None or first <= opens:
            return "whole", 0
        lessons = self.time.lessons(term, first)
        if first >= term.half_term_starts:
            return "second-half", lessons
        return "begun" if lessons >= self.rules.least_lessons else "too-few", lessons

    def _part(self, one: Begun, term: Term, first: date) -> Part:
        standing, lessons = self.standing(term, first)
        pence = one.owed(max(first, term.starts)) if standing in CHARGED else 0
        return Part(one.child, standing, lessons, pence)
