"""How full the next courses are, as a chart: what is booked or on offer, and what is free."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from musicservice.domain.office.charts import Chart, Series
from musicservice.domain.office.promise import HERE
from musicservice.domain.training import Course, Seats

COLUMNS = 8


def coming(courses: Sequence[Course], now: datetime) -> list[Course]:
    """The next courses that take place, as many as the chart shows."""
    ahead = sorted(
        (one for one in courses if one.starts > now and one.state == "on"), key=lambda it: it.starts
    )
    return ahead[:COLUMNS]


def seats_filled(courses: Sequence[Course], seats: Mapping[str, Seats]) -> Chart:
    """One column for each course that has seats, by the day on which it begins; its name is in the table."""
    there = [(one, seats[one.slug]) for one in courses if one.slug in seats]
    days = [one.starts.astimezone(HERE) for one, _ in there]
    return Chart(
        "Seats filled, on the next courses",
        tuple(f"{day.day} {day:%b}" for day in days),
        (
            Series("Taken", tuple(each.capacity - each.remaining for _, each in there)),
            Series("Free", tuple(each.remaining for _, each in there)),
        ),
        tuple(f"{one.title}, {day.day} {day:%B %Y}" for (one, _), day in zip(there, days, strict=True)),
    )
