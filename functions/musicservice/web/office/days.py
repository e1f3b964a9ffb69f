"""Which day it is here, and which days the office is closed."""

from collections.abc import Collection
from datetime import date
from functools import cache

from musicservice.domain.office.promise import HERE
from musicservice.ports import Clock


def today(clock: Clock) -> date:
    """The day in Durham."""
    return clock.now().astimezone(HERE).date()


@cache
def holidays() -> Collection[date]:
    """Bank holidays in England, of any year that is asked about. The library is the office's alone."""
    import holidays as known  # noqa: PLC0415 - it takes a while to load

    days: Collection[date] = known.country_holidays("GB", subdiv="ENG")
    return days
