"""How sums and times are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.domain.money import money
from musicservice.pages.filters import clock


@pytest.mark.parametrize(
    ("pence", "text"),
    [
        (5350, "£53.50"),
        (1200, "£12"),
        (0, "£0"),
        (5, "£0.05"),
        (123456789, "£1,234,567.89"),
        (-250, "-£2.50"),
    ],
)
def test_money_is_written_as_people_write_it(pence: int, text: str) -> None:
    assert money(pence) == text


@given(st.integers(0, 10**9))
def test_money_loses_no_penny(pence: int) -> None:
    pounds, _, odd = money(pence).removeprefix("£").replace(",", "").partition(".")

    assert int(pounds) * 100 + int(odd or 0) == pence


@pytest.mark.parametrize(
    ("time", "text"),
    [
        ("10:30", "10.30am"),
        ("09:00", "9am"),
        ("14:00", "2pm"),
        ("14:05", "2.05pm"),
        ("12:00", "midday"),
        ("12:15", "12.15pm"),
        ("00:00", "midnight"),
        ("00:30", "12.30am"),
        ("23:59", "11.59pm"),
    ],
)
def test_a_time_of_day_is_written_as_people_say_it(time: str, text: str) -> None:
    assert clock(time) == text
