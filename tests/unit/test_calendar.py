"""Calendar files, read by a library that is not the one that wrote them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from musicservice.calendar import Place, invite, of_course, of_courses
from musicservice.domain.training import Course, Session
from tests.courses import COURSE, held
from tests.examples import CATALOGUE, NOW

SITE = CATALOGUE.site
LONDON = ZoneInfo("Europe/London")
PLACE = Place("K7M-4QX", NOW)


def read(text: bytes) -> Any:
    """The calendar, once the other library finds nothing wrong with it."""
    calendar = vobject.readOne(text.decode())
    calendar.validate(raiseException=True)
    return calendar


def events(text: bytes) -> list[Any]:
    return list(read(text).vevent_list)


CLOCKS = {
    "the Friday before the clocks go forward": ("2027-03-26 13:00", "2027-03-26 13:00+00:00"),
    "the Monday after the clocks go forward": ("2027-03-29 13:00", "2027-03-29 12:00+00:00"),
    "the hour before they go forward": ("2027-03-28 00:30", "2027-03-28 00:30+00:00"),
    "the hour after they went forward": ("2027-03-28 02:00", "2027-03-28 01:00+00:00"),
    "the Friday before the clocks go back": ("2027-10-29 16:00", "2027-10-29 15:00+00:00"),
    "the Monday after the clocks go back": ("2027-11-01 16:00", "2027-11-01 16:00+00:00"),
    "the hour before they go back": ("2027-10-31 00:30", "2027-10-30 23:30+00:00"),
    "the hour after they went back": ("2027-10-31 02:00", "2027-10-31 02:00+00:00"),
}


@pytest.mark.parametrize("case", CLOCKS)
def test_a_session_stands_at_its_local_time_on(case: str) -> None:
    local, utc = CLOCKS[case]

    (event,) = events(of_course(held(local), SITE))

    assert event.dtstart.value == datetime.fromisoformat(utc)
    assert event.dtstart.value.astimezone(LONDON).strftime("%Y-%m-%d %H:%M") == local


def test_a_session_across_the_change_of_the_clocks_lasts_as_long_as_it_does() -> None:
    (event,) = events(of_course(held("2027-03-28 00:00", hours=3), SITE))

    assert event.dtend.value - event.dtstart.value == timedelta(hours=3)
    assert event.dtend.value.astimezone(LONDON).strftime("%H:%M") == "04:00"


def test_each_session_is_an_event_that_says_where_it_is_and_which_it_is() -> None:
    course = held("2027-03-11 16:00", "2027-04-29 16:00")
    course = replace(course, sessions=(course.sessions[0], replace(course.sessions[1], place="Online")))

    first, second = events(of_course(course, SITE))

    assert (first.summary.value, second.summary.value) == ("Choirs (1 of 2)", "Choirs (2 of 2)")
    assert (first.location.value, second.location.value) == ("Durham", "Online")
    assert "Step-free" in first.description.value
    assert first.url.value == f"{SITE.url}/training/choirs/"


def test_a_course_keeps_its_names_wherever_it_moves() -> None:
    moved = replace(held("2027-06-10 09:00"), state="moved", reason="Snow.", updated=date(2027, 3, 1))

    (before,), (after,) = events(of_course(COURSE, SITE)), events(of_course(moved, SITE))

    assert before.uid.value == after.uid.value == "choirs-1@music.example"
    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.last_modified.value > before.last_modified.value
    assert after.description.value.startswith("Snow.")


def test_a_cancelled_course_is_struck_out() -> None:
    off = replace(COURSE, state="cancelled", reason="Too few people.")

    assert [event.status.value for event in events(of_course(off, SITE))] == ["CANCELLED"]
    assert [event.status.value for event in events(of_course(COURSE, SITE))] == ["CONFIRMED"]


def test_a_sample_says_that_it_is_one() -> None:
    (event,) = events(of_course(replace(COURSE, sample=True), SITE))

    assert event.summary.value == "Sample: Choirs"


def test_all_courses_are_one_calendar_that_is_asked_for_again() -> None:
    other = replace(COURSE, slug="drums", title="Drums")

    calendar = read(of_courses([COURSE, other], SITE))

    assert [event.summary.value for event in calendar.vevent_list] == ["Choirs", "Drums"]
    assert calendar.x_wr_calname.value == "Example Music Service: training"
    assert calendar.contents["refresh-interval"][0].value == "PT12H"


def test_no_course_at_all_is_still_a_calendar() -> None:
    assert "vevent" not in vobject.readOne(of_courses([], SITE).decode()).contents


def test_a_place_is_an_event_of_its_own_with_its_reference() -> None:
    calendar = read(invite(COURSE, SITE, PLACE))

    assert calendar.method.value == "PUBLISH"
    assert calendar.vevent.uid.value == "choirs-1-K7M-4QX@music.example"
    assert calendar.vevent.dtstamp.value == NOW
    assert "K7M-4QX" in calendar.vevent.description.value


@pytest.mark.parametrize("off", ["the course", "the place"])
def test_a_place_that_is_gone_takes_its_event_with_it(off: str) -> None:
    course = replace(COURSE, state="cancelled", reason="Snow.") if off == "the course" else COURSE
    place = replace(PLACE, at=NOW + timedelta(seconds=1), given_up=off == "the place")
    before, after = read(invite(COURSE, SITE, PLACE)), read(invite(course, SITE, place))

    assert after.method.value == "CANCEL"
    assert after.vevent.status.value == "CANCELLED"
    assert after.vevent.uid.value == before.vevent.uid.value
    assert int(after.vevent.sequence.value) > int(before.vevent.sequence.value)


LINES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=200)


@given(title=LINES, place=LINES, minutes=st.integers(0, 60 * 24 * 3650))
def test_any_words_and_any_time_come_back_as_they_were(title: str, place: str, minutes: int) -> None:
    starts = datetime(2027, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    session = Session(starts, starts + timedelta(hours=2), place)
    course: Course = replace(COURSE, title=title, sessions=(session,))

    (event,) = events(of_course(course, SITE))

    assert (event.summary.value, event.location.value) == (title, place)
    assert (event.dtstart.value, event.dtend.value) == (session.starts, session.ends)


def test_no_line_is_longer_than_a_calendar_may_read() -> None:
    text = of_course(replace(COURSE, title="Łódź 李 " * 30), SITE)

    assert max(len(line) for line in text.split(b"\r\n")) <= 75
