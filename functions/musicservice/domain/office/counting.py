"""What is added up of a note: which week it belongs to, and in which span its waiting time falls."""

from collections.abc import Mapping
from datetime import datetime

from musicservice.domain.office.happening import Happening
from musicservice.domain.office.promise import HERE

SPANS: tuple[tuple[str, int], ...] = (
    ("within_5", 5),
    ("within_10", 10),
    ("within_20", 20),
    ("within_40", 40),
)
LONGER = "longer"
"""Spans of days from asking to an answer, each up to and with its last day; and whatever is beyond them."""
ADDED = frozenset({"children"})
"""Facts of a note that are numbers to add up."""


def week_of(at: datetime) -> str:
    """The ISO week of an instant, in Durham: "2026-W48"."""
    year, week, _ = at.astimezone(HERE).isocalendar()
    return f"{year}-W{week:02}"


def span_of(days: int) -> str:
    """The span that a waiting time falls in."""
    return next((name for name, last in SPANS if days <= last), LONGER)


def sums(happening: Happening) -> Mapping[str, int]:
    """What is added up of a note, beside that it happened. What is no number adds nothing."""
    facts = happening.facts
    found = {name: int(facts[name]) for name in ADDED if facts.get(name, "").isdecimal()}
    days = facts.get("days", "")
    return {**found, span_of(int(days)): 1} if days.isdecimal() else found
