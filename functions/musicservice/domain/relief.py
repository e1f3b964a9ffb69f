"""What a family pays of a charge once it has help: the one rule that page, calculator and decision share.

It works in whole pence and exact fractions. It does not know who has a right to help, nor any price.
"""

from dataclasses import dataclass
from fractions import Fraction

TUITION, HIRE, ENSEMBLE = "tuition", "hire", "ensemble"
ITEMS = (TUITION, HIRE, ENSEMBLE)
"""The charges that help may lower, in the order they are shown."""

WHOLE = 100


@dataclass(frozen=True)
class Fixed:
    """A published price, `pence`, that takes the place of another, `in_place_of`; both in whole pence."""

    pence: int
    in_place_of: int


@dataclass(frozen=True)
class Relief:
    """How far one charge is lowered: by `percent`, or, where a price has been published, to that price.

    With a published price `percent` is that price said as a rate, to the nearest whole per cent; the
    price is what counts. Raises ValueError where it would raise a charge or make it less than nothing.
    """

    percent: int
    fixed: Fixed | None = None

    def __post_init__(self) -> None:
        """Refuses what is no relief."""
        if not 0 <= self.percent <= WHOLE:
            raise ValueError(f"{self.percent} per cent")
        if self.fixed and not 0 <= self.fixed.pence <= self.fixed.in_place_of:
            raise ValueError(f"{self.fixed.pence} in place of {self.fixed.in_place_of}")
        if self.fixed and not self.fixed.in_place_of:
            raise ValueError("a price in place of nothing")

    @property
    def share(self) -> Fraction:
        """The part of the charge that is left to pay: 0 is nothing, 1 is all of it."""
        if self.fixed:
            return Fraction(self.fixed.pence, self.fixed.in_place_of)
        return Fraction(WHOLE - self.percent, WHOLE)


NO_RELIEF = Relief(0)


def reduced(pence: int, relief: Relief) -> int:
    """What is left to pay of a charge of `pence`, to the nearest penny; half a penny is not charged.

    A published price is met exactly: £53.50 becomes £37.50, not the £37.45 that 30% off would leave.
    Another charge, such as one that a school has raised, keeps the same proportion.
    """
    return _rounded(pence * relief.share)


def after(pence: int, rate_percent: int) -> int:
    """`pence` with `rate_percent` taken off, to the nearest penny; half a penny is not charged."""
    return reduced(pence, Relief(rate_percent))


def _rounded(exact: Fraction) -> int:
    return (2 * exact.numerator + exact.denominator - 1) // (2 * exact.denominator)
