"""Counting and charts: the same whatever the order, nothing outside its box, weeks that go on over a year's
end.
"""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.domain.office.charts import FLOOR, HEIGHT, TOP, WIDTH, Chart, Series, last_weeks, summed
from musicservice.domain.office.counting import span_of, sums, week_of
from musicservice.domain.office.happening import Happening

NUMBERS = st.integers(0, 10**6)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    columns = draw(st.integers(1, 12))
    rows = draw(st.lists(st.tuples(*[NUMBERS] * columns), min_size=1, max_size=3))
    return Chart("A chart", tuple(map(str, range(columns))), tuple(Series("Row", row) for row in rows))


@given(charts())
def test_no_bar_ever_leaves_the_box(chart: Chart) -> None:
    for bar in chart.bars:
        assert bar.x >= 0
        assert bar.x + bar.width <= WIDTH
        assert bar.y >= TOP - 1e-6
        assert bar.y + bar.height <= FLOOR + 1e-6
        assert bar.height > 0
    assert all(0 <= column.top <= HEIGHT for column in chart.columns)
    assert chart.is_empty is not any(chart.totals)
    filled = sum(value > 0 for row in chart.series for value in row.values)
    assert len(chart.bars) == filled


@given(st.lists(st.tuples(st.sampled_from("abcz"), NUMBERS)))
def test_sums_do_not_depend_on_the_order(found: list[tuple[str, int]]) -> None:
    labels = ("a", "b", "c")

    assert summed(found, labels) == summed(list(reversed(found)), labels)
    assert sum(summed(found, labels)) == sum(value for label, value in found if label in labels)


def test_weeks_go_on_over_the_end_of_a_year() -> None:
    assert last_weeks("2027-W02", 4) == ("2026-W52", "2026-W53", "2027-W01", "2027-W02")


@pytest.mark.parametrize(
    ("at", "week"),
    [
        (datetime(2026, 11, 29, 23, 59, tzinfo=UTC), "2026-W48"),
        (datetime(2026, 11, 30, 0, 0, tzinfo=UTC), "2026-W49"),
        (datetime(2026, 6, 28, 23, 30, tzinfo=UTC), "2026-W27"),
        (datetime(2027, 1, 1, 12, tzinfo=UTC), "2026-W53"),
    ],
)
def test_a_week_is_that_of_the_clock_in_durham(at: datetime, week: str) -> None:
    assert week_of(at) == week


def test_what_is_no_number_adds_nothing() -> None:
    at = datetime(2026, 11, 26, tzinfo=UTC)

    assert sums(Happening("x", at, {"children": "3", "days": "12", "area": "durham"})) == {
        "children": 3,
        "within_20": 1,
    }
    assert sums(Happening("x", at, {"children": "many", "days": "-1"})) == {}


def test_every_waiting_time_falls_in_a_span() -> None:
    assert [span_of(days) for days in (0, 5, 6, 10, 11, 20, 21, 40, 41, 999)] == [
        *("within_5", "within_5", "within_10", "within_10", "within_20"),
        *("within_20", "within_40", "within_40", "longer", "longer"),
    ]
