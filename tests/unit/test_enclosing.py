"""The calendar file that goes with a letter about a booking, as another library than its writer reads it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import vobject

from musicservice.ports import Attachment
from musicservice.services.enclosing import enclosed
from musicservice.services.posting import Posted
from tests.examples import CATALOGUE
from tests.training import COURSE, Room, memory_room
from tests.unit.test_booking import booked
from tests.unit.test_managing import keep
from tests.unit.test_promoting import wait
from tests.unit.test_reminding import cancelled, moved

SITE = CATALOGUE.site
TODAY = date(2027, 3, 4)


@pytest.fixture
def room() -> Room:
    return memory_room()


def files(room: Room, letter: Posted) -> tuple[Attachment, ...]:
    return enclosed(letter.facts, SITE, room.courses.get, TODAY)


def told(room: Room) -> list[tuple[str, str]]:
    """Each letter with what its file has a calendar do, or nothing."""
    return [(one.kind, does(files(room, one))) for one in room.letters]


def does(attached: tuple[Attachment, ...]) -> str:
    return calendar(attached).method.value if attached else ""


def calendar(attached: tuple[Attachment, ...]) -> Any:
    [file] = attached
    read = vobject.readOne(file.content.decode())
    read.validate(raiseException=True)
    assert file.kind == f"text/calendar; charset=utf-8; method={read.method.value}"
    return read


def later(room: Room) -> None:
    room.clock.at += timedelta(minutes=1)


def test_a_booking_comes_with_its_dates_and_goes_with_them(room: Room) -> None:
    opened = booked(room, 2)
    later(room)
    keep(room, opened, 1)
    later(room)
    room.managing.cancel(opened.code)

    assert told(room) == [
        ("booking-confirmed", "PUBLISH"),
        ("booking-changed", ""),
        ("booking-cancelled", "CANCEL"),
    ]
    first, last = calendar(files(room, room.letters[0])), calendar(files(room, room.letters[2]))
    assert first.vevent.dtstart.value == last.vevent.dtstart.value == COURSE.starts
    assert first.vevent.uid.value == last.vevent.uid.value
    assert int(last.vevent.sequence.value) > int(first.vevent.sequence.value)
    assert files(room, room.letters[0])[0].name == f"{opened.reservation.reference}.ics"


def test_who_waits_has_nothing_in_a_calendar_until_they_say_yes(room: Room) -> None:
    full = booked(room, 6)
    first, second = wait(room, 1, 10), wait(room, 1, 20)
    keep(room, full, 4)
    room.promote()
    room.managing.accept(first.code)
    room.managing.decline(second.code)
    gone = wait(room, 4, 30)
    room.managing.cancel(gone.code)

    assert told(room)[1:] == [
        *[("booking-waiting", "")] * 2,
        ("booking-changed", ""),
        *[("booking-offer", "")] * 2,
        ("booking-confirmed", "PUBLISH"),
        ("booking-cancelled", ""),
        ("booking-waiting", ""),
        ("booking-cancelled", ""),
    ]


@pytest.mark.parametrize(("happens", "what"), [(moved, "PUBLISH"), (cancelled, "CANCEL")])
def test_a_course_that_changes_changes_in_the_calendars_of_those_who_come(
    room: Room, happens: Any, what: str
) -> None:
    booked(room, 6)
    wait(room, 1, 10)
    before = calendar(files(room, room.letters[0])).vevent
    later(room)
    happens(room)
    room.remind()

    changed = [one for one in room.letters if one.kind == "course-changed"]
    assert sorted(does(files(room, one)) for one in changed) == ["", what]
    after = next(calendar(found).vevent for one in changed if (found := files(room, one)))
    assert after.uid.value == before.uid.value
    assert after.dtstart.value == room.courses[COURSE.slug].starts
    assert int(after.sequence.value) > int(before.sequence.value)


def test_a_session_that_a_course_has_no_more_leaves_the_calendars_too(room: Room) -> None:
    first = COURSE.sessions[0]
    second = replace(first, starts=first.starts + timedelta(days=7), ends=first.ends + timedelta(days=7))
    room.courses[COURSE.slug] = replace(COURSE, sessions=(first, second))
    booked(room)
    _, known = calendar(files(room, room.letters[0])).vevent_list
    later(room)
    room.courses[COURSE.slug] = replace(COURSE, state="moved", reason="One session is enough.")
    room.remind()

    kept, gone = files(room, room.letters[-1])

    assert (does((kept,)), does((gone,))) == ("PUBLISH", "CANCEL")
    [event] = calendar((gone,)).vevent_list
    assert event.uid.value == known.uid.value
    assert event.status.value == "CANCELLED"
    assert int(event.sequence.value) > int(known.sequence.value)
    assert gone.name != kept.name


def test_a_course_that_is_gone_takes_no_letter_with_it(room: Room) -> None:
    booked(room)
    room.courses.clear()

    assert files(room, room.letters[0]) == ()


def test_a_course_that_was_never_booked_by_them_is_in_no_letter(room: Room) -> None:
    booked(room)

    facts = replace(room.letters[0].facts, calendar=None)
    assert enclosed(facts, SITE, room.courses.get, TODAY) == ()
