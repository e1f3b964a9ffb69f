"""How values are written for readers: money, days and times of day, the same on every page."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from musicservice.domain import dates
from musicservice.domain.money import money
from musicservice.domain.office.promise import HERE


def longdate(day: date) -> str:
    """A day as "Saturday 14 March 2026"."""
    return dates.in_words(day)


def clock(text: str) -> str:
    """A time of day given as "10:30" in the way we write it: "10.30am", "2pm", "midday", "midnight"."""
    return dates.clock(time.fromisoformat(text))


def moment(at: datetime) -> str:
    """An instant on the clock in Durham: "Saturday 14 March 2026, 9.30am"."""
    here = at.astimezone(HERE)
    return f"{dates.in_words(here.date())}, {dates.clock(here.time().replace(second=0))}"


def day(text: str) -> date:
    """The day that a text in ISO's notation tells."""
    return date.fromisoformat(text)


def instant(text: str) -> datetime:
    """The instant that a text in ISO's notation tells."""
    return datetime.fromisoformat(text)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "money": money,
    "longdate": longdate,
    "clock": clock,
    "moment": moment,
    "instant": instant,
    "day": day,
}
