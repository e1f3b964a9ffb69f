"""When a family is reminded of an offer that it has not answered: once, a few days before the last."""

from datetime import UTC, date, datetime, time, timedelta

from musicservice.domain.office.promise import HERE

BEFORE = timedelta(days=3)
NOT_SOONER = timedelta(days=2)
"""Nobody is reminded within that of the offer itself."""
NOON = time(12)


def remind_at(now: datetime, until: date) -> datetime | None:
    """When, for an offer that is made now and can be answered until the end of a day; None for never."""
    at = datetime.combine(until - BEFORE, NOON, HERE).astimezone(UTC)
    return at if at - now >= NOT_SOONER else None
