"""How a sum is paid in parts: how much each time, and by which day.

Sums are whole pence. It decides no price and does not know what is paid for.
"""

from dataclasses import dataclass
from datetime import date, timedelta

MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Payment:
    """Pence to be paid on or before a day."""

    due: date
    pence: int


def shares(pence: int, number: int) -> tuple[int, ...]:
    """`pence` in at most `number` equal parts; pennies that are left over go into the first.

    None of them is nothing, so there are fewer where there are not enough pennies.
    """
    equal, odd = divmod(pence, number)
    return tuple(share for share in (equal + odd, *[equal] * (number - 1)) if share)


def month_of(day: date) -> int:
    """A month as a number that goes on counting from year to year."""
    return day.year * MONTHS_A_YEAR + day.month - 1


def plan(pence: int, number: int, invoiced: int, due_before: int) -> tuple[Payment, ...]:
    """`pence` in parts, one a month, the first in the month after the invoice of month `invoiced`.

    Each is due before the day `due_before` of its month, so on the day before it at the latest.
    """
    return tuple(
        Payment(_day_before(invoiced + after, due_before), share)
        for after, share in enumerate(shares(pence, number), 1)
    )


def _day_before(month: int, day: int) -> date:
    year, month = divmod(month, MONTHS_A_YEAR)
    return date(year, month + 1, day) - timedelta(days=1)
