"""School years and ages, by examples."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.domain.dates import age_on, in_words
from musicservice.domain.schoolyear import NUMBERED, RECEPTION, YEAR_GROUPS, school_year, year_group


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2026, 8, 31), 2025),
        (date(2026, 9, 1), 2026),
        (date(2026, 12, 31), 2026),
        (date(2027, 1, 1), 2026),
    ],
)
def test_a_school_year_begins_on_the_first_of_september(today: date, year: int) -> None:
    assert school_year(today) == year


@pytest.mark.parametrize(
    ("born", "slug"),
    [
        (date(2021, 9, 1), "nursery"),
        (date(2021, 8, 31), "reception"),
        (date(2020, 9, 1), "reception"),
        (date(2020, 8, 31), "1"),
        (date(2015, 3, 27), "6"),
        (date(2014, 8, 31), "7"),
        (date(2007, 9, 1), "13"),
        (date(2007, 8, 31), "none"),
        (date(2024, 1, 1), "nursery"),
        (date(2020, 2, 29), "1"),
    ],
)
def test_a_year_group_follows_from_the_birth_date(born: date, slug: str) -> None:
    assert year_group(born, date(2026, 3, 14)).slug == slug


@pytest.mark.parametrize("today", [date(2025, 9, 1), date(2026, 2, 28), date(2026, 8, 31)])
def test_a_year_group_lasts_a_whole_school_year(today: date) -> None:
    assert year_group(date(2015, 3, 27), today).slug == "6"


def test_a_year_group_changes_on_the_first_of_september() -> None:
    assert year_group(date(2015, 3, 27), date(2026, 9, 1)).slug == "7"


@given(st.dates(date(2000, 1, 1), date(2023, 12, 31)))
def test_nobody_goes_back_a_year(born: date) -> None:
    today = date(2026, 3, 14)
    order = [group.slug for group in YEAR_GROUPS]

    now, next_year = (order.index(year_group(born, today.replace(year=y)).slug) for y in (2026, 2027))

    assert next_year in {now, now + 1}


@pytest.mark.parametrize(
    ("years", "stage"),
    [((1, 2), "KS1"), ((3, 6), "KS2"), ((7, 9), "KS3"), ((10, 11), "KS4"), ((12, 13), "KS5")],
)
def test_key_stages_cover_their_years(years: tuple[int, int], stage: str) -> None:
    first, last = years

    assert {group.key_stage for group in NUMBERED[first - 1 : last]} == {stage}
    assert next(group.slug for group in NUMBERED if group.key_stage == stage) == str(first)


def test_reception_belongs_to_the_early_years() -> None:
    assert RECEPTION.key_stage == "EYFS"


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (date(2026, 3, 26), 10),
        (date(2026, 3, 27), 11),
        (date(2026, 3, 28), 11),
        (date(2015, 3, 27), 0),
    ],
)
def test_an_age_changes_on_the_birthday(day: date, age: int) -> None:
    assert age_on(day, date(2015, 3, 27)) == age


def test_somebody_born_on_29_february_grows_older_on_the_first_of_march() -> None:
    born = date(2016, 2, 29)

    assert [age_on(date(2026, 2, 28), born), age_on(date(2026, 3, 1), born)] == [9, 10]


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2026, 3, 14), "Saturday 14 March 2026"), (date(2026, 9, 1), "Tuesday 1 September 2026")],
)
def test_a_day_is_written_out(day: date, words: str) -> None:
    assert in_words(day) == words
