"""News is not told before its day: what is dated later than the build is left out of it."""

from dataclasses import replace
from datetime import date

from plugins.models.news import News
from plugins.reading.library import Library


def hold_back(library: Library, today: date) -> tuple[Library, tuple[News, ...]]:
    """The library as it may be told on the day `today`, and the news left out of it, the first due first."""
    early = tuple(item for item in reversed(library.news) if item.date > today)
    return replace(library, news=tuple(item for item in library.news if item not in early)), early
