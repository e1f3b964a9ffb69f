"""How values are written for readers: money, days and times of day, the same on every page."""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from musicservice.domain.dates import in_words
from musicservice.domain.money import money

NOON = 12


def longdate(day: date) -> str:
    """A day as "Saturday 14 March 2026"."""
    return in_words(day)


def clock(text: str) -> str:
    """A time of day given as "10:30" in the way we write it: "10.30am", "2pm", "midday", "midnight"."""
    at = time.fromisoformat(text)
    if at in {time(0), time(NOON)}:
        return "midday" if at.hour else "midnight"
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{(at.hour - 1) % NOON + 1}{minutes}{'pm' if at.hour >= NOON else 'am'}"


FILTERS: Mapping[str, Callable[..., Any]] = {"money": money, "longdate": longdate, "clock": clock}
