"""Each possible mistake in a course file stops the build, in words that who wrote the file can act on."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from plugins.linting.whole import said_of
from plugins.mistakes import ContentRefusedError
from plugins.models.course import Course
from plugins.reading.checks import check
from plugins.reading.library import read_library
from tests.site.commands import ROOT, pelican
from tests.site.small_content import DATES, document, write

GOLDEN = Path(__file__).parent / "golden" / "course-mistakes.txt"
TEMPLATES = ROOT / "theme" / "templates"
NAME = "courses/every-pupil.md"
HEAD = """\
# What a comms officer reads for each mistake in a course file, one file and one mistake at a time.
# Write it anew, and then read every line that changed:
#   WRITE_GOLDEN=1 .venv/bin/python -m pytest tests/site/test_course_mistakes.py
"""
SESSION = "{{date: {date}, start: {start}, end: {end}, place: {place}}}"


def session(date: str = "2027-03-14", start: str = "10:30", end: str = "12:00", place: str = "Online") -> str:
    return SESSION.format(date=date, start=start, end=end, place=place)


def course(body: str = "Some words.", **fields: str) -> Callable[[], str]:
    return lambda: document(Course, body, **fields)


def held(*sessions: str) -> Callable[[], str]:
    return course(sessions=f"[{', '.join(sessions)}]")


def swapped(old: str, new: str) -> Callable[[], str]:
    def make() -> str:
        text = document(Course)
        assert old in text
        return text.replace(old, new, 1)

    return make


def without(name: str) -> Callable[[], str]:
    return lambda: "".join(
        line for line in document(Course).splitlines(keepends=True) if not line.startswith(f"{name}:")
    )


TERMS = "{{days_face_to_face: {}, days_online: {}, percent_later: {}}}"
REQUIRED = tuple(name for name, info in Course.model_fields.items() if info.is_required())
CASES: dict[str, Callable[[], str]] = {
    "seats in words": course(seats="ten"),
    "no seats": course(seats="0"),
    "fewer than no seats": course(seats="-3"),
    "half a seat": course(seats="10.5"),
    "seats with one 0 too many": course(seats="5000"),
    "seats left empty": course(seats=""),
    "a minimum in words": course(minimum="none"),
    "a minimum above the seats": course(seats="8", minimum="9"),
    "a day that does not exist": held(session(date="2027-02-29")),
    "a day in words": held(session(date="14 March 2027")),
    "a time in another style": held(session(start="4pm")),
    "a session that ends before it starts": held(session(start="13:00", end="12:00")),
    "a session that ends as it starts": held(session(start="12:00", end="12:00")),
    "a session in the hour that the clock leaves out": held(
        session(date="2027-03-28", start="01:30", end="03:00")
    ),
    "a session without a place": held("{date: 2027-03-14, start: 10:30, end: 12:00}"),
    "a session with a field of its own": held(
        "{date: 2027-03-14, start: 10:30, end: 12:00, place: Online, room: 1}"
    ),
    "two sessions at once": held(session(), session(start="11:00", end="13:00", place="Durham")),
    "the same session twice": held(session(), session()),
    "no session": course(sessions="[]"),
    "sessions in words": course(sessions="14 March, 10.30 to 12"),
    "booking that opens on a day in words": course(opens="11 January 2027"),
    "booking that opens at no time of day": course(opens="2027-01-11"),
    "booking that closes at an impossible time": course(closes="2027-03-07 25:00"),
    "booking that closes in the hour that the clock leaves out": course(closes="2027-03-28 01:30"),
    "booking that opens after it closes": course(opens="2027-03-08 09:00"),
    "booking that opens as it closes": course(opens="2027-03-07 12:00"),
    "booking that closes after the first session starts": course(closes="2027-03-14 10:31"),
    "a price in pounds": course(prices="{everyone: £60}"),
    "a price in pence": course(prices="{everyone: 6000}"),
    "a price without a setting": course(prices="training-half-day"),
    "a price that is not on the list": course(prices="{everyone: training-half-days}"),
    "one price of two that is not on the list": course(
        prices="{everyone: training-half-day, childminder: training-cheap}"
    ),
    "a price for a setting nobody knows": course(prices="{everyone: training-half-day, acadamy: free}"),
    "no price": course(prices="{}"),
    "more than all of the price": course(cancellation=TERMS.format(5, 1, 101)),
    "notice in words": course(cancellation=TERMS.format("five", 1, 100)),
    "terms that leave something out": course(cancellation="{days_face_to_face: 5, percent_later: 100}"),
    "terms in words": course(cancellation="five working days"),
    "a state nobody knows": course(state="postponed"),
    "cancelled for no reason": course(state="cancelled"),
    "a reason while it is on": course(reason="The hall is closed for repairs."),
    "food that may be given": course(fed="maybe"),
    "a phase nobody knows": course(phases="[primary, nursery]"),
    "a commitment nobody knows": course(commitments="[workforce-33]"),
    "nothing that one can do afterwards": course(outcomes="[]"),
    "a title that is too long": course(title="x" * 301),
    "a summary that is too long": course(summary="x" * 161),
    "a field nobody knows": swapped("seats:", "seat:"),
    "the old field for the price": swapped("prices: {everyone: training-half-day}", "price_schools: hire"),
    "a field written twice": swapped('seats: "24"', 'seats: "24"\nseats: "30"'),
    "a title with a colon and no quotes": swapped('title: "Every', 'title: Music: "Every'),
    "no words below": course(""),
    "HTML in the words": course("Some <b>bold</b> words."),
    "no front matter": lambda: "Some words.\n",
    **{f"nothing about: {name}": without(name) for name in REQUIRED},
}


def said(folder: Path, text: str) -> str:
    """What stops the build, or nothing."""
    try:
        check(read_library(write(folder, {NAME: text})), TEMPLATES)
    except ContentRefusedError as refused:
        return str(refused)
    return ""


@pytest.fixture(scope="module")
def messages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return {name: said(tmp_path_factory.mktemp("course"), make()) for name, make in CASES.items()}


def test_every_message_is_as_the_golden_file_says(messages: dict[str, str]) -> None:
    text = HEAD + "".join(f"\n## {name}\n{message}\n" for name, message in messages.items())

    if "WRITE_GOLDEN" in os.environ:
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_each_is_told_by_file_and_field_with_what_was_expected_and_found(
    case: str, messages: dict[str, str]
) -> None:
    message = messages[case]

    assert f"content/{NAME}" in message
    assert "\n  expected: " in message
    assert "\n  found: " in message


def test_the_build_stops_with_it(tmp_path: Path) -> None:
    done = pelican(write(tmp_path, {NAME: document(Course, seats="ten")}), tmp_path)

    assert done.returncode == 1
    assert f"content/{NAME}, line 9: seats" in done.stderr
    assert not (tmp_path / "site").exists()


HOLIDAY = DATES + '\n[[bank_holidays]]\nname = "Guy Fawkes Day"\ndate = 2026-11-05\n'
DOUBTFUL = {
    "2026-11-05": "on a bank holiday, Guy Fawkes Day",
    "2026-11-07": "on a weekend",
    "2026-10-28": "in the school holidays",
}


@pytest.mark.parametrize("day", DOUBTFUL)
def test_a_day_on_which_few_can_come_is_told_and_stops_nothing(day: str, tmp_path: Path) -> None:
    text = document(Course, sessions=f"[{session(day)}]", opens="2026-09-10 09:00", closes="2026-10-20 12:00")

    content = write(tmp_path, {NAME: text, "data/dates.toml": HOLIDAY})

    (said,) = said_of(content, read_library(content), date(2026, 9, 1))

    assert not said.stops
    assert (said.place, said.rule) == (f"content/{NAME}, line 8", "school-days")
    assert said.said.endswith(f" is {DOUBTFUL[day]}")


def test_an_ordinary_day_and_a_day_of_another_year_raise_no_doubt(tmp_path: Path) -> None:
    text = document(Course, sessions=f"[{session('2026-11-04')}, {session('2028-08-09')}]")
    content = write(tmp_path, {NAME: text, "data/dates.toml": HOLIDAY})

    assert said_of(content, read_library(content), date(2026, 9, 1)) == []
