"""What only a person can decide about a course is told to whoever runs it: once, and with the numbers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from musicservice.ports import UnavailableError
from tests.training import COURSE, Room, memory_room
from tests.unit.test_booking import booked
from tests.unit.test_managing import keep
from tests.unit.test_promoting import wait

WEEK = timedelta(days=7)
FEW = replace(COURSE, minimum=6)


@pytest.fixture
def room() -> Room:
    """In the last week of booking, for a course that is held for six."""
    made = memory_room()
    made.courses[COURSE.slug] = FEW
    made.clock.at = COURSE.closes - WEEK
    return made


def told(room: Room) -> dict[str, str]:
    letter = room.letters[-1]
    assert letter.to == "training@music.example"
    return {line.label: line.shown for line in letter.facts.lines}


def test_a_course_with_too_few_people_is_told_once_with_the_numbers(room: Room) -> None:
    full = booked(room, 6)
    wait(room, 2, 10)
    keep(room, full, 4)
    wait(room, 3, 20)
    room.promote()

    assert room.mind() == {"course-short": 1}
    assert room.mind() == {}
    said = told(room)
    assert (said["People who are booked"], said["Places on offer"], said["People who wait"]) == (
        "4",
        "2",
        "3",
    )
    assert said["Course"] == COURSE.title
    assert said["It is held for"].startswith("6 people or more. Booking closes Monday 1 March 2027, ")


def test_a_course_with_enough_people_is_not_told_of(room: Room) -> None:
    booked(room, 6)

    assert room.mind() == {}


def test_nothing_is_told_before_the_last_week_or_once_the_course_has_begun(room: Room) -> None:
    room.clock.at = COURSE.closes - WEEK - timedelta(minutes=1)
    assert room.mind() == {}
    room.clock.at = COURSE.starts
    assert room.mind() == {}


def test_a_worker_that_slept_past_the_cut_off_still_tells(room: Room) -> None:
    room.clock.at = COURSE.closes + timedelta(hours=1)

    assert room.mind() == {"course-short": 1}


def test_a_cancelled_course_needs_no_people(room: Room) -> None:
    room.courses[COURSE.slug] = replace(FEW, state="cancelled", reason="Too few people.")

    assert room.mind() == {}


def test_a_course_whose_booking_is_kept_open_longer_is_told_of_again_before_that(room: Room) -> None:
    room.mind()
    longer = replace(FEW, closes=COURSE.closes + timedelta(days=1))
    room.courses[COURSE.slug] = longer

    assert room.mind() == {}
    room.clock.at = longer.closes - WEEK
    assert room.mind() == {"course-short": 1}


def test_a_file_that_is_gone_while_people_count_on_it_is_told_once(room: Room) -> None:
    booked(room, 2)
    room.courses.clear()
    room.put_seats(room.seats.gone(room.clock.at))

    assert room.mind() == {"course-gone": 1}
    assert room.mind() == {}
    assert told(room)["File"] == f"content/courses/{COURSE.slug}.md"
    assert told(room)["People who are booked"] == "2"


def test_a_file_that_nobody_misses_may_go(room: Room) -> None:
    room.courses.clear()
    assert room.mind() == {}
    room.put_seats(room.seats.gone(room.clock.at))
    assert room.mind() == {}


def test_a_letter_that_cannot_be_sealed_waits_for_the_next_round(room: Room) -> None:
    class Sick:
        def seal(self, _text: bytes, _context: object) -> bytes:
            raise UnavailableError("seal", "Broken")

    assert replace(room.mind, seal=Sick())() == {"postponed": 1}
    assert room.mind() == {"course-short": 1}
