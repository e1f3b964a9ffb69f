"""What a household would pay: every charge of a term, each told by its parts, and the invoices of the year.

All sums are whole pence, and parts add up to their totals to the penny. It decides no help with fees:
what comes off arrives with each order, as the decision about it says (see remission and relief).
Source: the published prices, and what content/data/prices.toml says of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from musicservice.domain.invoices import Begun, Invoice, Year
from musicservice.domain.relief import ENSEMBLE, HIRE, NO_RELIEF, TUITION, Relief, reduced
from musicservice.domain.tariff import Charge, Rules, Tariff
from musicservice.domain.termtime import TermTime


class NotOfferedError(Exception):
    """An order for something the tariff has no price for: `wanted` is the item, or the kind of lesson."""

    def __init__(self, wanted: str) -> None:
        """`wanted` is a word of ours, never of a person."""
        super().__init__(f"no price for {wanted}")
        self.wanted = wanted


@dataclass(frozen=True)
class Help:
    """What comes off one item from `first` to `last`, both included, and the reason in a few words."""

    item: str
    reason: str
    relief: Relief
    first: date = date.min
    last: date = date.max

    def holds(self, item: str, day: date) -> bool:
        """Whether it counts for a charge for `item` on `day`."""
        return self.item == item and self.first <= day <= self.last


FULL_PRICE = Help("", "", NO_RELIEF)


@dataclass(frozen=True)
class Order:
    """What one child would like, from which day on.

    `lesson` is a kind of lesson, or "" for none; `added` what the school adds to it, in per cent;
    `help` what comes off, at most one for an item on a day.
    """

    starts: date
    lesson: str = ""
    added: int = 0
    hire: bool = False
    ensembles: int = 0
    help: tuple[Help, ...] = ()

    def helped(self, item: str, day: date) -> Help:
        """What comes off `item` on `day`."""
        return next((help_ for help_ in self.help if help_.holds(item, day)), FULL_PRICE)


@dataclass(frozen=True)
class Line:
    """One charge of one term for the child with this index: `full + added - off == left`.

    `percent` is what the school adds, `reason` why something comes off. Of ensembles there may be a
    `number`; all four sums are for all of them.
    """

    child: int
    charge: Charge
    number: int
    percent: int
    reason: str
    full: int
    added: int
    off: int
    left: int


@dataclass(frozen=True)
class Quote:
    """The bill of a whole term as it stands on each child's first day, and the invoices of the school year.

    `a_term` is the sum of the lines, `total` that of the invoices. A later term can cost something else
    only where the rules on help change in between.
    """

    lines: tuple[Line, ...]
    a_term: int
    invoices: tuple[Invoice, ...]
    total: int


def raised(pence: int, percent: int) -> int:
    """A price with a school's addition on it, to the nearest penny; half a penny is not charged."""
    return (pence * (100 + percent) + 49) // 100


def quote(orders: Sequence[Order], tariff: Tariff, time: TermTime, instalments: int = 1) -> Quote:
    """What the household would pay for all `orders`. Raises NotOfferedError."""
    bills = [Bill(child, order, tariff) for child, order in enumerate(orders)]
    lines = tuple(line for bill in bills for line in bill.lines(bill.order.starts))
    begun = [Begun(bill.child, bill.order.starts, bill.owed) for bill in bills]
    invoices = tuple(Year(time, tariff.rules).invoices(begun, instalments))
    a_term = sum(line.left for line in lines)
    return Quote(lines, a_term, invoices, sum(invoice.pence for invoice in invoices))


@dataclass(frozen=True)
class Bill:
    """What one child would pay for a whole term."""

    child: int
    order: Order
    tariff: Tariff

    def owed(self, day: date) -> int:
        """The sum of a term whose charge falls on `day`."""
        return sum(line.left for line in self.lines(day))

    def lines(self, day: date) -> tuple[Line, ...]:
        """Every charge of that term."""
        return tuple(self._line(charge, number, day) for charge, number in self._wanted())

    def _wanted(self) -> Iterator[tuple[Charge, int]]:
        order, tariff = self.order, self.tariff
        if order.lesson:
            kinds = [charge for charge in tariff.of(TUITION) if charge.kind == order.lesson]
            yield _offered(kinds, order.lesson), 1
        if order.hire:
            yield _offered(tariff.of(HIRE), HIRE), 1
        if order.ensembles:
            yield _offered(tariff.of(ENSEMBLE), ENSEMBLE), order.ensembles

    def _line(self, charge: Charge, number: int, day: date) -> Line:
        percent = self.order.added if charge.item == TUITION else 0
        helped = self.order.helped(charge.item, day)
        whole = raised(charge.pence, percent)
        left = _left(charge.pence, whole, helped.relief, self.tariff.rules)
        reason = helped.reason if left < whole else ""
        sums = (charge.pence, whole - charge.pence, whole - left, left)
        return Line(self.child, charge, number, percent, reason, *(number * pence for pence in sums))


def _offered(found: Sequence[Charge], wanted: str) -> Charge:
    if not found:
        raise NotOfferedError(wanted)
    return found[0]


def _left(standard: int, whole: int, relief: Relief, rules: Rules) -> int:
    """What help leaves of a charge that a school has raised from `standard` to `whole`.

    A child for whom nothing may be charged is not charged the school's addition either.
    """
    own = reduced(standard, relief)
    return reduced(whole, relief) if rules.help_on == "whole-charge" or not own else own + whole - standard
