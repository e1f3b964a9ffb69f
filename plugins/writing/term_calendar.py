"""The school year as a calendar file (RFC 5545): terms, half-terms, and days when every school is closed.

All are whole days, so they are the same on every clock. The file is the same each time it is made.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from musicservice.catalogue import Site
from plugins.models.dates import Dates

ADDRESS = "/lessons/calendar.ics"
ONE_DAY = dt.timedelta(days=1)
REFRESH = dt.timedelta(days=7)


@dataclass(frozen=True)
class Marked:
    """A day, or some days on end, and what to call them."""

    name: str
    first: dt.date
    last: dt.date


def marked(dates: Dates) -> Iterator[Marked]:
    """What stands in the calendar."""
    for term in dates.terms:
        yield Marked(f"{term.name} begins", term.starts, term.starts)
        yield Marked(f"Half-term, {term.name.lower()}", term.half_term_starts, term.half_term_ends)
        yield Marked(f"{term.name} ends", term.ends, term.ends)
    for holiday in dates.bank_holidays:
        yield Marked(holiday.name, holiday.date, holiday.date)


def term_calendar(dates: Dates, site: Site) -> str:
    """The file, to fetch or to subscribe to."""
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", f"-//{site.name}//School terms//EN")
    made.calendar_name = f"{site.name}: school terms in {dates.year}"
    made.refresh_interval = REFRESH
    for one in sorted(marked(dates), key=lambda one: (one.first, one.name)):
        made.add_component(_event(one, dates, site))
    return str(made.to_ical().decode())


def _event(one: Marked, dates: Dates, site: Site) -> Event:
    event = Event()
    event.add("uid", f"{one.first:%Y%m%d}-{one.name.lower().replace(' ', '-')}@{urlsplit(site.url).hostname}")
    event.add("dtstamp", dt.datetime.combine(one.first, dt.time(), dt.UTC))
    event.add("summary", ("Sample: " if dates.sample else "") + one.name)
    event.add("dtstart", one.first)
    event.add("dtend", one.last + ONE_DAY)
    event.add("transp", "TRANSPARENT")
    if dates.note:
        event.add("description", dates.note)
    return event
