"""Times as the commands and the mailbox show them: those on the clocks in Durham."""

from datetime import datetime
from zoneinfo import ZoneInfo

from musicservice.domain.dates import in_words

DURHAM = ZoneInfo("Europe/London")


def on_the_clock(moment: datetime) -> str:
    """A moment with a time zone as "Saturday 14 March 2026, 10:31"."""
    there = moment.astimezone(DURHAM)
    return f"{in_words(there.date())}, {there:%H:%M}"
