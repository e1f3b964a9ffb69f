"""A day that must lie between two others."""

from datetime import date

import pytest

from musicservice.forms.classification import Classification
from musicservice.forms.kinds import DayBetween, Mistake

YEAR = DayBetween(
    name="starts",
    label="The first day",
    classification=Classification.PUBLIC,
    missing="Enter the first day",
    earliest=date(2026, 9, 2),
    latest=date(2027, 7, 21),
)
TODAY = date(2030, 1, 1)


def parsed(day: str, month: str, year: str) -> object:
    return YEAR.parse({"starts-day": (day,), "starts-month": (month,), "starts-year": (year,)}, TODAY)


@pytest.mark.parametrize("typed", [("2", "9", "2026"), ("21", "July", "2027"), ("1", "jan", "2027")])
def test_both_ends_and_all_between_will_do_whatever_today_is(typed: tuple[str, str, str]) -> None:
    assert isinstance(parsed(*typed), date)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("1", "9", "2026"), "Enter a day from 2 September 2026 to 21 July 2027"),
        (("22", "7", "2027"), "Enter a day from 2 September 2026 to 21 July 2027"),
        (("31", "2", "2027"), "The first day must be a real date, like 2 9 2026"),
        (("2", "", "2026"), "The first day must include a month"),
        (("2", "9", "26"), "Year must have 4 numbers"),
        (("", "", ""), "Enter the first day"),
    ],
)
def test_it_says_what_would_do(typed: tuple[str, str, str], message: str) -> None:
    found = parsed(*typed)

    assert isinstance(found, Mistake)
    assert found.message == message
    assert found.anchor in YEAR.inputs
