"""When a course can be booked, what it costs whom, and what leaving it costs when."""

import json
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.domain.training import (
    KINDS,
    Cancellation,
    Course,
    NotForThemError,
    Setting,
    council_of,
    routes,
)
from musicservice.domain.training.setting import NEVER_MAINTAINED, OUR_STAFF
from tests.courses import CLOSES, COURSE, OPENS, held, session

SECOND = timedelta(seconds=1)
GOOD_FRIDAY, EASTER_MONDAY = date(2027, 3, 26), date(2027, 3, 29)


@pytest.mark.parametrize(
    ("at", "says"),
    [
        (OPENS - SECOND, "not-yet"),
        (OPENS, "open"),
        (CLOSES - SECOND, "open"),
        (CLOSES, "closed"),
    ],
)
def test_it_can_be_booked_from_its_opening_to_its_cut_off(at: datetime, says: str) -> None:
    assert COURSE.booking(at) == says
    assert replace(COURSE, state="moved").booking(at) == says
    assert replace(COURSE, state="cancelled").booking(at) == "cancelled"


LAST = {
    "a Thursday, five working days on": ("2027-03-11 16:00", (), date(2027, 3, 4)),
    "over a weekend": ("2027-03-01 16:00", (), date(2027, 2, 22)),
    "over Easter": ("2027-04-01 16:00", (GOOD_FRIDAY, EASTER_MONDAY), date(2027, 3, 23)),
    "over the change of the clocks": ("2027-03-30 16:00", (), date(2027, 3, 23)),
}


@pytest.mark.parametrize("case", LAST)
def test_leaving_is_free_to_the_end_of_a_day_that_leaves_five_working_days(case: str) -> None:
    local, holidays, last = LAST[case]
    course = held(local)

    assert course.last_free_day(holidays) == last
    assert course.free_until(holidays) == session(f"{last + timedelta(days=1)} 00:00").starts


def test_a_course_online_asks_for_less_notice() -> None:
    online = replace(COURSE, sessions=(replace(session("2027-03-03 13:00"), online=True),))

    assert online.last_free_day() == date(2027, 3, 2)


def test_where_no_notice_is_asked_leaving_is_free_until_the_course_begins() -> None:
    course = replace(COURSE, cancellation=Cancellation(0, 0, 100))

    assert course.free_until() == course.starts


def test_leaving_late_costs_a_part_of_the_price_in_whole_pence() -> None:
    late, free = COURSE.free_until(), COURSE.free_until() - SECOND

    assert [COURSE.cost_of_leaving(kind, late) for kind in ("academy", "childminder", "dms-staff")] == [
        3000,
        750,
        0,
    ]
    assert COURSE.cost_of_leaving("academy", free) == 0


@pytest.mark.parametrize("state", ["cancelled", "moved"])
def test_leaving_a_course_that_we_cancelled_or_moved_costs_nothing(state: str) -> None:
    assert replace(COURSE, state=state).cost_of_leaving("academy", COURSE.starts) == 0


def test_a_kind_without_a_price_cannot_book() -> None:
    assert COURSE.kinds == ("la-school", "academy", "childminder", "dms-staff")
    with pytest.raises(NotForThemError, match="hub-partner"):
        COURSE.price("hub-partner")


def test_it_comes_back_from_its_record_as_it_was() -> None:
    text = json.dumps(asdict(COURSE), default=lambda value: value.isoformat())

    assert Course.from_record(json.loads(text)) == COURSE


def test_everybody_must_be_named_five_days_before() -> None:
    assert COURSE.names_by == datetime(2027, 2, 26, 13, tzinfo=UTC)


PAYS = {
    "a Durham school": (Setting("la-school", "durham", "council"), ("journal",)),
    "a Durham school that is not in the list": (Setting("la-school", "durham"), ("journal",)),
    "a Durham academy": (Setting("academy", "durham", "academy"), ("invoice",)),
    "a Darlington school": (Setting("la-school", "darlington", "council"), ("invoice",)),
    "a school elsewhere": (Setting("la-school", "other"), ("invoice",)),
    "a special school of the council": (Setting("special", "durham", "council"), ("journal",)),
    "a special school of a trust": (Setting("special", "durham", "academy"), ("invoice",)),
    "a special school that is not in the list": (Setting("special", "durham"), ("journal", "invoice")),
    "a nursery school that is not in the list": (Setting("nursery-school", "durham"), ("journal", "invoice")),
    "a childminder": (Setting("childminder", "durham"), ("invoice",)),
    "our own staff": (Setting("dms-staff", "durham"), ("journal",)),
}


@pytest.mark.parametrize("case", PAYS)
def test_it_is_paid_in_the_way_of(case: str) -> None:
    setting, ways = PAYS[case]

    assert routes(setting, 6000) == ways
    assert routes(setting, 0) == ("free",)


@given(st.integers(1, 100_000))
def test_there_is_always_a_way_and_no_stranger_pays_by_journal(pence: int) -> None:
    for kind, council in product(KINDS, ("durham", "darlington", "other")):
        ways = routes(Setting(kind, council), pence)
        assert ways
        assert "free" not in ways
        if kind not in OUR_STAFF and (council != "durham" or kind in NEVER_MAINTAINED):
            assert ways == ("invoice",)


def test_the_register_says_whose_area_it_is() -> None:
    assert [council_of(number) for number in ("840", "841", "301", "")] == [
        "durham",
        "darlington",
        "other",
        "other",
    ]
