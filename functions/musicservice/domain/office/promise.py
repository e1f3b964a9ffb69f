"""The promise that everybody is answered in ten working days, and what is late by it.

A working day is one from Monday to Friday that is no bank holiday in England. The day something arrives does
not count. Which days are holidays is for who asks to say.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/London")
WORKING_DAYS = 10
SATURDAY = 5


def due(since: datetime, holidays: Collection[date], days: int = WORKING_DAYS) -> date:
    """The last day on which an answer is in time for something that waits since then."""
    day, left = since.astimezone(HERE).date(), days
    while left:
        day += timedelta(days=1)
        left -= is_working(day, holidays)
    return day


def waited(since: datetime, today: date, holidays: Collection[date]) -> int:
    """How many working days something has waited by the end of today."""
    day, count = since.astimezone(HERE).date(), 0
    while day < today:
        day += timedelta(days=1)
        count += is_working(day, holidays)
    return count


def is_late(since: datetime, today: date, holidays: Collection[date]) -> bool:
    """Whether the promise is broken."""
    return today > due(since, holidays)


def is_working(day: date, holidays: Collection[date]) -> bool:
    """Whether the office works on that day."""
    return day.weekday() < SATURDAY and day not in holidays
