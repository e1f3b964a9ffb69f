"""Reminders and news of a course: each once, to those who are still to come, however often it is tried."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from musicservice.domain.training import Session
from musicservice.ports import UnavailableError
from tests.training import COURSE, Room, memory_room
from tests.unit.test_booking import booked, kinds
from tests.unit.test_managing import keep
from tests.unit.test_promoting import Dying, KilledError, wait

WEEK, DAY = timedelta(days=7), timedelta(days=1)


@pytest.fixture
def room() -> Room:
    return memory_room()


def sent(room: Room, kind: str) -> int:
    return Counter(kinds(room))[kind]


def moved(room: Room) -> None:
    later = tuple(Session(one.starts + DAY, one.ends + DAY, one.place) for one in COURSE.sessions)
    room.courses[COURSE.slug] = replace(COURSE, sessions=later, state="moved", reason="The hall is closed.")


def cancelled(room: Room) -> None:
    room.courses[COURSE.slug] = replace(COURSE, state="cancelled", reason="Too few people.")


def test_those_who_come_are_reminded_a_week_and_a_day_before(room: Room) -> None:
    booked(room, 2)
    booked(room, 1, 5)

    assert room.remind() == {}
    room.clock.at = COURSE.starts - WEEK
    assert room.remind() == {"reminded": 2}
    assert room.remind() == {}
    room.clock.at = COURSE.starts - DAY
    assert room.remind() == {"reminded": 2}
    assert room.remind() == {}
    assert sent(room, "booking-reminder") == 4


def test_whoever_books_late_gets_the_reminders_that_are_still_to_come(room: Room) -> None:
    room.clock.at = COURSE.starts - timedelta(days=3)
    booked(room)

    assert room.remind() == {}
    room.clock.at = COURSE.starts - DAY
    assert room.remind() == {"reminded": 1}
    assert room.remind() == {}


def test_a_worker_that_slept_for_days_sends_one_reminder_and_not_two(room: Room) -> None:
    booked(room)
    room.clock.at = COURSE.starts - timedelta(hours=1)

    assert room.remind() == {"reminded": 1}
    assert room.remind() == {}


def test_reminders_stop_on_cancelling_and_none_goes_to_those_who_wait(room: Room) -> None:
    full = booked(room, 6)
    wait(room, 2, 10)
    room.clock.at = COURSE.starts - WEEK
    room.managing.cancel(full.code)

    assert room.remind() == {}


def test_nobody_is_reminded_of_what_is_over(room: Room) -> None:
    booked(room)
    room.clock.at = COURSE.starts

    assert room.remind() == {}


@pytest.mark.parametrize("happens", [moved, cancelled])
def test_everybody_is_told_once_of_a_course_that_is_moved_or_cancelled(room: Room, happens: Any) -> None:
    full = booked(room, 6)
    wait(room, 1, 10)
    wait(room, 1, 20)
    keep(room, full, 5)
    room.promote()
    gone = wait(room, 1, 30)
    room.managing.cancel(gone.code)
    happens(room)

    assert room.remind() == {"told": 3}
    assert room.remind() == {}
    assert sent(room, "course-changed") == 3


def test_whoever_books_after_the_change_is_told_nothing_new(room: Room) -> None:
    moved(room)
    booked(room)

    assert room.remind() == {}


def test_a_course_that_changes_twice_is_told_twice(room: Room) -> None:
    booked(room)
    moved(room)
    room.remind()
    cancelled(room)

    assert room.remind() == {"told": 1}
    assert sent(room, "course-changed") == 2


def test_a_cancelled_course_is_not_reminded_of(room: Room) -> None:
    booked(room)
    cancelled(room)
    room.remind()
    room.clock.at = COURSE.starts - WEEK

    assert room.remind() == {}


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("at", range(1, 5))
def test_a_round_that_dies_is_finished_by_the_next_and_nobody_hears_twice(
    room: Room,
    at: int,
    after: bool,  # noqa: FBT001
) -> None:
    for n in range(3):
        booked(room, 1, n)
    moved(room)

    with pytest.raises(KilledError):
        replace(room.remind, register=Dying(room.register, [], at, after=after))()
    room.remind()
    room.remind()

    assert sorted(Counter(m.case for m in room.letters if m.kind == "course-changed").values()) == [1] * 3


def test_one_letter_that_cannot_be_sealed_does_not_stop_the_others(room: Room) -> None:
    for n in range(2):
        booked(room, 1, n)
    moved(room)
    broken = []

    class Sick:
        def seal(self, text: bytes, context: Any) -> bytes:
            if not broken:
                broken.append(1)
                raise UnavailableError("seal", "Broken")
            return bytes(room.seal.seal(text, context))

    assert replace(room.remind, seal=Sick())() == {"postponed": 1, "told": 1}
    assert room.remind() == {"told": 1}
